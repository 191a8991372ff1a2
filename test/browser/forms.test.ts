import type { Browser, Page } from 'playwright-core';
import { launch, logIn, shoot, visit } from './browser';
import { ACCOUNTS, type Product, startProduct } from './product';

describe('the form of a server', () => {
  let product: Product;
  let browser: Browser;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launch()]);
  });
  afterAll(async () => {
    await browser.close();
    await product.stop();
  });

  const serverOf = async (code: string) =>
    (await product.amiral.call('GET', `/servers?archived=true&archived=false&q=${code}`, { as: 'admin' })).body
      .items[0] as { id: string } & Record<string, unknown>;
  const open = async (path: string, options: { locale?: string; as?: keyof typeof ACCOUNTS } = {}) => {
    const { page, context, complaints } = await visit(browser, product.url, { locale: options.locale ?? 'en-GB' });
    await logIn(page, ACCOUNTS[options.as ?? 'admin']);
    await page.goto(path);
    return { page, context, complaints };
  };
  const save = (page: Page) => page.getByRole('button', { name: 'Save' }).click();

  it('enters a server with every field there is', async () => {
    const { page, complaints, context } = await open('/servers/create');
    const texts = {
      name: 'Nantes 1',
      code: 'nantes-1',
      serverUrl: 'http://127.0.0.1:9',
      serverIp: '192.0.2.7',
      serverPort: '8070',
      serverUsername: 'odoo',
      sequence: '3',
      description: 'In the new hall',
      dbHost: 'db.example.com',
      dbPort: '5433',
      dbUser: 'owner',
      maxInstances: '30',
      healthIntervalSeconds: '45',
      cpuCores: '8',
      memoryGb: '31.5',
      diskGb: '900',
    };
    for (const [name, value] of Object.entries(texts)) await page.locator(`[name=${name}]`).fill(value);
    await page.getByRole('button', { name: 'Add a label' }).click();
    await page.getByLabel('Name', { exact: true }).last().fill('rack');
    await page.getByLabel('Value').fill('7');
    await page.getByRole('button', { name: 'Set: Master password' }).click();
    await page.locator('[name=masterPassword]').fill('of-the-master');
    await save(page);
    await page.getByRole('heading', { name: 'Nantes 1' }).first().waitFor();
    expect(await serverOf('nantes-1')).toMatchObject({
      ...texts,
      ...{ serverPort: 8070, sequence: 3, dbPort: 5433, maxInstances: 30, healthIntervalSeconds: 45 },
      ...{ cpuCores: 8, memoryGb: 31.5, diskGb: 900 },
      labels: { rack: '7' },
      hasMasterPassword: true,
      state: 'draft',
    });
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('changes labels, position, interval and certificates, and tells at its field what is refused', async () => {
    const { id } = await serverOf('lyon-1');
    const { page, context } = await open(`/servers/${id}?tab=server`, { as: 'manager' });
    await page.getByRole('button', { name: 'Add a label' }).click();
    await page.getByLabel('Name', { exact: true }).last().fill('site');
    await page.getByText('Two labels have the same name.').waitFor();
    await page.getByLabel('Name', { exact: true }).last().fill('no blanks please');
    await page.getByLabel('Value').last().fill('x');
    await page.locator('[name=tlsCa]').fill('no certificate');
    await page.locator('[name=sequence]').fill('42');
    await save(page);
    await page.getByRole('tabpanel').getByText('no blanks please: Takes letters').waitFor();
    const refused = page.getByText('Takes certificates in PEM form', { exact: true });
    await refused.waitFor();
    expect(await page.locator('[name=tlsCa]').getAttribute('aria-invalid')).toBe('true');
    await shoot(page, 'refused-fields');
    await page.locator('[name=tlsCa]').fill('');
    await page.getByLabel('Name', { exact: true }).last().fill('room.north');
    await page.getByRole('button', { name: 'Remove the label site' }).click();
    await page.getByRole('tab', { name: 'Resources and capacity' }).click();
    await page.locator('[name=healthIntervalSeconds]').fill('90');
    await save(page);
    await page.getByText('Saved', { exact: true }).waitFor();
    const after = { labels: { 'room.north': 'x' }, sequence: 42, tlsCa: null, healthIntervalSeconds: 90 };
    expect(await serverOf('lyon-1')).toMatchObject(after);
    await context.close();
  });

  it('says at its field that a code is taken', async () => {
    const { id } = await serverOf('lyon-2');
    const { page, context } = await open(`/servers/${id}?tab=server`);
    await page.locator('[name=code]').fill('paris-1');
    await save(page);
    await page.locator('.MuiFormHelperText-root').getByText('Is already in use').waitFor();
    await context.close();
  });

  it('archives only what is out of service', async () => {
    const { page, context } = await open(`/servers/${(await serverOf('paris-2')).id}?tab=server`, { as: 'manager' });
    await page.getByText('Deactivate it first').waitFor();
    expect(await page.getByRole('switch', { name: 'Archived' }).isDisabled()).toBe(true);
    await page.goto(`/servers/${(await serverOf('lille-3')).id}?tab=server`);
    await page.getByRole('switch', { name: 'Archived' }).check();
    await save(page);
    await page.getByText('Saved', { exact: true }).waitFor();
    expect(await serverOf('lille-3')).toMatchObject({ archived: true });
    await context.close();
  });

  it('deletes what hosts nothing, and tells what stands in the way of the others', async () => {
    const { page, context } = await open(`/servers/${(await serverOf('paris-2')).id}?tab=server`);
    await page.getByText('It hosts 88 instances').waitFor();
    expect(await page.getByRole('button', { name: 'Delete' }).isDisabled()).toBe(true);
    await page.goto(`/servers/${(await serverOf('lille-4')).id}?tab=server`);
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByText('Paris 1', { exact: true }).waitFor();
    expect(await serverOf('lille-4')).toBeUndefined();
    await context.close();
  });

  it('says in French what keeps a server out of service, and until when', async () => {
    const { id } = await serverOf('lille-2');
    const { page, context } = await open(`/servers/${id}`, { locale: 'fr-FR', as: 'manager' });
    await page.getByRole('alert').getByText('PostgreSQL upgrade · jusqu’à ce que quelqu’un l’active').waitFor();
    await page.getByRole('button', { name: 'Activer', exact: true }).click();
    await page.getByText('Lille 2, in maintenance est en service').waitFor();
    await page.getByRole('button', { name: 'Maintenance', exact: true }).click();
    await page.getByLabel('Raison (facultatif)').fill('Nouveau disque');
    await page.getByLabel('Jusqu’à (facultatif)').fill('2031-05-01T22:30');
    await page.getByRole('dialog').getByRole('button', { name: 'Maintenance' }).click();
    await page.getByRole('alert').getByText('Nouveau disque · Maintenance jusqu’à').waitFor();
    await page.getByRole('button', { name: 'Fermer aux nouveaux' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Fermer aux nouveaux' }).click();
    await page.getByRole('button', { name: 'Rouvrir aux nouveaux' }).click();
    await page.getByText('prend de nouveau des instances').waitFor();
    await page.getByRole('button', { name: 'Désactiver' }).waitFor({ state: 'detached' });
    await context.close();
  });
});
