import type { Browser, BrowserContext, Page, Route } from 'playwright-core';
import { PASSWORD } from '../support/app';
import { axe, go, launch, logIn, shoot, visit } from './browser';
import { ACCOUNTS, type Product, startProduct } from './product';

describe('a session', () => {
  let product: Product;
  let browser: Browser;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launch()]);
  });
  afterAll(async () => {
    await browser.close();
    await product.stop();
  });

  /** A change of password elsewhere ends all other sessions; the password stays what it was. */
  async function endElsewhere(): Promise<void> {
    const body = { currentPassword: PASSWORD, newPassword: PASSWORD };
    expect((await product.amiral.call('PUT', '/auth/password', { as: 'admin', body })).status).toBe(204);
  }

  /** Later than any access token lasts. */
  const letItAge = (page: Page) => page.evaluate('{ const now = Date.now; Date.now = () => now() + 20 * 60_000 }');
  const dialog = (page: Page) => page.getByRole('dialog', { name: 'Your session has ended' });
  const refresh = (page: Page) => page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");

  async function typePlan(page: Page, name: string): Promise<void> {
    await page.goto('/plans/create');
    await page.getByLabel('Name').first().fill(name);
    await page.getByLabel('Code').fill(name.toLowerCase());
  }

  async function openAgain(page: Page): Promise<void> {
    await dialog(page).getByLabel('Password').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await dialog(page).waitFor({ state: 'detached' });
  }

  it('that ended elsewhere is opened again over a half-typed form, which is then saved', async () => {
    const { page, context } = await visit(browser, product.url);
    await logIn(page, ACCOUNTS.admin);
    await typePlan(page, 'Kept');
    // Not before the click: whatever asks by itself would find it out first, and the dialog covers the form.
    const end = async (route: Route) => {
      await endElsewhere();
      await route.continue();
    };
    await page.route('**/api/v1/plans', end, { times: 1 });
    await page.getByRole('button', { name: 'Save' }).click();
    await dialog(page).waitFor();
    expect(await page.getByLabel('Name').first().inputValue()).toBe('Kept');
    await shoot(page, 'session-ended');
    await dialog(page).getByLabel('Password').fill('wrong-password');
    await page.keyboard.press('Enter');
    await dialog(page).getByText('The e-mail or the password is wrong.').waitFor();
    await openAgain(page);
    await page.waitForURL(/\/plans\/[0-9a-f-]{36}$/);
    await page.getByRole('heading', { name: 'Kept' }).first().waitFor();
    await context.close();
  });

  it('that ended is asked for where somebody wants to go, once its token is old', async () => {
    const { page, context } = await visit(browser, product.url);
    await logIn(page, ACCOUNTS.admin);
    await endElsewhere();
    await letItAge(page);
    // Not by a click: the live stream may have been refused by then, and the dialog covers the menu.
    await go(page, 'users');
    await dialog(page).waitFor();
    await openAgain(page);
    await page.getByText(ACCOUNTS.manager).waitFor();
    await context.close();
  });

  /** The next renewal is answered only after the login that follows it, if that does not wait for it. */
  async function holdRenewal(page: Page): Promise<void> {
    await page.route(
      '**/auth/refresh',
      async (route) => {
        const loggedIn = page.waitForResponse(/\/auth\/login$/, { timeout: 3_000 }).catch(() => undefined);
        const answer = await route.fetch();
        await loggedIn;
        await route.fulfill({ response: answer });
      },
      { times: 1 },
    );
  }

  it('that was opened again is not ended by a renewal that was on its way before', async () => {
    const { page, context } = await visit(browser, product.url);
    await logIn(page, ACCOUNTS.admin);
    await endElsewhere();
    await refresh(page);
    await dialog(page).waitFor();
    await holdRenewal(page);
    const asked = page.waitForRequest(/\/auth\/refresh$/);
    await refresh(page);
    await asked;
    await openAgain(page);
    await letItAge(page);
    const read = page.waitForResponse(/\/servers\?/);
    await page.getByRole('button', { name: 'Refresh' }).click();
    expect((await read).status()).toBe(200);
    await context.close();
  });

  it('that ended leads to the login page when it is not opened again', async () => {
    const { page, context } = await visit(browser, product.url);
    await logIn(page, ACCOUNTS.admin);
    await endElsewhere();
    await refresh(page);
    await dialog(page).waitFor();
    expect(await axe(page)).toEqual([]);
    await dialog(page).getByRole('button', { name: 'To the start page' }).click();
    await page.locator('input[name=email]').waitFor();
    await context.close();
  });

  it('is renewed by one tab at a time, and none spends the token of another', async () => {
    const { page, context } = await visit(browser, product.url);
    await logIn(page, ACCOUNTS.admin);
    const tabs = [page, ...(await openTabs(context, 3))];
    const answers: number[] = [];
    context.on('response', (response) => {
      if (response.url().endsWith('/auth/refresh')) answers.push(response.status());
    });
    await Promise.all(tabs.map(letItAge));
    const read = tabs.map((tab) => tab.waitForResponse(/\/servers\?/));
    await Promise.all(tabs.map((tab) => tab.getByRole('button', { name: 'Refresh' }).click()));
    expect((await Promise.all(read)).map((response) => response.status())).toEqual([200, 200, 200, 200]);
    expect(answers).toEqual([200, 200, 200, 200]);
    await context.close();
  });

  /** What the browser sends of the next refresh arrives, and is answered; the answer never comes back. */
  async function loseAnswer(context: BrowserContext): Promise<() => number> {
    const answers: number[] = [];
    await context.route(
      '**/auth/refresh',
      async (route) => {
        const [headers, body] = [await route.request().allHeaders(), route.request().postData()];
        // Not route.fetch, which would keep the cookie that comes with the answer.
        const sent = { method: 'POST', headers: { ...pick(headers), 'content-type': 'application/json' }, body };
        answers.push((await fetch(route.request().url(), sent)).status);
        await route.abort('connectionreset');
      },
      { times: 1 },
    );
    return () => answers[0] ?? 0;
  }

  const pick = ({ cookie = '', origin }: Record<string, string>) => ({ cookie, ...(origin && { origin }) });

  it('goes on when the answer to a renewal is lost on its way', async () => {
    const { page, context } = await visit(browser, product.url);
    await logIn(page, ACCOUNTS.manager);
    const lost = await loseAnswer(context);
    await page.goto('/plans');
    await page.getByRole('cell', { name: 'Business', exact: true }).waitFor();
    expect(lost()).toBe(200);
    expect(await page.getByText(/The server does not answer/).count()).toBe(0);
    await page.reload();
    await page.getByRole('cell', { name: 'Business', exact: true }).waitFor();
    await context.close();
  });

  it.each([
    [5, 170],
    [8, 120],
  ])('outlives %d presses of reload, %d ms apart, on a slow line', async (presses, pace) => {
    const { page, context } = await visit(browser, product.url);
    await logIn(page, ACCOUNTS.manager);
    const other = await context.newPage();
    await other.goto('/plans');
    const line = await context.newCDPSession(page);
    const slow = { offline: false, latency: 150, downloadThroughput: -1, uploadThroughput: -1 };
    await line.send('Network.emulateNetworkConditions', slow);
    for (let press = 0; press < presses; press++) {
      void page.reload().catch(() => undefined);
      await new Promise((next) => setTimeout(next, pace));
    }
    await page.getByText('Paris 1', { exact: true }).waitFor({ timeout: 30_000 });
    await other.getByRole('button', { name: 'Refresh' }).click();
    await other.getByRole('cell', { name: 'Business', exact: true }).waitFor();
    for (const tab of [page, other]) expect(await tab.locator('input[name=password]').count()).toBe(0);
    await context.close();
  });

  async function openTabs(context: BrowserContext, count: number): Promise<Page[]> {
    const tabs = await Promise.all(Array.from({ length: count }, () => context.newPage()));
    for (const tab of tabs) {
      await tab.goto('/servers');
      await tab.getByText('Paris 1', { exact: true }).waitFor();
    }
    return tabs;
  }
});
