import { Stack } from '@mui/material';
import { BooleanInput, TextInput } from 'react-admin';
import type { Server } from '../api/client';
import { InputGrid } from '../common/input-grid';
import { LabelsInput } from '../common/labels.input';
import { NumberInput } from '../common/number.input';
import { SecretInput } from '../common/secret.input';

/** What may be sent of a server. */
export const SERVER_FIELDS = [
  ...['name', 'code', 'serverUrl', 'description', 'sequence', 'serverIp', 'serverPort', 'serverUsername', 'tlsCa'],
  ...['dbHost', 'dbPort', 'dbUser', 'cpuCores', 'memoryGb', 'diskGb', 'maxInstances', 'healthIntervalSeconds'],
  ...['labels', 'archived', 'serverPassword', 'dbPassword', 'masterPassword'],
];

/** Only what is out of service can be put away. */
function ArchivedInput({ server }: { server: Server }) {
  const isInService = !server.archived && server.state !== 'draft' && server.state !== 'disabled';
  return (
    <BooleanInput
      source="archived"
      disabled={isInService}
      helperText={isInService ? 'amiral.help.inService' : 'amiral.help.archived'}
    />
  );
}

interface Props {
  /** The server as it is; none while it is being entered. */
  server?: Server;
  disabled?: boolean;
}

export function ServerInputs({ server, disabled = false }: Props) {
  return (
    <Stack>
      <InputGrid>
        <TextInput source="name" required helperText={false} />
        <TextInput source="code" required helperText="amiral.help.code" />
        <TextInput
          source="serverUrl"
          type="url"
          required
          helperText="amiral.help.serverUrl"
          sx={{ gridColumn: '1 / -1' }}
        />
        <TextInput source="serverIp" helperText="amiral.help.note" />
        <NumberInput source="serverPort" helperText="amiral.help.note" />
        <TextInput source="serverUsername" helperText={false} autoComplete="off" />
        <NumberInput source="sequence" helperText={false} />
        <TextInput source="description" multiline minRows={2} helperText={false} sx={{ gridColumn: '1 / -1' }} />
        <TextInput
          source="tlsCa"
          multiline
          minRows={2}
          maxRows={8}
          helperText="amiral.help.tlsCa"
          sx={{ gridColumn: '1 / -1' }}
        />
      </InputGrid>
      <LabelsInput disabled={disabled} />
      {server && <ArchivedInput server={server} />}
      <SecretInput source="serverPassword" isSet={server?.hasServerPassword ?? false} disabled={disabled} />
      <SecretInput source="masterPassword" isSet={server?.hasMasterPassword ?? false} disabled={disabled} />
    </Stack>
  );
}

export function DatabaseInputs({ server, disabled = false }: Props) {
  return (
    <Stack>
      <InputGrid>
        <TextInput source="dbHost" helperText={false} />
        <NumberInput source="dbPort" helperText={false} />
        <TextInput source="dbUser" helperText={false} autoComplete="off" />
      </InputGrid>
      <SecretInput source="dbPassword" isSet={server?.hasDbPassword ?? false} disabled={disabled} />
    </Stack>
  );
}

export function ResourceInputs() {
  return (
    <InputGrid>
      <NumberInput source="maxInstances" helperText="amiral.help.maxInstances" min={1} />
      <NumberInput source="healthIntervalSeconds" helperText="amiral.help.interval" />
      <NumberInput source="cpuCores" helperText={false} />
      <NumberInput source="memoryGb" helperText={false} />
      <NumberInput source="diskGb" helperText={false} />
    </InputGrid>
  );
}
