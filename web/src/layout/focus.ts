import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router-dom';

const COMES_WITHIN_MS = 5_000;
const CONTENT = '#main-content';

/** Focuses what is there, or what comes within a moment; gives a way to stop waiting. */
export function focusSoon(find: () => HTMLElement | null): () => void {
  const take = () => {
    const found = find();
    found?.focus();
    return found !== null;
  };
  if (take()) return () => undefined;
  const observer = new MutationObserver(() => {
    if (take()) observer.disconnect();
  });
  observer.observe(document.body, { childList: true, subtree: true });
  const timer = setTimeout(() => observer.disconnect(), COMES_WITHIN_MS);
  return () => {
    clearTimeout(timer);
    observer.disconnect();
  };
}

/** The content has no focus of its own: neither on a field that asked for it nor on what somebody has gone to. */
const isIdle = (content: HTMLElement) => {
  const { activeElement } = document;
  return activeElement === content || !activeElement?.closest(`${CONTENT}, [role=dialog]`);
};

/** On a new page the focus goes to its heading, so that Tab goes on from there and a screen reader says where one is. */
export function useFocusOnArrival(): void {
  const { pathname } = useLocation();
  const last = useRef(pathname);
  useEffect(() => {
    if (last.current === pathname) return undefined;
    last.current = pathname;
    const content = document.querySelector<HTMLElement>(CONTENT);
    if (!content || !isIdle(content)) return undefined;
    content.tabIndex = -1;
    content.focus();
    return focusSoon(() => {
      const heading = content.querySelector<HTMLElement>('h2');
      if (!heading || !isIdle(content)) return null;
      heading.tabIndex = -1;
      return heading;
    });
  }, [pathname]);
}
