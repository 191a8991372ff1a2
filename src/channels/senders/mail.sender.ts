import { rootCertificates } from 'node:tls';
import { Injectable } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import type { SendMailOptions } from 'nodemailer';
import { OutboundClient } from '../../odoo/outbound.client';
import type { ReachOf } from '../channel.settings';

/** Over connecting and the whole conversation. */
const TIMEOUT_MS = 15_000;

/** A mail server's answer: its reply code, and whom it refused. */
export interface MailAnswer {
  status: number | null;
  refused: string[];
}

/** Hands mails to a mail server, over a connection to a checked address. */
@Injectable()
export class MailSender {
  constructor(private readonly outbound: OutboundClient) {}

  /** @throws Error of nodemailer or TransportError when the server has taken it for nobody */
  async send(mail: SendMailOptions, to: ReachOf<'email'>): Promise<MailAnswer> {
    const { host, secure = 'starttls', username, password, tlsCa } = to;
    const startedAt = performance.now();
    const socket = await this.outbound.connect(host, to.port ?? (secure === 'tls' ? 465 : 587), TIMEOUT_MS);
    const left = TIMEOUT_MS - (performance.now() - startedAt);
    // One deadline: a server that says a word now and then would reset any other timer.
    const timer = setTimeout(() => {
      socket.destroy(new Error('The mail server did not finish in time.'));
    }, left);
    const transport = createTransport({
      host,
      connection: socket,
      secure: secure === 'tls',
      requireTLS: secure === 'starttls',
      ignoreTLS: secure === 'none',
      greetingTimeout: left,
      socketTimeout: left,
      ...(tlsCa && { tls: { ca: [...rootCertificates, tlsCa] } }),
      ...(username && { auth: { user: username, pass: password ?? '' } }),
    });
    try {
      const { response, rejected } = await transport.sendMail(mail);
      return { status: codeOf(response), refused: rejected.map(String) };
    } finally {
      clearTimeout(timer);
      transport.close();
      socket.destroy();
    }
  }
}

function codeOf(response: string | undefined): number | null {
  const code = /^\d{3}/.exec(response ?? '')?.[0];
  return code ? Number(code) : null;
}
