import { Box } from '@mui/material';
import { ArrayInput, BooleanInput, SimpleFormIterator, TextInput } from 'react-admin';
import { TEMPLATE_STATES } from '../api/enums';
import { choicesOf } from '../common/choices';
import { InputGrid } from '../common/input-grid';
import { ReferenceChoice } from '../common/reference-choice';
import { SelectInput } from '../common/select.input';

export const TEMPLATE_FIELDS = [
  ...[
    'name',
    'code',
    'templateDb',
    'templateVersion',
    'odooVersion',
    'description',
    'isReady',
    'archived',
    'servers',
    'sourceServerId',
  ],
];

interface Place {
  serverId: string;
  state: string;
}

/** Of where a template is, what people say of it: what was published there is read alone. */
export function toPlaces(changes: Record<string, unknown>): Record<string, unknown> {
  const places = changes['servers'] as Place[] | undefined;
  if (!places) return changes;
  return { ...changes, servers: places.map(({ serverId, state }) => ({ serverId, state })) };
}

const states = choicesOf(TEMPLATE_STATES, 'amiral.template_state');

/** Where the template is, and whether it is ready there. */
function ServersInput({ disabled }: { disabled: boolean }) {
  return (
    <Box sx={{ maxWidth: 820 }}>
      <ArrayInput source="servers" helperText={false}>
        <SimpleFormIterator inline disableReordering disableClear disableAdd={disabled} disableRemove={disabled}>
          <ReferenceChoice source="serverId" reference="servers" label="resources.templates.fields.serverId" required />
          <SelectInput
            source="state"
            label="resources.templates.fields.state"
            choices={states}
            defaultValue="pending"
            required
            helperText={false}
          />
        </SimpleFormIterator>
      </ArrayInput>
    </Box>
  );
}

interface Props {
  isNew?: boolean;
  disabled?: boolean;
}

export function TemplateInputs({ isNew = false, disabled = false }: Props) {
  return (
    <>
      <InputGrid>
        <TextInput source="name" required helperText={false} />
        <TextInput source="code" required helperText="amiral.help.code" />
        <TextInput source="templateDb" required helperText="amiral.help.templateDb" />
        <TextInput source="templateVersion" helperText={false} />
        <TextInput source="odooVersion" helperText={false} />
        <TextInput source="description" multiline helperText={false} />
        <ReferenceChoice source="sourceServerId" reference="servers" />
        <BooleanInput source="isReady" helperText={false} />
        {!isNew && <BooleanInput source="archived" helperText="amiral.help.archivedOffer" />}
      </InputGrid>
      <ServersInput disabled={disabled} />
    </>
  );
}
