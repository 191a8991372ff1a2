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
    await eventually(uncared, (open) => open === 2);
  });
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

  it('changes a built-in rule, resets it, and adds one of its own', async () => {
    const { page, complaints, context } = await open('/alert-rules', ACCOUNTS.admin);
    await page.getByRole('cell', { name: 'Certificate ends', exact: true }).first().click();
    await page.getByText('It is built in: disable it instead.').waitFor();
    expect(await field(page, 'threshold.days').inputValue()).toBe('21, 14, 7, 3');
    await field(page, 'threshold.days').fill('30, 5');
    await page.getByRole('switch', { name: 'Enabled' }).uncheck();
    await press(page, 'Save');
    await page.getByText('Saved', { exact: true }).waitFor();
    const rule = async () => (await get('/alert-rules?kind=certificate-ends')).items[0] as Record<string, unknown>;
    expect(await rule()).toMatchObject({ threshold: { days: [30, 5] }, enabled: false });
    await press(page, 'Reset');
    await press(page, 'Confirm');
    await page.getByText('The rule is as it was made').waitFor();
    expect(await rule()).toMatchObject({ threshold: { days: [21, 14, 7, 3] }, enabled: true });

    await page.goto('/alert-rules/create');
    await field(page, 'name').fill('Capacity of Lyon');
    await page.getByRole('combobox', { name: 'Kind' }).click();
    await page.getByRole('option', { name: 'Capacity of a server' }).click();
    await field(page, 'threshold.percent').fill('80');
    await press(page, 'Add a label');
    await page.getByRole('textbox', { name: 'Name', exact: true }).last().fill('rack');
    await page.getByRole('textbox', { name: 'Value' }).fill('lyon');
    await press(page, 'Save');
    await page.getByRole('heading', { name: 'Capacity of Lyon' }).first().waitFor();
    const own = { threshold: { percent: 80 }, labels: { rack: 'lyon' }, severity: 'warning', builtIn: false };
    expect((await get('/alert-rules?q=Capacity%20of%20Lyon')).items).toMatchObject([own]);
    await press(page, 'Delete');
    await press(page, 'Confirm');
    await page.getByRole('heading', { name: 'Capacity of Lyon' }).first().waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('plans a window for every Sunday of a time zone, and shows it in the calendar', async () => {
    const { page, complaints, context } = await open('/maintenance-windows/create', ACCOUNTS.manager, {
      timezoneId: 'Europe/Paris',
    });
    await field(page, 'name').fill('Kernel updates');
    await page.getByRole('combobox', { name: 'How often' }).click();
    await page.getByRole('option', { name: 'Every week' }).click();
    await page.getByRole('combobox', { name: 'Days' }).click();
    await page.getByRole('option', { name: 'Sunday' }).click();
    await page.keyboard.press('Escape');
    await field(page, 'schedule.at').fill('02:30');
    await field(page, 'schedule.durationMinutes').fill('90');
    const found = page.waitForResponse((response) => response.url().includes('q='));
    await page.getByRole('combobox', { name: 'Servers' }).fill('Paris 1');
    await found;
    await page.getByRole('option', { name: 'Paris 1', exact: true }).click();
    await press(page, 'Save');
    await page.getByText('Sun at 02:30, 90 min, Europe/Paris').waitFor();
    const schedule = { kind: 'weekly', days: ['sun'], at: '02:30', durationMinutes: 90, timeZone: 'Europe/Paris' };
    expect((await get('/maintenance-windows')).items).toMatchObject([{ name: 'Kernel updates', schedule }]);

    await page.goto('/maintenance-windows');
    await page
      .getByRole('link', { name: /2:30\sAM Kernel updates/ })
      .nth(3)
      .waitFor();
    const month = page.getByRole('heading', { name: /\d{4}/ });
    const before = await month.innerText();
    await press(page, 'Month after');
    await page
      .getByRole('link', { name: /2:30\sAM Kernel updates/ })
      .nth(3)
      .waitFor();
    expect(await month.innerText()).not.toBe(before);
    expect(await axe(page)).toEqual([]);
    await shoot(page, 'windows');
    await page.getByRole('cell', { name: 'Kernel updates', exact: true }).click();
    await page.getByRole('combobox', { name: 'How often' }).click();
    await page.getByRole('option', { name: 'Every month' }).click();
    await page.getByRole('combobox', { name: 'Which' }).click();
    await page.getByRole('option', { name: 'Last' }).click();
    await page.getByRole('combobox', { name: 'Day', exact: true }).click();
    await page.getByRole('option', { name: 'Friday' }).click();
    await press(page, 'Save');
    await page.getByText('Last Fri of the month at 02:30, 90 min, Europe/Paris').waitFor();
    await press(page, 'Delete');
    await press(page, 'Confirm');
    await page.getByText('No maintenance window yet').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });
});
