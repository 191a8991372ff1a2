import { Agent, request } from 'node:http';
import type { FuzzRequest } from './requests';

/** Longer than any call to a server takes. */
const PATIENCE_MS = 60_000;

/** An answer, or the reason why there was none. */
export interface FuzzAnswer {
  status: number;
  type: string;
  text: string;
}

/** Sends requests over connections that are kept. */
export class Sender {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 16 });

  constructor(private readonly url: string) {}

  /** @returns status 0 and the reason when the connection broke */
  async send({ method, path, headers, body }: FuzzRequest): Promise<FuzzAnswer> {
    return new Promise((done) => {
      const broke = (error: Error) => done({ status: 0, type: '', text: error.message });
      const length = body === null ? {} : { 'content-length': String(Buffer.byteLength(body)) };
      const sent = request(
        this.url + path,
        { method, agent: this.agent, headers: { ...headers, ...length } },
        (answer) => {
          const { statusCode: status = 0 } = answer;
          const type = answer.headers['content-type'] ?? '';
          // A stream does not end by itself.
          if (type.startsWith('text/event-stream')) answer.destroy();
          let text = '';
          answer.setEncoding('utf8').on('data', (part: string) => (text += part));
          answer.on('close', () => done({ status, type, text }));
        },
      );
      sent.setTimeout(PATIENCE_MS, () => sent.destroy(new Error('There was no answer in 60 s.')));
      sent.on('error', broke).end(body ?? undefined);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
