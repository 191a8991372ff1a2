import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const POLL_MS = 25;

/** Whether a process of this number runs, whoever owns it; one that has ended but was not yet reaped does not. */
export async function isAlive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const state = (await statFields(pid))?.[0];
  return state !== 'Z' && state !== 'X';
}

/**
 * A text that tells this process from any later one of the same number, also across restarts of the machine.
 * @returns null when there is no such process, or this system does not tell
 */
export async function birthOf(pid: number): Promise<string | null> {
  if (process.platform !== 'linux') return askPs(pid, 'lstart=');
  // proc(5): starttime is field 22; the fields here begin at field 3.
  const started = (await statFields(pid))?.[19];
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  return started === undefined ? null : `${boot.trim()}:${started}`;
}

/** The command line of a process, its arguments parted by spaces; empty when it cannot be read. */
export async function commandLineOf(pid: number): Promise<string> {
  if (process.platform !== 'linux') return (await askPs(pid, 'command=')) ?? '';
  // Readable by everybody, unlike /proc/PID/cwd, which a container's root may not read without SYS_PTRACE.
  const text = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return text.replace(/\0$/, '').replaceAll('\0', ' ');
}

/**
 * Waits until the process has ended.
 * @param deadlineMs how long to wait, in milliseconds
 * @returns false when it still runs at the deadline
 */
export async function waitUntilGone(pid: number, deadlineMs: number): Promise<boolean> {
  const deadline = performance.now() + deadlineMs;
  while (await isAlive(pid)) {
    if (performance.now() > deadline) return false;
    await sleep(POLL_MS);
  }
  return true;
}

/** The fields of /proc/PID/stat from the state on; the name before them may hold spaces and parentheses. */
async function statFields(pid: number): Promise<string[] | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  return text?.slice(text.lastIndexOf(')') + 2).split(' ');
}

async function askPs(pid: number, column: string): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)('ps', ['-o', column, '-p', String(pid)]);
    return stdout.trim() || null;
  } catch {
    return null;
  }
}
