import { domainToASCII, domainToUnicode } from 'node:url';
import fc from 'fast-check';
import { startApp, type TestApp } from '../support/app';
import { enterServer, keepProbesAway } from '../support/servers';

const E_AND_ACCENT = 'e\u0301';
const ZERO_WIDTH_SPACE = '\u200B';

describe('a search', () => {
  let amiral: TestApp;

  beforeAll(async () => {
    amiral = await startApp();
    await keepProbesAway(amiral);
  });
  afterAll(() => amiral.stop());

  const post = async (path: string, body: object) => {
    const answer = await amiral.call('POST', path, { as: 'admin', body });
    if (answer.status !== 201) throw new Error(`${String(answer.status)} ${JSON.stringify(answer.body)}`);
    return answer.body as { id: string };
  };
  const list = async (path: string, query: Record<string, string>) => {
    const { status, body } = await amiral.call('GET', `${path}?${new URLSearchParams(query).toString()}`, {
      as: 'admin',
    });
    if (status !== 200) throw new Error(`${String(status)} ${JSON.stringify(body)}`);
    return body as { items: Record<string, string>[]; total: number };
  };

  describe('in the list of servers', () => {
    const NAMES = [
      ['Société Générale Lyon', 'Zürich Haupt', `${E_AND_ACCENT}cole du Nord`, 'Émile', 'Zoe', 'Prod 2', 'Prod 10'],
      ['Straße des 17. Juni', 'Œuvre Łódź', 'Blåbær Ødegård', 'Isparta', 'Diyarbakır', 'ＦＵＬＬ　Ｗｉｄｔｈ'],
      ['ΟΔΟΣ', 'Київ Ёлка', `Pro${ZERO_WIDTH_SPACE}duction`, 'السِّلَام', '100% wool', 'under_score'],
    ].flat();

    beforeAll(async () => {
      for (const name of NAMES) await enterServer(amiral, { name });
    });
    afterAll(() => amiral.dataSource.query('DELETE FROM servers'));

    it.each([
      ['societe', 'Société Générale Lyon'],
      ['GÉNÉRALE', 'Société Générale Lyon'],
      ['Ge\u0301ne\u0301rale', 'Société Générale Lyon'],
      ['zurich', 'Zürich Haupt'],
      ['école', 'école du Nord'],
      ['EMILE', 'Émile'],
      ['STRASSE', 'Straße des 17. Juni'],
      ['oeuvre lodz', 'Œuvre Łódź'],
      ['blabaer odegard', 'Blåbær Ødegård'],
      ['ISPARTA', 'Isparta'],
      ['İsparta', 'Isparta'],
      ['diyarbakir', 'Diyarbakır'],
      ['full width', 'ＦＵＬＬ　Ｗｉｄｔｈ'],
      ['ｐｒｏｄ １０', 'Prod 10'],
      ['οδός', 'ΟΔΟΣ'],
      ['ОДО', undefined],
      ['елка', 'Київ Ёлка'],
      ['production', `Pro${ZERO_WIDTH_SPACE}duction`],
      ['السلام', 'السِّلَام'],
      ['０％', '100% wool'],
      ['r_s', 'under_score'],
      ['_', 'under_score'],
    ])('%s finds %s', async (q, name) => {
      const { items, total } = await list('/servers', { q });
      const found = name === undefined ? [] : [name.normalize()];
      expect(items.map((item) => item['name']?.normalize())).toEqual(found);
      expect(total).toBe(found.length);
    });

    it('is sorted as people count and spell', async () => {
      const names = async (sort: string) =>
        (await list('/servers', { sort })).items.map(({ name = '' }) => name.normalize());
      const ascending = await names('name');
      expect(ascending.filter((name) => /^(Blå|Dia|Diy|école|Ém|Is|Prod|Soc|Str|Zoe|Zür)/.test(name))).toEqual([
        'Blåbær Ødegård',
        'Diyarbakır',
        'école du Nord',
        'Émile',
        'Isparta',
        'Prod 2',
        'Prod 10',
        'Société Générale Lyon',
        'Straße des 17. Juni',
        'Zoe',
        'Zürich Haupt',
      ]);
      expect(await names('-name')).toEqual([...ascending].reverse());
    });
  });

  it.each([
    ['/plans', (name: string) => ({ name, code: code() })],
    ['/templates', (name: string) => ({ name, code: code(), templateDb: 't' })],
    ['/users', (name: string) => ({ name, email: `${code()}@example.com`, role: 'user', password: 'correct horse 1' })],
    ['/channels', (name: string) => ({ name, kind: 'slack', settings: { url: 'https://hooks.example.com/1' } })],
    ['/alert-rules', (name: string) => ({ name, kind: 'capacity', threshold: { percent: 80 } })],
    ['/maintenance-windows', (name: string) => ({ name, labels: { rack: '1' }, schedule: SCHEDULE })],
  ])('finds and sorts %s in the same way', async (path, body) => {
    for (const name of ['Équipe 10', 'équipe 9', 'Zélande', 'Erable']) await post(path, body(name));
    const names = async (query: Record<string, string>) =>
      (await list(path, { perPage: '200', ...query })).items.map((item) => item['name']);
    expect(await names({ q: 'EQUIPE', sort: 'name' })).toEqual(['équipe 9', 'Équipe 10']);
    expect(await names({ q: 'zelande' })).toEqual(['Zélande']);
    const all = await names({ sort: 'name' });
    expect(all.filter((name) => /quipe|land|rabl/.test(name ?? ''))).toEqual([
      'équipe 9',
      'Équipe 10',
      'Erable',
      'Zélande',
    ]);
  });

  it('finds instances by what their customers are called, in the order of their names', async () => {
    const planId = (await post('/plans', { name: 'P', code: code() })).id;
    const templateId = (await post('/templates', { name: 'T', code: code(), templateDb: 't' })).id;
    const { id: serverId } = await enterServer(amiral);
    await amiral.dataSource.query(
      `UPDATE servers SET lifecycle = 'active', reachability = 'reachable', health_status = 'healthy' WHERE id = $1`,
      [serverId],
    );
    for (const customerName of ['Hôtel 11', 'hôtel 2', 'Auberge']) {
      const subdomain = code();
      await post('/instances', {
        ...{ name: 'Ünique', customerName, customerEmail: 'a@example.com', planId, templateId, serverId },
        ...{ databaseName: subdomain, subdomain, domain: `${subdomain}.shop.example` },
      });
    }
    const names = async (query: Record<string, string>) =>
      (await list('/instances', query)).items.map((item) => item['customerName']);
    expect(await names({ q: 'HOTEL', sort: 'customerName' })).toEqual(['hôtel 2', 'Hôtel 11']);
    expect(await names({ q: 'unique', sort: '-customerName' })).toEqual(['Hôtel 11', 'hôtel 2', 'Auberge']);
    expect(await names({ q: 'SHOP.example', sort: 'customerName' })).toHaveLength(3);
  });

  it('finds addresses and domains with letters beyond ASCII as they are read, and as they are stored', async () => {
    const server = await enterServer(amiral, { serverUrl: 'https://Odoo.Bücher-Straße.example:8069/xn--erp' });
    const planId = (await post('/plans', { name: 'P', code: code() })).id;
    const templateId = (await post('/templates', { name: 'T', code: code(), templateDb: 't' })).id;
    await amiral.dataSource.query(
      `UPDATE servers SET lifecycle = 'active', reachability = 'reachable', health_status = 'healthy' WHERE id = $1`,
      [server.id],
    );
    const name = code();
    await post('/instances', {
      ...{ name: 'N', customerName: 'C', customerEmail: 'a@example.com', planId, templateId, serverId: server.id },
      ...{ databaseName: name, subdomain: name, domain: '例え.müller.example' },
    });
    for (const q of ['bücher', 'BUCHER-strasse.EXAMPLE', 'odoo.bücher-straße.example:8069', 'xn--bcher-strae-']) {
      expect([q, (await list('/servers', { q })).items.map(({ id }) => id)]).toEqual([q, [server.id]]);
    }
    for (const q of ['müll', 'muller.example', '例え.', 'xn--mller-kva.example']) {
      expect([q, (await list('/instances', { q })).total]).toEqual([q, 1]);
    }
    expect((await list('/servers', { q: 'müllers' })).total).toBe(0);
  });

  it('reads every domain as Unicode does, and leaves alone what is none', async () => {
    const labels = fc.sample(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), { seed: 7, numRuns: 2_000 });
    const domains = labels
      .map((label) => domainToASCII(`a.${label}.example`))
      .filter((ascii) => /^a\.xn--[a-z0-9-]+\.example$/.test(ascii));
    expect(domains.length).toBeGreaterThan(500);
    const rows = await amiral.dataSource.query<{ given: string; readable: string }[]>(
      'SELECT given, readable_domains(given) AS readable FROM unnest($1::text[]) AS given',
      [domains],
    );
    for (const { given, readable } of rows) expect(readable).toBe(`${given}\n${domainToUnicode(given)}`);
    for (const none of ['', 'xn--', 'xn--99999999', `xn--${'9'.repeat(59)}`, 'shop.example', 'XN--MLLER-KVA']) {
      const [row] = await amiral.dataSource.query<{ readable: string }[]>('SELECT readable_domains($1) AS readable', [
        none,
      ]);
      expect(row?.readable).toBe(none);
    }
  });

  it('finds silences, and what was written down', async () => {
    await post('/silences', {
      labels: { rack: '1' },
      reason: 'Électricien au sous-sol',
      endsAt: '2100-01-01T00:00:00Z',
    });
    expect((await list('/silences', { q: 'electricien' })).total).toBe(1);
    expect((await list('/events', { q: 'electricien' })).items).toMatchObject([
      { action: 'create', subjectName: 'Électricien au sous-sol' },
    ]);
  });

  it.each([
    ['incidents', 'severity, opened_at, cause', `'critical', now(), 'x'`],
    [
      'alerts',
      'severity, pending_since, summary, rule_id, rule_name, kind, labels, state',
      `'critical', now(), 'x', gen_random_uuid(), 'R', 'offline', '{}', 'pending'`,
    ],
  ])('finds %s', async (table, columns, values) => {
    await amiral.dataSource.query(
      `INSERT INTO ${table} (id, server_id, server_name, server_code, ${columns})
       VALUES (gen_random_uuid(), gen_random_uuid(), 'Bâle 1', 'b-1', ${values})`,
    );
    expect((await list(`/${table}`, { q: 'BALE 1' })).total).toBe(1);
    expect((await list(`/${table}`, { q: 'bale 2' })).total).toBe(0);
  });
});

let codes = 0;
const code = () => `search-${String(++codes)}`;

const SCHEDULE = { kind: 'weekly', days: ['sun'], at: '02:00', durationMinutes: 120, timeZone: 'Europe/Paris' };
