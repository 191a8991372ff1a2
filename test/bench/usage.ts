import { ask, type Worker } from './workers';

/** What a process has used since it began: CPU in µs, memory in bytes. */
export interface Usage {
  cpu: number;
  rss: number;
}

/** The worker's side: answers each `usage` message. */
export function reportUsage(): void {
  process.on('message', (message) => {
    if (message !== 'usage') return;
    const { user, system } = process.cpuUsage();
    process.send?.({ usage: { cpu: user + system, rss: process.memoryUsage.rss() } });
  });
}

/** Asks a worker. */
export async function usageOf(worker: Worker<unknown>): Promise<Usage> {
  return (await ask<{ usage: Usage }>(worker, 'usage', 'usage')).usage;
}
