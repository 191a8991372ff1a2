import { BooleanField, DataTable, List, useTranslate } from 'react-admin';
import type { Rule } from '../api/client';
import { YES_NO } from '../common/choices';
import { FilterBar } from '../common/filter.bar';
import { Matcher } from '../common/matcher';
import { Scroll } from '../common/scroll';
import { SelectArrayInput } from '../common/select-array.input';
import { SelectInput } from '../common/select.input';
import { SEVERITY_CHOICES, SeverityBadge } from '../common/severity.badge';
import { useLive } from '../common/use-live';
import { KIND_CHOICES } from './rule.inputs';

const Col = DataTable.Col<Rule>;
const NumberCol = DataTable.NumberCol<Rule>;

function Threshold({ threshold }: Pick<Rule, 'threshold'>) {
  const translate = useTranslate();
  const told = Object.entries(threshold ?? {}).map(([by, value]) =>
    translate(`amiral.rule.threshold.${by}`, { value: String(value).replaceAll(',', ', ') }),
  );
  return told[0] ?? '–';
}

/** What people are called for. */
export function RuleList() {
  useLive('alert-rules');
  const translate = useTranslate();
  return (
    <List sort={{ field: 'name', order: 'ASC' }} perPage={50} exporter={false}>
      <FilterBar>
        <SelectArrayInput source="kind" choices={KIND_CHOICES} helperText={false} />
        <SelectArrayInput source="severity" choices={SEVERITY_CHOICES} helperText={false} />
        <SelectInput source="enabled" choices={YES_NO} helperText={false} />
      </FilterBar>
      <Scroll>
        <DataTable<Rule> rowClick={(id) => `/alert-rules/${String(id)}`} bulkActionButtons={false} size="small">
          <Col source="name" cellSx={() => ({ fontWeight: 600 })} />
          <Col source="kind" render={({ kind }) => translate(`amiral.rule.kind.${kind}`)} />
          <Col source="severity" render={({ severity }) => <SeverityBadge severity={severity} />} />
          <Col
            source="threshold"
            label="resources.alert-rules.fields.limit"
            disableSort
            render={({ threshold }) => <Threshold threshold={threshold} />}
          />
          <NumberCol source="holdSeconds" disableSort />
          <Col source="labels" disableSort render={({ labels }) => <Matcher labels={labels} />} />
          <Col source="enabled" disableSort>
            <BooleanField source="enabled" />
          </Col>
        </DataTable>
      </Scroll>
    </List>
  );
}
