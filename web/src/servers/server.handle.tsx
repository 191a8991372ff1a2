import type { DraggableProvidedDragHandleProps } from '@hello-pangea/dnd';
import DragIndicator from '@mui/icons-material/DragIndicator';
import { Box } from '@mui/material';
import { createContext, useContext } from 'react';
import { useTranslate } from 'react-admin';
import type { Server } from '../api/client';

/** What makes something the handle of its row; null where rows cannot be dragged. */
export const HandleContext = createContext<DraggableProvidedDragHandleProps | null>(null);

/** The position of a server: something to drag it by where that is possible, else its number. */
export function Handle({ name, sequence }: Pick<Server, 'name' | 'sequence'>) {
  const translate = useTranslate();
  const props = useContext(HandleContext);
  if (!props) return sequence;
  return (
    <Box
      {...props}
      component="span"
      aria-label={translate('amiral.order.move', { name })}
      onClick={(event) => event.stopPropagation()}
      sx={{ display: 'inline-flex', cursor: 'grab', color: 'text.secondary' }}
    >
      <DragIndicator fontSize="small" />
    </Box>
  );
}
