import Download from '@mui/icons-material/GetApp';
import { useState } from 'react';
import { Button, downloadCSV, useDataProvider, useListContext, useNotify } from 'react-admin';
import { messageOf } from '../api/problem';
import { csvOf, inOrder, readAll } from './csv';

/** What a file holds. */
const MOST = 10_000;

interface Props<T> {
  /** The columns. */
  fields: readonly (keyof T & string)[];
}

/** Exports all that the list around it finds, not only the page that is shown. */
export function ListExport<T extends { id: string }>({ fields }: Props<T>) {
  const context = useListContext<T>();
  const { resource, sort } = context;
  const filter = context.filterValues as object;
  const provider = useDataProvider();
  const notify = useNotify();
  const [busy, setBusy] = useState(false);
  const read = async ({ after, perPage }: { after: string; perPage: number }) => {
    const { data, total = 0 } = await provider.getList<T>(resource, {
      filter: { ...filter, after },
      pagination: { page: 1, perPage },
      sort: { field: 'id', order: 'ASC' },
    });
    return { data, total };
  };
  const save = async () => {
    setBusy(true);
    try {
      const { rows, total } = await readAll(read, MOST);
      downloadCSV(csvOf(fields, inOrder(rows, sort)), resource);
      const isCut = rows.length === MOST && total > MOST;
      notify(isCut ? 'amiral.export.cut' : 'amiral.export.done', {
        type: isCut ? 'warning' : 'info',
        messageArgs: { smart_count: rows.length, total },
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
