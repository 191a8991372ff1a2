import type { Browser, BrowserContextOptions } from 'playwright-core';
import { PASSWORD, startApp, type TestApp } from '../support/app';
import { axe, launch, PHONE, shoot, visit } from './browser';
import { search } from './list';

describe('an empty fleet', () => {
  let amiral: TestApp;
  let browser: Browser;

  beforeAll(async () => {
    [amiral, browser] = await Promise.all([startApp(), launch()]);
  });
  afterAll(async () => {
    await browser.close();
    await amiral.stop();
  });

  async function enter(role: 'admin' | 'user', options: BrowserContextOptions = {}) {
    const visitor = await visit(browser, amiral.url, options);
    await visitor.page.goto('/');
    await visitor.page.locator('input[name=email]').fill(`${role}@example.com`);
    await visitor.page.locator('input[name=password]').fill(PASSWORD);
    await visitor.page.locator('button[type=submit]').click();
    await visitor.page.getByText('No server yet').waitFor();
    return visitor;
  }

  it('says what to do first, with the button for it', async () => {
    const { page, complaints, context } = await enter('admin');
    for (const [path, text] of [
      ['instances', 'No instance yet'],
      ['plans', 'No plan yet'],
      ['templates', 'No template yet'],
      ['board', 'No server yet'],
      ['servers', 'No server yet'],
    ]) {
      await page.goto(`/${path}`);
      await page.getByText(String(text)).waitFor();
      expect(await axe(page)).toEqual([]);
    }
    await shoot(page, 'empty-servers');
    await page.locator('#main-content').getByRole('link', { name: 'Create' }).click();
    await page.waitForURL(/\/servers\/create$/);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('shows no such button to who may not use it', async () => {
    const { page, context } = await enter('user');
    await page.getByText('Whoever may enter one has not done so yet.').waitFor();
    expect(await page.getByRole('link', { name: 'Create' }).count()).toBe(0);
    await context.close();
  });

  it('is not what filters leave: those can be cleared', async () => {
    const { page, context } = await enter('admin');
    await page.goto('/users');
    await page.getByText('manager@example.com').waitFor();
    await page.goto(`/users?filter=${encodeURIComponent('{"q":"nobody-has-this"}')}`);
    await page.getByText('Nothing matches these filters.').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByText('manager@example.com').waitFor();
    await context.close();
  });

  describe.each([
    ['the board', '/board', {}],
    ['the list', '/servers', {}],
    ['the cards of a phone', '/servers', { viewport: PHONE }],
    ['the groups', '/servers', { by: 'state' }],
  ])('on %s', (_view, path, { by, ...options }: BrowserContextOptions & { by?: string }) => {
    const address = (filter: object) => path + search({ ...filter, groupBy: by }).replace('/servers', '');

    it('offers to clear the filters, when there are any', async () => {
      const { page, complaints, context } = await enter('admin', options);
      await page.goto(address({ q: 'nobody-has-this' }));
      await page.getByText('Nothing matches these filters.').waitFor();
      expect(await axe(page)).toEqual([]);
      await page.getByRole('button', { name: 'Clear filters' }).click();
      await page.getByText('No server yet').waitFor();
      expect(page.url().includes('groupBy')).toBe(by !== undefined);
      expect(complaints).toEqual([]);
      await context.close();
    });

    it('says that the servers could not be read, and reads them again when asked to', async () => {
      const { page, context } = await enter('admin', options);
      const body = JSON.stringify({ type: 'about:blank', status: 500, code: 'internal', detail: 'It went wrong.' });
      const fail = { status: 500, contentType: 'application/problem+json', body };
      await page.route(/\/api\/v1\/servers\?/, (route) => route.fulfill(fail));
      await page.goto(address({}));
      await page.locator('#main-content').getByText('It went wrong.').waitFor();
      await page.unroute(/\/api\/v1\/servers\?/);
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByText('No server yet').waitFor();
      await context.close();
    });
  });
});
