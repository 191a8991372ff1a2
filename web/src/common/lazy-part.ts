import { type ComponentType, lazy } from 'react';
import { isReady, noteAway } from '../api/connectivity';

const ASK_EVERY_MS = 3_000;
/** Loading the page anew helps once; a part that is then missing again is missing for good. */
const NOT_AGAIN_WITHIN_MS = 20_000;
const LOADED_ANEW = 'amiral.loaded-anew';

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** A part of the console that is loaded when it is first shown. */
export function lazyPart<Name extends string>(file: () => Promise<Record<Name, ComponentType>>, name: Name) {
  return lazy(async () => ({ default: (await file().catch(loadAnew))[name] }));
}

/**
 * The server is away, or a newer console has taken this one's place. Browsers keep a failed import as failed, so the page is loaded
 * anew as soon as the server is there.
 */
async function loadAnew(error: unknown): Promise<never> {
  while (!(await isReady())) {
    noteAway(true);
    await pause(ASK_EVERY_MS);
  }
  if (Date.now() - Number(sessionStorage.getItem(LOADED_ANEW)) < NOT_AGAIN_WITHIN_MS) throw error;
  sessionStorage.setItem(LOADED_ANEW, String(Date.now()));
  window.location.reload();
  return new Promise<never>(() => undefined);
}
