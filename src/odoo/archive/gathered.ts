/** In bytes: what a stream passes on at once. */
const PARCEL = 64 * 1024;

/** Puts small pieces together: an archive has three of them for each of its files, and whoever sends or stores them would do so one by one. */
export async function* gathered(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void> {
  let parts: Buffer[] = [];
  let size = 0;
  for await (const piece of pieces) {
    parts.push(piece);
    size += piece.length;
    if (size < PARCEL) continue;
    yield Buffer.concat(parts);
    parts = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(parts);
}
