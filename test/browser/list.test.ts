import type { Browser, Page } from 'playwright-core';
import { axe, launch, shoot } from './browser';
import { becomes, button, codesOf, nudge, openList, search } from './list';
import { ACCOUNTS, type Product, startProduct } from './product';

const FRENCH = { locale: 'fr-FR' };

describe('the list of servers', () => {
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

  describe('in the order people give it', () => {
    /** Handles come when the pointer or the focus comes to the table. */
    const approach = async (page: Page, name: string) => {
      await page.locator('thead th').nth(2).hover();
      await button(page, name).waitFor();
    };
    const lift = async (page: Page, name: string) => {
      await button(page, name).focus();
      await page.keyboard.press('Space');
      await announced(page, /lifted/);
    };
    /** What is announced to those who do not see the row move. */
    const announced = (page: Page, text: RegExp) =>
      page.locator('[aria-live=assertive]').filter({ hasText: text }).waitFor({ state: 'attached' });
    const swapped = ([first = '', second = '', ...rest]: string[]) => [second, first, ...rest];

    it('is put into another order by keyboard', async () => {
      const { page, complaints, context } = await open();
      const before = await codes();
      await page.getByRole('columnheader').getByRole('button').first().focus();
      await button(page, 'Move Lille 1, cordoned').waitFor();
      await lift(page, 'Move Lille 1, cordoned');
      await page.keyboard.press('ArrowDown');
      await announced(page, /moved/);
      const answered = page.waitForResponse((answer) => answer.url().endsWith('/reorder') && answer.ok());
      await page.keyboard.press('Space');
      await becomes(page, swapped(before));
      await answered;
      expect(await codes()).toEqual(swapped(before));
      expect(complaints).toEqual([]);
      await context.close();
    });

    it('is put into another order by mouse', async () => {
      const { page, complaints, context } = await open(ACCOUNTS.manager, FRENCH);
      const before = await codes();
      const handle = button(page, 'Déplacer Lille 1, cordoned');
      await approach(page, 'Déplacer Lille 1, cordoned');
      const top = await page.locator('tbody tr').first().boundingBox();
      await handle.hover();
      await page.mouse.down();
      await nudge(page, handle);
      await page.mouse.move(280, 500, { steps: 3 });
      await shoot(page, 'order-dragged');
      await page.mouse.move(280, (top?.y ?? 0) + 5, { steps: 5 });
      await announced(page, /déplacé : position 1/);
      const answered = page.waitForResponse((answer) => answer.url().endsWith('/reorder') && answer.ok());
      await page.mouse.up();
      await answered;
      await becomes(page, swapped(before));
      expect(await codes()).toEqual(swapped(before));
      expect(complaints).toEqual([]);
      await context.close();
    });

    it('goes back and says why when it is refused', async () => {
      const { page, context } = await open();
      const before = await codes();
      await approach(page, 'Move Paris 1');
      await page.route('**/reorder', (route) =>
        route.fulfill({
          status: 409,
          contentType: 'application/problem+json',
          body: JSON.stringify({ status: 409, title: 'Conflict', detail: 'Somebody holds it.', code: 'held' }),
        }),
      );
      await lift(page, 'Move Paris 1');
      await page.keyboard.press('ArrowUp');
      await announced(page, /moved/);
      await page.keyboard.press('Space');
      await page.getByText('Somebody holds it.').waitFor();
      await becomes(page, before);
      await context.close();
    });

    it('is dragged by nobody who may not, and in no other order', async () => {
      const user = await open(ACCOUNTS.user);
      await user.page.locator('thead th').nth(2).hover();
      expect(await button(user.page, /^Move/).count()).toBe(0);
      await user.context.close();
      const { page, context } = await open();
      await approach(page, 'Move Paris 1');
      await page.getByRole('columnheader', { name: 'Name' }).getByRole('button').click();
      await button(page, 'Move Paris 1').waitFor({ state: 'detached' });
      await context.close();
    });
  });

  describe('in groups', () => {
    it('has a section for each state with its total, kept in the address', async () => {
      const { page, complaints, context } = await open();
      await page.getByLabel('Group by').click();
      await page.getByRole('option', { name: 'State' }).click();
      const section = button(page, /^Active\s?\d$/);
      await section.waitFor();
      expect(decodeURIComponent(page.url())).toContain('"groupBy":"state"');
      await page.reload();
      await section.click();
      await page.getByText('Paris 1', { exact: true }).waitFor({ state: 'detached' });
      expect(await button(page, /^Maintenance\s?1$/).count()).toBe(1);
      await section.click();
      await page.getByText('Paris 1', { exact: true }).waitFor();
      expect(await axe(page)).toEqual([]);
      await shoot(page, 'list-grouped');
      expect(complaints).toEqual([]);
      await context.close();
    });

    it('searches and filters in each, and leaves out the groups that are filtered away', async () => {
      const { page, context } = await open(ACCOUNTS.user, FRENCH);
      await page.goto(search({ groupBy: 'state', state: ['active', 'draft'], q: 'lille' }));
      await becomes(page, [...(await codes('?q=lille&state=active')), 'lille-4']);
      expect(await button(page, /^Maintenance\s?\d/).count()).toBe(0);
      await context.close();
    });

    it('sorts all sections at once, and acts on what is selected in one', async () => {
      const { page, context } = await open();
      await page.goto(search({ groupBy: 'healthStatus', q: 'lille' }));
      const byName = page.getByRole('columnheader', { name: 'Name' }).first().getByRole('button');
      await byName.click();
      await page.waitForURL((url) => url.searchParams.get('sort') === 'name');
      await byName.click();
      await becomes(page, ['lille-4', 'lille-3', 'lille-2', 'lille-1']);
      await page.getByRole('row').filter({ hasText: 'lille-3' }).getByRole('checkbox').check();
      await button(page, 'Activate (1)').waitFor();
      expect(await page.getByText('1 item selected').count()).toBe(1);
      await context.close();
    });
  });

  it('shows the columns that somebody chose, after a reload too, and sorts by what is hidden at first', async () => {
    const { page, complaints, context } = await open();
    const header = (name: string) => page.getByRole('columnheader', { name });
    await header('Version').waitFor();
    await button(page, 'Columns').click();
    await page.getByRole('switch', { name: 'Version' }).uncheck();
    await page.getByRole('switch', { name: 'Code' }).check();
    await page.keyboard.press('Escape');
    await header('Version').waitFor({ state: 'detached' });
    await page.reload();
    await header('Code').getByRole('button').click();
    await becomes(page, await codes('?sort=code'));
    await header('Version').waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await context.close();
  });
});
