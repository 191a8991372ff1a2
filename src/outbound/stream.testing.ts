import { Readable } from 'node:stream';
import type { StreamRequest } from './transport';
import { get } from './transport.testing';

/** A streamed GET of `url` at 127.0.0.1, with changes. */
export function streamed(url: string, changes: Partial<StreamRequest> = {}): StreamRequest {
  return { ...get(url), body: null, idleMs: 5_000, ...changes };
}

/** Megabytes made as they are asked for; `made` says how many bytes were. */
export function endless(megabytes: number): { stream: Readable; made: () => number } {
  const chunk = Buffer.alloc(64 * 1024, 'x');
  let made = 0;
  const stream = new Readable({
    read() {
      if (made >= megabytes * 1024 * 1024) this.push(null);
      else {
        made += chunk.length;
        this.push(chunk);
      }
    },
  });
  return { stream, made: () => made };
}

/** How long a body is, once it has ended. */
export async function lengthOf(body: Readable): Promise<number> {
  let length = 0;
  for await (const chunk of body) length += (chunk as Buffer).length;
  return length;
}

/** Something to wait for, and how to say that it came. */
export function moment(): { came: Promise<unknown>; say: () => void } {
  const controller = new AbortController();
  const came = new Promise((resolve) => {
    controller.signal.addEventListener('abort', resolve);
  });
  return {
    came,
    say: () => {
      controller.abort();
    },
  };
}
