import { Box, Button, Popover, Portal, Stack, Typography } from '@mui/material';
import { useCallback, useEffect, useId, useState, useSyncExternalStore } from 'react';
import { useTranslate } from 'react-admin';

interface Stop {
  key: string;
  /** Where it is; the first that can be seen counts, and on a phone the menu stands behind its button. */
  at: readonly string[];
}

const MENU_BUTTON = '.RaAppBar-menuButton';
const STOPS: readonly Stop[] = [
  { key: 'servers', at: ['#main-content tbody tr', '#main-content .MuiCard-root .MuiCard-root', '#main-content h2'] },
  { key: 'filters', at: ['#main-content [role=search]'] },
  { key: 'several', at: ['#main-content thead input[type=checkbox]'] },
  { key: 'overview', at: ['a[href="/overview"]', MENU_BUTTON] },
  { key: 'board', at: ['a[href="/board"]', MENU_BUTTON] },
  { key: 'placement', at: ['a[href="/placement"]', MENU_BUTTON] },
  { key: 'again', at: ['.RaUserMenu-userButton', '#main-content'] },
];

const isSeen = (element: Element) =>
  element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().right > 0;

function find({ at }: Stop): Element | null {
  return at.map((place) => document.querySelector(place)).find((element) => element && isSeen(element)) ?? null;
}

const EVENTS = ['resize', 'scroll'] as const;

function onMove(moved: () => void): () => void {
  for (const event of EVENTS) addEventListener(event, moved, true);
  return () => {
    for (const event of EVENTS) removeEventListener(event, moved, true);
  };
}

/** All but the place that is spoken of is darkened. */
function Spotlight({ stop }: { stop: Stop }) {
  const place = useSyncExternalStore(onMove, () => {
    const { top = 0, left = 0, width = 0, height = 0 } = find(stop)?.getBoundingClientRect() ?? {};
    return [top, left, width, height].join();
  });
  const [top, left, width, height] = place.split(',').map(Number);
  return (
    <Portal>
      <Box
        sx={{
          position: 'fixed',
          pointerEvents: 'none',
          zIndex: ({ zIndex }) => zIndex.modal - 1,
          borderRadius: 1,
          outline: '2px solid',
          outlineColor: 'primary.main',
          boxShadow: '0 0 0 200vmax rgba(0, 0, 0, 0.45)',
        }}
        style={{ top, left, width, height }}
      />
    </Portal>
  );
}

interface WordsProps {
  id: string;
  stop: Stop;
  place: { number: number; of: number };
  onBack: (() => void) | null;
  onNext: (() => void) | null;
  onEnd: () => void;
}

function Words({ id, stop, place, onBack, onNext, onEnd }: WordsProps) {
  const translate = useTranslate();
  return (
    <Box sx={{ p: 2, maxWidth: 330 }}>
      <Typography variant="h6" component="h2" id={id}>
        {translate(`amiral.tour.${stop.key}.title`)}
      </Typography>
      <Typography id={`${id}-text`} sx={{ mt: 0.5, mb: 1.5 }}>
        {translate(`amiral.tour.${stop.key}.text`)}
      </Typography>
      <Stack direction="row" sx={{ gap: 0.5, alignItems: 'center', '& button': { minWidth: 0 } }}>
        <Typography variant="body2" color="text.secondary" sx={{ flex: 1, whiteSpace: 'nowrap' }}>
          {translate('amiral.tour.place', place)}
        </Typography>
        {onNext && <Button onClick={onEnd}>{translate('amiral.tour.skip')}</Button>}
        {onBack && <Button onClick={onBack}>{translate('amiral.tour.back')}</Button>}
        <Button variant="contained" autoFocus onClick={onNext ?? onEnd}>
          {translate(onNext ? 'amiral.tour.next' : 'amiral.tour.done')}
        </Button>
      </Stack>
    </Box>
  );
}

/** What can be seen of the stops, once the page under them is there. */
function useStops(): readonly Stop[] {
  const [stops, setStops] = useState<readonly Stop[]>([]);
  useEffect(() => {
    const frame = requestAnimationFrame(() => setStops(STOPS.filter(find)));
    return () => cancelAnimationFrame(frame);
  }, []);
  return stops;
}

/** Says of one place after the other what is there; Escape ends it. */
export function Tour({ onEnd }: { onEnd: () => void }) {
  const stops = useStops();
  const [number, setNumber] = useState(0);
  const id = useId();
  const stop = stops[number];
  const anchor = useCallback(() => (stop && find(stop)) ?? document.body, [stop]);
  useEffect(() => {
    anchor().scrollIntoView({ block: 'nearest' });
  }, [anchor]);
  if (!stop) return null;
  return (
    <>
      <Spotlight stop={stop} />
      <Popover
        open
        anchorEl={anchor}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'center' }}
        transformOrigin={{ vertical: -8, horizontal: 'center' }}
        onClose={(_event, reason) => reason === 'escapeKeyDown' && onEnd()}
        slotProps={{
          paper: { role: 'dialog', 'aria-modal': true, 'aria-labelledby': id, 'aria-describedby': `${id}-text` },
        }}
      >
        <Words
          // Another stop is another text: the focus comes to it anew, and it is read aloud.
          key={stop.key}
          id={id}
          stop={stop}
          place={{ number: number + 1, of: stops.length }}
          onBack={number > 0 ? () => setNumber(number - 1) : null}
          onNext={number < stops.length - 1 ? () => setNumber(number + 1) : null}
          onEnd={onEnd}
        />
      </Popover>
    </>
  );
}
