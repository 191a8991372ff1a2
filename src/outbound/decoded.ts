import type { Transform } from 'node:stream';
import zlib from 'node:zlib';
import { TransportError } from './failures';

type Decode = (body: Buffer, limit: zlib.ZlibOptions) => Buffer;

/** Some send deflate as RFC 9110 has it, in the wrapping of zlib, and some bare. */
const inflate: Decode = (body, limit) =>
  ((body[0] ?? 0) & 0x0f) === 8 ? zlib.inflateSync(body, limit) : zlib.inflateRawSync(body, limit);

const DECODERS: ReadonlyMap<string, Decode> = new Map<string, Decode>([
  ['', (body) => body],
  ['identity', (body) => body],
  ['gzip', zlib.gunzipSync],
  ['x-gzip', zlib.gunzipSync],
  ['deflate', inflate],
  ['br', zlib.brotliDecompressSync],
]);
const UNKNOWN_CODING = 'The answer is encoded in a way that was not asked for: only gzip, deflate and br are read.';

/** The same for a body that passes. Bare deflate cannot be told before its first byte, and is refused when that comes. */
const STREAMS: ReadonlyMap<string, () => Transform> = new Map([
  ['gzip', zlib.createGunzip],
  ['x-gzip', zlib.createGunzip],
  ['deflate', zlib.createInflate],
  ['br', zlib.createBrotliDecompress],
]);

/**
 * What decodes a body as it passes; null where it is not encoded.
 * @param encoding the header `Content-Encoding`
 * @throws TransportError `bad-answer` for a coding that nobody reads
 */
export function decoderOf(encoding: string | undefined): Transform | null {
  const coding = (encoding ?? '').trim().toLowerCase();
  const make = STREAMS.get(coding);
  if (!make && !DECODERS.has(coding)) throw new TransportError('bad-answer', UNKNOWN_CODING);
  return make ? make() : null;
}

/**
 * A body as it was before a proxy compressed it, which some do unasked. It is done at once and not in the thread pool, which hashing may
 * keep busy past the deadline: the bounds on what goes in and comes out keep it to milliseconds.
 * @param encoding the header `Content-Encoding`, one coding; a second one over the first is nobody's honest answer
 * @param maxBytes the largest body taken, decoded: a bomb is left off there
 * @throws TransportError `bad-answer`, `too-large`
 */
export function decoded(body: Buffer, encoding: string | undefined, maxBytes: number): Buffer {
  if (body.length === 0 || encoding === undefined) return body;
  const coding = encoding.trim().toLowerCase();
  const decode = DECODERS.get(coding);
  if (!decode) throw new TransportError('bad-answer', UNKNOWN_CODING);
  try {
    return decode(body, { maxOutputLength: maxBytes });
  } catch (error) {
    throw isBomb(error)
      ? new TransportError('too-large', `The answer is larger than ${String(maxBytes)} bytes when it is decoded.`)
      : new TransportError('bad-answer', `The answer is not the ${coding} that it says it is.`);
  }
}

function isBomb(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
}
