import { Box } from '@mui/material';
import { AutocompleteInput, DateTimeInput, ReferenceInput, TextInput } from 'react-admin';

/** What may change of an instance; where its database is and what it is called stays. */
export const INSTANCE_FIELDS = [
  ...['name', 'customerName', 'customerEmail', 'subdomain', 'domain'],
  ...['planId', 'templateId', 'odooVersion', 'notes', 'expiresAt'],
];

const byName = { field: 'name', order: 'ASC' } as const;
const search = (text: string) => ({ q: text });

function Choice({ source, reference, required = false }: { source: string; reference: string; required?: boolean }) {
  return (
    <ReferenceInput source={source} reference={reference} sort={byName} perPage={50}>
      <AutocompleteInput optionText="name" filterToQuery={search} isRequired={required} helperText={false} fullWidth />
    </ReferenceInput>
  );
}

export function InstanceInputs({ isNew = false }: { isNew?: boolean }) {
  return (
    <Box sx={{ display: 'grid', columnGap: 2, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' }, maxWidth: 820 }}>
      <TextInput source="name" required helperText={false} />
      <TextInput source="customerName" required helperText={false} />
      <TextInput source="customerEmail" type="email" required helperText={false} />
      <TextInput source="subdomain" required helperText={false} />
      {isNew && <TextInput source="databaseName" required helperText={false} />}
      {isNew && <Choice source="serverId" reference="servers" />}
      <Choice source="planId" reference="plans" required />
      <Choice source="templateId" reference="templates" required />
      <TextInput source="domain" helperText={false} />
      <TextInput source="odooVersion" helperText={false} />
      <DateTimeInput
        source="expiresAt"
        helperText={false}
        parse={(text: string) => (text ? new Date(text).toISOString() : null)}
      />
      <TextInput source="notes" multiline minRows={2} helperText={false} sx={{ gridColumn: '1 / -1' }} />
    </Box>
  );
}
