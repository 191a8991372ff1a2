import { BooleanInput, PasswordInput, TextInput } from 'react-admin';
import { ROLES } from '../api/enums';
import { choicesOf } from '../common/choices';
import { InputGrid } from '../common/input-grid';
import { SelectInput } from '../common/select.input';

export const USER_FIELDS = ['email', 'name', 'role', 'password', 'disabled'];
export const ROLE_CHOICES = choicesOf(ROLES, 'amiral.role');

export function UserInputs({ isNew = false }: { isNew?: boolean }) {
  return (
    <InputGrid>
      <TextInput source="name" required helperText={false} />
      <TextInput source="email" type="email" required helperText={false} autoComplete="off" />
      <SelectInput
        source="role"
        choices={ROLE_CHOICES}
        required
        helperText={false}
        defaultValue={isNew ? 'user' : undefined}
      />
      <PasswordInput
        source="password"
        autoComplete="new-password"
        helperText={isNew ? 'amiral.help.password' : 'amiral.help.newPassword'}
      />
      <BooleanInput source="disabled" helperText="amiral.help.disabled" />
    </InputGrid>
  );
}
