import { ListBase } from 'react-admin';
import { useLive } from '../common/use-live';
import { EventTable } from './event.table';

const SHOWN = 8;

/** The last lines of the journal, whatever they are about. */
export function RecentEvents() {
  useLive('events');
  return (
    <ListBase
      resource="events"
      sort={{ field: 'at', order: 'DESC' }}
      perPage={SHOWN}
      disableSyncWithLocation
      storeKey={false}
    >
      <EventTable withSubject />
    </ListBase>
  );
}
