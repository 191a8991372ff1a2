import { logIn } from './available';
import type { BenchDatabase } from './database';
import { enterFleet, latenessOf, pause } from './lag';
import type { Counted } from './odoos.worker';
import { say } from './print';
import { ask, startWorker, type Worker } from './workers';

const SERVERS = 4;
const CUSTOMERS = 200;
const WATCHED = 2_000;
const INTERVAL_SECONDS = 10;
const SETTLE_SECONDS = 15;
const GOAL_MS = 250;
const MAX_SECONDS = 600;

type Call = (method: string, path: string, body?: object) => Promise<{ id: string; total: number }>;

/** So many customers asked for at once on a few servers, while a fleet is watched: one change a server at a time, all end, probes are on time. */
export async function benchProvisions(database: BenchDatabase): Promise<void> {
  say(
    `${String(CUSTOMERS)} customers asked for at once on ${String(SERVERS)} servers, beside ${WATCHED.toLocaleString('en-US')} servers watched every ${String(INTERVAL_SECONDS)} s`,
  );
  const { env, run } = await database.fresh('provisions');
  const fleet = await startWorker<string>('fleet.worker', { BENCH_DELAY: '5' });
  const odoos = await startWorker<string[]>('odoos.worker', { BENCH_SERVERS: String(SERVERS) });
  await enterFleet(run, WATCHED, INTERVAL_SECONDS, fleet.ready);
  const amiral = await startWorker<string>('amiral.worker', {
    ...env,
    HEALTH_INTERVAL_SECONDS: String(INTERVAL_SECONDS),
  });
  try {
    const call = caller(amiral.ready, await logIn(amiral.ready));
    const asked = await prepare(call, odoos.ready);
    await pause(SETTLE_SECONDS);
    await latenessOf(amiral);
    const began = performance.now();
    await Promise.all(Array.from({ length: CUSTOMERS }, (_, n) => call('POST', '/instances', asked(n))));
    say(`  taken in after ${since(began)} s`);
    while ((await open(call)) > 0 && performance.now() - began < MAX_SECONDS * 1000) await pause(1);
    const { p50, p99, probes } = await latenessOf(amiral);
    say(`  all at their end after ${since(began)} s: ${await endsOf(call)}`);
    say(
      `  probes late meanwhile: p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms (goal ≤ ${String(GOAL_MS)} ms: ${p99 <= GOAL_MS ? 'met' : 'NOT met'}), ${String(probes)} probes`,
    );
    await tellServers(odoos);
  } finally {
    await amiral.stop();
    await Promise.all([fleet.stop(), odoos.stop()]);
  }
}

function caller(url: string, token: string): Call {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return async (method, path, body) => {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
    const text = await answer.text();
    return (text === '' ? {} : JSON.parse(text)) as { id: string; total: number };
  };
}

/** Servers, and a template that is ready on them. @returns what is asked for of each customer */
async function prepare(call: Call, urls: readonly string[]): Promise<(n: number) => object> {
  const servers: { serverId: string; state: string }[] = [];
  for (const [n, serverUrl] of urls.entries()) {
    const code = `odoo-${String(n)}`;
    const body = { name: code, code, serverUrl, masterPassword: 'master', maxInstances: CUSTOMERS };
    const { id } = await call('POST', '/servers', body);
    await call('POST', `/servers/${id}/activate`);
    servers.push({ serverId: id, state: 'ready' });
  }
  const { id: planId } = await call('POST', '/plans', { name: 'Bench', code: 'bench' });
  const template = { name: 'Bench', code: 'bench', templateDb: 'template_base', servers };
  const { id: templateId } = await call('POST', '/templates', template);
  const login = { login: 'amiral-template', password: 'bench-template-service' };
  await call('PUT', `/templates/${templateId}/service-login`, login);
  return (n) => {
    const name = `customer-${String(n)}`;
    const customer = { customerName: name, customerEmail: `it@${name}.example` };
    return { name, ...customer, databaseName: name, subdomain: name, planId, templateId, provision: true };
  };
}

async function open(call: Call): Promise<number> {
  const states = ['queued', 'running', 'compensating'];
  const counts = await Promise.all(
    states.map((state) => call('GET', `/operations?kind=provision&state=${state}&perPage=1`)),
  );
  return counts.reduce((sum, { total }) => sum + total, 0);
}

async function endsOf(call: Call): Promise<string> {
  const states = ['succeeded', 'compensated', 'needs-operator', 'cancelled', 'failed'];
  const counts = await Promise.all(
    states.map(
      async (state) =>
        [state, (await call('GET', `/operations?kind=provision&state=${state}&perPage=1`)).total] as const,
    ),
  );
  return counts.flatMap(([state, total]) => (total > 0 ? [`${String(total)} ${state}`] : [])).join(', ');
}

async function tellServers(odoos: Worker<string[]>): Promise<void> {
  const { ledgers } = await ask<{ ledgers: Counted[] }>(odoos, 'ledgers', 'ledgers');
  const most = Math.max(...ledgers.map(({ maxExclusive }) => maxExclusive));
  const made = ledgers.map(({ databases }) => String(databases - 1)).join(', ');
  const met = most <= 1 ? 'met' : `NOT met: ${ledgers.flatMap(({ overlaps }) => overlaps).join(', ')}`;
  say(
    `  customers' databases on each server: ${made}; changes of databases at work at once, at the most: ${String(most)} (goal 1: ${met})`,
  );
}

function since(began: number): string {
  return ((performance.now() - began) / 1000).toFixed(1);
}
