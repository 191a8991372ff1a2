import type { Browser, Page } from 'playwright-core';
import { eventually } from '../support/app';
import { axe, launch, logIn, shoot, visit } from './browser';
import { ACCOUNTS, type Product, startProduct } from './product';

const DOWN = 'Lyon 4, offline';

describe('what is wrong, and who takes care of it', () => {
  let product: Product;
  let browser: Browser;

  const get = async (path: string) => (await product.amiral.call('GET', path, { as: 'admin' })).body;
  const uncared = async () => (await get('/incidents?state=open&acknowledged=false')).total as number;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launch()]);
    await eventually(uncared, (open) => open === 2, 20_000);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await product.stop();
  });

  const open = async (path: string, as: string = ACCOUNTS.manager, options = {}) => {
    const { page, context, complaints } = await visit(browser, product.url, options);
    await logIn(page, as);
    await page.goto(path);
    return { page, context, complaints };
  };
  const field = (page: Page, source: string) => page.locator(`[name="${source}"]`);
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const counted = (page: Page, open: number) =>
    page.getByRole('img', { name: `${String(open)} that nobody takes care of` }).waitFor();

  it('tells of an incident, lets it be acknowledged with a note and handed back, and everybody sees it', async () => {
    const { page, complaints, context } = await open('/incidents');
    const watching = await open('/incidents', ACCOUNTS.user);
    await counted(watching.page, 2);
    await page.getByRole('cell', { name: DOWN }).click();
    await page.getByRole('heading', { name: DOWN }).first().waitFor();
    await page.getByText('Active → Offline').waitFor();
    await page.getByText('Server critical: firing').waitFor();
    await press(page, 'Acknowledge');
    await page.getByLabel('Note (optional)').fill('On my way');
    expect(await axe(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Acknowledge' }).click();
    await page.getByText('On my way').waitFor();
    await counted(watching.page, 1);
    await watching.page.getByRole('row', { name: DOWN }).getByText('Demo manager').waitFor();
    expect(await axe(page)).toEqual([]);
    await shoot(page, 'incident');
    await press(page, 'Unacknowledge');
    await counted(watching.page, 2);
    expect([...complaints, ...watching.complaints]).toEqual([]);
    await Promise.all([context.close(), watching.context.close()]);
  });

  it('silences a server from its incident, and ends the silence', async () => {
    const { page, complaints, context } = await open('/incidents');
    await page.getByRole('cell', { name: DOWN }).click();
    await page.getByRole('link', { name: 'Silence', exact: true }).click();
    await page.locator('#main-content').getByRole('button', { name: DOWN }).waitFor();
    await field(page, 'reason').fill('The provider replaces the switch');
    await press(page, 'Save');
    const row = page.getByRole('row', { name: /The provider replaces the switch/ });
    await row.getByText('Active').waitFor();
    await row.getByText(DOWN).waitFor();
    expect((await get('/silences')).items).toMatchObject([{ state: 'active', author: { name: 'Demo manager' } }]);
    await eventually(
      async () => (await get('/alerts?state=firing&silenced=true')).total as number,
      (silent) => silent > 0,
    );
    await shoot(page, 'silences');
    expect(await axe(page)).toEqual([]);
    await row.getByRole('button', { name: 'Expire' }).click();
    await press(page, 'Confirm');
    await row.getByText('Over').waitFor();
    expect((await get('/silences')).items).toMatchObject([{ state: 'over' }]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('shows a server’s own incidents on its page', async () => {
    const [{ id }] = (await get('/servers?q=lyon-4')).items as [{ id: string }];
    const { page, context } = await open(`/servers/${id}?tab=incidents`, ACCOUNTS.user, { locale: 'fr-FR' });
    const row = page.getByRole('row', { name: /Critique/ });
    await row.getByText('Ouvert').waitFor();
    await row.press('Enter');
    await page.waitForURL(/\/incidents\//);
    await page.getByText('Actif → Hors ligne').waitFor();
    expect(await page.getByRole('button', { name: 'Acquitter' }).count()).toBe(0);
    await context.close();
  });
});
