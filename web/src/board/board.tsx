import { DragDropContext } from '@hello-pangea/dnd';
import { Box, ToggleButton, ToggleButtonGroup, Typography } from '@mui/material';
import { ListBase, Title, useTranslate } from 'react-admin';
import { Found } from '../common/nothing';
import { useLive } from '../common/use-live';
import { WrongAddress } from '../common/wrong-address';
import { AskDialog } from '../servers/server.ask';
import { ServerFilters } from '../servers/server.filters';
import { GROUP_BYS, type GroupBy, groupsLeft, START, WORDS } from '../servers/server.search';
import { useAnnouncements } from '../servers/use-announcements';
import { useSearch } from '../servers/use-search';
import { BoardColumn } from './board.column';
import { useDragging } from './use-dragging';

const COLUMNS = {
  display: 'grid',
  gap: 1.5,
  gridAutoFlow: 'column',
  gridAutoColumns: 'minmax(212px, 1fr)',
  overflowX: 'auto',
  pb: 1,
};

function GroupedBy({ by }: { by: GroupBy }) {
  const translate = useTranslate();
  const { change } = useSearch();
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      color="primary"
      sx={{ '& .MuiToggleButton-root': { color: 'text.primary' } }}
      aria-label={translate('amiral.group.by')}
      value={by}
      onChange={(_event, next: GroupBy | null) => next && change({ groupBy: next })}
    >
      {GROUP_BYS.map((each) => (
        <ToggleButton key={each} value={each}>
          {translate(`amiral.filter.${each}`)}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

/** The columns; by state, a card dragged to another one takes the action that leads there. */
function Columns({ by }: { by: GroupBy }) {
  const translate = useTranslate();
  const { filter } = useSearch();
  const dragging = useDragging();
  const announcements = useAnnouncements({
    nameOf: (id) => dragging.find(id)?.name ?? '',
    placeOf: ({ droppableId }) => translate(`${WORDS[by]}.${droppableId}`),
    drop: dragging.drop,
  });
  return (
    <>
      <DragDropContext {...announcements} dragHandleUsageInstructions={translate('amiral.board.keyboard')}>
        <Box sx={COLUMNS}>
          {groupsLeft(by, filter).map((word) => (
            <BoardColumn
              key={word}
              by={by}
              word={word}
              dropped={dragging.dropped}
              isDraggable={by === 'state' && dragging.mayDrag}
            />
          ))}
        </Box>
      </DragDropContext>
      <AskDialog
        action={dragging.asked?.action ?? null}
        name={dragging.asked?.server.name ?? ''}
        onClose={dragging.cancel}
        onAnswer={dragging.answer}
      />
    </>
  );
}

function Contents() {
  const translate = useTranslate();
  const { by, unknownGroup } = useSearch();
  return (
    <Box sx={{ py: 2 }}>
      <Title title={translate('amiral.menu.board')} />
      <Typography variant="h5" component="h2">
        {translate('amiral.menu.board')}
      </Typography>
      <ServerFilters>
        <GroupedBy by={by ?? 'state'} />
      </ServerFilters>
      {unknownGroup === null ? (
        <Found>
          <Columns by={by ?? 'state'} />
        </Found>
      ) : (
        <WrongAddress reason={unknownGroup} />
      )}
    </Box>
  );
}

/** All servers by state or by health, searched and filtered as the list is; the address says how. */
export function Board() {
  useLive('servers');
  return (
    <ListBase resource="servers" sort={START.sort} perPage={1} storeKey="board.listParams">
      <Contents />
    </ListBase>
  );
}
