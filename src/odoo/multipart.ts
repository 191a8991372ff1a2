import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';

/** The body of a form with one file, as a stream. */
export interface Multipart {
  contentType: string;
  /** In bytes, where the file's is known. */
  contentLength?: number;
  body: Readable;
}

/**
 * Writes `multipart/form-data` (RFC 7578).
 * @param fields by name; they go before the file
 * @param length of the file in bytes, where it is known
 */
export function multipart(
  fields: Readonly<Record<string, string>>,
  file: { field: string; content: Readable; length?: number | undefined },
): Multipart {
  const boundary = `amiral-${randomUUID()}`;
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="${file.field}"; filename="backup.zip"\r\nContent-Type: application/zip\r\n\r\n`;
  const before = Buffer.from(parts.join('') + head);
  const after = Buffer.from(`\r\n--${boundary}--\r\n`);
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    ...(file.length !== undefined && { contentLength: before.length + file.length + after.length }),
    body: Readable.from(framed(before, file.content, after), { objectMode: false }),
  };
}

async function* framed(before: Buffer, content: Readable, after: Buffer): AsyncGenerator<Buffer, void> {
  yield before;
  yield* content as AsyncIterable<Buffer>;
  yield after;
}
