import { BooleanInput, TextInput } from 'react-admin';
import { InputGrid } from '../common/input.grid';

export const TEMPLATE_FIELDS = [
  ...['name', 'code', 'templateDb', 'templateVersion', 'odooVersion', 'description', 'isReady', 'archived'],
];

export function TemplateInputs({ isNew = false }: { isNew?: boolean }) {
  return (
    <InputGrid>
      <TextInput source="name" required helperText={false} />
      <TextInput source="code" required helperText="amiral.help.code" />
      <TextInput source="templateDb" required helperText={false} />
      <TextInput source="templateVersion" helperText={false} />
      <TextInput source="odooVersion" helperText={false} />
      <TextInput source="description" multiline helperText={false} />
      <BooleanInput source="isReady" helperText={false} />
      {!isNew && <BooleanInput source="archived" helperText={false} />}
    </InputGrid>
  );
}
