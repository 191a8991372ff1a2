import type { Browser, BrowserContext, Page } from 'playwright-core';
import { go, launch, visit } from '../browser/chromium';
import { ADMIN, type BenchDatabase, ENTER_SERVERS } from './database';
import { compareTimes, say } from './print';
import { startWorker } from './workers';

const SERVERS = 100_000;
const TIMES = 5;
const FIFTY = 'page=1&perPage=50&order=ASC&filter={}';
const PAGE_GOAL_MS = 1_500;
const KEY_GOAL_MS = 100;

/** The least that could show the same: no library, one table, one renewal and one list. */
const BARE = `<!doctype html><html lang="en"><title>Bare</title><form role="search"><input name="q"></form><table></table><script type="module">
const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
const { accessToken } = await (await fetch('/api/v1/auth/refresh', post)).json();
const headers = { authorization: 'Bearer ' + accessToken };
const show = async (query) => {
  const { items } = await (await fetch('/api/v1/servers?perPage=50&' + query, { headers })).json();
  const cells = ({ name, code, serverUrl, state, healthStatus, instanceCount, maxInstances, lastCheckAt }) =>
    [name, code, serverUrl, state, healthStatus, instanceCount + ' / ' + maxInstances, lastCheckAt];
  document.querySelector('table').replaceChildren(...items.map((item) => {
    const row = document.createElement('tr');
    row.append(...cells(item).map((text) => Object.assign(document.createElement('td'), { textContent: text })));
    return row;
  }));
};
let waiting;
document.querySelector('input').addEventListener('input', ({ target }) => {
  clearTimeout(waiting);
  waiting = setTimeout(() => show('q=' + encodeURIComponent(target.value)), 250);
});
await show('');
</script></html>`;

/** Tells of each key how long it took from its press until the picture with it in the input was handed over. */
const WATCH_KEYS = `{
  const input = document.querySelector('[role=search] input, input[type=search], input[name=q]');
  window.keyTimes = [];
  let pressed = 0;
  input.addEventListener('keydown', () => { pressed = performance.now(); }, true);
  input.addEventListener('input', () => {
    const since = pressed;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => window.keyTimes.push(performance.now() - since);
      port2.postMessage(null);
    });
  });
  input.focus();
}`;

const listed = (page: Page) => page.getByRole('row').nth(49).waitFor();

/** The console over 100,000 servers in Debian's Chromium, beside a page without any library that asks the same of Amiral. */
export async function benchConsole(database: BenchDatabase): Promise<void> {
  say(`The console over ${SERVERS.toLocaleString('en-US')} servers, beside a bare page (medians of ${String(TIMES)})`);
  const { env, run } = await database.fresh('console');
  await run(ENTER_SERVERS, [SERVERS, 100, 'http://127.0.0.1:1/']);
  await run('VACUUM ANALYZE');
  const amiral = await startWorker<string>('amiral.worker', { ...env, HEALTH_INTERVAL_SECONDS: '86400' });
  const browser = await launch();
  try {
    await benchLoads(browser, amiral.ready);
    await benchKeys(browser, amiral.ready);
  } finally {
    await browser.close();
    await amiral.stop();
  }
}

async function benchLoads(browser: Browser, url: string): Promise<void> {
  let context = await loggedIn(browser, url);
  const times = { ours: [] as number[], bare: [] as number[] };
  for (let n = 0; n < TIMES; n++) {
    for (const which of ['ours', 'bare'] as const) {
      const page = await cold(browser, url, context);
      context = page.context();
      const begin = performance.now();
      await page.goto(which === 'ours' ? '/servers' : '/bare', { waitUntil: 'commit' });
      await listed(page);
      times[which].push(performance.now() - begin);
    }
  }
  await context.close();
  compareTimes('a list of 50 after a cold load', median(times.ours), median(times.bare), PAGE_GOAL_MS);
}

async function benchKeys(browser: Browser, url: string): Promise<void> {
  const context = await loggedIn(browser, url);
  const ours = await cold(browser, url, context);
  await ours.goto('/servers');
  const times = { ours: await keys(ours), bare: [] as number[], sort: [] as number[] };
  for (const sort of ['name', 'healthStatus', 'lastCheckAt']) {
    await go(ours, 'account');
    await ours.locator('input[name=currentPassword]').waitFor();
    const begin = performance.now();
    await go(ours, `servers?${FIFTY}&sort=${sort}`);
    await listed(ours);
    times.sort.push(performance.now() - begin);
  }
  const bare = await cold(browser, url, ours.context());
  await bare.goto('/bare');
  times.bare = await keys(bare);
  await bare.context().close();
  compareTimes('a key typed into the search', median(times.ours), median(times.bare), KEY_GOAL_MS);
  say(`  another sort of the list: ours ${Math.max(...times.sort).toFixed(0)} ms at most, of three`);
}

/** How long each key took, while what was typed before it is searched for. */
async function keys(page: Page): Promise<number[]> {
  await listed(page);
  await page.evaluate(WATCH_KEYS);
  await page.keyboard.type('server 9999', { delay: 90 });
  await page.getByText('Server 99999').waitFor();
  return page.evaluate<number[]>('window.keyTimes');
}

/** A browser that has nothing of the last one but its cookie, which is good for one renewal. */
async function cold(browser: Browser, url: string, last: BrowserContext): Promise<Page> {
  const storageState = { cookies: (await last.storageState()).cookies, origins: [] };
  await last.close();
  const { page } = await visit(browser, url, { storageState });
  await page.route('**/bare', (route) => route.fulfill({ contentType: 'text/html', body: BARE }));
  return page;
}

async function loggedIn(browser: Browser, url: string): Promise<BrowserContext> {
  const { page, context } = await visit(browser, url);
  await page.goto('/');
  await page.locator('input[name=email]').fill(ADMIN.email);
  await page.locator('input[name=password]').fill(ADMIN.password);
  await page.locator('button[type=submit]').click();
  await listed(page);
  return context;
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[times.length >> 1] ?? Infinity;
}
