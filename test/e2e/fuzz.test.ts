import { ROLES, type Role } from '../../src/auth/ability';
import { OdooSimulator } from '../odoo-simulator/simulator';
import { PASSWORD, startApp, type TestApp } from '../support/app';
import { type Operation, OPERATIONS } from '../support/fuzz/api';
import { Chance } from '../support/fuzz/chance';
import { anyRequest, type FuzzRequest } from '../support/fuzz/requests';
import { type FuzzAnswer, Sender } from '../support/fuzz/sender';

/** Always the same, or a change would be blamed for what it did not do; whoever hunts gives others. */
const SEED = Number(process.env['FUZZ_SEED'] ?? 20261126);
const REQUESTS = Number(process.env['FUZZ_REQUESTS'] ?? 10_000);
const AT_ONCE = 8;
/** On a slow machine it stops here; how far it came is told. */
const MAX_MS = 200_000;
const MAX_KEPT = 40;
const MAX_TOLD = 20;
/** Nobody, and each role; those that may do more, more often. */
const CALLERS = [null, 'user', 'manager', 'manager', 'admin', 'admin', 'admin', 'admin', 'admin', 'admin'] as const;

/** Refusals that blame somebody else on purpose: an Odoo server that was asked, or a capacity that is used up. */
const ON_PURPOSE = new Set([502, 503, 504]);

describe(`${String(REQUESTS)} requests of all kinds (FUZZ_SEED=${String(SEED)})`, () => {
  let amiral: TestApp;
  let odoo: OdooSimulator;
  let sender: Sender;
  const chance = new Chance(SEED);
  const known = new Map<string, string[]>();
  const tokens = new Map<Role, string>();
  let logins = 0;

  beforeAll(async () => {
    odoo = await OdooSimulator.start();
    amiral = await startApp({ env: { TRUST_PROXY: '127.0.0.1/32', EGRESS_ALLOW: '127.0.0.0/8' } });
    sender = new Sender(amiral.url);
    for (const role of ROLES) await logIn(role);
    await enterOne('servers', { name: 'Fuzzed', code: 'fuzzed', serverUrl: odoo.url, maxInstances: 50 });
    await enterOne('plans', { name: 'Plan', code: 'plan' });
    await enterOne('templates', { name: 'Template', code: 'template', templateDb: 't' });
  });
  afterAll(async () => {
    sender.close();
    await amiral.stop();
    await odoo.stop();
  });

  const enterOne = async (noun: string, body: object) => {
    const { body: made } = await amiral.call('POST', `/${noun}`, { as: 'admin', body });
    keep(noun, (made as { id: string }).id);
  };

  const logIn = async (role: Role) => {
    const headers = { 'x-forwarded-for': `10.1.${String(++logins % 250)}.1` };
    const body = { email: `${role}@example.com`, password: PASSWORD };
    await amiral.dataSource.query('DELETE FROM login_failures');
    const answer = await amiral.call('POST', '/auth/login', { body, headers });
    tokens.set(role, (answer.body as { accessToken: string }).accessToken);
  };

  function keep(noun: string, id: string) {
    const list = known.get(noun) ?? [];
    if (list.push(id) > MAX_KEPT) list.shift();
    known.set(noun, list);
  }

  function forget(path: string) {
    for (const [noun, list] of known) {
      known.set(
        noun,
        list.filter((id) => !path.includes(id)),
      );
    }
  }

  /** An id of that noun (`servers`, or a field like `serverId`), or of another, or of nothing. */
  const ids = (name: string): string => {
    const noun = known.has(name) ? name : `${name.replace(/Ids?$/, '')}s`;
    const list = known.get(chance.is(0.9) ? noun : chance.of(['plans', 'servers'])) ?? [];
    const [first] = list;
    return first === undefined || chance.is(0.05)
      ? '019a8d2e-7c3b-7e4f-9a1b-2c3d4e5f6a7b'
      : chance.of([first, ...list]);
  };

  /** What was entered is used by later requests; who was logged out comes again. */
  const learn = async ({ path, method }: FuzzRequest, { status, text }: FuzzAnswer, role: Role | null) => {
    if (status === 201) keep(path.split(/[/?]/)[3] ?? '', (JSON.parse(text) as { id: string }).id);
    if (status !== 204) return;
    if (method === 'DELETE') forget(path);
    if (role && path.startsWith('/api/v1/auth/logout')) await logIn(role);
  };

  const isWrong = ({ path }: FuzzRequest, { status, type }: FuzzAnswer) => {
    if (status === 0 || (status >= 500 && !ON_PURPOSE.has(status))) return true;
    return status >= 400 && path.startsWith('/api/') && !type.startsWith('application/problem+json') && status !== 431;
  };

  const wrong: object[] = [];
  const reached = new Set<Operation>();

  const sendOne = async () => {
    const role = chance.of(CALLERS);
    const made = anyRequest(ids, chance);
    const token = role && tokens.get(role);
    const sent = { ...made, headers: { ...(token && { authorization: `Bearer ${token}` }), ...made.headers } };
    const answer = await sender.send(sent);
    await learn(made, answer, role);
    if (answer.status < 300) reached.add(made.operation);
    if (isWrong(made, answer)) wrong.push({ ...made, body: made.body?.slice(0, 500), role, answer });
  };

  it('are all answered, and none as an error of ours', async () => {
    let left = REQUESTS;
    const deadline = performance.now() + MAX_MS;
    const work = async () => {
      while (left > 0 && wrong.length < MAX_TOLD && performance.now() < deadline) {
        left--;
        await sendOne();
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    if (left > 0) process.stderr.write(`${String(REQUESTS - left)} requests were sent in the time.\n`);
    expect(wrong).toEqual([]);
    // Those that are refused at the door show nothing.
    if (REQUESTS - left >= 5_000) expect(reached.size).toBeGreaterThan(OPERATIONS.length / 2);
  }, 300_000);
});
