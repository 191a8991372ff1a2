import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app';
import { axe, launch, logIn, PHONE, shoot, visit } from './browser';
import { ACCOUNTS, type Product, startProduct } from './product';

describe('the tour', () => {
  let product: Product;
  let empty: TestApp;
  let browser: Browser;

  beforeAll(async () => {
    [product, empty, browser] = await Promise.all([startProduct(), startApp(), launch()]);
  });
  afterAll(async () => {
    await browser.close();
    await product.stop();
    await empty.stop();
  });

  const tour = (page: Page) => page.getByRole('dialog');
  const gone = (page: Page) => tour(page).waitFor({ state: 'detached' });
  const button = (page: Page, name: string) => tour(page).getByRole('button', { name, exact: true });
  const isAt = (page: Page, title: string) => tour(page).getByRole('heading', { name: title, exact: true }).waitFor();
  const askAgain = async (page: Page, menu: string, item: string) => {
    await page.getByRole('button', { name: menu }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };

  it('meets a newcomer once, and is walked through by keyboard', async () => {
    const { page, complaints, context } = await visit(browser, product.url, { isNew: true });
    await logIn(page, ACCOUNTS.manager);
    const titles = [
      'The servers',
      'Search and filters',
      'Several at once',
      'Overview',
      'Board',
      'Placement',
      'Your menu',
    ];
    for (const [index, title] of titles.entries()) {
      await isAt(page, title);
      await tour(page)
        .getByText(`${String(index + 1)} of 7`)
        .waitFor();
      expect(await axe(page)).toEqual([]);
      if (index === 1) await shoot(page, 'tour');
      await page.keyboard.press('Enter');
    }
    await gone(page);
    await page.reload();
    await page.getByText('Paris 1', { exact: true }).waitFor();
    expect(await tour(page).count()).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('ends with Escape, goes back, and is there again from anywhere for who asks', async () => {
    const { page, context } = await visit(browser, product.url, { isNew: true });
    await logIn(page, ACCOUNTS.user);
    await isAt(page, 'The servers');
    await page.keyboard.press('Escape');
    await gone(page);
    await page.goto('/plans');
    await page.getByText('Business').first().waitFor();
    await askAgain(page, 'Demo', 'Show me around');
    await isAt(page, 'The servers');
    await button(page, 'Next').click();
    await isAt(page, 'Search and filters');
    await button(page, 'Back').click();
    await isAt(page, 'The servers');
    await button(page, 'Skip').click();
    await gone(page);
    await context.close();
  });

  it('speaks French, in the dark, on a phone, about what is there', async () => {
    const options = { locale: 'fr-FR', colorScheme: 'dark', viewport: PHONE, isNew: true } as const;
    const { page, complaints, context } = await visit(browser, product.url, options);
    await logIn(page, ACCOUNTS.manager);
    for (const title of [
      'Les serveurs',
      'Recherche et filtres',
      'Vue d’ensemble',
      'Tableau',
      'Placement',
      'Votre menu',
    ]) {
      await isAt(page, title);
      expect(await axe(page)).toEqual([]);
      const { x = -1, width = 0 } = (await tour(page).boundingBox()) ?? {};
      expect(x >= 0 && x + width <= PHONE.width).toBe(true);
      if (title === 'Tableau') await shoot(page, 'tour-phone-dark-fr');
      await button(page, title === 'Votre menu' ? 'Terminer' : 'Suivant').click();
    }
    await gone(page);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('waits until there is something to see, unless somebody asks', async () => {
    const { page, context } = await visit(browser, empty.url, { isNew: true });
    await logIn(page, 'admin@example.com', 'No server yet');
    expect(await tour(page).count()).toBe(0);
    await askAgain(page, 'admin', 'Show me around');
    await isAt(page, 'The servers');
    await page.keyboard.press('Escape');
    await gone(page);
    const server = { name: 'First', code: 'first', serverUrl: 'https://odoo.example.com' };
    await empty.call('POST', '/servers', { as: 'admin', body: server });
    await isAt(page, 'The servers');
    await context.close();
  });
});
