import { randomUUID } from 'node:crypto';
import { conflict, DomainError } from '../../src/common/errors';
import { type JournalActor } from '../../src/journal/journal.service';
import {
  type AskFirstStep,
  type Fate,
  type Kind,
  Kinds,
  type LocalStep,
  type RepeatableStep,
  type Step,
  type StepContext,
} from '../../src/operations/kinds';
import { type NewOperation, OperationsService } from '../../src/operations/operations.service';
import { eventually, startApp, type TestApp } from './app';
import type { Answer } from './http';

/** Short leases, so that a test sees one run out. */
const QUICK_LEASES = {
  OPERATION_LEASE_SECONDS: '1',
  OPERATION_HEARTBEAT_SECONDS: '0.3',
  OPERATION_UNKNOWN_SECONDS: '2',
};

/** Amiral with short leases. */
export function startWithOperations(beside?: TestApp): Promise<TestApp> {
  return startApp({ env: QUICK_LEASES, ...(beside && { beside }) });
}

/** A kind that does what the test says, in place of what a noun would do; `inspect` is as good a word as any. */
export function kindOf(steps: readonly Step[], { compensates = true, settle }: Partial<Kind> = {}): Kind {
  return { kind: 'inspect', compensates, steps, ...(settle && { settle }) };
}

export function register(app: TestApp, kind: Kind): void {
  app.app.get(Kinds).register(kind);
}

const subject = () => {
  const id = randomUUID();
  return { type: 'instance', id, name: `dupont-${id.slice(-4)}` };
};

/** Starts one as the manager. */
export async function start(app: TestApp, given: Partial<NewOperation> = {}): Promise<string> {
  const actor: JournalActor = { id: app.userId('manager'), name: 'manager', requestId: null, ip: null };
  const about = subject();
  const asked = {
    kind: 'inspect',
    subject: about,
    serverId: null,
    exclusion: `instance:${about.id}`,
    ...given,
  } as const;
  return app.dataSource.transaction((tx) => app.app.get(OperationsService).start(tx, actor, asked));
}

/** The operation as everybody reads it. */
export async function read(app: TestApp, id: string): Promise<Answer['body']> {
  const { body } = await app.call('GET', `/operations/${id}`, { as: 'user' });
  return body;
}

/** Waits until the operation stands in one of these states. */
export function until(app: TestApp, id: string, ...states: string[]) {
  return eventually(
    () => read(app, id),
    ({ state }) => states.includes(state),
  );
}

/** A call that was sent, and whose answer never came. */
class Lost extends DomainError {
  readonly outcome = 'lost';

  constructor() {
    super('gateway-timeout', 'no-answer', 'No answer came.');
  }
}

export const refuse = () => Promise.reject(conflict('name-taken', 'The name is taken.'));
export const lose = () => Promise.reject(new Lost());

/** Like a server that never answers. */
export function untilAborted({ signal }: StepContext): Promise<undefined> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(new Lost());
    });
  });
}

const nothing = () => Promise.resolve(undefined);

/** Steps that note what is done, in order. */
export class NotedSteps {
  readonly done: string[] = [];

  readonly local = (name: string, run: LocalStep['run'] = nothing): LocalStep => ({
    name,
    kind: 'local',
    run: (context, tx) => {
      this.done.push(name);
      return run(context, tx);
    },
    compensate: this.undo(name),
  });

  readonly call = (name: string, run: RepeatableStep['run'] = nothing): RepeatableStep => ({
    name,
    kind: 'repeatable',
    timeoutMs: 5_000,
    run: (context) => {
      this.done.push(name);
      return run(context);
    },
    compensate: this.undo(name),
  });

  /** @param fates what is said of it each time it is asked for; the last one from then on */
  readonly asked = (name: string, run: AskFirstStep['run'], first: Fate, ...others: Fate[]): AskFirstStep => {
    let fate = first;
    const later = [...others];
    return {
      ...this.call(name, run),
      kind: 'ask-first',
      ask: () => {
        this.done.push(`ask ${name}`);
        const said = fate;
        fate = later.shift() ?? fate;
        return Promise.resolve(said);
      },
    };
  };

  private undo(name: string) {
    return {
      timeoutMs: 5_000,
      run: () => {
        this.done.push(`undo ${name}`);
        return nothing();
      },
    };
  }
}
