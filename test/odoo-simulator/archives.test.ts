import { unzipSync, zipSync } from 'fflate';
import { call, request, sendRaw } from './raw-client';
import { startSimulatedServer } from './simulated-server';
import type { OdooSimulator } from './simulator';

const BOSS = { login: 'boss', password: 'secret' };

let odoo: OdooSimulator;
beforeEach(async () => {
  const users = [{ login: 'ada', password: 'ada-secret', chats: 2 }];
  const seed = { name: 'acme', ...BOSS, users, mails: 2, files: ['a contract', Buffer.alloc(100_000, 7)] };
  odoo = await startSimulatedServer({ databases: [seed] });
});
afterEach(() => odoo.stop());

const logIn = (name: string, login: string, password: string) =>
  call(odoo.port, 'common', 'authenticate', [name, login, password, {}]);

/** Posts to a page of the database manager. */
function post(page: string, fields: Record<string, string>): Promise<Response> {
  const body = new URLSearchParams({ master_pwd: 'master', ...fields });
  return fetch(`${odoo.url}/web/database/${page}`, { method: 'POST', body, redirect: 'manual' });
}

async function backup(fields: Record<string, string> = {}): Promise<Buffer> {
  return Buffer.from(await (await post('backup', { name: 'acme', ...fields })).arrayBuffer());
}

async function restore(name: string, zip: Uint8Array, fields: Record<string, string> = {}): Promise<Response> {
  const body = new FormData();
  for (const [key, value] of Object.entries({ master_pwd: 'master', name, ...fields })) body.set(key, value);
  body.set('backup_file', new Blob([zip]), 'backup.zip');
  return fetch(`${odoo.url}/web/database/restore`, { method: 'POST', body, redirect: 'manual' });
}

/** The same zip with another dump.sql. */
function edited(zip: Buffer, edit: (sql: string) => string): Uint8Array {
  const entries = unzipSync(zip);
  entries['dump.sql'] = Buffer.from(edit(Buffer.from(entries['dump.sql'] ?? []).toString('utf8')));
  return zipSync(entries);
}

/** What a database holds, without what the server counts beside it. */
function contents(name: string): unknown {
  const { tables, files, foreignKeys } = odoo.database(name);
  const names = [...files.keys()];
  return { tables: [...tables.values()].map((table) => [table.name, table.rows, table.lastId]), names, foreignKeys };
}

