import Download from '@mui/icons-material/GetApp';
import { useState } from 'react';
import { Button, downloadCSV, useDataProvider, useNotify } from 'react-admin';
import type { Server } from '../api/client';
import { messageOf } from '../api/problem';
import { useSearch } from './use.search';

/** What the API gives at once, and what a file holds. */
const PER_PAGE = 200;
const MOST = 10_000;

const FIELDS = [
  'name',
  'code',
  'serverUrl',
  'state',
  'healthStatus',
  'isOnline',
  'cordoned',
  'instanceCount',
  'maxInstances',
  'availableCapacity',
  'responseTimeMs',
  'lastCheckAt',
  'odooVersion',
  'sequence',
  'labels',
  'description',
  'archived',
  'id',
] as const satisfies readonly (keyof Server)[];

/** A spreadsheet would run a text that begins like a formula. */
function cell(value: Server[keyof Server]): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = typeof value === 'string' ? value.replace(/^[=+\-@\t\r]/, "'$&") : JSON.stringify(value);
  return `"${text.replaceAll('"', '""')}"`;
}

/** Saves servers as a file that spreadsheets open. */
export function saveCsv(servers: readonly Server[]): void {
  const lines = servers.map((server) => FIELDS.map((field) => cell(server[field])).join(','));
  downloadCSV([FIELDS.join(','), ...lines].join('\r\n'), 'servers');
}

/** Exports all that the search finds, not only the page that is shown. */
export function ServerExport() {
  const { filter, sort } = useSearch();
  const provider = useDataProvider();
  const notify = useNotify();
  const [busy, setBusy] = useState(false);
  const read = async () => {
    const servers: Server[] = [];
    for (let page = 1; ; page++) {
      const asked = { filter, sort, pagination: { page, perPage: PER_PAGE } };
      const { data, total = 0 } = await provider.getList<Server>('servers', asked);
      servers.push(...data);
      if (data.length === 0 || servers.length >= Math.min(total, MOST)) return { servers, total };
    }
  };
  const save = async () => {
    setBusy(true);
    try {
      const { servers, total } = await read();
      saveCsv(servers);
      const isCut = servers.length < total;
      notify(isCut ? 'amiral.export.cut' : 'amiral.export.done', {
        type: isCut ? 'warning' : 'info',
        messageArgs: { smart_count: servers.length, total },
      });
    } catch (error) {
      notify(messageOf(error), { type: 'error' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button label="ra.action.export" disabled={busy} onClick={() => void save()}>
      <Download />
    </Button>
  );
}
