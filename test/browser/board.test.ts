import type { Browser, Page } from 'playwright-core';
import { axe, launch, shoot } from './browser';
import { button, nudge, openList } from './list';
import { ACCOUNTS, type Product, startProduct } from './product';

describe('the board', () => {
  let product: Product;
  let browser: Browser;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launch()]);
  });
  afterAll(async () => {
    await browser.close();
    await product.stop();
  });

  const open = async (email = ACCOUNTS.manager, options = {}) => {
    const visitor = await openList(browser, product, email, options);
    await visitor.page.goto('/board');
    await visitor.page.getByText('Lille 4, just delivered').waitFor();
    return visitor;
  };
  const stateOf = async (code: string) =>
    (await product.amiral.call('GET', `/servers?q=${code}`, { as: 'admin' })).body.items[0].state as string;
  const column = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
  const isIn = (page: Page, name: string, server: string) => column(page, name).getByText(server).waitFor();
  const announced = (page: Page, text: RegExp) =>
    page.locator('[aria-live=assertive]').filter({ hasText: text }).waitFor({ state: 'attached' });
  /** Drags a card onto a column. */
  const drag = async (page: Page, handle: string, name: string, over: RegExp) => {
    const grip = button(page, handle);
    await grip.hover();
    const [target, from] = [await column(page, name).boundingBox(), await grip.boundingBox()];
    await page.mouse.down();
    await nudge(page, grip);
    await page.mouse.move((target?.x ?? 0) + 150, from?.y ?? 0, { steps: 8 });
    await announced(page, over);
    await page.mouse.up();
  };

  it('takes the action that leads to a column, by keyboard', async () => {
    const { page, complaints, context } = await open();
    await button(page, 'Move Lille 4, just delivered').focus();
    await page.keyboard.press('Space');
    await announced(page, /lifted/);
    await page.keyboard.press('ArrowLeft');
    await announced(page, /moved: Maintenance/);
    for (const over of [/moved: Offline/, /moved: Active/]) {
      await page.keyboard.press('ArrowLeft');
      await announced(page, over);
    }
    await page.keyboard.press('Space');
    await page.getByText('Lille 4, just delivered is in service').waitFor();
    await isIn(page, 'Active', 'Lille 4, just delivered');
    expect(await stateOf('lille-4')).toBe('active');
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('asks for the reason of a maintenance, and puts the card back when nobody gives one', async () => {
    const { page, complaints, context } = await open();
    await drag(page, 'Move Lyon 1', 'Maintenance', /moved: Maintenance/);
    const dialog = page.getByRole('dialog', { name: 'Maintenance: Lyon 1' });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await isIn(page, 'Active', 'Lyon 1');
    await drag(page, 'Move Lyon 1', 'Maintenance', /moved: Maintenance/);
    await dialog.getByLabel('Reason').fill('Kernel upgrade');
    await shoot(page, 'board-asks');
    await dialog.getByRole('button', { name: 'Maintenance' }).click();
    await page.getByText('Lyon 1 is in maintenance').waitFor();
    await isIn(page, 'Maintenance', 'Lyon 1');
    expect(await stateOf('lyon-1')).toBe('maintenance');
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('puts a card back and says what stands in the way', async () => {
    const { page, context } = await open(ACCOUNTS.manager, { locale: 'fr-FR' });
    await drag(page, 'Déplacer Paris 1', 'Désactivé', /Paris 1 déplacé : Désactivé/);
    await page
      .getByText(/« Désactiver » n’est pas possible : Paris 1 est à l’état « Actif » et héberge 46 instances/)
      .waitFor();
    await isIn(page, 'Actif', 'Paris 1');
    await drag(page, 'Déplacer Paris 2', 'Hors ligne', /Paris 2 déplacé : Hors ligne/);
    await page.getByText(/Seules les vérifications/).waitFor();
    await isIn(page, 'Actif', 'Paris 2');
    await context.close();
  });

  it('moves the card at once, and back with the words of the server when it refuses', async () => {
    const { page, context } = await open();
    let refuse: () => void = () => undefined;
    const asked = new Promise<void>((done) => {
      refuse = done;
    });
    await page.route('**/activate', async (route) => {
      await asked;
      await route.fulfill({
        status: 409,
        contentType: 'application/problem+json',
        body: JSON.stringify({
          status: 409,
          title: 'Conflict',
          detail: 'Nobody answers there.',
          code: 'connection-failed',
        }),
      });
    });
    await drag(page, 'Move Lille 3, disabled', 'Active', /moved: Active/);
    await isIn(page, 'Active', 'Lille 3, disabled');
    refuse();
    await page.getByText('Nobody answers there.').waitFor();
    await isIn(page, 'Disabled', 'Lille 3, disabled');
    await context.close();
  });

  it('is grouped by health in its address, where nothing is dragged, and is searched as the list is', async () => {
    const { page, complaints, context } = await open();
    await button(page, 'Health').click();
    await column(page, 'Healthy').getByText('Paris 1', { exact: true }).waitFor();
    expect(decodeURIComponent(page.url())).toContain('"groupBy":"healthStatus"');
    expect(await button(page, /^Move/).count()).toBe(0);
    await page.getByLabel('Search').fill('lyon');
    await page.getByText('Paris 1', { exact: true }).waitFor({ state: 'detached' });
    await page.reload();
    await column(page, 'Critical').getByText('Lyon 3').waitFor();
    expect(await axe(page)).toEqual([]);
    await shoot(page, 'board-health');
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('checks the health from a card, and leads to the instances', async () => {
    const { page, context } = await open();
    const card = page.locator('.MuiCard-root').filter({ hasText: 'paris-2' });
    await card.getByRole('button', { name: 'Check health' }).click();
    await page.getByText('Paris 2 has been checked').waitFor();
    await card.getByRole('link', { name: 'Instances' }).click();
    await page.getByRole('tab', { name: 'Instances', selected: true }).waitFor();
    await context.close();
  });

  it('lets nobody drag who may not', async () => {
    const { page, context } = await open(ACCOUNTS.user);
    expect(await button(page, /^Move/).count()).toBe(0);
    await context.close();
  });
});