describe('a backup', () => {
  it('is a zip with dump.sql first, the manifest, and each file under its sha1', async () => {
    const answer = await post('backup', { name: 'acme' });
    expect(answer.headers.get('content-type')).toBe('application/octet-stream; charset=binary');
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename\*=UTF-8''acme_[\d-]+_[\d-]+\.zip$/,
    );
    expect([answer.headers.get('transfer-encoding'), answer.headers.get('content-length')]).toEqual(['chunked', null]);
    const entries = unzipSync(new Uint8Array(await answer.arrayBuffer()));
    expect(Object.keys(entries).slice(0, 2)).toEqual(['dump.sql', 'manifest.json']);
    const stored = odoo
      .database('acme')
      .table('ir_attachment')
      .rows.map(({ store_fname }) => `filestore/${String(store_fname)}`);
    expect(Object.keys(entries)).toEqual(expect.arrayContaining(stored));
    expect(JSON.parse(Buffer.from(entries['manifest.json'] ?? []).toString())).toMatchObject({
      odoo_dump: '1',
      db_name: 'acme',
      pg_version: '15.0',
      modules: { base: '16.0.1.3' },
    });
    const sql = Buffer.from(entries['dump.sql'] ?? []).toString();
    expect(sql.startsWith('--\n-- PostgreSQL database dump\n--\n\n\\restrict ')).toBe(true);
    expect(sql.slice(-300)).toContain('-- PostgreSQL database dump complete\n--\n\n\\unrestrict ');
  });

  it('has neither length nor chunks in prefork, where the end of the connection is its end', async () => {
    await odoo.set({ threaded: false });
    const { headers, statusLine } = await sendRaw(
      odoo.port,
      request('POST', '/web/database/backup', 'master_pwd=master&name=acme', [
        'Content-Type: application/x-www-form-urlencoded',
      ]),
    );
    expect([statusLine, headers.has('content-length'), headers.has('transfer-encoding')]).toEqual([
      'HTTP/1.0 200 OK',
      false,
      false,
    ]);
  });

  it('leaves the files out where 19 is told to, and refuses a name it does not know there', async () => {
    await odoo.set({ version: '19.0' });
    expect(Object.keys(unzipSync(await backup({ filestore: 'false' })))).toEqual(['dump.sql', 'manifest.json']);
    const unknown = await post('backup', { name: 'nosuch' });
    expect([unknown.status, await unknown.text()]).toEqual([
      200,
      expect.stringContaining('Database &#39;nosuch&#39; is not known'),
    ]);
  });

  it('of a missing database is nothing in the custom format, and an error as a zip', async () => {
    const empty = await post('backup', { name: 'nosuch', backup_format: 'dump' });
    expect([empty.status, await empty.text()]).toEqual([200, '']);
    expect(await (await post('backup', { name: 'nosuch' })).text()).toContain(
      'Database backup error: connection to server',
    );
    expect(await call(odoo.port, 'db', 'dump', ['master', 'nosuch', 'custom'])).toBe('');
  });

  it('fails with paths on the page when TMPDIR is full', async () => {
    odoo.fault({ call: '/web/database/backup', kind: 'disk-full' });
    const full = await post('backup', { name: 'acme' });
    expect([full.status, await full.text()]).toEqual([200, expect.stringContaining('Database backup error: [(&#39;/')]);
  });
});

