import { Draggable, Droppable } from '@hello-pangea/dnd';
import { Box, Button, Paper, Stack, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import { Link } from 'react-router-dom';
import type { Server } from '../api/client';
import { ServerCard } from '../servers/server.card';
import type { Column } from './use.columns';

export const COLUMNS: readonly Server['state'][] = ['draft', 'active', 'offline', 'maintenance', 'disabled'];

function BoardCard({ server, index }: { server: Server; index: number }) {
  const translate = useTranslate();
  return (
    <Draggable draggableId={server.id} index={index}>
      {({ innerRef, draggableProps, dragHandleProps }) => (
        <Box ref={innerRef} {...draggableProps} sx={{ mb: 1 }}>
          <ServerCard
            server={server}
            handle={
              <Box
                {...dragHandleProps}
                aria-label={translate('amiral.board.drag', { name: server.name })}
                sx={{ cursor: 'grab', px: 0.5, color: 'text.secondary' }}
              >
                ⠿
              </Box>
            }
          />
        </Box>
      )}
    </Draggable>
  );
}

export function BoardColumn({ state, servers, total }: Column & { state: Server['state'] }) {
  const translate = useTranslate();
  const list = `/servers?filter=${encodeURIComponent(JSON.stringify({ state: [state] }))}`;
  return (
    <Paper
      component="section"
      variant="outlined"
      aria-label={translate(`amiral.state.${state}`)}
      sx={{ p: 1, bgcolor: 'action.hover', minHeight: 240 }}
    >
      <Stack direction="row" sx={{ justifyContent: 'space-between', mb: 1 }}>
        <Typography variant="subtitle2" component="h3">
          {translate(`amiral.state.${state}`)}
        </Typography>
        <Typography variant="body2" color="text.secondary">
          {total}
        </Typography>
      </Stack>
      <Droppable droppableId={state}>
        {({ innerRef, droppableProps, placeholder }) => (
          <Box ref={innerRef} {...droppableProps} sx={{ minHeight: 120 }}>
            {servers.map((server, index) => (
              <BoardCard key={server.id} server={server} index={index} />
            ))}
            {placeholder}
          </Box>
        )}
      </Droppable>
      {total > servers.length && (
        <Button component={Link} to={list} size="small">
          {translate('amiral.board.more', { count: total - servers.length })}
        </Button>
      )}
    </Paper>
  );
}
