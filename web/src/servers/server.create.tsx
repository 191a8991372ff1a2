import { Typography } from '@mui/material';
import { Create, SimpleForm, useTranslate } from 'react-admin';
import { filled } from '../common/filled';
import { DatabaseInputs, ResourceInputs, ServerInputs } from './server.inputs';

function Heading({ of }: { of: 'server' | 'database' | 'resources' }) {
  const translate = useTranslate();
  return (
    <Typography variant="h6" component="h2" sx={{ mb: 1 }}>
      {translate(`amiral.tab.${of}`)}
    </Typography>
  );
}

/** A server begins as a draft; only its name, code and address have to be known. */
export function ServerCreate() {
  return (
    <Create redirect="edit" transform={filled}>
      <SimpleForm>
        <Heading of="server" />
        <ServerInputs />
        <Heading of="database" />
        <DatabaseInputs />
        <Heading of="resources" />
        <ResourceInputs />
      </SimpleForm>
    </Create>
  );
}