describe('a restore', () => {
  it('brings every row, file, sequence and foreign key back, by form and by RPC', async () => {
    const answer = await restore('again', await backup());
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/web/database/manager']);
    expect(contents('again')).toEqual(contents('acme'));
    const encoded = await call(odoo.port, 'db', 'dump', ['master', 'acme', 'zip']);
    expect(await call(odoo.port, 'db', 'restore', ['master', 'by_rpc', encoded])).toBe(true);
    expect(contents('by_rpc')).toEqual(contents('acme'));
    expect(await logIn('again', 'ada', 'ada-secret')).toBe(6);
  });

  it('keeps the uuid, but as a copy gets another and another base url', async () => {
    const zip = await backup();
    await restore('same', zip, { copy: 'false' });
    await restore('other', zip, { copy: 'true' });
    expect(odoo.database('same').uuid).toBe(odoo.database('acme').uuid);
    expect(odoo.database('other').uuid).not.toBe(odoo.database('acme').uuid);
    expect(odoo.database('other').parameter('web.base.url')).toBe(`http://localhost:${String(odoo.port)}`);
  });

  it('neutralizes for any text in that field, false too', async () => {
    await restore('other', await backup(), { neutralize_database: 'false' });
    expect(odoo.database('other').activeCrons).toEqual(['Base: Auto-vacuum internal data']);
  });

  it('runs what was written at the end of the dump: a seal, and a key', async () => {
    const hash = '$pbkdf2-sha512$1$AAAA$e30';
    const seal = `
UPDATE ir_cron SET active = false;
UPDATE public.ir_module_module SET latest_version = latest_version || '-sealed' WHERE name = 'base' AND latest_version NOT LIKE '%-sealed';
INSERT INTO res_users_apikeys (name, user_id, scope, index, key) VALUES ('amiral', 2, 'rpc', '01234567', '${hash}');
`;
    await restore(
      'sealed',
      edited(await backup(), (sql) => sql + seal),
    );
    const sealed = odoo.database('sealed');
    expect([sealed.activeCrons, sealed.baseVersion]).toEqual([[], '16.0.1.3-sealed']);
    expect(sealed.table('res_users_apikeys').rows).toMatchObject([{ user_id: 2, index: '01234567', key: hash }]);
    expect(sealed.refusedSql).toEqual([]);
    odoo.tick(new Date(Date.now() + 86_400_000));
    expect([sealed.totalRuns, sealed.waitingMail, odoo.database('acme').sentMail]).toEqual([0, 2, 2]);
  });

  it('goes on after a statement it does not take, which is then to be seen', async () => {
    const wrong = '\nUPDATE ir_cron SET nope = 1;\nUPDATE ir_cron SET active = false;\n';
    expect(
      (
        await restore(
          'odd',
          edited(await backup(), (sql) => sql + wrong),
        )
      ).status,
    ).toBe(303);
    expect(odoo.database('odd').activeCrons).toEqual([]);
    expect(odoo.database('odd').refusedSql).toEqual([expect.stringContaining('column "nope" of relation "ir_cron"')]);
  });

  it.each([30, 60, 95])('says 303 to a dump cut at %i %%, in which nobody can log in', async (percent) => {
    const cut = edited(await backup(), (sql) => sql.slice(0, (sql.length * percent) / 100));
    expect((await restore('half', cut)).status).toBe(303);
    expect(await logIn('half', 'boss', 'secret')).toBe(false);
  });

  it('says 303 to a dump cut before the constraints: all works, without a foreign key', async () => {
    const cut = edited(await backup(), (sql) => sql.slice(0, sql.search(/ALTER TABLE ONLY public\.\w+\n/)));
    expect((await restore('loose', cut)).status).toBe(303);
    expect(await logIn('loose', 'boss', 'secret')).toBe(2);
    expect([odoo.database('loose').foreignKeys.length, odoo.database('acme').foreignKeys.length > 50]).toEqual([
      0,
      true,
    ]);
  });

  it('says 303 without the files or the manifest', async () => {
    const { 'dump.sql': sql = new Uint8Array() } = unzipSync(await backup());
    expect((await restore('bare', zipSync({ 'dump.sql': sql }))).status).toBe(303);
    expect([odoo.database('bare').files.size, await logIn('bare', 'boss', 'secret')]).toEqual([0, 2]);
  });

  it.each([
    ['is no zip', () => Buffer.from('nothing')],
    ['is a zip cut short', (zip: Buffer) => zip.subarray(0, zip.length / 2)],
    [
      'has a wrong sum',
      (zip: Buffer) =>
        Buffer.from(zip).fill(1, zip.lastIndexOf('PK\u0001\u0002') + 16, zip.lastIndexOf('PK\u0001\u0002') + 20),
    ],
  ])('refuses what %s, and leaves an empty database listed', async (_, broken) => {
    const answer = await restore('bad', broken(await backup()));
    expect([answer.status, await answer.text()]).toEqual([
      200,
      expect.stringContaining('Couldn&#39;t restore database'),
    ]);
    expect(await call(odoo.port, 'db', 'list')).toContain('bad');
    expect(await logIn('bad', 'no-such-login', 'x')).toMatchObject({ name: 'builtins.KeyError', message: 'res.users' });
    expect((await post('drop', { name: 'bad' })).status).toBe(303);
  });

  it('refuses a name that is taken, and a wrong master password, after the whole upload', async () => {
    const zip = await backup();
    expect(await (await restore('acme', zip)).text()).toContain('Database restore error: Database already exists');
    expect(await (await restore('new', zip, { master_pwd: 'wrong' })).text()).toContain(
      'Database restore error: Access Denied',
    );
    expect(odoo.databases.has('new')).toBe(false);
  });

  it('leaves an empty database when the disk is full', async () => {
    odoo.fault({ call: '/web/database/restore', kind: 'disk-full' });
    expect(await (await restore('full', await backup())).text()).toContain('&#39;ir.attachment&#39;');
    expect(odoo.database('full').standing).toBe('empty');
  });
});
