import { DataTable, useTranslate } from 'react-admin';
import type { ReactNode } from 'react';
import type { Incident } from '../api/client';
import { Duration } from '../common/duration';
import { RelativeTime } from '../common/relative-time';
import { Scroll } from '../common/scroll';
import { SeverityBadge } from '../common/severity.badge';
import { IncidentBadges } from './incident.badges';

const Col = DataTable.Col<Incident>;

interface Props {
  withServer?: boolean;
  /** What is shown when there is none. */
  empty?: ReactNode;
}

/** Incidents as rows; each leads to its page. */
export function IncidentTable({ withServer = false, empty }: Props) {
  const translate = useTranslate();
  return (
    <Scroll>
      <DataTable<Incident>
        rowClick={(id) => `/incidents/${String(id)}`}
        bulkActionButtons={false}
        size="small"
        {...(empty !== undefined && { empty })}
      >
        <Col source="severity" render={({ severity }) => <SeverityBadge severity={severity} />} />
        {withServer && (
          <Col
            source="serverCode"
            cellSx={() => ({ fontWeight: 600 })}
            render={({ serverName }) => serverName ?? translate('amiral.incident.monitor')}
          />
        )}
        <Col source="cause" disableSort cellSx={() => ({ minWidth: 200, overflowWrap: 'anywhere' })} />
        <Col source="state" disableSort render={(incident) => <IncidentBadges {...incident} />} />
        <Col source="openedAt" sortByOrder="DESC" render={({ openedAt }) => <RelativeTime at={openedAt} />} />
        <Col
          source="duration"
          disableSort
          render={({ openedAt, endedAt, closedAt }) => <Duration from={openedAt} to={endedAt ?? closedAt} />}
        />
        <Col source="acknowledgedBy" disableSort render={({ acknowledgedBy }) => acknowledgedBy?.name ?? '–'} />
      </DataTable>
    </Scroll>
  );
}
