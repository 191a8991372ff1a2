import { isDeepStrictEqual } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { eventually } from '../support/app';
import { launch, logIn, visit } from './browser';
import { ACCOUNTS, type Product, startProduct } from './product';

interface Known {
  byState: { state: string; servers: number }[];
  worst: { name: string }[];
}

describe('the overview', () => {
  let product: Product;
  let browser: Browser;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launch()]);
  });
  afterAll(async () => {
    await browser.close();
    await product.stop();
  });

  const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
  const count = (page: Page, word: string, servers: number) =>
    section(page, 'Servers by state').getByRole('link', { name: new RegExp(`^${word}\\s*${String(servers)}$`) });

  it('is two keys away, says how much there is and what needs somebody, and follows what changes', async () => {
    const { amiral } = product;
    const known = async () => (await amiral.call('GET', '/overview', { as: 'user' })).body as Known;
    const resting = (await known()).byState.find(({ state }) => state === 'maintenance')?.servers ?? 0;
    const { page, complaints, context } = await visit(browser, product.url);
    await logIn(page, ACCOUNTS.manager);
    await page.keyboard.press('g');
    await page.keyboard.press('o');
    await page.getByRole('heading', { name: 'Overview', level: 2 }).waitFor();
    const names = section(page, 'Needs somebody').getByRole('link');
    await names.first().waitFor();
    // One more is found slow meanwhile.
    await eventually(
      async () => ({ shown: await names.allTextContents(), worst: (await known()).worst.map(({ name }) => name) }),
      ({ shown, worst }) => isDeepStrictEqual(shown, worst),
    );
    await section(page, 'Monitor').getByText('Watching').waitFor();
    await section(page, 'Latest changes').getByRole('row').nth(8).waitFor();

    await count(page, 'Maintenance', resting).waitFor();
    const { items } = (await amiral.call('GET', '/servers?q=paris-1', { as: 'admin' })).body as {
      items: { id: string }[];
    };
    const begun = await amiral.call('POST', `/servers/${items[0]?.id ?? ''}/maintenance`, { as: 'admin' });
    expect(begun.status).toBe(200);
    await count(page, 'Maintenance', resting + 1).waitFor();
    await count(page, 'Maintenance', resting + 1).click();
    await page.waitForURL(/\/servers\?filter=/);
    await page.getByText('Paris 1', { exact: true }).waitFor();
    expect(await page.locator('tbody tr').count()).toBe(resting + 1);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('keeps the journal from those who may not read it', async () => {
    const { page, context } = await visit(browser, product.url);
    await logIn(page, ACCOUNTS.user);
    await page.getByRole('menuitem', { name: 'Overview' }).click();
    await section(page, 'Needs somebody').getByRole('link').first().waitFor();
    expect(await section(page, 'Latest changes').count()).toBe(0);
    await context.close();
  });
});
