import { copyFileSync, mkdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { DESKTOP, go, launch, logIn, PHONE, settled, shoot, visit } from './browser';
import { eventually } from '../support/app';
import { ACCOUNTS, type Product, startProduct } from './product';

const ROOT = resolve(__dirname, '../..');
const MAX_BYTES = 150_000;
const WIDE = { ...DESKTOP, height: 600 };

const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000).toISOString();

/** What differs from run to run: ports, and when and how fast each answered. */
function steady(json: string): string {
  return json
    .replace(/"code":"([^"]+)"(.*?)"serverUrl":"[^"]+"/g, '"code":"$1"$2"serverUrl":"https://$1.example.com"')
    .replace(/"lastCheckAt":"[^"]+"/g, `"lastCheckAt":"${ago(80)}"`)
    .replace(/"(createdAt|updatedAt)":"[^"]+"/g, `"$1":"${ago(100_000)}"`)
    .replace(
      /"responseTimeMs":(\d+)[.\d]*/g,
      (_, ms: string) => `"responseTimeMs":${Number(ms) < 1_000 ? '38' : '2304'}`,
    );
}

/** The pictures of the guides. `UPDATE_PICTURES=1` puts them into docs/pictures/; otherwise they are only taken. */
describe('the pictures of the guides', () => {
  let product: Product;
  let browser: Browser;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launch()]);
    await eventually(
      async () =>
        (await product.amiral.call('GET', '/servers?healthStatus=warning', { as: 'admin' })).body.total as number,
      (slow) => slow === 1,
      40_000,
    );
  });
  afterAll(async () => {
    await browser.close();
    await product.stop();
  });

  const open = async (options: BrowserContextOptions) => {
    const { page, context } = await visit(browser, product.url, options);
    await page.route('**/api/v1/stream?*', (route) => route.abort());
    await page.route(/\/api\/v1\/servers/, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: steady(await response.text()) });
    });
    await logIn(page, ACCOUNTS.manager);
    return { page, context };
  };

  const take = async (page: Page, name: string) => {
    await page.mouse.move(0, 0);
    await settled(page);
    await shoot(page, name);
    const taken = join(ROOT, 'screenshots', `${name}.png`);
    expect(statSync(taken).size).toBeLessThan(MAX_BYTES);
    if (process.env['UPDATE_PICTURES'] !== '1') return;
    mkdirSync(join(ROOT, 'docs/pictures'), { recursive: true });
    copyFileSync(taken, join(ROOT, 'docs/pictures', `${name.replace('guide-', '')}.png`));
  };

  const board = async (page: Page) => {
    await go(page, 'board');
    await page.getByRole('heading', { name: 'Board', level: 2 }).waitFor();
    await page.getByText('Paris 1', { exact: true }).waitFor();
  };

  it('show the list, the board, a server and the placement', async () => {
    const { page, context } = await open({ viewport: WIDE, colorScheme: 'light' });
    await take(page, 'guide-list');
    await page.getByText('Lyon 2, slow').first().click();
    await page.getByRole('button', { name: 'Check health' }).waitFor();
    await take(page, 'guide-server');
    await board(page);
    await take(page, 'guide-board');
    await go(page, 'placement');
    await page
      .getByRole('link', { name: 'New instance here' })
      .or(page.getByRole('button', { name: 'New instance here' }))
      .first()
      .waitFor();
    await take(page, 'guide-placement');
    await context.close();
  });

  it('show the dark one and the one on a phone', async () => {
    const dark = await open({ viewport: WIDE, colorScheme: 'dark' });
    await board(dark.page);
    await take(dark.page, 'guide-board-dark');
    await dark.context.close();
    const phone = await open({ viewport: PHONE, colorScheme: 'light' });
    await take(phone.page, 'guide-phone');
    await phone.context.close();
  });
});
