import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger, pino } from 'pino';

const FLUSH_MS = 100;

/**
 * The process's structured log: one JSON line an entry, on standard output. Lines are written together, every 100 ms and at the end:
 * a write for each costs a busy process a tenth of its time.
 */
export function createLog(level: string): Logger {
  output ??= openOutput();
  return pino({ level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime }, output);
}

/** One for the process, however many logs write to it. */
let output: DestinationStream | null = null;

function openOutput(): DestinationStream {
  const stream = pino.destination({ fd: 1, sync: true, minLength: 4_096 });
  setInterval(() => {
    stream.flush();
  }, FLUSH_MS).unref();
  process.once('exit', () => {
    stream.flushSync();
  });
  return stream;
}

/** Lets Nest's own `Logger` write into pino. */
export class NestLog implements LoggerService {
  constructor(private readonly pino: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.write('info', message, rest);
  }
  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }
  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }
  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }
  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  private write(level: 'info' | 'error' | 'warn' | 'debug' | 'trace', message: unknown, rest: unknown[]): void {
    const context = rest.at(-1);
    const fields = typeof context === 'string' ? { context } : {};
    if (message instanceof Error) this.pino[level]({ ...fields, err: message }, message.message);
    else if (typeof message === 'object' && message !== null) this.pino[level]({ ...fields, ...message });
    else this.pino[level](fields, String(message));
  }
}
