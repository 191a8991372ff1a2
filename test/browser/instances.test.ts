import type { Browser, Page } from 'playwright-core';
import { axe, launch, logIn, PHONE, shoot, visit } from './browser';
import { eventually } from '../support/app';
import { ACCOUNTS, type Product, startProduct } from './product';

describe('customers and where they go', () => {
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
  const instanceOf = async (q: string) => (await get(`/instances?q=${q}`)).items[0] as Record<string, string>;
  const serverOf = async (code: string) => (await get(`/servers?q=${code}`)).items[0] as Record<string, string>;
  const open = async (path: string, as: keyof typeof ACCOUNTS = 'manager', options = {}) => {
    const { page, context, complaints } = await visit(browser, product.url, options);
    await logIn(page, ACCOUNTS[as]);
    await page.goto(path);
    return { page, context, complaints };
  };
  const choose = async (page: Page, label: string, option: string) => {
    const found = page.waitForResponse((response) => response.url().includes('q='));
    await page.getByRole('combobox', { name: label }).fill(option);
    await found;
    await page.getByRole('option', { name: option, exact: true }).click();
  };
  const fill = async (page: Page, word: string) => {
    const name = `Customer ${word}`;
    const texts = {
      name,
      customerName: name,
      customerEmail: `it@${word}.example`,
      subdomain: word,
      databaseName: word,
    };
    await page.locator('[name=customerName]').waitFor();
    const more = page.getByRole('button', { name: 'More: server, names, language' });
    if ((await more.count()) > 0) await more.click();
    for (const [field, value] of Object.entries(texts)) await page.locator(`[name=${field}]`).fill(value);
  };

  it('shows where a new customer would go and why not elsewhere, and places one there', async () => {
    const best = () => get('/servers/available?minCapacityPercent=20');
    await eventually(best, ({ code }) => code === 'lyon-1', 20_000);
    const { page, complaints, context } = await open('/placement');
    await page.getByText('Lyon 1', { exact: true }).waitFor();
    await page.getByText('1 cordoned').waitFor();
    await page.getByText('without enough room').waitFor();
    await shoot(page, 'placement-chosen');
    await page.getByRole('link', { name: 'New instance here' }).click();
    await page.locator('[name=name]').waitFor();
    await page.getByRole('combobox', { name: 'Server' }).and(page.locator('[value="Lyon 1"]')).waitFor();
    expect(await page.locator('[name=minCapacityPercent]').count()).toBe(0);
    await fill(page, 'prefilled');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Customer prefilled' }).first().waitFor();
    expect(await instanceOf('prefilled')).toMatchObject({ serverId: (await serverOf('lyon-1'))['id'], state: 'draft' });
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('says what stands in the way and what to do when no server has the room, and loses nothing typed', async () => {
    const { page, context } = await open('/placement');
    await page.locator('[name=minCapacityPercent]').fill('100');
    await page.getByText('No server has room for it.').waitFor();
    await page.getByText('Uncordon one that may take customers again.').waitFor();
    expect(await page.getByRole('link', { name: 'New instance here' }).count()).toBe(0);
    await shoot(page, 'placement-refused');
    expect(await axe(page)).toEqual([]);
    await page.goto('/instances/create');
    await fill(page, 'too-much');
    await page.locator('[name=minCapacityPercent]').fill('100');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('No server has room for it.').waitFor();
    await page.getByText('Raise the limit of one, or ask for less room.').waitFor();
    await page.locator('[name=minCapacityPercent]').fill('5');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Customer too-much' }).first().waitFor();
    await context.close();
  });

  it('changes an instance, and tells at its field what is taken or wrong', async () => {
    const { id } = await instanceOf('Atelier Bernard 1');
    const { page, context } = await open(`/instances/${id ?? ''}`);
    await page.locator('[name=subdomain]').fill('boulangerie-bernard-2');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.locator('.MuiFormHelperText-root').getByText('Is already in use').waitFor();
    await page.locator('[name=subdomain]').fill('Atelier!');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.locator('.MuiFormHelperText-root').getByText('takes lower-case letters').waitFor();
    await page.locator('[name=subdomain]').fill('atelier');
    await page.locator('[name=notes]').fill('Calls before every upgrade');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved', { exact: true }).waitFor();
    expect(await get(`/instances/${id ?? ''}`)).toMatchObject({
      subdomain: 'atelier',
      notes: 'Calls before every upgrade',
    });
    await context.close();
  });

  it('adopts a database that is on a server, and refuses one that is not', async () => {
    const { page, complaints, context } = await open('/instances');
    await page.getByRole('link', { name: 'Adopt' }).click();
    await page.getByRole('heading', { name: 'Adopt a database' }).first().waitFor();
    await choose(page, 'Server', 'Paris 1');
    await fill(page, 'nowhere');
    await choose(page, 'Plan', 'Business');
    await page.getByRole('button', { name: 'Adopt' }).click();
    await page.getByText('The server has no database "nowhere".').waitFor();
    await page.locator('[name=databaseName]').fill('std_full');
    await shoot(page, 'adopt');
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: 'Adopt' }).click();
    await page.getByText('Customer nowhere is adopted').waitFor();
    await page.getByText(/^Activated/).waitFor();
    expect(await instanceOf('nowhere')).toMatchObject({ state: 'active', databaseName: 'std_full', templateId: null });
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('terminates after a question, and lets an administrator delete what is terminated', async () => {
    const { id = '' } = await instanceOf('Garage Bernard 3');
    const { page, context } = await open(`/instances/${id}`, 'admin', { locale: 'fr-FR' });
    await page.getByRole('button', { name: 'Résilier' }).click();
    await page.getByLabel('Raison (facultatif)').fill('Contrat fini');
    await page.getByRole('dialog').getByRole('button', { name: 'Résilier' }).click();
    await page.getByText('Garage Bernard 3 est résiliée').waitFor();
    await page.locator('[name=name]:disabled').waitFor();
    const events = await get(`/events?subjectId=${id}&action=terminate`);
    expect(JSON.stringify(events.items)).toContain('Contrat fini');
    await page.getByRole('button', { name: 'Supprimer' }).click();
    await page.getByRole('button', { name: 'Confirmer' }).click();
    await page.getByRole('columnheader', { name: 'Sous-domaine' }).waitFor();
    expect((await product.amiral.call('GET', `/instances/${id}`, { as: 'admin' })).status).toBe(404);
    await context.close();
  });

  it('finds instances by state, server, plan, template and name', async () => {
    const { page, context } = await open('/instances', 'user', { viewport: PHONE });
    await page.getByRole('columnheader', { name: 'Customer' }).waitFor();
    expect(await page.getByRole('link', { name: /Create|Adopt/ }).count()).toBe(0);
    await choose(page, 'Server', 'Lyon 4, offline');
    await page.getByText('1-9 of 9').waitFor();
    await page.getByRole('combobox', { name: 'State' }).click();
    await page.getByRole('option', { name: 'Terminated' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('cell').first().waitFor({ state: 'detached' });
    expect(decodeURIComponent(page.url())).toContain('"state":["terminated"]');
    await context.close();
  });
});
