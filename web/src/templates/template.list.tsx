import { BooleanField, DataTable, List } from 'react-admin';
import type { Schemas } from '../api/client';
import { ArchivedFilter } from '../common/archived.filter';
import { FilterBar } from '../common/filter.bar';
import { SelectInput } from '../common/select.input';
import { useLive } from '../common/use-live';
import { Scroll } from '../common/scroll';

type Template = Schemas['Template'];
const Col = DataTable.Col<Template>;

const readiness = [
  { id: 'true', name: 'ra.boolean.true' },
  { id: 'false', name: 'ra.boolean.false' },
];

export function TemplateList() {
  useLive('templates');
  return (
    <List sort={{ field: 'name', order: 'ASC' }} perPage={50} exporter={false}>
      <FilterBar>
        <SelectInput source="isReady" choices={readiness} helperText={false} />
        <ArchivedFilter />
      </FilterBar>
      <Scroll>
        <DataTable<Template> rowClick={(id) => `/templates/${String(id)}`} bulkActionButtons={false} size="small">
          <Col source="name" cellSx={() => ({ fontWeight: 600 })} />
          <Col source="code" />
          <Col source="templateDb" />
          <Col source="templateVersion" />
          <Col source="odooVersion" />
          <Col source="isReady">
            <BooleanField source="isReady" />
          </Col>
          <DataTable.NumberCol<Template> source="instanceCount" disableSort />
        </DataTable>
      </Scroll>
    </List>
  );
}
