import { Button, Link, Stack } from '@mui/material';
import { DataTable, useTranslate } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import type { Delivery } from '../api/client';
import { RelativeTime } from '../common/relative-time';
import { Scroll } from '../common/scroll';
import { useAct } from '../common/use-act';
import { Attempts } from './delivery.attempts';
import { DeliveryBadge } from './delivery.badge';
import { retry } from './delivery.calls';

const Col = DataTable.Col<Delivery>;

function Retry({ id }: Pick<Delivery, 'id'>) {
  const translate = useTranslate();
  const { act, busy } = useAct();
  const run = () => act(() => retry(id), { done: 'amiral.delivery.retried', reread: { queryKey: ['deliveries'] } });
  return (
    <Button size="small" variant="outlined" loading={busy} onClick={() => void run()}>
      {translate('amiral.action.retry')}
    </Button>
  );
}

/** How often it was tried; opens to each time. */
function Tried({ attempts }: Pick<Delivery, 'attempts'>) {
  const translate = useTranslate();
  return (
    <details>
      <summary style={{ cursor: 'pointer', whiteSpace: 'nowrap' }}>
        {translate('amiral.delivery.attempts', { smart_count: attempts.length })}
      </summary>
      <Attempts attempts={attempts} />
    </details>
  );
}

function Notice({ notice: { kind, title } }: Pick<Delivery, 'notice'>) {
  const translate = useTranslate();
  return (
    <>
      <strong>{translate(`amiral.notice.${kind}`)}</strong> <bdi>{title}</bdi>
    </>
  );
}

/** Where each notice is on its way, and what was tried. */
export function DeliveryTable({ withChannel = false }: { withChannel?: boolean }) {
  return (
    <Scroll>
      <DataTable<Delivery> rowClick={false} bulkActionButtons={false} size="small">
        <Col source="createdAt" render={({ createdAt }) => <RelativeTime at={createdAt} />} />
        {withChannel && (
          <Col
            source="channelId"
            disableSort
            render={({ channel }) => (
              <Link component={RouterLink} to={`/channels/${channel.id}`}>
                {channel.name}
              </Link>
            )}
          />
        )}
        <Col source="notice" disableSort render={({ notice }) => <Notice notice={notice} />} />
        <Col
          source="state"
          disableSort
          render={({ id, state, actions }) => (
            <Stack direction="row" useFlexGap sx={{ gap: 1, alignItems: 'center' }}>
              <DeliveryBadge state={state} />
              {actions.includes('retry') && <Retry id={id} />}
            </Stack>
          )}
        />
        <Col source="attempts" disableSort render={({ attempts }) => <Tried attempts={attempts} />} />
        <Col source="nextAttemptAt" disableSort render={({ nextAttemptAt }) => <RelativeTime at={nextAttemptAt} />} />
      </DataTable>
    </Scroll>
  );
}
