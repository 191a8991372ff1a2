import type { ChildProcess } from 'node:child_process';

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
export function usageOf(worker: ChildProcess): Promise<Usage> {
  return new Promise((resolve) => {
    const hear = (message: unknown) => {
      if (typeof message !== 'object' || message === null || !('usage' in message)) return;
      worker.off('message', hear);
      resolve(message.usage as Usage);
    };
    worker.on('message', hear);
    worker.send('usage');
  });
}
