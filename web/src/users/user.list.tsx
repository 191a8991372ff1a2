import { BooleanField, DataTable, List, useTranslate } from 'react-admin';
import type { Schemas } from '../api/client';
import { FilterBar } from '../common/filter.bar';
import { RelativeTime } from '../common/relative-time';
import { SelectArrayInput } from '../common/select-array.input';
import { SelectInput } from '../common/select.input';
import { useLive } from '../common/use-live';
import { Scroll } from '../common/scroll';
import { ROLE_CHOICES } from './user.inputs';

type User = Schemas['User'];
const Col = DataTable.Col<User>;

const shutOrNot = [
  { id: 'true', name: 'ra.boolean.true' },
  { id: 'false', name: 'ra.boolean.false' },
];

export function UserList() {
  useLive('users');
  const translate = useTranslate();
  return (
    <List sort={{ field: 'name', order: 'ASC' }} perPage={50} exporter={false}>
      <FilterBar>
        <SelectArrayInput source="role" choices={ROLE_CHOICES} helperText={false} />
        <SelectInput source="disabled" choices={shutOrNot} helperText={false} />
      </FilterBar>
      <Scroll>
        <DataTable<User> rowClick={(id) => `/users/${String(id)}`} bulkActionButtons={false} size="small">
          <Col source="name" cellSx={() => ({ fontWeight: 600 })} />
          <Col source="email" />
          <Col source="role" render={({ role }) => translate(`amiral.role.${role}`)} />
          <Col source="disabled" disableSort>
            <BooleanField source="disabled" />
          </Col>
          <Col source="createdAt" render={({ createdAt }) => <RelativeTime at={createdAt} />} />
        </DataTable>
      </Scroll>
    </List>
  );
}
