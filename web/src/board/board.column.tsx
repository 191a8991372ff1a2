import { Draggable, Droppable } from '@hello-pangea/dnd';
import DragIndicator from '@mui/icons-material/DragIndicator';
import { Box, Button, Paper, Stack, Typography } from '@mui/material';
import { useGetList, useTranslate } from 'react-admin';
import { Link } from 'react-router-dom';
import type { Server } from '../api/client';
import { ServerCard } from '../servers/server.card';
import { addressOf, filterOf, type GroupBy, START, WORDS } from '../servers/server.search';
import { useSearch } from '../servers/use-search';
import type { Dropped } from './use-dragging';

/** More cards than anybody looks at; the rest is a list. */
const SHOWN = 50;

interface Props {
  by: GroupBy;
  word: string;
  dropped: Dropped | null;
  isDraggable: boolean;
}

/** The servers of a column and how many there are; a card that was just dropped is where it was dropped. */
function useColumn({ by, word, dropped }: Omit<Props, 'isDraggable'>) {
  const { filter } = useSearch();
  const { data = [], total = 0 } = useGetList<Server>('servers', {
    filter: filterOf(by, word, filter),
    sort: START.sort,
    pagination: { page: 1, perPage: SHOWN },
  });
  if (!dropped) return { servers: data, total };
  const others = data.filter(({ id }) => id !== dropped.server.id);
  const servers = dropped.to === word ? [dropped.server, ...others] : others;
  return { servers, total: total + servers.length - data.length };
}

function BoardCard({ server, index, isDraggable }: { server: Server; index: number; isDraggable: boolean }) {
  const translate = useTranslate();
  return (
    <Draggable draggableId={server.id} index={index} isDragDisabled={!isDraggable}>
      {({ innerRef, draggableProps, dragHandleProps }) => (
        <Box ref={innerRef} {...draggableProps} sx={{ mb: 1 }}>
          <ServerCard
            server={server}
            handle={
              isDraggable && (
                <Box
                  {...dragHandleProps}
                  aria-label={translate('amiral.board.drag', { name: server.name })}
                  sx={{ cursor: 'grab', display: 'flex', color: 'text.secondary' }}
                >
                  <DragIndicator fontSize="small" />
                </Box>
              )
            }
          />
        </Box>
      )}
    </Draggable>
  );
}

export function BoardColumn({ isDraggable, ...column }: Props) {
  const translate = useTranslate();
  const { filter } = useSearch();
  const { by, word } = column;
  const { servers, total } = useColumn(column);
  const { groupBy: _shown, ...rest } = filterOf(by, word, filter);
  const title = translate(`${WORDS[by]}.${word}`);
  return (
    <Paper
      component="section"
      variant="outlined"
      aria-label={title}
      sx={{ p: 1, bgcolor: 'action.hover', minHeight: 240, display: 'flex', flexDirection: 'column' }}
    >
      <Stack direction="row" sx={{ justifyContent: 'space-between', mb: 1 }}>
        <Typography variant="subtitle2" component="h3">
          {title}
        </Typography>
        <Typography variant="body2" color="text.secondary">
          {total}
        </Typography>
      </Stack>
      <Droppable droppableId={word}>
        {({ innerRef, droppableProps, placeholder }) => (
          <Box ref={innerRef} {...droppableProps} sx={{ minHeight: 120, flex: 1 }}>
            {servers.map((server, index) => (
              <BoardCard key={server.id} server={server} index={index} isDraggable={isDraggable} />
            ))}
            {placeholder}
          </Box>
        )}
      </Droppable>
      {total > servers.length && (
        <Button component={Link} to={`/servers${addressOf({ filter: rest, sort: START.sort })}`} size="small">
          {translate('amiral.board.more', { count: total - servers.length })}
        </Button>
      )}
    </Paper>
  );
}
