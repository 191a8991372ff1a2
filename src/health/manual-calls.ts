import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Config } from '../common/config';
import { notFound } from '../common/errors';
import { cut } from '../common/text';
import { KeyRing } from '../database/secrets';
import {
  type Advice,
  type ConnectionCheck,
  type DatabaseStanding,
  OdooClient,
  type ProbeOutcome,
} from '../odoo/odoo.client';
import { Server } from '../servers/server.entity';
import { openSecret } from '../servers/server.secrets';
import { ServerMutex } from './server-mutex';
import type { Counts } from './judge';
import { Monitor } from './monitor.service';
import type { Watched } from './watched';

/** What is asked of the process that owns a server. */
export type Call =
  | { kind: 'check'; serverId: string }
  | { kind: 'test'; serverId: string; advice: Advice }
  | { kind: 'database'; serverId: string; name: string };

/** What it tells; plain JSON below 8,000 bytes, the limit of a NOTIFY. */
export type CallResult =
  | { kind: 'check' }
  | {
      kind: 'test';
      ok: boolean;
      checks: ConnectionCheck[];
      outcome: ProbeOutcome;
      serverUrl: string;
      tlsCaDigest: string | null;
    }
  | { kind: 'database'; standing: DatabaseStanding };

/** In characters: three times in an answer, at four bytes each, and the limit still holds. */
const DETAIL_LENGTH = 300;

/** Enough to see that nobody answers. */
const MIN_MS = 100;

/** Makes a call by hand, on the process that owns the server, when no other call is open on it. */
@Injectable()
export class ManualCalls {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly config: Config,
    private readonly monitor: Monitor,
    private readonly mutex: ServerMutex,
    private readonly odoo: OdooClient,
    private readonly ring: KeyRing,
  ) {}

  /** @returns null when the server is not this process's to call any more. @throws DomainError 404 */
  async make(call: Call): Promise<CallResult | null> {
    const deadline = performance.now() + this.config.health.timeoutMs;
    while (this.monitor.owns(call.serverId)) {
      // Read anew: what was edited a moment ago may not have been heard yet.
      const server = await this.monitor.fresh(call.serverId);
      if (server) {
        const { counts } = server;
        const result = await this.mutex.exclusive(server, () => this.on(server, call, { deadline, counts }));
        if (result) return result;
      } else if (this.monitor.owns(call.serverId)) throw notFound('server');
    }
    return null;
  }

  /**
   * What the call has waited for another one is taken from its own time.
   * @param asked until when it may take, and what was counted when it came
   * @returns null when the server was read anew or lost while the call waited, or while it was made in vain
   */
  private async on(
    server: Watched,
    call: Call,
    asked: { deadline: number; counts: Counts },
  ): Promise<CallResult | null> {
    if (server.gone) return null;
    const timeoutMs = Math.max(asked.deadline - performance.now(), MIN_MS);
    switch (call.kind) {
      case 'check':
        if (!this.isAnswered(server, asked.counts, timeoutMs) && !(await this.monitor.probe(server, timeoutMs)))
          return null;
        await this.monitor.flush();
        return { kind: 'check' };
      case 'database':
        return { kind: 'database', standing: await this.odoo.findDatabase(server, call.name, { timeoutMs }) };
      case 'test':
        return this.test(server, call.advice, timeoutMs);
    }
  }

  /** A probe that ended meanwhile and took most of the time has found what another one would, with too little left for a fair one. */
  private isAnswered({ counts }: Watched, before: Counts, leftMs: number): boolean {
    return counts !== before && leftMs < this.config.health.timeoutMs / 2;
  }

  private async test(server: Watched, advice: Advice, timeoutMs: number): Promise<CallResult> {
    const { url, tlsCa, counts } = server;
    const masterPassword = advice === 'nothing' ? null : await this.masterPassword(server.id);
    const report = await this.odoo.testConnection({ url, tlsCa }, { timeoutMs, known: counts, advice, masterPassword });
    const checks = report.checks.map((check) => ({ ...check, detail: cut(check.detail, DETAIL_LENGTH) }));
    const { detail } = report.outcome;
    const outcome = {
      ...report.outcome,
      detail: detail && cut(detail, DETAIL_LENGTH),
    };
    return { kind: 'test', ok: report.ok, checks, outcome, serverUrl: url, tlsCaDigest: digestOf(tlsCa) };
  }

  private async masterPassword(id: string): Promise<string | null> {
    const row = await this.dataSource.manager.findOne(Server, { select: { masterPassword: true }, where: { id } });
    return openSecret(id, 'masterPassword', row?.masterPassword ?? null, this.ring);
  }
}

/** A CA in few bytes, to compare. */
export function digestOf(tlsCa: string | null): string | null {
  return tlsCa === null ? null : createHash('sha256').update(tlsCa).digest('hex');
}
