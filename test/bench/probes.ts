import { startBlackbox } from './blackbox';
import { type BenchDatabase, ENTER_SERVERS } from './database';
import { compare, megabytes, say } from './print';
import { usageOf } from './usage';
import { startWorker, type Worker } from './workers';

const SERVERS = 2_000;
const SECONDS = 8;
const ROUNDS = 2;

interface Rate {
  perSecond: number;
  /** CPU of the prober, in µs a request. */
  cpu: number;
}

/**
 * The health engine, judged and stored, beside a bare node:http loop and beside prometheus-blackbox-exporter, which store nothing,
 * against simulated servers that answer in 5 ms and close each connection, as Odoo does. All are driven as hard as they go.
 */
export async function benchProbes(database: BenchDatabase): Promise<void> {
  say(
    `Health engine, judged and stored, beside a bare node:http loop (${String(SERVERS)} servers, 5 ms answers, fresh connections)`,
  );
  const { env, run } = await database.fresh('probes');
  const fleet = await startWorker<string>('fleet.worker', { BENCH_DELAY: '5' });
  try {
    await run(ENTER_SERVERS, [SERVERS, 100, `${fleet.ready}/s/`]);
    const ours: Rate[] = [];
    const bare: Rate[] = [];
    const blackbox: Rate[] = [];
    for (let n = 0; n < ROUNDS; n++) {
      ours.push(
        await measure('amiral.worker', { ...env, HEALTH_INTERVAL_SECONDS: '0.2', HEALTH_TIMEOUT_SECONDS: '10' }, fleet),
      );
      bare.push(await measure('bare-probes.worker', { BENCH_URL: fleet.ready, BENCH_SERVERS: String(SERVERS) }, fleet));
      const rate = await measureBlackbox(fleet);
      if (rate) blackbox.push(rate);
    }
    const mean = (rates: Rate[], of: keyof Rate) => rates.reduce((sum, rate) => sum + rate[of], 0) / rates.length;
    compare('requests', 'a second', mean(ours, 'perSecond'), mean(bare, 'perSecond'), 0.5);
    compare('requests', 'per CPU second of the prober', 1e6 / mean(ours, 'cpu'), 1e6 / mean(bare, 'cpu'), 0.5);
    if (blackbox.length === 0)
      say('  prometheus-blackbox-exporter is not installed (Debian: apt-get install prometheus-blackbox-exporter)');
    else {
      const title = 'requests beside prometheus-blackbox-exporter';
      compare(title, 'per CPU second of the prober', 1e6 / mean(ours, 'cpu'), 1e6 / mean(blackbox, 'cpu'), 2);
    }
  } finally {
    await fleet.stop();
  }
}

/** Starts a prober, lets it warm up, then counts what reaches the servers. */
async function measure(name: string, env: Record<string, string>, fleet: Worker<string>): Promise<Rate> {
  const prober = await startWorker<unknown>(name, env);
  try {
    await pause(3);
    const before = { received: await received(fleet.ready), ...(await usageOf(prober)), at: performance.now() };
    await pause(SECONDS);
    const after = { received: await received(fleet.ready), ...(await usageOf(prober)), at: performance.now() };
    const requests = after.received - before.received;
    say(`    ${name}: memory ${megabytes(after.rss)}`);
    return { perSecond: requests / ((after.at - before.at) / 1000), cpu: (after.cpu - before.cpu) / requests };
  } finally {
    await prober.stop();
  }
}

async function measureBlackbox(fleet: Worker<string>): Promise<Rate | null> {
  const blackbox = await startBlackbox(`${fleet.ready}/s/`, SERVERS);
  if (!blackbox) return null;
  try {
    await pause(3);
    const before = { received: await received(fleet.ready), cpu: blackbox.cpu(), at: performance.now() };
    await pause(SECONDS);
    const requests = (await received(fleet.ready)) - before.received;
    const seconds = (performance.now() - before.at) / 1000;
    return { perSecond: requests / seconds, cpu: (blackbox.cpu() - before.cpu) / requests };
  } finally {
    await blackbox.stop();
  }
}

async function received(url: string): Promise<number> {
  const response = await fetch(`${url}/_totals`);
  return Number(await response.text());
}

function pause(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}
