import { DataTable, List, useLocaleState } from 'react-admin';
import type { Schemas } from '../api/client';
import { ArchivedFilter } from '../common/archived.filter';
import { FilterBar } from '../common/filter.bar';
import { useLive } from '../common/use-live';
import { Scroll } from '../common/scroll';

type Plan = Schemas['Plan'];
const Col = DataTable.Col<Plan>;
const NumberCol = DataTable.NumberCol<Plan>;

function Price({ amount, currency }: { amount: number | null; currency: string }) {
  const [locale] = useLocaleState();
  return amount === null ? '–' : new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount);
}

export function PlanList() {
  useLive('plans');
  return (
    <List sort={{ field: 'sequence', order: 'ASC' }} perPage={50} exporter={false}>
      <FilterBar>
        <ArchivedFilter />
      </FilterBar>
      <Scroll>
        <DataTable<Plan> rowClick={(id) => `/plans/${String(id)}`} bulkActionButtons={false} size="small">
          <Col source="name" cellSx={() => ({ fontWeight: 600 })} />
          <Col source="code" />
          <NumberCol source="userLimit" />
          <NumberCol source="storageLimitGb" />
          <Col
            source="priceMonthly"
            render={({ priceMonthly, currency }) => <Price amount={priceMonthly} currency={currency} />}
          />
          <Col
            source="priceYearly"
            render={({ priceYearly, currency }) => <Price amount={priceYearly} currency={currency} />}
          />
          <NumberCol source="instanceCount" disableSort />
        </DataTable>
      </Scroll>
    </List>
  );
}
