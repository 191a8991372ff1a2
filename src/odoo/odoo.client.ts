import { HttpService } from '@nestjs/axios';
import { Injectable } from '@nestjs/common';
import { firstValueFrom } from 'rxjs';
import { GuardedConfig, GuardedResponse } from './axios.adapter';
import { Conversation, OdooTarget, Send } from './odoo.conversation';
import { askDatabase, DatabaseStanding } from './odoo.databases';
import { Known, probe, ProbeOutcome } from './odoo.probe';
import { checkMasterPassword, ConnectionReport, toReport } from './odoo.report';
import { locationOf } from './odoo.wire';
import { deadlineIn, Transport } from './transport';

export type { DatabaseStanding } from './odoo.databases';
export type { OdooTarget } from './odoo.conversation';
export { NOTHING_KNOWN, type ProbeOutcome } from './odoo.probe';
export type { ConnectionCheck, ConnectionReport } from './odoo.report';

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
   * Probes, checks the master password when there is one, and says it all in checks; changes nothing on the server.
   * Never rejects. The time is shared: what the probe leaves of `timeoutMs` is the master password's.
   */
  async testConnection(
    target: OdooTarget,
    options: ProbeOptions & { masterPassword: string | null },
  ): Promise<ConnectionReport> {
    const deadline = deadlineIn(options.timeoutMs);
    const outcome = await probe(this.transport, target, deadline, options.known);
    const conversation = new Conversation(target, this.overHttp(target, deadline));
    const master = await checkMasterPassword(conversation, options.masterPassword, outcome);
    return toReport(outcome, master, new Date());
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
        location: locationOf(response.headers.location),
        text: response.data,
        ms: response.ms,
        certificateExpiresAt: response.certificateExpiresAt,
      };
    };
  }
}
