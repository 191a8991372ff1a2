import type { DropResult } from '@hello-pangea/dnd';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify, useTranslate } from 'react-admin';
import type { Server } from '../api/client';
import { useCan } from '../auth/use-can';
import { ASKS } from '../servers/server.ask';
import type { ActionBody, PlainAction } from '../servers/server.calls';
import { useServerAction } from '../servers/use-server-action';

/** The action that leads to a column; to what only probes see, and back to a draft, none does. */
const LEADS_TO: Readonly<Record<string, 'activate' | 'maintenance' | 'deactivate'>> = {
  active: 'activate',
  maintenance: 'maintenance',
  disabled: 'deactivate',
};

/** A card that stands where it was dropped, until the server has answered. */
export interface Dropped {
  server: Server;
  to: string;
}

interface Asked extends Dropped {
  action: PlainAction;
}

/** What the roles allow, whatever the row. */
function useAllowed() {
  const allowed = {
    activate: useCan('activate', 'servers'),
    maintenance: useCan('maintenance', 'servers'),
    deactivate: useCan('deactivate', 'servers'),
  };
  return { allowed, mayDrag: Object.values(allowed).includes(true) };
}

/** The action that a drop takes, or why the card goes back: the column, the role, or what the server is now. */
function useVerdict() {
  const translate = useTranslate();
  const { allowed, mayDrag } = useAllowed();
  const verdictOf = ({ server, to }: Dropped): { action: PlainAction } | { reason: string } => {
    const action = LEADS_TO[to];
    const { name, state, instanceCount: smart_count } = server;
    if (!action) return { reason: translate(`amiral.board.no_way.${to}`, { name }) };
    const facts = { name, action: translate(`amiral.action.${action}`), state: translate(`amiral.state.${state}`) };
    if (!allowed[action]) return { reason: translate('amiral.board.role', facts) };
    if (server.actions.includes(action)) return { action };
    return { reason: translate('amiral.board.refused', { ...facts, smart_count }) };
  };
  return { verdictOf, mayDrag };
}

/** What dropping a card does: the action that leads there, asked about first when it matters, or the reason why not. */
export function useDragging() {
  const notify = useNotify();
  const client = useQueryClient();
  const { run } = useServerAction();
  const { verdictOf, mayDrag } = useVerdict();
  const [dropped, setDropped] = useState<Dropped | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const find = (id: string) =>
    client
      .getQueriesData<{ data: Server[] }>({ queryKey: ['servers', 'getList'] })
      .flatMap(([, page]) => page?.data ?? [])
      .find((server) => server.id === id);
  const take = async ({ action, server }: Asked, body?: ActionBody) => {
    setAsked(null);
    await run(action, server, body);
    setDropped(null);
  };
  const begin = (card: Asked) => {
    setDropped(card);
    if (ASKS[card.action]) setAsked(card);
    else void take(card);
  };
  const drop = ({ draggableId, destination, source }: DropResult) => {
    const server = find(draggableId);
    const to = destination?.droppableId;
    if (!server || to === undefined || to === source.droppableId) return;
    const verdict = verdictOf({ server, to });
    if ('action' in verdict) begin({ server, to, action: verdict.action });
    else notify(verdict.reason, { type: 'warning', autoHideDuration: 8_000 });
  };
  const cancel = () => {
    setAsked(null);
    setDropped(null);
  };
  const answer = (body: ActionBody) => {
    if (asked) void take(asked, body);
  };
  return { find, drop, cancel, answer, asked, dropped, mayDrag };
}
