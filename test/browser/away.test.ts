import type { Browser, Page, Route } from 'playwright-core';
import { launch, logIn, shoot, visit } from './browser';
import { PASSWORD } from '../support/app';
import { ACCOUNTS, type ProductApart, startProductApart } from './product';

const BANNER = /The server does not answer\. What you see/;
/** Without the stream, the lists are read again every 15 s. */
const A_REFRESH = { timeout: 25_000 };
const A_RESTART = { timeout: 30_000 };

describe('a server that dies', () => {
  let product: ProductApart;
  let browser: Browser;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProductApart(), launch()]);
  });
  afterAll(async () => {
    await browser.close();
    await product.stop();
  });

  const banner = (page: Page) => page.getByText(BANNER);

  /** What somebody else does meanwhile, without a browser. */
  async function rename(name: string, next: string): Promise<void> {
    const call = async (method: string, path: string, body?: object, token = '') => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
      const sent = { method, headers, ...(body && { body: JSON.stringify(body) }) };
      const answer = await fetch(`${product.url}/api/v1${path}`, sent);
      expect(answer.ok).toBe(true);
      return (await answer.json()) as { accessToken: string; items: { id: string }[] };
    };
    const { accessToken } = await call('POST', '/auth/login', { email: ACCOUNTS.manager, password: PASSWORD });
    const { items } = await call('GET', `/servers?q=${encodeURIComponent(name)}`, undefined, accessToken);
    await call('PATCH', `/servers/${items[0]?.id ?? ''}`, { name: next }, accessToken);
  }

  it('leaves the list where it was, and is noticed and found again without anybody doing anything', async () => {
    const { page, context } = await visit(browser, product.url);
    await logIn(page, ACCOUNTS.manager);
    await product.kill();
    await banner(page).waitFor(A_REFRESH);
    expect(await page.getByText('Paris 1', { exact: true }).count()).toBe(1);
    await shoot(page, 'away-killed');
    await product.again();
    await banner(page).waitFor({ state: 'detached', ...A_RESTART });
    await rename('Paris 1', 'Paris one');
    await page.getByText('Paris one', { exact: true }).waitFor(A_REFRESH);
    await rename('Paris one', 'Paris 1');
    await page.getByText('Paris 1', { exact: true }).waitFor(A_REFRESH);
    await context.close();
  });

  /** What happens once the form is on its way: had the page noticed before, it would send nothing. */
  async function onceItIsSent(page: Page, happens: () => Promise<unknown>): Promise<void> {
    const sent = async (route: Route) => {
      await happens();
      await route.continue();
    };
    await page.route(/\/api\/v1\/plans$/, sent, { times: 1 });
  }

  it('loses nothing that was typed, and says that nothing has been saved', async () => {
    const { page, context } = await visit(browser, product.url);
    await logIn(page, ACCOUNTS.admin);
    await page.goto('/plans/create');
    await page.getByLabel('Name').first().fill('Half-typed');
    await page.getByLabel('Code').fill('half-typed');
    await onceItIsSent(page, () => product.kill());
    const save = page.getByRole('button', { name: 'Save' });
    await save.click();
    await page.getByText(/this may not have been saved/).waitFor();
    await banner(page).waitFor();
    await save.click();
    await page.getByText(/Nothing has been saved/).waitFor();
    expect(await page.getByLabel('Name').first().inputValue()).toBe('Half-typed');
    await shoot(page, 'away-unsaved');
    await product.again();
    await banner(page).waitFor({ state: 'detached', ...A_RESTART });
    await save.click();
    await page.waitForURL(/\/plans\/[0-9a-f-]{36}$/);
    await page.getByRole('heading', { name: 'Half-typed' }).first().waitFor();
    await context.close();
  });

  it('brings a page that was opened meanwhile as soon as it is back', async () => {
    const { page, context } = await visit(browser, product.url);
    await logIn(page, ACCOUNTS.manager);
    await product.kill();
    await page.getByRole('menuitem', { name: 'Board' }).click();
    await banner(page).waitFor();
    await product.again();
    await page.getByRole('heading', { name: 'Board', level: 2 }).waitFor(A_RESTART);
    await page.getByText('Paris 1', { exact: true }).waitFor();
    await banner(page).waitFor({ state: 'detached', ...A_RESTART });
    await context.close();
  });

  it('that answers nothing at all is not waited for without end', async () => {
    const { page, context } = await visit(browser, product.url);
    await logIn(page, ACCOUNTS.user);
    product.signal('SIGSTOP');
    await page.getByRole('button', { name: 'Refresh' }).click();
    await banner(page).waitFor(A_REFRESH);
    product.signal('SIGCONT');
    await banner(page).waitFor({ state: 'detached', ...A_RESTART });
    await context.close();
  });

  it('that has lost its database is as good as away, until it has it again', async () => {
    const { page, context } = await visit(browser, product.url);
    await logIn(page, ACCOUNTS.admin);
    await page.goto('/plans/create');
    await page.getByLabel('Name').first().fill('Kept');
    await page.getByLabel('Code').fill('kept');
    await onceItIsSent(page, () => product.gate.shut());
    const save = page.getByRole('button', { name: 'Save' });
    await save.click();
    await page.getByText(/this may not have been saved/).waitFor();
    await banner(page).waitFor();
    await save.click();
    await page.getByText(/Nothing has been saved/).waitFor();
    await product.gate.open();
    await banner(page).waitFor({ state: 'detached', ...A_RESTART });
    await save.click();
    await page.waitForURL(/\/plans\/[0-9a-f-]{36}$/);
    await context.close();
  });

  /** Answers the list's reads as a server does that is not ready, `times` times. */
  async function unready(page: Page, times: number, retryAfter: string) {
    const asked: number[] = [];
    await page.route(/\/api\/v1\/servers\?/, (route) => {
      asked.push(performance.now());
      if (asked.length > times) return route.continue();
      const problem = {
        type: 'about:blank',
        title: 'Not available',
        status: 503,
        code: 'too-busy',
        detail: 'Too busy now.',
      };
      const headers = { 'retry-after': retryAfter };
      return route.fulfill({
        status: 503,
        headers,
        contentType: 'application/problem+json',
        body: JSON.stringify(problem),
      });
    });
    return asked;
  }

  it('is left alone as long as it asks for', async () => {
    const { page, context } = await visit(browser, product.url);
    const asked = await unready(page, 2, '1');
    await logIn(page, ACCOUNTS.user);
    const waits = asked.slice(1).map((at, index) => at - (asked[index] ?? 0));
    expect(waits).toHaveLength(2);
    expect(Math.min(...waits)).toBeGreaterThan(950);
    await context.close();
  });

  it('that never gets ready is said to be so, and can be asked again', async () => {
    const { page, context } = await visit(browser, product.url);
    await logIn(page, ACCOUNTS.user);
    await unready(page, 5, '0');
    await page.reload();
    await page.getByText('Too busy now.').first().waitFor();
    await shoot(page, 'away-unready');
    expect(await page.getByRole('progressbar').count()).toBe(0);
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.getByText('Paris 1', { exact: true }).waitFor();
    await context.close();
  });
});
