import { rootCertificates } from 'node:tls';
import { Injectable } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import type { NodemailerError, SendMailOptions, SMTPSentMessageInfo } from 'nodemailer';
import { OutboundClient } from '../../outbound/outbound.client';
import { mailPort, type EndpointOf } from '../channel.settings';
import type { MailAnswer } from './mail-outcome';

/** Over connecting and the whole conversation. */
const TIMEOUT_MS = 15_000;

interface Mailer {
  sendMail(mail: SendMailOptions): Promise<SMTPSentMessageInfo>;
}

/** Hands mails to a mail server, over a connection to a checked address. */
@Injectable()
export class MailSender {
  constructor(private readonly outbound: OutboundClient) {}

  /**
   * @param recipients those it goes to now, whatever its headers name
   * @throws Error of nodemailer or TransportError when the server answered for no recipient
   */
  async send(mail: SendMailOptions, recipients: readonly string[], to: EndpointOf<'email'>): Promise<MailAnswer> {
    const { from, host, secure = 'starttls', username, password, tlsCa } = to;
    const startedAt = performance.now();
    const socket = await this.outbound.connect(host, mailPort(to), TIMEOUT_MS);
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
      return await hand(transport, { ...mail, envelope: { from, to: [...recipients] } }, recipients);
    } finally {
      clearTimeout(timer);
      transport.close();
      socket.destroy();
    }
  }
}

async function hand(transport: Mailer, mail: SendMailOptions, recipients: readonly string[]): Promise<MailAnswer> {
  try {
    const { response, rejectedErrors = [] } = await transport.sendMail(mail);
    return { status: codeOf(response), ...divided(recipients, rejectedErrors), said: null };
  } catch (error) {
    // So ends one that every recipient was refused for.
    const { rejectedErrors, response = null } = error as NodemailerError;
    if (!rejectedErrors) throw error;
    return { status: codeOf(response), ...divided(recipients, rejectedErrors), said: response };
  }
}

/** Whom it was refused for. Servers and nodemailer write addresses in lower case. */
function divided(
  recipients: readonly string[],
  errors: readonly NodemailerError[],
): Pick<MailAnswer, 'refused' | 'putOff'> {
  const isForGood = new Map(errors.map((error) => [error.recipient?.toLowerCase(), error.permanent === true]));
  const those = (forGood: boolean) =>
    recipients.filter((recipient) => isForGood.get(recipient.toLowerCase()) === forGood);
  return { refused: those(true), putOff: those(false) };
}

function codeOf(response: string | null | undefined): number | null {
  const code = /^\d{3}/.exec(response ?? '')?.[0];
  return code ? Number(code) : null;
}
