import type { DragStart, DragUpdate, DropResult, ResponderProvided } from '@hello-pangea/dnd';
import { useTranslate } from 'react-admin';

/** Tells those who do not see a card or a row move where it is, in their language. */
export function useAnnouncements(nameOf: (id: string) => string, drop: (result: DropResult) => void) {
  const translate = useTranslate();
  return {
    onDragStart: ({ draggableId, source }: DragStart, { announce }: ResponderProvided) =>
      announce(translate('amiral.drag.lifted', { name: nameOf(draggableId), from: source.index + 1 })),
    onDragUpdate: ({ draggableId, destination }: DragUpdate, { announce }: ResponderProvided) =>
      announce(
        destination
          ? translate('amiral.drag.moved', { name: nameOf(draggableId), to: destination.index + 1 })
          : translate('amiral.drag.back', { name: nameOf(draggableId) }),
      ),
    onDragEnd: (result: DropResult, { announce }: ResponderProvided) => {
      const { draggableId, destination } = result;
      announce(
        destination
          ? translate('amiral.drag.dropped', { name: nameOf(draggableId), to: destination.index + 1 })
          : translate('amiral.drag.back', { name: nameOf(draggableId) }),
      );
      drop(result);
    },
  };
}
