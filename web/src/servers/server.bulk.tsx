import { useQueryClient } from '@tanstack/react-query';
import Download from '@mui/icons-material/GetApp';
import { useState } from 'react';
import { Button, downloadCSV, useListContext, useNotify, useTranslate } from 'react-admin';
import type { Server } from '../api/client';
import { messageOf } from '../api/problem';
import { useCan } from '../auth/use-can';
import { csvOf } from '../common/csv';
import { ASKS, AskDialog } from './server.ask';
import { ACTION_ICONS } from './server.action-icons';
import { act, type ActionBody, type PlainAction } from './server.calls';
import { SERVER_COLUMNS } from './server.csv';

const AT_ONCE = 4;
const BULK: readonly PlainAction[] = ['check-health', 'activate', 'maintenance'];

/** Takes an action on each, a few at a time; gives the first refusal and how many there were. */
async function actOnAll(action: PlainAction, ids: readonly string[], body: ActionBody) {
  const waiting = [...ids];
  const refusals: string[] = [];
  const worker = async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      await act(action, id, body).catch((error: unknown) => refusals.push(messageOf(error)));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return { done: ids.length - refusals.length, refused: refusals.length, reason: refusals[0] ?? '' };
}

function useBulkAction() {
  const client = useQueryClient();
  const notify = useNotify();
  const { onUnselectItems } = useListContext();
  const [busy, setBusy] = useState(false);
  const run = async (action: PlainAction, ids: readonly string[], body: ActionBody = {}) => {
    setBusy(true);
    const outcome = await actOnAll(action, ids, body);
    setBusy(false);
    notify(outcome.refused > 0 ? 'amiral.bulk.partly' : 'amiral.bulk.done', {
      type: outcome.refused > 0 ? 'warning' : 'success',
      autoHideDuration: 8_000,
      messageArgs: { ...outcome, smart_count: outcome.done },
    });
    onUnselectItems();
    await client.invalidateQueries({ queryKey: ['servers'] });
  };
  return { run, busy };
}

/** What may be done with the selected ones; an action that fits only some of them is taken on those. */
export function ServerBulkActions() {
  const translate = useTranslate();
  const { data = [], selectedIds } = useListContext<Server>();
  const { run, busy } = useBulkAction();
  const [asked, setAsked] = useState<PlainAction | null>(null);
  const mayCheck = useCan('check-health', 'servers');
  const rows = data.filter(({ id }) => selectedIds.includes(id));
  // Of those that were selected on other pages only the role is known, which is enough to look at them.
  const elsewhere = mayCheck ? selectedIds.map(String).filter((id) => !rows.some((row) => row.id === id)) : [];
  const idsFor = (action: PlainAction) => {
    const here = rows.filter(({ actions }) => actions.includes(action)).map(({ id }) => id);
    return action === 'check-health' ? [...here, ...elsewhere] : here;
  };
  return (
    <>
      {BULK.filter((action) => idsFor(action).length > 0).map((action) => (
        <Button
          key={action}
          label={translate('amiral.bulk.on', {
            action: translate(`amiral.action.${action}`),
            count: idsFor(action).length,
          })}
          startIcon={ACTION_ICONS[action]}
          disabled={busy}
          onClick={() => (ASKS[action] ? setAsked(action) : void run(action, idsFor(action)))}
        />
      ))}
      <Button
        label="ra.action.export"
        startIcon={<Download />}
        onClick={() => downloadCSV(csvOf(SERVER_COLUMNS, rows), 'servers')}
      />
      <AskDialog
        action={asked}
        name={rows.map(({ name }) => name).join(', ')}
        onClose={() => setAsked(null)}
        onAnswer={(body) => {
          if (asked) void run(asked, idsFor(asked), body);
          setAsked(null);
        }}
      />
    </>
  );
}
