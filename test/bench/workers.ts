import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A process of the bench, and what it said when it was ready. */
export interface Worker<Ready> {
  process: ChildProcess;
  ready: Ready;
  stop(): Promise<void>;
}

/** Starts `<name>.js` of this folder beside us; its own output goes nowhere, as a service's log would. */
export async function startWorker<Ready>(name: string, env: Record<string, string>): Promise<Worker<Ready>> {
  const child = fork(join(__dirname, `${name}.js`), [], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ready = await new Promise<Ready>((resolve, reject) => {
    child.once('message', (message: { ready: Ready }) => {
      resolve(message.ready);
    });
    child.once('exit', (code) => {
      reject(new Error(`${name} ended with ${String(code)} before it was ready`));
    });
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  return { process: child, ready, stop };
}

/** Sends a message to a worker. @returns its answer, which has the field `word` */
export function ask<Answer>(worker: Worker<unknown>, message: object | string, word: string): Promise<Answer> {
  worker.process.send(message);
  return heard(worker, word);
}

/** The next message of a worker that has the field `word`. */
export function heard<Answer>({ process: child }: Worker<unknown>, word: string): Promise<Answer> {
  return new Promise((resolve) => {
    const hear = (message: unknown) => {
      if (typeof message !== 'object' || message === null || !(word in message)) return;
      child.off('message', hear);
      resolve(message as Answer);
    };
    child.on('message', hear);
  });
}
