import http from 'node:http';
import { inspect } from 'node:util';
import { HttpService } from '@nestjs/axios';
import axios from 'axios';
import { lastValueFrom } from 'rxjs';
import { type GuardedConfig, guardedAdapter } from './axios-adapter';
import { closeAll, failureOf, listen, raw, transportWith } from './transport.testing';

let service: HttpService;
const seen: http.IncomingMessage[] = [];

beforeEach(() => {
  seen.length = 0;
  // Axios has its types twice, for CommonJS and for ES modules, which do not match.
  service = new HttpService(axios.create({ adapter: guardedAdapter(transportWith()) as never }) as never);
});

afterEach(closeAll);

async function call(config: GuardedConfig): Promise<unknown> {
  const { data } = await lastValueFrom(service.request<unknown>(config));
  return data;
}

function serve(status: number, body: string): Promise<string> {
  return listen(
    http.createServer((request, response) => {
      seen.push(request);
      response.writeHead(status).end(body);
    }),
  );
}

describe('axios over the guarded transport', () => {
  it('posts JSON and reads JSON', async () => {
    const url = await serve(200, '{"ok":true}');
    expect(await call({ url: '/a', baseURL: url, method: 'POST', data: { b: 1 } })).toEqual({ ok: true });
    expect(seen[0]).toMatchObject({ method: 'POST', url: '/a' });
    expect(seen[0]?.headers).toMatchObject({ 'content-type': 'application/json', 'content-length': '7' });
  });

  it('leaves to the transport the headers that are its own', async () => {
    const url = await serve(200, '');
    await call({ url, headers: { Host: 'evil.test', 'Accept-Encoding': 'gzip', 'User-Agent': 'x', 'X-Mine': 'y' } });
    const { host } = new URL(url);
    expect(seen[0]?.headers).toMatchObject({
      host,
      'accept-encoding': 'identity',
      'user-agent': 'amiral',
      'x-mine': 'y',
    });
    expect(seen[0]?.rawHeaders.filter((name) => name.toLowerCase() === 'host')).toHaveLength(1);
  });

  it('turns a refused status into a failure that carries nothing of the request', async () => {
    const url = await serve(500, '');
    const failure = await failureOf(call({ url, method: 'POST', data: 'secret' }));
    expect(failure.reason).toBe('http-status');
    expect(inspect(failure, { depth: 9 })).not.toContain('secret');
  });

  it('gives back any status when none is refused', async () => {
    expect(await call({ url: await serve(500, 'x'), validateStatus: null })).toBe('x');
  });

  it('keeps the limits it is given', async () => {
    const url = await serve(200, '12345');
    expect((await failureOf(call({ url, maxContentLength: 4 }))).reason).toBe('too-large');
    const silent = await listen(raw(() => undefined));
    expect((await failureOf(call({ url: silent, timeout: 50 }))).reason).toBe('timeout');
  });

  it('never leaves for a denied address', async () => {
    expect((await failureOf(call({ url: 'http://169.254.169.254/latest' }))).reason).toBe('address-denied');
  });
});
