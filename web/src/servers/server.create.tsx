import { Create, SimpleForm } from 'react-admin';
import { filled } from '../common/filled';
import { ServerInputs } from './server.inputs';

/** The least a server needs; it begins as a draft, and the rest is on its page. */
export function ServerCreate() {
  return (
    <Create redirect="edit" transform={filled}>
      <SimpleForm>
        <ServerInputs />
      </SimpleForm>
    </Create>
  );
}
