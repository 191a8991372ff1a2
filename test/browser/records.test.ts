import type { Browser, Page } from 'playwright-core';
import { PASSWORD } from '../support/app';
import { axe, launch, logIn, shoot, visit } from './browser';
import { ACCOUNTS, type Product, startProduct } from './product';

describe('plans, templates, people and the journal', () => {
  let product: Product;
  let browser: Browser;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launch()]);
  });
  afterAll(async () => {
    await browser.close();
    await product.stop();
  });

  const get = async (path: string) => (await product.amiral.call('GET', path, { as: 'admin' })).body;
  const open = async (path: string, as: string = ACCOUNTS.admin, options = {}) => {
    const { page, context, complaints } = await visit(browser, product.url, options);
    await logIn(page, as);
    await page.goto(path);
    return { page, context, complaints };
  };
  const fill = async (page: Page, texts: Record<string, string>) => {
    for (const [name, value] of Object.entries(texts)) await page.locator(`[name=${name}]`).fill(value);
  };
  const save = (page: Page) => page.getByRole('button', { name: /Save|Enregistrer/ }).click();
  const confirm = (page: Page) => page.getByRole('button', { name: /Confirm/ }).click();

  it('enters, archives, finds and deletes a plan, and says why one in use stays', async () => {
    const { page, complaints, context } = await open('/plans/create');
    await fill(page, { name: 'Tiny', code: 'business' });
    await save(page);
    await page.locator('.MuiFormHelperText-root').getByText('Is already in use').waitFor();
    await fill(page, { code: 'tiny', priceMonthly: '9.9', userLimit: '3' });
    await save(page);
    await page.getByRole('heading', { name: 'Tiny' }).first().waitFor();
    await page.getByRole('switch', { name: 'Archived' }).check();
    await save(page);
    await page.getByText('Saved', { exact: true }).waitFor();
    await page.goto('/plans?filter={"archived":"true"}');
    await page.getByRole('cell', { name: 'Tiny', exact: true }).click();
    await page.getByRole('button', { name: 'Delete' }).click();
    await confirm(page);
    await page.getByRole('heading', { name: 'Tiny' }).first().waitFor({ state: 'detached' });
    await page.goto('/plans?filter={}');
    await page.getByRole('cell', { name: 'Business', exact: true }).click();
    await page.getByText(/instances refer to it: archive it instead/).waitFor();
    expect(await page.getByRole('button', { name: 'Delete' }).isDisabled()).toBe(true);
    expect((await get('/plans?archived=true')).total).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('enters a template and says on which servers it is', async () => {
    const { page, context } = await open('/templates/create', ACCOUNTS.admin, { locale: 'fr-FR' });
    await fill(page, { name: 'Commerce', code: 'retail', templateDb: 'template_retail' });
    await page.getByRole('button', { name: 'Ajouter' }).click();
    const found = page.waitForResponse((response) => response.url().includes('q='));
    await page.getByRole('combobox', { name: 'Serveur' }).fill('Paris 1');
    await found;
    await page.getByRole('option', { name: 'Paris 1', exact: true }).click();
    await save(page);
    await page.getByRole('heading', { name: 'Commerce' }).first().waitFor();
    const [{ id }] = (await get('/servers?q=paris-1')).items as [{ id: string }];
    expect((await get('/templates?q=retail')).items[0].servers).toMatchObject([{ serverId: id, state: 'pending' }]);
    await shoot(page, 'template');
    expect(await axe(page)).toEqual([]);
    await context.close();
  });

  it('keeps the last administrator, and changes roles', async () => {
    const { items } = await get('/users?role=admin');
    const [{ id }] = items as [{ id: string }];
    const { page, context } = await open(`/users/${id}`);
    await page.getByText('This is your own account').waitFor();
    await page.getByRole('switch', { name: 'Disabled' }).check();
    await save(page);
    await page.getByText('This is the last enabled administrator').waitFor();
    await page.goto('/users/create');
    await fill(page, { name: 'Mia', email: 'mia@example.com', password: PASSWORD });
    await save(page);
    await page.getByRole('heading', { name: 'Mia' }).first().waitFor();
    await page.getByRole('combobox', { name: 'Role' }).click();
    await page.getByRole('option', { name: 'Manager: changes' }).click();
    await save(page);
    await page.getByText('Saved', { exact: true }).waitFor();
    expect((await get('/users?q=mia')).items[0]).toMatchObject({ role: 'manager' });
    await context.close();
  });

  it('changes a password, and signs out everywhere after a question', async () => {
    const body = { email: 'eve@example.com', name: 'Eve', role: 'user', password: PASSWORD };
    await product.amiral.call('POST', '/users', { as: 'admin', body });
    const [here, there] = [await open('/account', body.email), await open('/servers', body.email)];
    await fill(here.page, { currentPassword: 'not this one', newPassword: 'another good password' });
    await here.page.getByRole('button', { name: 'Change and sign out elsewhere' }).click();
    await here.page.getByText('Is not your current password').waitFor();
    await fill(here.page, { currentPassword: PASSWORD });
    await here.page.getByRole('button', { name: 'Change and sign out elsewhere' }).click();
    await here.page.getByText('The password is changed').waitFor();
    await there.page.reload();
    await there.page.locator('input[name=email]').waitFor();
    await there.page.locator('input[name=email]').fill(body.email);
    await there.page.locator('input[name=password]').fill('another good password');
    await there.page.locator('button[type=submit]').click();
    await there.page.getByText('Paris 1', { exact: true }).first().waitFor();
    await here.page.getByRole('button', { name: 'Sign out everywhere' }).click();
    await confirm(here.page);
    await here.page.locator('input[name=email]').waitFor();
    await there.page.reload();
    await there.page.locator('input[name=email]').waitFor();
    await Promise.all([here.context.close(), there.context.close()]);
  });

  it('finds in the journal what was changed, and leads there', async () => {
    const [{ id }] = (await get('/servers?q=paris-2')).items as [{ id: string }];
    await product.amiral.call('PATCH', `/servers/${id}`, { as: 'manager', body: { maxInstances: 130 } });
    const { page, context } = await open('/events', ACCOUNTS.manager);
    expect(await page.getByRole('combobox', { name: 'Who' }).count()).toBe(0);
    await page.getByRole('combobox', { name: 'What', exact: true }).click();
    await page.getByRole('option', { name: 'Edit', exact: true }).click();
    await page.keyboard.press('Escape');
    await page.getByText('Most instances: 120 → 130').waitFor();
    await shoot(page, 'journal');
    expect(await axe(page)).toEqual([]);
    await page.getByLabel('Until').fill('2020-01-01T00:00');
    await page.getByText('Most instances: 120 → 130').waitFor({ state: 'detached' });
    await page.getByLabel('Until').fill('');
    await page.getByLabel('Until').blur();
    await page.getByRole('link', { name: 'paris-2' }).first().click();
    await page.getByRole('heading', { name: 'Paris 2' }).first().waitFor();
    await context.close();
  });

  it('says that the monitor is frozen, and lets an administrator confirm the outage', async () => {
    // Whoever counts the fleet every second must find it as broken as the banner says.
    await product.amiral.dataSource.query(
      `UPDATE health_panic SET frozen = true, since = now(), counted_from = NULL, failing = 6, counted = 8, reason = 'many-failing'`,
    );
    const { page, context } = await open('/plans', ACCOUNTS.user);
    await page.getByText('6 of 8 servers fail at once').waitFor();
    expect(await page.getByRole('button', { name: 'The outage is real' }).count()).toBe(0);
    const admin = await open('/plans');
    await admin.page.getByRole('button', { name: 'The outage is real' }).click();
    await shoot(admin.page, 'panic');
    await confirm(admin.page);
    await admin.page.getByText('Confirmed: the fleet is judged as it looks').waitFor();
    await admin.page.getByText('6 of 8 servers fail at once').waitFor({ state: 'detached' });
    await Promise.all([context.close(), admin.context.close()]);
  });
});
