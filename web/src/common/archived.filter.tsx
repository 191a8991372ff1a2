import { SelectInput } from './select.input';

const choices = [{ id: 'true', name: 'amiral.archived.archived' }];

/** Lists show what is current, until what has been put away is asked for. */
export function ArchivedFilter() {
  return <SelectInput source="archived" choices={choices} emptyText="amiral.archived.current" helperText={false} />;
}
