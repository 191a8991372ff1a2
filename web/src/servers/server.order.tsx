import { DragDropContext, Draggable, type DragStart, Droppable, type DropResult } from '@hello-pangea/dnd';
import { TableBody } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { DataTableClasses, RecordContextProvider, useListContext, useNotify, useTranslate } from 'react-admin';
import type { Server } from '../api/client';
import { messageOf } from '../api/problem';
import { KeyboardRow } from '../common/keyboard-row';
import { reorder } from './server.calls';
import { HandleContext } from './server.handle';
import { useAnnouncements } from './use-announcements';

function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list];
  next.splice(to, 0, ...next.splice(from, 1));
  return next;
}

/** The rows as they have been dragged, at once; as they were before, with the reason, when the server refuses. */
function useOrder() {
  const { data = [] } = useListContext<Server>();
  const client = useQueryClient();
  const notify = useNotify();
  const [dropped, setDropped] = useState<Server[] | null>(null);
  const drop = async ({ draggableId, source, destination }: DropResult) => {
    if (!destination || destination.index === source.index) return;
    const next = moved(data, source.index, destination.index);
    const [above, below] = [next[destination.index - 1], next[destination.index + 1]];
    setDropped(next);
    try {
      await reorder(draggableId, above ? { after: above.id } : { before: below?.id });
    } catch (error) {
      notify(messageOf(error), { type: 'error', autoHideDuration: 8_000 });
    }
    await client.invalidateQueries({ queryKey: ['servers'] });
    setDropped(null);
  };
  return { rows: dropped ?? data, busy: dropped !== null, drop };
}

/** A row that is lifted out of its table keeps the widths of its cells. */
function keepWidths({ draggableId }: Pick<DragStart, 'draggableId'>) {
  const cells = document.querySelectorAll<HTMLElement>(`tr[data-rfd-draggable-id="${draggableId}"] > td`);
  const widths = [...cells].map((cell) => cell.offsetWidth);
  cells.forEach((cell, at) => (cell.style.width = `${String(widths[at])}px`));
}

/** What is lifted covers what it is over. */
const LIFTED = { bgcolor: 'background.paper', boxShadow: 4 };

function Row({ server, index, children }: { server: Server; index: number; children: ReactNode }) {
  return (
    <Draggable draggableId={server.id} index={index}>
      {({ innerRef, draggableProps, dragHandleProps }, { isDragging }) => (
        <HandleContext value={dragHandleProps}>
          <KeyboardRow
            ref={innerRef}
            className={DataTableClasses.row}
            sx={isDragging ? LIFTED : undefined}
            {...draggableProps}
          >
            {children}
          </KeyboardRow>
        </HandleContext>
      )}
    </Draggable>
  );
}

/** The body of the table, with rows that can be dragged. */
export function OrderedBody({ children }: { children?: ReactNode }) {
  const translate = useTranslate();
  const { rows, busy, drop } = useOrder();
  const nameOf = (id: string) => rows.find((server) => server.id === id)?.name ?? '';
  const announcements = useAnnouncements({
    nameOf,
    placeOf: ({ index }) => translate('amiral.drag.position', { number: index + 1 }),
    drop: (result) => void drop(result),
  });
  return (
    <DragDropContext
      onBeforeCapture={keepWidths}
      {...announcements}
      dragHandleUsageInstructions={translate('amiral.order.keyboard')}
    >
      <Droppable droppableId="servers" isDropDisabled={busy}>
        {({ innerRef, droppableProps, placeholder }) => (
          <TableBody ref={innerRef} {...droppableProps} className={DataTableClasses.tbody}>
            {rows.map((server, index) => (
              <RecordContextProvider key={server.id} value={server}>
                <Row server={server} index={index}>
                  {children}
                </Row>
              </RecordContextProvider>
            ))}
            {placeholder}
          </TableBody>
        )}
      </Droppable>
    </DragDropContext>
  );
}
