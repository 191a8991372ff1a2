import type { Browser, Page } from 'playwright-core';
import { HistoryBench, HOUR_MS, MINUTE_MS } from '../support/history';
import { axe, launch, logIn, PHONE, shoot, visit } from './browser';
import { ACCOUNTS, type Product, startProduct } from './product';

/** Is anything drawn on a canvas in this colour? */
const hasColour = (page: Page, canvas: number, [r, g, b]: readonly number[]) =>
  page.evaluate<boolean>(`(() => {
    const canvas = document.querySelectorAll('.uplot canvas')[${String(canvas)}];
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    for (let at = 0; at < data.length; at += 4)
      if (data[at] === ${String(r)} && data[at + 1] === ${String(g)} && data[at + 2] === ${String(b)} && data[at + 3] === 255) return true;
    return false;
  })()`);

describe('the history of a server', () => {
  let product: Product;
  let browser: Browser;
  let ids: string[];

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launch()]);
    const bench = new HistoryBench(product.amiral);
    const { body } = await product.amiral.call('GET', '/servers?sort=name', { as: 'admin' });
    const servers = body.items as { id: string; code: string }[];
    ids = ['paris-1', 'paris-2'].map((code) => servers.find((server) => server.code === code)?.id ?? '');
    const [id = '', young = ''] = ids;
    await product.amiral.call('PATCH', `/servers/${id}`, { as: 'admin', body: { healthIntervalSeconds: 60 } });
    // Five hours well, one down, one in maintenance, then nobody looked.
    const begin = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - 20 * HOUR_MS;
    const samples = (from: number, hours: number, verdict: number) =>
      Array.from({ length: hours * 60 }, (_, minute) => ({
        at: begin + from * HOUR_MS + minute * MINUTE_MS,
        responseMs: verdict === 0 ? 40 : null,
        verdict,
      }));
    await bench.put(id, [...samples(0, 5, 0), ...samples(5, 1, 2), ...samples(6, 1, 4)]);
    expect(young).not.toBe('');
  });
  afterAll(async () => {
    await browser.close();
    await product.stop();
  });

  const open = async (page: Page, id = '') => {
    await page.goto(`/servers/${id}?tab=history`);
    await page.locator('.uplot').nth(1).waitFor();
  };

  it('is drawn and can be read as a table, with how much of it is known', async () => {
    const { page, complaints, context } = await visit(browser, product.url);
    await logIn(page, ACCOUNTS.user);
    await open(page, ids[0]);
    const panel = page.getByRole('tabpanel');
    const text = await panel.innerText();
    // Five of six hours, and the last two minutes; of the 24, seven are known.
    expect(text).toMatch(/Up, 24 hours\s+83\.[3-9]\d*%\s+29\.\d+% of the time known/);
    expect(text).toMatch(/Up, 90 days\s+Too little known/);
    expect(text).not.toContain('100%');
    await page.getByRole('img', { name: /slowest answer took/ }).waitFor();
    await page.getByRole('img', { name: 'Availability over time: 0% at the least.' }).waitFor();
    await panel.getByText('Maintenance', { exact: true }).waitFor();
    expect(await hasColour(page, 0, [0x1b, 0x4b, 0x72])).toBe(true);
    expect(await hasColour(page, 1, [0x1b, 0x4b, 0x72])).toBe(true);
    expect(await axe(page)).toEqual([]);
    await shoot(page, 'history');

    await page.getByRole('button', { name: 'As a table' }).click();
    const rows = page.getByRole('row');
    expect(await rows.filter({ hasText: /40 ms.*100%.*0 min/ }).count()).toBeGreaterThan(50);
    expect(await rows.filter({ hasText: /–.*0%.*0 min/ }).count()).toBeGreaterThan(8);
    expect(await rows.filter({ hasText: /–.*5 min/ }).count()).toBeGreaterThan(8);
    // What nobody knows is no row: seven hours and a little, not a day.
    expect(await rows.count()).toBeLessThan(100);
    expect(await axe(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('of few checks is never told as all of the time', async () => {
    const { page, context } = await visit(browser, product.url);
    await logIn(page, ACCOUNTS.user);
    await open(page, ids[1]);
    const panel = page.getByRole('tabpanel');
    expect(await panel.getByText('Too little known').count()).toBe(4);
    expect(await panel.innerText()).not.toMatch(/\b100%\s+\d/);
    await context.close();
  });

  it('fits a phone, in the dark, in French', async () => {
    const options = { viewport: PHONE, colorScheme: 'dark', locale: 'fr-FR' } as const;
    const { page, context } = await visit(browser, product.url, options);
    await logIn(page, ACCOUNTS.user);
    await open(page, ids[0]);
    for (const span of ['7 jours', '30 jours', '90 jours', '24 h']) {
      const read = page.waitForResponse(/\/history\?/);
      await page.getByRole('button', { name: span }).click();
      if (span !== '24 h') await read;
      await page.locator('.uplot').nth(1).waitFor();
    }
    await page.getByText(/29,\d+\s% du temps connu/).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width);
    expect(await hasColour(page, 0, [0x8f, 0xc1, 0xea])).toBe(true);
    expect(await axe(page)).toEqual([]);
    await shoot(page, 'history-phone');
    await context.close();
  });
});
