import { Transform } from 'node:stream';
import { TransportError } from './failures';

/** Bytes a stream takes in before it waits for its reader. */
const WINDOW = 64 * 1024;

/**
 * Passes a body on and tells of its bytes.
 * @param length what the body must come to, null where nobody knows; the stream fails when it is more or less. Its last bytes are held
 *   back until it has ended, so that nobody takes the beginning of a longer one for the whole.
 */
export function metered(length: number | null, onBytes: (bytes: number) => void): Transform {
  let left = length ?? Infinity;
  let last: Buffer | null = null;
  return new Transform({
    highWaterMark: WINDOW,
    transform: (chunk: Buffer, _encoding, done) => {
      left -= chunk.length;
      onBytes(chunk.length);
      if (left > 0) done(null, chunk);
      else if (left < 0) done(new TransportError('internal', 'The body has more bytes than it was to have.'));
      else {
        last = chunk;
        done();
      }
    },
    flush: (done) => {
      if (length !== null && left > 0) {
        done(new TransportError('internal', `The body has ${left} bytes less than it was to have.`));
      } else done(null, last);
    },
  });
}
