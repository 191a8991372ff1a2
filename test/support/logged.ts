import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import { createApp } from '../../src/app';
import type { TestApp } from './app';

/** A second process on the database of another one, whose whole log is kept. */
export interface LoggedApp {
  app: NestFastifyApplication;
  url: string;
  /** What was logged so far, one entry a line. */
  lines(): Record<string, unknown>[];
  stop(): Promise<void>;
}

/** Starts one beside `amiral`, logging at the lowest level. */
export async function startLogged(amiral: TestApp): Promise<LoggedApp> {
  const written: string[] = [];
  const log = pino({ level: 'trace', base: undefined }, { write: (line: string) => void written.push(line) });
  const app = await createApp({ ...amiral.config, logLevel: 'trace' }, log);
  await app.listen(0, '127.0.0.1');
  return {
    app,
    url: await app.getUrl(),
    lines: () => written.map((line) => JSON.parse(line) as Record<string, unknown>),
    stop: () => app.close(),
  };
}
