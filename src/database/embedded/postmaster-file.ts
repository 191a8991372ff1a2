import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commandLineOf, isAlive } from './processes';

/** What a running PostgreSQL tells about itself in postmaster.pid. */
export interface PostmasterFile {
  pid: number;
  /** The TCP port, or null while it has not said yet. */
  port: number | null;
  /** 'starting', 'ready', 'standby' or 'stopping'; empty while it has not said yet. */
  status: string;
}

/** Whether a PostgreSQL serves a data folder. */
export type Presence =
  | { state: 'none' }
  /** The file is left from a server that is gone; its number may belong to another process by now. */
  | { state: 'stale'; pid: number }
  | { state: 'running'; file: PostmasterFile };

/**
 * Reads postmaster.pid, whose lines are: pid, data folder, start time, port, socket folder, address, shared memory, status
 * (PostgreSQL's src/include/utils/pidfile.h). A single-user server writes its pid with a minus.
 * @returns null when the first line holds no pid
 */
export function parsePostmasterFile(text: string): PostmasterFile | null {
  const lines = text.split('\n').map((line) => line.trim());
  const pid = Math.abs(Number(lines[0]));
  if (!Number.isSafeInteger(pid) || pid === 0) return null;
  return { pid, port: Number(lines[3]) || null, status: lines[7] ?? '' };
}

/**
 * The last argument given to every server of ours: it tells whose server a process is to anybody who may list processes.
 * PostgreSQL takes any setting whose name has a dot.
 * @param folder the real path of the data folder
 */
export function ownershipMark(folder: string): string {
  return `amiral.folder=${folder}`;
}

/** Whether this command line is that of a server of ours on this folder. */
export function servesFolder(commandLine: string, folder: string): boolean {
  return commandLine.includes('postgres') && commandLine.endsWith(` ${ownershipMark(folder)}`);
}

/** The content of the folder's postmaster.pid, or null when there is none to read. */
export async function readPostmasterFile(folder: string): Promise<PostmasterFile | null> {
  const text = await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => null);
  return text === null ? null : parsePostmasterFile(text);
}

/**
 * Looks whether a server runs on this folder. A pid alone proves nothing: after a crash or in a new container the same number
 * belongs to anybody.
 * @param folder the real path of the data folder
 */
export async function findPostmaster(folder: string): Promise<Presence> {
  const file = await readPostmasterFile(folder);
  if (!file) return { state: 'none' };
  const running = (await isAlive(file.pid)) && servesFolder(await commandLineOf(file.pid), folder);
  return running ? { state: 'running', file } : { state: 'stale', pid: file.pid };
}
