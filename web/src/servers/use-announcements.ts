import type { DraggableLocation, DragStart, DragUpdate, DropResult, ResponderProvided } from '@hello-pangea/dnd';
import { useTranslate } from 'react-admin';

interface Dragging {
  nameOf: (id: string) => string;
  placeOf: (place: DraggableLocation) => string;
  drop: (result: DropResult) => void;
}

/** Tells those who do not see a card or a row move where it is, in their language. */
export function useAnnouncements({ nameOf, placeOf, drop }: Dragging) {
  const translate = useTranslate();
  const where = ({ draggableId, destination }: DragUpdate, word: 'moved' | 'dropped') => {
    const name = nameOf(draggableId);
    return destination
      ? translate(`amiral.drag.${word}`, { name, place: placeOf(destination) })
      : translate('amiral.drag.back', { name });
  };
  return {
    onDragStart: ({ draggableId, source }: DragStart, { announce }: ResponderProvided) =>
      announce(translate('amiral.drag.lifted', { name: nameOf(draggableId), place: placeOf(source) })),
    onDragUpdate: (update: DragUpdate, { announce }: ResponderProvided) => announce(where(update, 'moved')),
    onDragEnd: (result: DropResult, { announce }: ResponderProvided) => {
      announce(where(result, 'dropped'));
      drop(result);
    },
  };
}
