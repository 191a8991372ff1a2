import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Egress } from '../outbound/egress';
import { Transport } from '../outbound/transport';
import { backup, inParts, zipOf } from './archive/archive.testing';
import { CheckedMaster } from './checked-master';
import { OdooArchives } from './odoo-archives';
import { OdooCallError } from './odoo-call-error';

const transport = new Transport(new Egress([], []));
const archives = new OdooArchives(transport);
const TIME = { timeoutMs: 10_000 };
const servers: http.Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

afterAll(() => transport.close());

function zip(): Buffer {
  const { dump, manifest, files } = backup();
  return zipOf([dump, manifest, ...files]);
}

/** As Odoo shows what went wrong. */
function alert(...texts: string[]): string {
  const alerts = texts.map((text) => `<div class="alert alert-danger">${text}</div>`).join('');
  return `<!doctype html><html><body>${alerts}<a>access_denied</a></body></html>`;
}

/** A server with its master password found right. */
async function serve(answer: http.RequestListener): Promise<CheckedMaster> {
  const server = http.createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return new CheckedMaster({ url: `http://127.0.0.1:${port}/`, tlsCa: null }, 'pass & word');
}

function page(status: number, html: string, headers: http.OutgoingHttpHeaders = {}): http.RequestListener {
  return (request, response) => {
    request.resume().on('end', () => {
      response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', ...headers }).end(html);
    });
  };
}

async function failureOf(work: Promise<unknown>): Promise<OdooCallError> {
  const outcome = await work.then(
    () => new Error('It succeeded.'),
    (error: unknown) => error,
  );
  if (!(outcome instanceof OdooCallError)) throw outcome;
  return outcome;
}

describe('a backup', () => {
  it('is asked for by a form, passes as it is sent, and is checked', async () => {
    const archive = zip();
    const seen: unknown[] = [];
    const master = await serve((request, response) => {
      void buffer(request).then((body) => {
        seen.push(request.url, request.headers.host, Object.fromEntries(new URLSearchParams(body.toString())));
        response.writeHead(200, { 'Content-Type': 'application/octet-stream; charset=binary' });
        inParts(archive, 1_000).pipe(response);
      });
    });
    const progress = { sent: 0, received: 0 };
    const { stream, check } = await archives.backup(master, 'acme', { ...TIME, progress }, 'acme.example.com');
    expect((await buffer(stream)).equals(archive)).toBe(true);
    expect(await check).toMatchObject({ grade: 'checked', databaseUuid: 'c82fc660-e922-11f1-b584-02fc00000001' });
    expect(seen).toEqual([
      '/web/database/backup',
      'acme.example.com',
      { master_pwd: 'pass & word', name: 'acme', backup_format: 'zip' },
    ]);
    expect(progress.received).toBe(archive.length);
  });

  it.each([
    ['wrong-master-password', 200, alert('Database backup error: Access Denied')],
    [
      'list-db-off',
      200,
      alert('The database manager has been disabled by the administrator', 'Database backup error: Access Denied'),
    ],
    ['no-such-source', 200, alert('Database backup error: Database &#39;acme&#39; is not known')],
    [
      'server-disk-full',
      200,
      alert('Database backup error: [(&#39;/x&#39;, &#34;[Errno 28] No space left on device&#34;)]'),
    ],
    ['odoo-error', 200, alert('Database backup error: something else')],
    ['not-served', 403, 'Forbidden'],
    ['not-served', 302, ''],
  ])('is refused as %s', async (code, status, html) => {
    const master = await serve(page(status, html));
    expect(await failureOf(archives.backup(master, 'acme', TIME))).toMatchObject({ outcome: 'refused', code });
  });

  it.each([
    ['bad-answer', 200, '<html>Welcome to nginx</html>'],
    ['bad-answer', 502, 'Bad Gateway'],
  ])('is lost as %s', async (code, status, html) => {
    const master = await serve(page(status, html));
    expect(await failureOf(archives.backup(master, 'acme', TIME))).toMatchObject({ outcome: 'lost', code });
  });

  it.each([
    ['a clean end in the middle', 'archive-broken', (archive: Buffer) => archive.subarray(0, -30), false],
    ['no byte at all', 'archive-broken', () => Buffer.alloc(0), false],
    ['a connection that breaks', 'no-answer', (archive: Buffer) => archive.subarray(0, -30), true],
  ])('fails, its check too, at %s', async (_, code, cut, says) => {
    const archive = zip();
    const master = await serve((_request, response) => {
      const length = says ? `Content-Length: ${archive.length}\r\n` : '';
      response.socket?.end(
        Buffer.concat([
          Buffer.from(`HTTP/1.0 200 OK\r\nContent-Type: application/octet-stream\r\n${length}\r\n`),
          cut(archive),
        ]),
      );
    });
    const { stream, check } = await archives.backup(master, 'acme', TIME);
    expect(await failureOf(buffer(stream))).toMatchObject({ outcome: 'lost', code });
    expect(await failureOf(check)).toMatchObject({ outcome: 'lost', code });
  });

  it('is called off before it comes and while it does', async () => {
    const begun = new AbortController();
    const master = await serve((request, response) => {
      if (request.url !== '/web/database/backup') return;
      response.writeHead(200, { 'Content-Type': 'application/octet-stream' }).write(zip().subarray(0, 500));
    });
    const early = archives.backup(master, 'acme', { ...TIME, signal: AbortSignal.abort() });
    expect(await failureOf(early)).toMatchObject({ outcome: 'not-sent', code: 'aborted' });
    const { stream } = await archives.backup(master, 'acme', { ...TIME, signal: begun.signal });
    begun.abort();
    expect(await failureOf(buffer(stream))).toMatchObject({ outcome: 'lost', code: 'aborted' });
  });

  it('is asked of nobody who is not there, nor under a name that is none', async () => {
    const master = await serve(page(200, ''));
    servers.splice(0).forEach((server) => server.close());
    expect(await failureOf(archives.backup(master, 'acme', TIME))).toMatchObject({ outcome: 'not-sent' });
    expect(await failureOf(archives.backup(master, '../x', TIME))).toMatchObject({ code: 'invalid-name' });
  });
});

