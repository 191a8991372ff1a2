import { createServer, type Server } from 'node:net';
import { type AddressInfo } from 'node:net';
import { Customers } from '../support/customers';
import { enterChannel, webhookTo } from '../support/notices';
import { enterActive, enterServer } from '../support/servers';

const SECRET = 'S3cretOfAnotherService';

const http = (body: string, head = '', status = '200 OK') =>
  `HTTP/1.1 ${status}\r\nServer: ${SECRET}\r\nConnection: close\r\n${head}\r\n${body}`;
const rpc = (members: object) => http(JSON.stringify({ jsonrpc: '2.0', id: 1, ...members }));
const fault = (name: unknown) => rpc({ error: { message: SECRET, data: { name, message: SECRET, debug: SECRET } } });
const redirect = (location: string) => http(SECRET, `Location: ${location}\r\n`, '302 Found');

const isTold = (heard: unknown): boolean => JSON.stringify(heard).toLowerCase().includes(SECRET.toLowerCase());

/** What stands on somebody's network and says to everybody what only some should hear. */
const SERVICES: Record<string, string> = {
  'a page': http(`<html>${SECRET}</html>`),
  'a status with words of its own': http(SECRET, '', `500 ${SECRET}`),
  'a redirect to a path': redirect(`/${SECRET}?${SECRET}`),
  'a redirect with all that an address can hold': redirect(`https://${SECRET}:${SECRET}@a.example/${SECRET}#${SECRET}`),
  'a redirect to no web address': redirect(`${SECRET}:${SECRET}`),
  'JSON of its own': http(JSON.stringify({ version: SECRET, version_info: [SECRET], status: SECRET })),
  'a version of its own': rpc({ result: { server_version: SECRET, server_version_info: [SECRET] } }),
  'a result of its own': rpc({ result: SECRET }),
  'an error of its own': fault(SECRET),
  'an error named like a class': fault(`vault.tokens.${SECRET}`),
  "an error of Python's": fault('builtins.KeyError'),
  "an error named like Odoo's": fault('odoo.exceptions.UserError'),
  'an error named by no text': fault([SECRET]),
  'an unknown coding': http(SECRET, `Content-Encoding: ${SECRET}\r\n`),
  'a broken header': http(SECRET, `${SECRET}\u0001: ${SECRET}\r\n`),
  'no HTTP': `220 ${SECRET}\r\n500 ${SECRET}\r\n`,
  'no HTTP, and no mail': `${SECRET}\r\n`,
};

describe('a service that is no Odoo', () => {
  let our: Customers;
  let said = '';
  let service: Server;
  const url = () => `http://127.0.0.1:${String((service.address() as AddressInfo).port)}`;

  beforeAll(async () => {
    our = await Customers.start();
    service = createServer((socket) => {
      const lines = said.startsWith('HTTP') ? [said] : said.split(/(?<=\n)/);
      const [last = ''] = lines.slice(-1);
      // What is no HTTP speaks first, and answers whatever it is told.
      if (!said.startsWith('HTTP')) socket.write(lines.shift() ?? '');
      socket
        .on('error', () => undefined)
        .on('data', () => {
          if (said.startsWith('HTTP')) socket.end(said);
          else socket.write(lines.shift() ?? last);
        });
    });
    await new Promise<void>((listening) => service.listen(0, '127.0.0.1', listening));
  });
  beforeEach(() => our.fresh());
  afterAll(async () => {
    service.close();
    await our.stop();
  });

  /** Asks as a manager, and keeps what is answered. */
  function listen() {
    const heard: unknown[] = [];
    const ask = async (method: string, path: string, body?: object): Promise<number> => {
      const { status, body: told } = await our.amiral.call(method, path, { as: 'manager', body });
      heard.push([path, status, told]);
      return status;
    };
    return { heard, ask };
  }

  it.each(Object.entries(SERVICES))('tells managers nothing by way of Amiral: %s', async (_, answer) => {
    said = answer;
    const { amiral } = our;
    const { heard, ask } = listen();
    const { id } = await enterServer(amiral, { serverUrl: url() });
    expect(await ask('POST', `/servers/${id}/test-connection`)).toBe(200);
    expect(await ask('POST', `/servers/${id}/activate`)).toBe(409);
    expect(await ask('POST', `/servers/${id}/check-health`)).toBe(200);
    await ask('GET', `/servers/${id}/events`);
    await amiral.dataSource.query('DELETE FROM servers WHERE id = $1', [id]);
    const active = await enterActive(amiral, { serverUrl: url() });
    expect(await ask('POST', '/instances/adopt', our.adoptable(active.id))).toBeGreaterThanOrEqual(409);
    await ask('GET', '/events?perPage=100');
    expect(heard.filter(isTold)).toEqual([]);
  });

  const toMail = (secure: string) => ({
    kind: 'email',
    settings: {
      host: 'localhost',
      port: Number(new URL(url()).port),
      secure,
      from: 'a@b.example',
      to: ['c@b.example'],
    },
  });
  it.each<[string, string, () => Record<string, unknown>]>([
    ['a webhook that fails', http(SECRET, '', `500 ${SECRET}`), () => webhookTo(url())],
    ['a webhook that redirects', redirect(`/${SECRET}`), () => webhookTo(url())],
    ['a webhook that breaks HTTP', SERVICES['no HTTP'] ?? '', () => webhookTo(url())],
    ['a chat', http(SECRET, '', `403 ${SECRET}`), () => ({ kind: 'slack', settings: { url: url() } })],
    ['mail, of what knows no EHLO', SERVICES['no HTTP'] ?? '', () => toMail('starttls')],
    ['mail, of what knows no HELO', SERVICES['no HTTP'] ?? '', () => toMail('none')],
    ['mail, of what greets otherwise', SERVICES['no HTTP, and no mail'] ?? '', () => toMail('none')],
    ['mail, of what ends it', `220 ${SECRET}\r\n421 ${SECRET}\r\n`, () => toMail('none')],
    ['mail, of what starts no TLS', `220 a\r\n250 STARTTLS\r\n454 ${SECRET}\r\n`, () => toMail('starttls')],
  ])('tells managers nothing in the log of deliveries: %s', async (_, answer, channel) => {
    said = answer;
    const { heard, ask } = listen();
    const { id } = await enterChannel(our.amiral, channel());
    const { body } = await our.amiral.call('POST', `/channels/${id}/test`, { as: 'admin' });
    expect(body).toMatchObject({ ok: false, attempts: [{ error: expect.stringMatching(/\w/) as string }] });
    await ask('GET', `/channels/${id}/deliveries`);
    await ask('GET', '/events?perPage=100');
    expect(heard.filter(isTold)).toEqual([]);
  });
});
