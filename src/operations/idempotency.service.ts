import { createHmac, timingSafeEqual } from 'node:crypto';
import { createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { InjectDataSource } from '@nestjs/typeorm';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../auth/actor';
import { DomainError, invalid } from '../common/errors';
import { KeyRing } from '../database/secrets';

/** A call that may be sent again, and what answers it. */
export interface RepeatableCall {
  /** As the caller chose it; null when there is none. */
  readonly key: string | null;
  /** Method and path, with the ids in it. */
  readonly route: string;
  readonly body: unknown;
  readonly reply: Pick<FastifyReply, 'status' | 'header'>;
}

/** What is answered, the first time and each time after. */
export interface KeptAnswer<Body> {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: Body;
}

/** 1 to 200 visible characters of ASCII. */
const KEY = /^[\x21-\x7e]{1,200}$/;

const Call = createParamDecorator((_data: unknown, context: ExecutionContext): RepeatableCall => {
  const http = context.switchToHttp();
  const { method, url, headers, body } = http.getRequest<FastifyRequest>();
  const key = headers['idempotency-key'];
  if (key !== undefined && (typeof key !== 'string' || !KEY.test(key))) {
    throw invalid('Idempotency-Key', 'takes 1 to 200 visible ASCII characters');
  }
  const route = `${method} ${url.replace(/\?.*/s, '')}`;
  return { key: key ?? null, route, body, reply: http.getResponse<FastifyReply>() };
});

const documented = ApiHeader({
  name: 'Idempotency-Key',
  required: false,
  description:
    'the same call under the same key has one effect within a day; a replay says `Idempotency-Replayed: true`',
});

/** The call as it came, with its `Idempotency-Key`. @throws DomainError 422 when the key is none */
export const Repeatable = (): ParameterDecorator => (target, key, index) => {
  Call()(target, key, index);
  const method = key === undefined ? undefined : Object.getOwnPropertyDescriptor(target, key);
  if (key !== undefined && method) documented(target, key, method);
};

/**
 * Calls under a key have one effect, however often and at once they are sent: the answer is kept for a day, in the transaction of
 * what was done.
 */
@Injectable()
export class Idempotency {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly ring: KeyRing,
  ) {}

  /**
   * Does the work in one transaction and answers with what came of it, or with what came of it the first time.
   * A refusal is not kept: whoever sends the call again may be luckier.
   * @throws DomainError 422 `idempotency-key-reused` when the key was sent with something else
   */
  async once<Body>(
    actor: Actor,
    call: RepeatableCall,
    work: (tx: EntityManager) => Promise<KeptAnswer<Body>>,
  ): Promise<Body> {
    const { answer, isReplay } = await this.dataSource.transaction(async (tx) => {
      const kept = call.key === null ? null : await this.reserve<Body>(tx, actor, call);
      if (kept) return { answer: kept, isReplay: true };
      const made = await work(tx);
      if (call.key !== null) await this.keep(tx, actor, call, made);
      return { answer: made, isReplay: false };
    });
    void call.reply.status(answer.status);
    for (const [name, value] of Object.entries(answer.headers ?? {})) void call.reply.header(name, value);
    if (isReplay) void call.reply.header('Idempotency-Replayed', 'true');
    return answer.body;
  }

  /** Whoever comes second waits here until the first has committed, or has not. @returns what was answered first, or null */
  private async reserve<Body>(tx: EntityManager, actor: Actor, call: RepeatableCall): Promise<KeptAnswer<Body> | null> {
    const place = [actor.id, call.route, call.key];
    const [mine] = await tx.query<{ key: string }[]>(
      `INSERT INTO idempotency_keys (caller_id, route, key, fingerprint, status, headers, body) VALUES ($1, $2, $3, $4, 0, '{}', 'null')
       ON CONFLICT DO NOTHING RETURNING key`,
      [...place, this.fingerprints(call)[0]],
    );
    if (mine) return null;
    const [first] = await tx.query<(KeptAnswer<Body> & { fingerprint: Buffer })[]>(
      'SELECT fingerprint, status, headers, body FROM idempotency_keys WHERE caller_id = $1 AND route = $2 AND key = $3',
      place,
    );
    if (first && this.fingerprints(call).some((one) => timingSafeEqual(one, first.fingerprint))) return first;
    throw new DomainError(
      'invalid',
      'idempotency-key-reused',
      'This Idempotency-Key was sent with another body; take a new key for a new call.',
    );
  }

  private async keep(tx: EntityManager, actor: Actor, call: RepeatableCall, made: KeptAnswer<unknown>): Promise<void> {
    await tx.query(
      `UPDATE idempotency_keys SET status = $4, headers = $5, body = $6 WHERE caller_id = $1 AND route = $2 AND key = $3`,
      [actor.id, call.route, call.key, made.status, JSON.stringify(made.headers ?? {}), JSON.stringify(made.body)],
    );
  }

  /** By HMAC, because bodies hold passwords; under each key of the ring, newest first. */
  private fingerprints({ body }: RepeatableCall): [Buffer, ...Buffer[]] {
    const text = JSON.stringify(sorted(body ?? null));
    const all = this.ring.derive('idempotency').map(({ bytes }) => createHmac('sha256', bytes).update(text).digest());
    return all as [Buffer, ...Buffer[]];
  }
}

/** The order of fields in a body means nothing. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
