import { Injectable } from '@nestjs/common';
import type { Actor } from '../auth/actor';
import { Config } from '../common/config';
import { conflict } from '../common/errors';
import { Journal } from '../journal/journal.service';
import { DataSource } from 'typeorm';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Advice } from '../odoo/odoo.client';
import { explain } from '../odoo/odoo-reasons';
import type { Server } from '../servers/server.entity';
import { LATE_DATABASES } from '../servers/health-reasons';
import { serverFact } from '../servers/server.journal';
import { ServersLifecycleService, type Tested } from '../servers/servers-lifecycle.service';
import { type ServerRow, ServersQueries } from '../servers/servers.queries';
import { count, judge, NOTHING_SEEN } from './judge';
import { digestOf, type CallResult } from './manual-calls';
import { ProbeDispatcher } from './probe-dispatcher.service';

type TestResult = Extract<CallResult, { kind: 'test' }>;

/** The actions that call a server before they answer. */
@Injectable()
export class HealthService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly config: Config,
    private readonly dispatcher: ProbeDispatcher,
    private readonly lifecycle: ServersLifecycleService,
    private readonly queries: ServersQueries,
    private readonly journal: Journal,
  ) {}

  /**
   * Role and state first, then the test, then the move: nothing changes when the test fails.
   * @returns the server, and what the test found wrong that does not keep it out of service
   */
  async activate(actor: Actor, id: string): Promise<{ server: ServerRow; warnings: string[] }> {
    const server = await this.lifecycle.checkActivate(actor, id);
    const { warnings, ...tested } = await this.testFor(server, 'stored-password');
    await this.lifecycle.activate(actor, id, tested);
    return { server: await this.queries.read(id), warnings };
  }

  /**
   * The test a server has to pass to go into service.
   * @param advice what is asked besides; what is wrong with that is a warning
   * @throws DomainError 409 `connection-failed` with the reason, `changed-meanwhile` when another address was tested
   */
  async testFor(server: Server, advice: Advice): Promise<Tested & { warnings: string[] }> {
    const result = await this.dispatcher.test(server.id, advice);
    const { reason, detail } = result.outcome;
    if (!result.ok) {
      const why = reason ? explain(reason, detail) : 'It did not answer as it should.';
      throw conflict('connection-failed', `The connection test failed (${reason ?? 'unknown'}). ${why}`, {
        reason: reason ?? 'internal',
      });
    }
    if (result.serverUrl !== server.serverUrl || result.tlsCaDigest !== digestOf(server.tlsCa)) {
      throw conflict('changed-meanwhile', 'The address was changed while it was tested; try again.');
    }
    const warnings = result.checks.filter(({ name, ok }) => name === 'master-password' && ok === false);
    const { serverUrl, tlsCa } = server;
    return {
      serverUrl,
      tlsCa,
      ...this.judged(result, await this.lateDatabases(server.id)),
      warnings: warnings.map(({ detail: text }) => text),
    };
  }

  /** Probes now, stores what was found, and answers with the server whatever it was. */
  async check(actor: Actor, id: string): Promise<ServerRow> {
    await this.queries.read(id);
    await this.dispatcher.check(id);
    const server = await this.queries.read(id);
    await this.journal.write(this.dataSource.manager, actor, serverFact('check-health', server));
    return server;
  }

  /** Probes and reports; changes nothing about the server. */
  async test(actor: Actor, id: string) {
    const { code } = await this.queries.read(id);
    const { ok, checks, outcome } = await this.dispatcher.test(id, 'everything');
    await this.journal.write(this.dataSource.manager, actor, serverFact('test-connection', { id, code }));
    const { protocol, odooVersion, responseTimeMs, reason } = outcome;
    return { ok, protocol, odooVersion, responseTimeMs, reason, checks };
  }

  private async lateDatabases(id: string): Promise<number> {
    const [row] = await this.dataSource.query<{ late: number }[]>(
      `SELECT ${LATE_DATABASES} AS late FROM servers s WHERE s.id = $1`,
      [id],
    );
    return row?.late ?? 0;
  }

  /** What the test found, counted as the first probe of a fresh start. */
  private judged({ outcome }: TestResult, lateDatabases: number) {
    const at = Date.now();
    const counts = count(NOTHING_SEEN, outcome, at, this.config.health);
    const { health, reasons } = judge({
      before: { reachability: 'unknown', health: 'unknown', reasons: [] },
      counts,
      lateDatabases,
      now: at,
      staleAfterMs: Infinity,
      settings: this.config.health,
      frozen: false,
    });
    return { health, reasons, outcome: { ...outcome, responseTimeMs: counts.responseTimeMs } };
  }
}