describe('a restore', () => {
  const accepted = { Location: '/web/database/manager' };

  it.each([
    ['with its length', true],
    ['in chunks', false],
  ])('sends a form with the archive, %s', async (_, isKnown) => {
    const archive = zip();
    const seen: FormData[] = [];
    const lengths: unknown[] = [];
    const master = await serve((request, response) => {
      lengths.push(request.headers['content-length'], request.headers['transfer-encoding']);
      void buffer(request)
        .then((body) => new Response(body, { headers: { 'Content-Type': request.headers['content-type'] ?? '' } }))
        .then(async (form) => {
          // eslint-disable-next-line @typescript-eslint/no-deprecated -- one small form, which we sent ourselves
          seen.push(await form.formData());
          response.writeHead(303, accepted).end();
        });
    });
    const length = isKnown ? { contentLength: archive.length } : {};
    await archives.restore(master, 'acme', { zip: inParts(archive), copy: false, ...length }, TIME);
    const fields = [...(seen[0] ?? [])].map(([name, value]) => [name, typeof value === 'string' ? value : 'file']);
    expect(fields).toEqual([
      ['master_pwd', 'pass & word'],
      ['name', 'acme'],
      ['copy', 'false'],
      ['backup_file', 'file'],
    ]);
    expect(Buffer.from(await (seen[0]?.get('backup_file') as Blob).arrayBuffer()).equals(archive)).toBe(true);
    expect(lengths).toEqual(isKnown ? [expect.any(String), undefined] : [undefined, 'chunked']);
  });

  it('says that Odoo is to neutralize it only where it is', async () => {
    const bodies: string[] = [];
    const master = await serve((request, response) => {
      void buffer(request).then((body) => {
        bodies.push(body.toString('latin1'));
        response.writeHead(303, accepted).end();
      });
    });
    await archives.restore(master, 'acme', { zip: inParts(zip()), copy: true, neutralize: false }, TIME);
    await archives.restore(master, 'acme', { zip: inParts(zip()), copy: true, neutralize: true }, TIME);
    expect(bodies.map((body) => body.includes('neutralize_database'))).toEqual([false, true]);
  });

  it.each([
    ['refused', 'name-taken', 200, alert('Database restore error: Database already exists')],
    ['refused', 'wrong-master-password', 200, alert('Database restore error: Access Denied')],
    ['lost', 'restore-failed', 200, alert('Database restore error: Couldn&#39;t restore database')],
    ['lost', 'odoo-error', 200, alert('Database restore error: &#39;ir.attachment&#39;')],
    ['refused', 'body-too-large', 413, 'Request Entity Too Large'],
    ['refused', 'not-served', 400, 'Bad Request'],
    ['lost', 'bad-answer', 500, 'Internal Server Error'],
    ['lost', 'bad-answer', 200, '<html>Welcome</html>'],
  ])('is %s as %s', async (outcome, code, status, html) => {
    const master = await serve(page(status, html));
    const source = inParts(zip());
    const failure = await failureOf(archives.restore(master, 'acme', { zip: source, copy: false }, TIME));
    expect(failure).toMatchObject({ outcome, code });
    expect(source.destroyed).toBe(true);
  });

  it('is not taken for accepted when a proxy sends it elsewhere', async () => {
    const master = await serve(page(303, '', { Location: 'https://login.example.com/' }));
    const failure = await failureOf(archives.restore(master, 'acme', { zip: inParts(zip()), copy: false }, TIME));
    expect(failure.code).toBe('not-served');
  });

  it('is cut when what is to be restored breaks, so that Odoo restores nothing', async () => {
    let whole = 0;
    const master = await serve((request, response) => {
      request.resume().on('end', () => {
        whole++;
        response.writeHead(303, accepted).end();
      });
    });
    const broken = archives.seal(inParts(zip().subarray(0, -30)));
    const failure = await failureOf(archives.restore(master, 'acme', { zip: broken, copy: false }, TIME));
    expect(failure).toMatchObject({
      outcome: 'lost',
      code: 'archive-broken',
      detail: expect.stringContaining('ends too early') as string,
    });
    expect(whole).toBe(0);
  });

  it('lets go of an archive that it never came to send', async () => {
    const master = new CheckedMaster({ url: 'http://127.0.0.1:9/', tlsCa: null }, 'x');
    const source = new Readable({ read: () => undefined });
    const failure = await failureOf(archives.restore(master, 'acme', { zip: source, copy: false }, TIME));
    expect(failure.outcome).toBe('not-sent');
    expect(source.destroyed).toBe(true);
  });
});
