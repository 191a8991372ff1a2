import { copyFile, open, stat, truncate } from 'node:fs/promises';

const LIMIT_BYTES = 10 * 1024 * 1024;
const TAIL_BYTES = 64 * 1024;

/**
 * Keeps a log that another process appends to within bounds: once over the limit it becomes `<path>.1`, replacing the older one.
 * Copied and emptied rather than renamed, because the writer keeps its file open.
 * @param limit in bytes
 */
export async function boundLog(path: string, limit = LIMIT_BYTES): Promise<void> {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size <= limit) return;
  await copyFile(path, `${path}.1`);
  await truncate(path);
}

/** What was written to the file from this byte on, at most its last 64 KiB. */
export async function readLogFrom(path: string, offset: number): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const from = Math.max(offset, size - TAIL_BYTES);
    const { bytesRead, buffer } = await file.read(Buffer.alloc(Math.max(0, size - from)), 0, null, from);
    return buffer.subarray(0, bytesRead).toString();
  } finally {
    await file.close();
  }
}

/** The line that says why PostgreSQL gave up: its last FATAL or PANIC, otherwise its last line. */
export function reasonIn(log: string): string {
  const lines = log.split('\n').filter((line) => line.trim() !== '');
  const fatal = lines.filter((line) => /\b(FATAL|PANIC):/.test(line));
  return fatal.at(-1) ?? lines.at(-1) ?? 'it said nothing';
}
