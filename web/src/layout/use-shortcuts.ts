import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router-dom';
import { focusSoon } from './focus';
import { type Destination, useDestinations } from './navigation';

const SECOND_KEY_WITHIN_MS = 1_500;
const TAKES_KEYS = 'input, textarea, select, [contenteditable], [role=menu], [role=listbox], [role=dialog]';
const SEARCH = '#main-content [role=search] input, #main-content input[type=search], #main-content input[name=q]';

const findSearch = () => document.querySelector<HTMLElement>(SEARCH);

/** Keys that somebody presses to type, or with a modifier, are not ours. */
function isOurs({ target, ctrlKey, metaKey, altKey, defaultPrevented }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey || defaultPrevented) return false;
  return !(target instanceof Element && target.closest(TAKES_KEYS)) && !document.querySelector('[role=dialog]');
}

function useSearchKey(): () => void {
  const navigate = useNavigate();
  return () => {
    if (!findSearch()) void navigate('/servers');
    focusSoon(findSearch);
  };
}

/** `/` to search, `g` and a letter to go somewhere, `?` for help: by what a key writes, so that the layout does not matter. */
export function useShortcuts(onHelp: () => void): void {
  const navigate = useNavigate();
  const destinations = useDestinations();
  const search = useSearchKey();
  const goAt = useRef(-Infinity);
  const press = (event: KeyboardEvent) => {
    const destination = placeFor(event, destinations, goAt.current);
    goAt.current = event.key === 'g' ? event.timeStamp : -Infinity;
    const act = destination ? () => void navigate(destination.path) : { '/': search, '?': onHelp }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  const latest = useRef(press);
  useEffect(() => {
    latest.current = press;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (isOurs(event)) latest.current(event);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}

function placeFor(
  { key, timeStamp }: KeyboardEvent,
  destinations: Destination[],
  goAt: number,
): Destination | undefined {
  return timeStamp - goAt < SECOND_KEY_WITHIN_MS
    ? destinations.find((destination) => destination.key === key)
    : undefined;
}
