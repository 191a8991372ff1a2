import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app';
import { go, launch, logIn, visit } from './browser';
import { fillTo, kilobytes, within } from './measures';

/** Of three, because others share this machine: the best is what the console takes. */
const TIMES = 3;
const SHOWN_MS = 1_500;
const MANY = 100_000;
const FIRST = 'Production 1, rack 1';
/** As the list's columns sort. */
const SORTS = [
  ...['name', 'code', 'serverUrl', 'state', 'healthStatus', 'isOnline', 'instanceCount', 'availableCapacity'],
  ...['responseTimeMs', 'lastCheckAt', 'odooVersion', 'sequence'],
];

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

describe('the console keeps its bounds', () => {
  let amiral: TestApp;
  let browser: Browser;
  const email = 'admin@example.com';
  const listed = (page: Page) => page.getByRole('row').nth(50).waitFor();

  beforeAll(async () => {
    [amiral, browser] = await Promise.all([startApp({ health: { intervalMs: 86_400_000 } }), launch()]);
    await fillTo(amiral, 50);
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await amiral.stop();
  });

  it('downloads little before the list of fifty stands', async () => {
    const { page, context } = await visit(browser, amiral.url);
    const scripts = new Set<string>();
    page.on('request', (request) => {
      if (request.resourceType() === 'script') scripts.add(request.url());
    });
    const answer = page.waitForResponse(/\/servers\?/);
    await logIn(page, email, FIRST);
    await listed(page);
    const sum = async (encoding: 'gzip' | 'br') => {
      const sizes = await Promise.all([...scripts].map((url) => kilobytes(url, encoding)));
      return sizes.reduce((all, size) => all + size, 0);
    };
    expect(scripts.size).toBeGreaterThan(2);
    within(`JavaScript of login and list, brotli`, await sum('br'), 380, 'kB');
    within(`JavaScript of login and list, gzip`, await sum('gzip'), 380, 'kB');
    within('JSON of the first page of 50', (await (await answer).body()).length / 1_000, 100, 'kB');
    await context.close();
  });

  it('shows a list of fifty soon after a cold load', async () => {
    const { page, context } = await visit(browser, amiral.url);
    await logIn(page, email, FIRST);
    let left: BrowserContext = context;
    const shown: number[] = [];
    for (let n = 0; n < TIMES; n++) {
      // Nothing but the cookie goes over, and it is good for one renewal.
      const storageState = { cookies: (await left.storageState()).cookies, origins: [] };
      await left.close();
      const next = await visit(browser, amiral.url, { storageState });
      const begin = performance.now();
      await next.page.goto('/servers', { waitUntil: 'commit' });
      await listed(next.page);
      shown.push(performance.now() - begin);
      left = next.context;
    }
    await left.close();
    within('List of 50 shown after a cold load, best of 3', Math.min(...shown), SHOWN_MS, 'ms');
  });

  it('follows the typing among 100,000 servers, and shows each first page', async () => {
    await fillTo(amiral, MANY);
    const { page, context } = await visit(browser, amiral.url);
    await logIn(page, email, FIRST);
    await listed(page);
    const typed: number[][] = [];
    for (let n = 0; n < TIMES; n++) typed.push(await keysTyped(page));
    const [times = []] = typed.sort((one, other) => (one.at(-1) ?? 0) - (other.at(-1) ?? 0));
    const p95 = times[Math.ceil(times.length * 0.95) - 1] ?? Infinity;
    within('A key typed into the search, 100,000 servers, 95th percentile', p95, 100, 'ms');
    within('A key typed into the search, 100,000 servers, slowest', times.at(-1) ?? Infinity, 100, 'ms');

    const pages: { sort: string; ms: number }[] = [];
    for (const sort of SORTS) {
      for (const order of ['ASC', 'DESC'])
        pages.push({ sort: `${order} ${sort}`, ms: await pageSorted(page, sort, order) });
    }
    const [slowest = { sort: '', ms: Infinity }] = pages.sort((a, b) => b.ms - a.ms);
    within(`First page of 100,000 servers, slowest sort (${slowest.sort})`, slowest.ms, SHOWN_MS, 'ms');
    await context.close();
  }, 180_000);

  /** How long each key of a search took, the fastest first. */
  async function keysTyped(page: Page): Promise<number[]> {
    await page.goto('/servers?filter={}');
    await listed(page);
    await page.evaluate(WATCH_KEYS);
    const asked = page.waitForResponse(/\/servers\?.*q=/);
    await page.keyboard.type('production', { delay: 60 });
    // The first results come in while the rest is typed.
    await asked;
    await page.keyboard.type('-99999', { delay: 60 });
    await page.getByText('Production 99999, rack 39').waitFor();
    expect(await page.getByRole('row').count()).toBe(2);
    const times = (await page.evaluate<number[]>('window.keyTimes')).sort((a, b) => a - b);
    expect(times.length).toBe('production-99999'.length);
    return times;
  }

  /** Until the answer is there and drawn; once more while that takes too long. */
  async function pageSorted(page: Page, sort: string, order: string): Promise<number> {
    const path = `servers?page=1&perPage=50&sort=${sort}&order=${order}&filter={}`;
    const sent = `sort=${order === 'DESC' ? '-' : ''}${sort}`;
    let best = Infinity;
    for (let n = 0; n < TIMES && best > SHOWN_MS; n++) {
      await go(page, 'account');
      await page.locator('input[name=currentPassword]').waitFor();
      const answer = page.waitForResponse((response) => response.url().includes(sent));
      const begin = performance.now();
      await go(page, path);
      expect((await answer).status()).toBe(200);
      await listed(page);
      best = Math.min(best, performance.now() - begin);
    }
    return best;
  }
});
