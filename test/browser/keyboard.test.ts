import type { Browser, Page } from 'playwright-core';
import { eventually, PASSWORD } from '../support/app';
import { axe, launch, logIn, shoot, visit } from './browser';
import { ACCOUNTS, type Product, startProduct } from './product';

/** More stops than any page has before what a test looks for. */
const STOPS = 120;

describe('the keyboard alone', () => {
  let product: Product;
  let browser: Browser;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launch()]);
  });
  afterAll(async () => {
    await browser.close();
    await product.stop();
  });

  const press = async (page: Page, ...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const focused = (page: Page) =>
    page.evaluate<string>(
      "(({ activeElement: at }) => (at.getAttribute('aria-label') || at.innerText || at.name || at.id || '').trim())(document)",
    );

  /** Tab until what has the focus is called so. */
  async function tabTo(page: Page, name: RegExp, key = 'Tab'): Promise<void> {
    const seen: string[] = [];
    for (let stop = 0; stop < STOPS; stop++) {
      await press(page, key);
      const at = await focused(page);
      if (name.test(at)) return;
      seen.push(at);
    }
    throw new Error(`${String(name)} is not reached by ${key}: ${seen.join(' | ')}`);
  }

  const focusComesTo = (page: Page, name: string) =>
    eventually(
      () => focused(page),
      (at) => at === name,
    );

  it('logs in, filters, opens a server, activates it and enters another', async () => {
    const { page, complaints, context } = await visit(browser, product.url);
    await page.goto('/');
    await page.locator('input[name=email]:focus').waitFor();
    await page.keyboard.type(ACCOUNTS.admin);
    await press(page, 'Tab');
    await page.keyboard.type(PASSWORD);
    await press(page, 'Enter');
    await page.getByText('Paris 1', { exact: true }).first().waitFor();

    await tabTo(page, /^Draft/);
    await press(page, 'Space');
    await page.getByText('Paris 1', { exact: true }).waitFor({ state: 'detached' });
    await page.getByText('Lille 4, just delivered').waitFor();

    await tabTo(page, /Lille 4, just delivered\s/);
    await shoot(page, 'keyboard-row');
    await press(page, 'Enter');
    await focusComesTo(page, 'Lille 4, just delivered');
    await tabTo(page, /^Activate/);
    await press(page, 'Enter');
    await page.getByText('Lille 4, just delivered is in service').waitFor();

    await press(page, 'g', 's');
    await page.waitForURL(/\/servers(\?|$)/);
    await page.getByRole('link', { name: 'Create' }).waitFor();
    await tabTo(page, /^Create/);
    await press(page, 'Enter');
    await page.locator('input[name=name]').waitFor();
    await tabTo(page, /^name$/);
    await page.keyboard.type('By keyboard');
    await tabTo(page, /^code$/);
    await page.keyboard.type('by-keyboard');
    await tabTo(page, /^serverUrl$/);
    await page.keyboard.type('http://127.0.0.1:9');
    await press(page, 'Enter');
    await page.getByRole('heading', { name: 'By keyboard' }).first().waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('goes to each place of an administrator, and finds the search', async () => {
    const { page, context } = await visit(browser, product.url);
    await logIn(page, ACCOUNTS.admin);
    const places = { b: 'board', p: 'placement', i: 'instances', l: 'plans', t: 'templates', u: 'users', j: 'events' };
    for (const [key, path] of Object.entries({ ...places, a: 'account', s: 'servers' })) {
      await press(page, 'g', key);
      await page.waitForURL(new RegExp(`/${path}$`));
    }
    await press(page, 'g', 'a');
    await focusComesTo(page, 'admin');
    await press(page, '/');
    await page.waitForURL(/\/servers/);
    await focusComesTo(page, 'q');
    await page.keyboard.type('g b?/');
    expect(await page.locator('input[name=q]').inputValue()).toBe('g b?/');
    await context.close();
  });

  it('lists its shortcuts, only to where one may go', async () => {
    const { page, context } = await visit(browser, product.url);
    await logIn(page, ACCOUNTS.user);
    await press(page, '?');
    const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await help.getByText('Placement').waitFor();
    expect(await help.getByText(/Users|Journal/).count()).toBe(0);
    expect(await axe(page)).toEqual([]);
    await shoot(page, 'shortcuts');
    await press(page, 'g', 'b', 'Escape');
    await help.waitFor({ state: 'detached' });
    expect(page.url()).toMatch(/\/servers/);
    await press(page, 'g', 'u', 'Control+/');
    expect(page.url()).toMatch(/\/servers/);
    await page.getByRole('button', { name: 'Demo user' }).press('Enter');
    await page.getByRole('menuitem', { name: 'Keyboard shortcuts' }).press('Enter');
    await help.waitFor();
    await context.close();
  });

  it('skips to the content, and stands at the heading of a new page', async () => {
    const { page, context } = await visit(browser, product.url);
    await logIn(page, ACCOUNTS.admin);
    await page.goto('/servers');
    await page.getByText('Paris 1', { exact: true }).waitFor();
    await press(page, 'Tab');
    expect(await focused(page)).toBe('Skip to content');
    await press(page, 'Enter', 'Tab');
    expect(await page.evaluate("document.activeElement.closest('#main-content') !== null")).toBe(true);
    await press(page, 'g', 'b');
    await focusComesTo(page, 'Board');
    await context.close();
  });
});
