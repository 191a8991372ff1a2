import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { axe, launch, logIn, PHONE, shoot } from './browser';
import { becomes, button, codesOf, openList, search, shown } from './list';
import { ACCOUNTS, type Product, startProduct } from './product';

const FRENCH = { locale: 'fr-FR' };

describe('a search for servers', () => {
  let product: Product;
  let browser: Browser;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launch()]);
  });
  afterAll(async () => {
    await browser.close();
    await product.stop();
  });

  const open = (email?: string, options?: object) => openList(browser, product, email, options);
  const codes = (query?: string) => codesOf(product, query);

  describe('searched', () => {
    it('combines filters, keeps them in the address and clears them all', async () => {
      const { page, context } = await open(ACCOUNTS.user, FRENCH);
      await button(page, 'Fermés').click();
      await becomes(page, ['lille-1']);
      await button(page, 'Maintenance').click();
      await page.getByText('Lille 1, cordoned').waitFor({ state: 'detached' });
      await button(page, 'Tout effacer').click();
      await page.getByText('Paris 1', { exact: true }).waitFor();
      await page.getByLabel('Étiquette').fill('site:lyon');
      await page.keyboard.press('Enter');
      await page.getByText('Paris 1', { exact: true }).waitFor({ state: 'detached' });
      expect(await shown(page)).toEqual(await codes('?label=site:lyon'));
      await page.reload();
      await becomes(page, await codes('?label=site:lyon'));
      await context.close();
    });

    it('shows the archived ones when asked, alone or with the others', async () => {
      const { body } = await product.amiral.call('GET', '/servers?q=lille-3', { as: 'admin' });
      const { id } = body.items[0] as { id: string };
      await product.amiral.call('PATCH', `/servers/${id}`, {
        as: 'admin',
        body: { archived: true },
      });
      const { page, context } = await open(ACCOUNTS.user);
      await page.getByText('Lille 3, disabled').waitFor({ state: 'detached' });
      await button(page, 'Archived only').click();
      await becomes(page, ['lille-3']);
      await button(page, 'Archived too').click();
      await becomes(page, await codes('?archived=true&archived=false'));
      await product.amiral.call('PATCH', `/servers/${id}`, {
        as: 'admin',
        body: { archived: false },
      });
      await context.close();
    });

    it.each([
      [search({ state: ['broken'] })],
      [search({ colour: 'red' })],
      [search({ groupBy: 'colour' })],
      ['/servers?sort=colour&order=ASC'],
      ['/servers?filter=%22text%22'],
    ])('says what it does not know in %s, and goes on', async (path) => {
      const { page, context } = await open(ACCOUNTS.user);
      await page.goto(path);
      const alert = page
        .getByRole('alert')
        .filter({ hasText: 'This address asks for something the list does not know' });
      await alert.waitFor();
      await alert.getByRole('link', { name: 'Clear all' }).click();
      await page.getByText('Paris 1', { exact: true }).waitFor();
      await context.close();
    });

    it.each(['/servers?filter=nonsense', '/servers?filter=null', '/servers?page=x&perPage=y'])(
      'takes %s for nothing said',
      async (path) => {
        const { page, complaints, context } = await open(ACCOUNTS.user);
        await page.goto(path);
        await page.getByText('Paris 1', { exact: true }).waitFor();
        expect(complaints).toEqual([]);
        await context.close();
      },
    );

    it('opens its filters on a phone when asked', async () => {
      const { page, context } = await open(ACCOUNTS.user, { viewport: PHONE });
      expect(await button(page, 'Full').isVisible()).toBe(false);
      await button(page, 'Filters').click();
      await button(page, 'Full').click();
      await page.getByText('Paris 1', { exact: true }).waitFor({ state: 'detached' });
      await page.getByText('Paris 4, full').waitFor();
      expect(await axe(page)).toEqual([]);
      await shoot(page, 'filters-phone');
      await context.close();
    });
  });

  it.each([
    ['en-GB', 'Export', '4 rows exported'],
    ['fr-FR', 'Exporter', '4 lignes exportées'],
  ])('is exported whole, not only the page that is shown, in %s', async (locale, label, done) => {
    const { page, context } = await open(ACCOUNTS.user, { locale });
    await page.goto(`${search({ q: 'lyon' })}&page=1&perPage=1&sort=name&order=ASC`);
    await becomes(page, ['lyon-1']);
    const download = page.waitForEvent('download');
    await button(page, label).click();
    const file = readFileSync(await (await download).path(), 'utf8')
      .trim()
      .split('\r\n');
    expect(file.slice(1).map((line) => /"(lyon-\d)"/.exec(line)?.[1])).toEqual(await codes('?q=lyon'));
    await page.getByText(done).waitFor();
    await context.close();
  });

  describe('as it was saved', () => {
    it('is named, found again after a login, applied and deleted, and is nobody else’s', async () => {
      const { page, complaints, context } = await open(ACCOUNTS.manager);
      await page.goto(
        `${search({ groupBy: 'state', q: 'lille', cordoned: ['false'] })}&sort=name&order=DESC&page=1&perPage=50`,
      );
      await button(page, 'Saved searches').click();
      await page.getByLabel('Name of this search').fill('Lille by state');
      await page.keyboard.press('Enter');
      await button(page, 'Lille by state').waitFor();
      expect(await axe(page)).toEqual([]);
      await shoot(page, 'saved-searches');
      await page.keyboard.press('Escape');
      await leave(page, 'Demo manager');
      await logIn(page, ACCOUNTS.user);
      await button(page, 'Saved searches').click();
      await page.getByText('Nothing saved yet').waitFor();
      await page.keyboard.press('Escape');
      await leave(page, 'Demo user');
      await logIn(page, ACCOUNTS.manager);
      await button(page, 'Saved searches').click();
      await button(page, 'Lille by state').click();
      await becomes(page, ['lille-2', 'lille-4', 'lille-3']);
      expect(decodeURIComponent(page.url())).toMatch(/"groupBy":"state".*order=DESC/);
      await button(page, 'Saved searches').click();
      await button(page, 'Delete the search Lille by state').click();
      await page.getByText('Nothing saved yet').waitFor();
      expect(complaints).toEqual([]);
      await context.close();
    });
  });
});

async function leave(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).click();
  await page.getByRole('menuitem', { name: 'Logout' }).click();
  await page.locator('input[name=email]').waitFor();
}
