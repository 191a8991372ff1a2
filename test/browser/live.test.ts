import type { Browser, BrowserContext, Page } from 'playwright-core';
import { eventually, PASSWORD } from '../support/app';
import { launch, logIn, visit } from './browser';
import { ACCOUNTS, type ProductApart, startProductApart } from './product';

const BANNER = /The server does not answer\. What you see/;
const A_REFRESH = { timeout: 25_000 };
const A_RESTART = { timeout: 30_000 };

describe('what others change', () => {
  let product: ProductApart;
  let browser: Browser;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProductApart(), launch()]);
  });
  afterAll(async () => {
    await browser.close();
    await product.stop();
  });

  const call = async (method: string, path: string, token = '', body: object = {}) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const sent = { method, headers, ...(method === 'GET' ? {} : { body: JSON.stringify(body) }) };
    const response = await fetch(`${product.url}/api/v1${path}`, sent);
    expect(response.status).toBe(200);
    return (await response.json()) as { accessToken: string; items: { id: string; cordoned: boolean }[] };
  };
  /** Somebody else, who sees to it that Paris 1 is so. */
  const others = async (is: 'cordoned' | 'uncordoned') => {
    const { accessToken } = await call('POST', '/auth/login', '', { email: ACCOUNTS.admin, password: PASSWORD });
    const { items } = await call('GET', '/servers?q=paris-1', accessToken);
    const { id = '', cordoned } = items[0] ?? {};
    const action = is === 'cordoned' ? 'cordon' : 'uncordon';
    if (cordoned !== (is === 'cordoned')) await call('POST', `/servers/${id}/${action}`, accessToken);
    return id;
  };

  const row = (page: Page) => page.getByRole('row').filter({ hasText: 'Paris 1' });
  const card = (page: Page) => page.locator('.MuiCard-root').filter({ hasText: 'paris-1' });
  const header = (page: Page) => page.getByText('paris-1', { exact: true }).locator('..');
  const CORDONED = { hasText: 'Cordoned' };

  /** The pages of one person, each with what it has read of servers since it was last asked. */
  async function openPages(context: BrowserContext, paths: string[], first: Page) {
    const pages = [first, ...(await Promise.all(paths.slice(1).map(() => context.newPage())))];
    const reads: string[] = [];
    for (const [index, page] of pages.entries()) {
      const followed = page.waitForResponse(/\/api\/v1\/stream\?watch=[0-9a-f]/);
      await page.goto(paths[index] ?? '');
      await followed;
      page.on('request', (request) => {
        if (request.url().includes('/api/v1/servers')) reads.push(`${String(index)} ${request.url()}`);
      });
    }
    return { pages: pages as [Page, Page, Page], taken: () => reads.splice(0) };
  }

  it('shows on the list, the board and an open form at once, without their asking, also after the server was lost', async () => {
    const id = await others('uncordoned');
    const { page, context } = await visit(browser, product.url);
    await logIn(page, ACCOUNTS.admin);
    const paths = ['/servers', '/board', `/servers/${id}?tab=server`];
    const { pages, taken } = await openPages(context, paths, page);
    const [list, board, form] = pages;
    const shown = [row(list), card(board), header(form)];
    const note = form.getByLabel('Description');
    await note.fill('Half a sentence');
    await Promise.all(shown.map((each) => each.waitFor()));
    // What it took to come up is over.
    await eventually(
      () => new Promise<string[]>((done) => setTimeout(() => done(taken()), 2_000)),
      (reads) => reads.length === 0,
    );

    await others('cordoned');
    await Promise.all(shown.map((each) => each.filter(CORDONED).waitFor()));
    expect(taken()).toEqual([]);
    expect(await note.inputValue()).toBe('Half a sentence');

    await product.kill();
    await Promise.all(pages.map((each) => each.getByText(BANNER).waitFor(A_REFRESH)));
    await product.again();
    await Promise.all(pages.map((each) => each.getByText(BANNER).waitFor({ state: 'detached', ...A_RESTART })));
    await others('uncordoned');
    for (const each of shown) await each.filter(CORDONED).waitFor({ state: 'detached' });
    expect(await note.inputValue()).toBe('Half a sentence');
    await context.close();
  }, 150_000);

  it('shows after a while where nothing can be followed, and the server is not said to be away', async () => {
    await others('uncordoned');
    const { page, context } = await visit(browser, product.url);
    await page.route('**/api/v1/stream?*', (route) => route.abort());
    await logIn(page, ACCOUNTS.user);
    await others('cordoned');
    await row(page).filter(CORDONED).waitFor(A_REFRESH);
    expect(await page.getByText(BANNER).count()).toBe(0);
    await context.close();
  });

  it('shows once a page is looked at again, and is not followed meanwhile', async () => {
    await others('uncordoned');
    const { page, context } = await visit(browser, product.url);
    await logIn(page, ACCOUNTS.user);
    const look = (state: 'visible' | 'hidden') =>
      page.evaluate(`Object.defineProperty(document, 'visibilityState', { value: '${state}', configurable: true });
        document.dispatchEvent(new Event('visibilitychange'))`);
    const ended = page.waitForEvent('requestfailed', (request) => request.url().includes('/api/v1/stream'));
    await look('hidden');
    await ended;
    await others('cordoned');
    const again = page.waitForRequest(/\/api\/v1\/stream/);
    await look('visible');
    expect(await (await again).headerValue('last-event-id')).toMatch(/^\d+$/);
    await row(page).filter(CORDONED).waitFor();
    await context.close();
  });
});
