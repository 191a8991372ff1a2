import { DragDropContext, type DropResult } from '@hello-pangea/dnd';
import { Box, Typography } from '@mui/material';
import { useState } from 'react';
import { Title, useNotify, useTranslate } from 'react-admin';
import type { Server } from '../api/client';
import { useLive } from '../common/use.live';
import { ASKS, AskDialog } from '../servers/server.ask';
import type { LifecycleAction } from '../servers/server.calls';
import { useServerAction } from '../servers/use.server.action';
import { BoardColumn, COLUMNS } from './board.column';
import { useColumns } from './use.columns';

/** The action that leads to a column; to what only probes see, none does. */
const LEADS_TO: Partial<Record<Server['state'], LifecycleAction>> = {
  active: 'activate',
  maintenance: 'maintenance',
  disabled: 'deactivate',
};

interface Asked {
  action: LifecycleAction;
  server: Server;
}

/** What dropping a card does: the action that leads there, asked about first when it matters, or the reason why not. */
function useDrop(columns: ReturnType<typeof useColumns>, take: (asked: Asked) => void, ask: (asked: Asked) => void) {
  const translate = useTranslate();
  const notify = useNotify();
  return ({ draggableId, destination, source }: DropResult) => {
    const to = COLUMNS.find((state) => state === destination?.droppableId);
    const server = COLUMNS.flatMap((state) => columns[state].servers).find(({ id }) => id === draggableId);
    if (!to || !server || to === source.droppableId) return;
    const action = LEADS_TO[to];
    if (!action || !server.actions.includes(action)) {
      const args = { name: server.name, state: translate(`amiral.state.${to}`) };
      notify('amiral.board.refused', { type: 'warning', messageArgs: args });
    } else if (ASKS[action]) ask({ action, server });
    else take({ action, server });
  };
}

/** All servers by state. A card dragged elsewhere takes the action that leads there, if its row allows it now. */
export function Board() {
  useLive('servers');
  const translate = useTranslate();
  const { run } = useServerAction();
  const columns = useColumns();
  const [asked, setAsked] = useState<Asked | null>(null);
  const drop = useDrop(columns, ({ action, server }) => void run(action, server), setAsked);
  return (
    <Box sx={{ py: 2 }}>
      <Title title={translate('amiral.menu.board')} />
      <Typography variant="h5" component="h2" sx={{ mb: 1.5 }}>
        {translate('amiral.menu.board')}
      </Typography>
      <DragDropContext onDragEnd={drop} dragHandleUsageInstructions={translate('amiral.board.keyboard')}>
        <Box
          sx={{
            display: 'grid',
            gap: 1.5,
            gridAutoFlow: 'column',
            gridAutoColumns: 'minmax(212px, 1fr)',
            overflowX: 'auto',
            pb: 1,
          }}
        >
          {COLUMNS.map((state) => (
            <BoardColumn key={state} state={state} {...columns[state]} />
          ))}
        </Box>
      </DragDropContext>
      <AskDialog
        action={asked?.action ?? null}
        name={asked?.server.name ?? ''}
        onClose={() => setAsked(null)}
        onAnswer={(body) => {
          if (asked) void run(asked.action, asked.server, body);
          setAsked(null);
        }}
      />
    </Box>
  );
}
