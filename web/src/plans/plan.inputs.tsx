import { BooleanInput, TextInput } from 'react-admin';
import { InputGrid } from '../common/input-grid';
import { NumberInput } from '../common/number.input';

export const PLAN_FIELDS = [
  ...['name', 'code', 'userLimit', 'storageLimitGb', 'priceMonthly', 'priceYearly', 'currency'],
  ...['trialDays', 'suspendOnExpiry', 'description', 'sequence', 'archived'],
];

export function PlanInputs({ isNew = false }: { isNew?: boolean }) {
  return (
    <InputGrid>
      <TextInput source="name" required helperText={false} />
      <TextInput source="code" required helperText="amiral.help.code" />
      <NumberInput source="userLimit" helperText="amiral.help.noLimit" />
      <NumberInput source="storageLimitGb" helperText="amiral.help.noLimit" />
      <NumberInput source="priceMonthly" helperText={false} />
      <NumberInput source="priceYearly" helperText={false} />
      <TextInput source="currency" helperText={false} />
      <NumberInput source="trialDays" helperText={false} />
      <NumberInput source="sequence" helperText={false} />
      <TextInput source="description" multiline helperText={false} />
      <BooleanInput source="suspendOnExpiry" helperText="amiral.customers.expiry.help" />
      {!isNew && <BooleanInput source="archived" helperText="amiral.help.archivedOffer" />}
    </InputGrid>
  );
}
