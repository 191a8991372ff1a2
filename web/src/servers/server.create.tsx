import { Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { RecordCreate } from '../common/record.create';
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
    <RecordCreate>
      <Heading of="server" />
      <ServerInputs />
      <Heading of="database" />
      <DatabaseInputs />
      <Heading of="resources" />
      <ResourceInputs />
    </RecordCreate>
  );
}
