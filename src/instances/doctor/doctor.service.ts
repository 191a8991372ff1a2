import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Actor } from '../../auth/actor';
import { Clock } from '../../common/clock';
import { notFound } from '../../common/errors';
import { ProbeDispatcher } from '../../health/probe-dispatcher.service';
import { OdooClient } from '../../odoo/odoo.client';
import { Server } from '../../servers/server.entity';
import type { Diagnosis } from './doctor.schemas';
import { findingsIn, type Seen } from './findings';

const CLOCK_MS = 5_000;

/** Looks for what endangers a server or keeps Amiral from working on it. Changes nothing. */
@Injectable()
export class Doctor {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly dispatcher: ProbeDispatcher,
    private readonly client: OdooClient,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError 404 */
  async examine(actor: Actor, id: string): Promise<Diagnosis> {
    const server = await this.dataSource.manager.findOneBy(Server, { id });
    if (!server) throw notFound('server');
    actor.must('read', server, 'server');
    const { serverUrl, tlsCa } = server;
    const { checks, outcome } = await this.dispatcher.test(id, 'everything');
    const skewMs = await this.client.clockSkew({ url: serverUrl, tlsCa }, { timeoutMs: CLOCK_MS });
    const seen = { serverUrl, odooVersion: outcome.odooVersion, checks, skewMs, ...(await this.remembered(id)) };
    return { at: this.clock.now().toISOString(), findings: findingsIn(seen) };
  }

  private async remembered(id: string): Promise<Pick<Seen, 'lateInstances' | 'brokenOff'>> {
    const [row] = await this.dataSource.query<Pick<Seen, 'lateInstances' | 'brokenOff'>[]>(
      `SELECT (SELECT count(*)::integer FROM instances WHERE server_id = $1 AND late_crons > 0 AND state = 'active') AS "lateInstances",
          (SELECT count(*)::integer FROM operations WHERE server_id = $1 AND error_code IN ('archive-broken', 'no-answer')
              AND created_at > now() - interval '30 days') AS "brokenOff"`,
      [id],
    );
    return row ?? { lateInstances: 0, brokenOff: 0 };
  }
}
