import { Create, SimpleForm } from 'react-admin';
import { filled } from '../common/filled';
import { InstanceInputs } from './instance.inputs';

/** Without a server of its own choice, the best one takes it. */
export function InstanceCreate() {
  return (
    <Create redirect="edit" transform={filled}>
      <SimpleForm>
        <InstanceInputs isNew />
      </SimpleForm>
    </Create>
  );
}
