import { readFileSync } from 'node:fs';
import { type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

const FIXTURES = join(__dirname, '../../src/outbound/fixtures');

/** The CA behind the server's certificate, which is for 127.0.0.1. */
export const MAIL_CA = readFileSync(join(FIXTURES, 'ca.pem'), 'utf8');

/** A mail as it arrived, read. */
export interface ReceivedMail extends Email {
  recipients: string[];
  user: string | null;
  secure: boolean;
}

interface Options {
  /** TLS from the first byte; otherwise STARTTLS is offered. */
  secure?: boolean;
  /** No TLS at all. */
  plain?: boolean;
  /** The only pair taken; without it nobody needs to log in. */
  login?: { user: string; pass: string };
}

/** A real mail server, run by the test. */
export class MailServer {
  readonly mails: ReceivedMail[] = [];
  /** Recipients it refuses. */
  readonly refused = new Set<string>();
  /** Recipients it does not take a mail for yet. */
  readonly greyListed = new Set<string>();
  /** Says this instead of taking a mail. */
  answer: { responseCode: number; message: string } | null = null;
  private readonly listening: Server;

  private constructor(private readonly server: SMTPServer) {
    this.listening = server.listen(0, '127.0.0.1');
  }

  static async start({ secure = false, plain = false, login }: Options = {}): Promise<MailServer> {
    const server = new SMTPServer({
      secure,
      key: readFileSync(join(FIXTURES, 'server.key')),
      cert: readFileSync(join(FIXTURES, 'server.pem')),
      authOptional: login === undefined,
      disabledCommands: plain ? ['STARTTLS'] : [],
      allowInsecureAuth: plain,
      closeTimeout: 100,
      onAuth: ({ username, password }, _session, done) => {
        const good = username === login?.user && password === login?.pass;
        if (good) done(null, { user: username });
        else {
          const echo = Buffer.from(`\0${username ?? ''}\0${password ?? ''}`).toString('base64');
          done(new Error(`Invalid username or password ${password ?? ''}, AUTH PLAIN ${echo.toUpperCase()} ${echo}`));
        }
      },
      onRcptTo: ({ address }, _session, done) => {
        if (mail.greyListed.has(address))
          done(Object.assign(new Error('4.2.0 come back later'), { responseCode: 450 }));
        else done(mail.refused.has(address) ? new Error('no such mailbox') : null);
      },
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          if (mail.answer) {
            done(Object.assign(new Error(mail.answer.message), mail.answer));
            return;
          }
          void PostalMime.parse(Buffer.concat(chunks)).then((email) => {
            const recipients = session.envelope.rcptTo.map(({ address }) => address);
            mail.mails.push({ ...email, recipients, user: session.user ?? null, secure: session.secure });
            done(null, 'taken');
          });
        });
      },
    });
    const mail = new MailServer(server);
    server.on('error', () => undefined);
    await new Promise((ready) => mail.listening.once('listening', ready));
    return mail;
  }

  get port(): number {
    return (this.listening.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    await new Promise<void>((closed) => {
      this.server.close(closed);
    });
  }
}
