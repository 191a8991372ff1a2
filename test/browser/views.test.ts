import type { Browser } from 'playwright-core';
import { axe, DESKTOP, launch, logIn, PHONE, shoot, visit } from './browser';
import { ACCOUNTS, type Product, startProduct } from './product';

describe('each view', () => {
  let product: Product;
  let browser: Browser;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launch()]);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await product.stop();
  });

  const VIEWS = ['servers', 'board', 'placement', 'instances', 'plans', 'templates', 'users', 'events', 'account'];
  const FORMS = ['servers/create', 'instances/create', 'plans/create', 'templates/create', 'users/create'];

  it.each([
    ['light', DESKTOP, 'en-GB'],
    ['dark', DESKTOP, 'fr-FR'],
    ['light', PHONE, 'fr-FR'],
    ['dark', PHONE, 'en-GB'],
  ] as const)(
    'has nothing that axe objects to, in %s',
    async (colorScheme, viewport, locale) => {
      const { page, complaints, context } = await visit(browser, product.url, { colorScheme, viewport, locale });
      const name = `${colorScheme}-${String(viewport.width)}`;
      await page.goto('/');
      await page.locator('input[name=email]').waitFor();
      const wrong: Record<string, string[]> = { login: await axe(page) };
      await shoot(page, `login-${name}`);
      await logIn(page, ACCOUNTS.admin);
      const { body } = await product.amiral.call('GET', '/servers?q=paris-1', { as: 'admin' });
      const { id } = body.items[0] as { id: string };
      const tabs = ['overview', 'server', 'instances', 'journal'].map((tab) => `servers/${id}?tab=${tab}`);
      for (const path of [...VIEWS, ...FORMS, ...tabs]) {
        await page.goto(`/${path}`, { waitUntil: 'networkidle' });
        const view = path.replace(id, 'paris-1').replaceAll(/\W/g, '-');
        const found = await axe(page);
        await shoot(page, `${view}-${name}`);
        const width = await page.evaluate<number>('document.documentElement.scrollWidth');
        wrong[view] = [...found, ...(width > viewport.width ? [`is ${String(width)} pixels wide`] : [])];
      }
      expect(Object.entries(wrong).filter(([, found]) => found.length > 0)).toEqual([]);
      expect(complaints).toEqual([]);
      await context.close();
    },
    180_000,
  );
});
