import type { Fault } from './failure';
import { OdooFault } from './fault';
import { jsonBody, type HttpRequest } from './request';
import type { Json } from './wire';

interface Armed {
  readonly fault: Fault;
  wait: number;
  left: number;
}

/** The faults of one server that are still to come. */
export class Faults {
  #armed: Armed[] = [];

  add(fault: Fault): void {
    this.#armed.push({ fault, wait: fault.after ?? 0, left: fault.times ?? 1 });
  }

  clear(): void {
    this.#armed = [];
  }

  /** What befalls this call; counts it. */
  take(call: string): Fault | undefined {
    const found = this.#armed.find(({ fault, left }) => left > 0 && isMeant(fault.call, call));
    if (found === undefined) return undefined;
    if (found.wait > 0) {
      found.wait -= 1;
      return undefined;
    }
    found.left -= 1;
    return found.fault;
  }
}

/** What a request asks for, as faults name it: `service.method`, `model.method`, or the path. */
export function callName(request: HttpRequest): string {
  const { path } = request;
  if (path.startsWith('/json/2/')) return path.split('/').slice(3).join('.');
  const { service, method, args } = path === '/jsonrpc' ? paramsOf(jsonBody(request)) : {};
  if (typeof service !== 'string' || typeof method !== 'string') return path;
  return service === 'object' && Array.isArray(args) ? args.slice(3, 5).join('.') : `${service}.${method}`;
}

/** Fails a call that is one transaction, before anything is done. @throws OdooFault */
export function mayFail(fault: Fault | undefined): void {
  if (fault?.kind === 'refused') throw new OdooFault(fault.python, fault.message);
  if (fault?.kind === 'disk-full') {
    throw new OdooFault('psycopg2.errors.DiskFull', 'could not extend file: No space left on device\n');
  }
  if (fault?.kind === 'killed' && fault.finishes !== true) throw new OdooFault('builtins.SystemExit', 'killed');
}

function paramsOf(body: Json | undefined): Record<string, Json | undefined> {
  const members = body as { params?: Record<string, Json | undefined> } | null | undefined;
  return members?.params ?? {};
}

function isMeant(call: string | RegExp, name: string): boolean {
  return typeof call === 'string' ? call === name : call.test(name);
}
