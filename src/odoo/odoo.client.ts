import { HttpService } from '@nestjs/axios';
import { Injectable } from '@nestjs/common';
import { firstValueFrom } from 'rxjs';
import { GuardedConfig, GuardedResponse } from '../outbound/axios-adapter';
import { Advice, advise } from './odoo-advice';
import { askClock } from './odoo-clock';
import { Conversation, OdooTarget, Send } from './odoo-conversation';
import { askDatabase, DatabaseStanding } from './odoo-databases';
import { Known, probe, ProbeOutcome } from './odoo-probe';
import { ConnectionReport, toReport } from './odoo-report';
import { withScheme } from './odoo-scheme';
import { locationOf } from './odoo-wire';
import { deadlineIn, Transport } from '../outbound/transport';

export type { Advice } from './odoo-advice';
export type { DatabaseStanding } from './odoo-databases';
export type { OdooTarget } from './odoo-conversation';
export { NOTHING_KNOWN, type ProbeOutcome } from './odoo-probe';
export { PROTOCOLS } from './odoo-version';
export type { ConnectionCheck, ConnectionReport } from './odoo-report';

/** Of a test's time: one that waits for an answer in vain leaves enough to try the other scheme. */
const PROBES_SHARE = 0.9;

export interface ProbeOptions {
  /** One total deadline over DNS, connecting, TLS and every body, in ms. */
  timeoutMs: number;
  known: Known;
}

/** The only door to Odoo servers. It opens at most one request at a time for each call; callers keep to one call a server. */
@Injectable()
export class OdooClient {
  constructor(
    private readonly http: HttpService,
    private readonly transport: Transport,
  ) {}

  /** Asks whether a server answers as an Odoo and whether its database is up. Never rejects. */
  probe(target: OdooTarget, options: ProbeOptions): Promise<ProbeOutcome> {
    return probe(this.transport, target, deadlineIn(options.timeoutMs), options.known);
  }

  /**
   * Probes, looks for a wrong scheme when that fails, makes the checks that advise, and says it all; changes nothing on the server.
   * Never rejects. The time is shared: the probe has most of `timeoutMs`, the rest has what that leaves.
   */
  async testConnection(
    target: OdooTarget,
    options: ProbeOptions & { advice: Advice; masterPassword: string | null },
  ): Promise<ConnectionReport> {
    const { timeoutMs, known, advice, masterPassword } = options;
    const deadline = deadlineIn(timeoutMs);
    const seen = await probe(this.transport, target, deadlineIn(timeoutMs * PROBES_SHARE), known);
    const outcome = await withScheme(this.transport, target, seen, deadline);
    const conversation = new Conversation(target, this.overHttp(target, deadline));
    return toReport(outcome, await advise(conversation, advice, masterPassword, outcome), new Date());
  }

  /**
   * What a database of this name is on the server.
   * @throws DomainError bad-gateway `database-down` or `odoo-bad-answer`, gateway-timeout `odoo-timeout`, with `facts.reason`, when
   *   the server could not say
   */
  findDatabase(target: OdooTarget, name: string, options: { timeoutMs: number }): Promise<DatabaseStanding> {
    const deadline = deadlineIn(options.timeoutMs);
    return askDatabase(new Conversation(target, this.overHttp(target, deadline)), name);
  }

  /** How far a server's clock is ahead of ours, in ms; null when it does not say. Never rejects. */
  clockSkew(target: OdooTarget, options: { timeoutMs: number }): Promise<number | null> {
    return askClock(this.transport, target, deadlineIn(options.timeoutMs));
  }

  private overHttp(target: OdooTarget, deadline: number): Send {
    return async (method, url, json) => {
      const config: GuardedConfig = {
        method,
        url: url.href,
        ...(json !== null && { data: json, headers: { 'Content-Type': 'application/json' } }),
        // Odoo's answers are read by this folder, whatever their status.
        validateStatus: null,
        transformRequest: [],
        transformResponse: [],
        tlsCa: target.tlsCa,
        deadline,
        repeatable: true,
      };
      const response = (await firstValueFrom(this.http.request<string>(config))) as GuardedResponse;
      return {
        status: response.status,
        location: locationOf(response.headers.location, url),
        text: response.data,
        ms: response.ms,
        certificate: response.certificate,
      };
    };
  }
}
