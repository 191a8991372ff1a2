import { startApp, type TestApp } from '../support/app';
import { enterServer, force, keepProbesAway } from '../support/servers';

describe('a name', () => {
  let amiral: TestApp;
  let made = 0;
  const code = () => `names-${String(++made)}`;

  beforeAll(async () => {
    amiral = await startApp();
    await keepProbesAway(amiral);
  });
  afterAll(() => amiral.stop());

  const SCHEDULE = { kind: 'weekly', days: ['sun'], at: '02:00', durationMinutes: 120, timeZone: 'Europe/Paris' };
  const ROUTES: readonly [string, string, (text: string) => object][] = [
    ['/servers', 'name', (name) => ({ name, code: code(), serverUrl: `http://${code()}.example.com` })],
    ['/servers', 'labels.rack', (rack) => ({ labels: { rack } })],
    ['/plans', 'name', (name) => ({ name, code: code() })],
    ['/templates', 'name', (name) => ({ name, code: code(), templateDb: 't' })],
    ['/users', 'name', (name) => ({ name, email: `${code()}@example.com`, role: 'user' })],
    ['/channels', 'name', (name) => ({ name, kind: 'slack', settings: { url: 'https://hooks.example.com/1' } })],
    ['/alert-rules', 'name', (name) => ({ name, kind: 'capacity', threshold: { percent: 80 } })],
    ['/maintenance-windows', 'name', (name) => ({ name, labels: { rack: '1' }, schedule: SCHEDULE })],
    ['/instances', 'name', (name) => ({ name })],
    ['/instances', 'customerName', (customerName) => ({ customerName })],
  ];

  it.each(ROUTES)('of one line is what POST %s takes as %s', async (path, field, body) => {
    const refused = async (text: string) => {
      const answer = await amiral.call('POST', path, { as: 'admin', body: body(text) });
      const errors = (answer.body.errors ?? []) as { field: string }[];
      return errors.map((error) => error.field).includes(field);
    };
    for (const text of ['one\ntwo', 'a\u202Eb', `a${'\u0336'.repeat(40)}`]) expect(await refused(text)).toBe(true);
    expect(await refused('\u200B')).toBe(!field.startsWith('labels'));
    expect(await refused('Né\u200Dà l’Île')).toBe(false);
  });

  it('is stored in one form, however it was typed', async () => {
    const { id, name } = await enterServer(amiral, { name: 'e\u0301cole', labels: { e: 'e\u0301' } });
    expect(name).toBe('\u00E9cole');
    const { body } = await amiral.call('GET', `/servers?label=${encodeURIComponent('e:e\u0301')}`, { as: 'user' });
    expect(body.items.map((item: { id: string }) => item.id)).toEqual([id]);
  });

  it('from before the rule is read as it is, and stands in the way of no other change', async () => {
    const { id } = await enterServer(amiral, {});
    await force(amiral, id, { name: 'old\nname\u202E' });
    const edit = { description: 'one\r\ntwo' };
    const { status, body } = await amiral.call('PATCH', `/servers/${id}`, { as: 'manager', body: edit });
    expect([status, body.name, body.description]).toEqual([200, 'old\nname\u202E', 'one\ntwo']);
  });
});
