import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { newId } from '../common/clock';
import { Config } from '../common/config';
import { DomainError, type ErrorFacts, type ErrorKind } from '../common/errors';
import { Listener } from '../database/listener';
import { notify } from '../database/notifications';
import type { Advice, DatabaseStanding } from '../odoo/odoo.client';
import { ManualCalls, type Call, type CallResult } from './manual-calls';
import { Monitor } from './monitor.service';

/** How often a call is offered again, in case the server's shard has changed hands. */
const OFFER_MS = 1_000;
/** A dead owner's lease ends within 12 s, and somebody takes over within one more. */
const TAKEOVER_MS = 20_000;

type Said = { id: string; serverId?: string } & Partial<Answer>;
type Answer =
  { result: CallResult } | { refused: { kind: ErrorKind; code: string; message: string; facts: ErrorFacts } };

/**
 * Calls made by hand to a server. They go to the process that probes it, or wait until somebody does, so that never two are open on
 * one server. Between processes they travel as NOTIFY: small, and harmless when lost, because an offer is repeated.
 */
@Injectable()
export class ProbeDispatcher {
  private readonly asked = new Map<string, (answer: Answer) => void>();
  private readonly taken = new Map<string, number>();

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly config: Config,
    private readonly monitor: Monitor,
    private readonly manual: ManualCalls,
    listener: Listener,
  ) {
    listener.on('call', (payload) => {
      const call = parsed(payload);
      if (typeof call?.serverId === 'string') void this.serve(call as Call & { id: string });
    });
    listener.on('called', (payload) => {
      const answer = parsed(payload);
      if (answer) this.asked.get(answer.id)?.(answer as Answer);
    });
  }

  /** Probes now and stores the outcome, whatever it is. */
  async check(serverId: string): Promise<void> {
    await this.call({ kind: 'check', serverId });
  }

  /** Probes and reports; changes nothing. @param advice what is asked besides */
  async test(serverId: string, advice: Advice): Promise<Extract<CallResult, { kind: 'test' }>> {
    return (await this.call({ kind: 'test', serverId, advice })) as Extract<CallResult, { kind: 'test' }>;
  }

  /** What a database of this name is on the server. @throws DomainError 502 or 504 when it cannot be told */
  async findDatabase(serverId: string, name: string): Promise<DatabaseStanding> {
    return ((await this.call({ kind: 'database', serverId, name })) as Extract<CallResult, { kind: 'database' }>)
      .standing;
  }

  private async call(call: Call): Promise<CallResult> {
    const deadline = performance.now() + TAKEOVER_MS + this.config.health.timeoutMs;
    const id = newId();
    while (performance.now() < deadline) {
      const made = this.monitor.owns(call.serverId) ? await this.manual.make(call) : null;
      if (made) return made;
      const answer = await this.offer(id, call);
      if (!answer) continue;
      if ('result' in answer) return answer.result;
      const { kind, code, message, facts } = answer.refused;
      throw new DomainError(kind, code, message, facts);
    }
    throw new DomainError(
      'unavailable',
      'monitor-unavailable',
      'No process watches this server now; try again in a moment.',
      {
        retryAfterSeconds: 5,
      },
    );
  }

  /** Offers the call to whoever owns the server; null when nobody has answered for a while. */
  private async offer(id: string, call: Call): Promise<Answer | null> {
    let timer: NodeJS.Timeout | undefined;
    const answer = new Promise<Answer | null>((resolve) => {
      this.asked.set(id, resolve);
      timer = setTimeout(resolve, OFFER_MS, null);
    });
    try {
      await notify(this.dataSource, 'call', JSON.stringify({ ...call, id }));
      return await answer;
    } finally {
      clearTimeout(timer);
      this.asked.delete(id);
    }
  }

  /** The owner's side: the same call is made once, however often it is offered. */
  private async serve(call: Call & { id: string }): Promise<void> {
    if (this.asked.has(call.id) || !this.monitor.owns(call.serverId)) return;
    const now = performance.now();
    for (const [id, until] of this.taken) if (until < now) this.taken.delete(id);
    if (this.taken.has(call.id)) return;
    this.taken.set(call.id, now + 2 * TAKEOVER_MS);
    const answer = await this.manual.make(call).then(
      (result): Answer | null => result && { result },
      (error: unknown): Answer => ({ refused: refusalOf(error) }),
    );
    // Handed over before it was made: the next offer finds the new owner, who may be this process again.
    if (!answer) this.taken.delete(call.id);
    if (!answer) return;
    const payload = JSON.stringify({ id: call.id, ...answer });
    await notify(this.dataSource, 'called', payload).catch(() => undefined);
  }
}

/** What another process says. Anybody may notify, and nonsense must not end this process. */
function parsed(payload: string): Said | null {
  try {
    const said = JSON.parse(payload) as { id?: unknown; serverId?: unknown } | null;
    return typeof said?.id === 'string' ? (said as Said) : null;
  } catch {
    return null;
  }
}

/** Of an unexpected error only that there was one: its words stay in this process's log. */
function refusalOf(error: unknown) {
  if (!(error instanceof DomainError))
    return { kind: 'unavailable' as const, code: 'call-failed', message: 'The call failed.', facts: {} };
  const { kind, code, message, facts } = error;
  return { kind, code, message, facts };
}
