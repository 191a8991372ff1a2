import net from 'node:net';
import { HttpService } from '@nestjs/axios';
import { Injectable } from '@nestjs/common';
import { firstValueFrom } from 'rxjs';
import type { GuardedConfig, GuardedResponse } from './axios-adapter';
import { toTransportError, TransportError } from './failures';
import { deadlineIn, Transport } from './transport';

export { TransportError } from './failures';

/** What is posted, and how long its whole call may take in ms. */
export interface OutboundPost {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
  /** PEM of a CA trusted besides the system's roots, or null. */
  tlsCa: string | null;
  timeoutMs: number;
}

/** What a receiver answered, whatever its status. Nobody reads its body, so nothing hangs on one that is broken or never ends. */
export interface OutboundAnswer {
  status: number;
  headers: GuardedResponse['headers'];
}

/**
 * The way out to whoever is not an Odoo: receivers of webhooks, mail servers. The rules of the transport hold: checked addresses
 * only, one deadline, capped answers, no redirects, and nothing is sent twice by itself.
 */
@Injectable()
export class OutboundClient {
  constructor(
    private readonly http: HttpService,
    private readonly transport: Transport,
  ) {}

  /** @throws TransportError when no answer came */
  async post({ url, headers, body, tlsCa, timeoutMs }: OutboundPost): Promise<OutboundAnswer> {
    const config: GuardedConfig = {
      method: 'POST',
      url,
      headers: { ...headers },
      data: body,
      tlsCa,
      validateStatus: null,
      transformRequest: [],
      transformResponse: [],
      deadline: deadlineIn(timeoutMs),
      dropsBody: true,
    };
    const { status, headers: answered } = (await firstValueFrom(this.http.request<string>(config))) as GuardedResponse;
    return { status, headers: answered };
  }

  /**
   * A TCP connection to a checked address of the host, for a protocol that is not HTTP. Whoever asked for it closes it.
   * @throws TransportError when none could be made in time
   */
  async connect(host: string, port: number, timeoutMs: number): Promise<net.Socket> {
    const deadline = deadlineIn(timeoutMs);
    const literal = net.isIPv6(host) ? `[${host}]` : host;
    const addresses = await this.transport.resolve(new URL(`tcp://${literal}:${String(port)}`), deadline);
    let last: unknown = null;
    for (const [index, address] of addresses.entries()) {
      const share = (deadline - performance.now()) / (addresses.length - index);
      try {
        return await open(address, port, share);
      } catch (error) {
        last = error;
      }
    }
    throw toTransportError(last);
  }
}

function open(host: string, port: number, timeoutMs: number): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host, port });
    const timer = setTimeout(() => {
      socket.destroy(new TransportError('timeout', 'No connection was made in time: packets may be dropped.'));
    }, timeoutMs);
    socket.once('connect', () => {
      clearTimeout(timer);
      resolve(socket);
    });
    // Stays for good: an error nobody listens to would end the process.
    socket.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
  });
}
