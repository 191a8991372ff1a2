import type { Browser } from 'playwright-core';
import { go, launch, logIn, shoot, visit } from './browser';
import { ACCOUNTS, type Product, startProduct } from './product';

describe('the console', () => {
  let product: Product;
  let browser: Browser;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launch()]);
  });
  afterAll(async () => {
    await browser.close();
    await product.stop();
  });

  const open = (options = {}) => visit(browser, product.url, options);
  const serverOf = async (code: string) =>
    (await product.amiral.call('GET', `/servers?q=${code}`, { as: 'admin' })).body.items[0] as {
      id: string;
      state: string;
    };

  it('lets nobody in with a wrong password, and says so', async () => {
    const { page, complaints, context } = await open();
    await page.goto('/servers');
    await page.locator('input[name=email]').fill(ACCOUNTS.admin);
    await page.locator('input[name=password]').fill('wrong-password');
    await page.locator('button[type=submit]').click();
    await page.getByText('The e-mail or the password is wrong.').first().waitFor();
    await shoot(page, 'login-refused');
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('shows the fleet after a login', async () => {
    const { page, complaints, context } = await open();
    await logIn(page, ACCOUNTS.admin);
    expect(await page.getByRole('row').count()).toBe(13);
    await shoot(page, 'list');
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('keeps filters and search in the address', async () => {
    const { page, context } = await open();
    await logIn(page, ACCOUNTS.user);
    await page.getByRole('button', { name: 'Maintenance', pressed: false }).click();
    await page.getByText('Paris 1', { exact: true }).waitFor({ state: 'detached' });
    expect(decodeURIComponent(page.url())).toContain('"state":["maintenance"]');
    await page.reload();
    await page.getByText('Lille 2, in maintenance').waitFor();
    expect(await page.getByRole('row').count()).toBe(2);
    await context.close();
  });

  it('activates a server, tests its connection and checks its health', async () => {
    const { page, complaints, context } = await open();
    await logIn(page, ACCOUNTS.manager);
    await page.getByText('Lille 4, just delivered').click();
    await page.getByRole('button', { name: 'Test connection' }).click();
    await page.getByText(/The connection works/).waitFor();
    await shoot(page, 'test-connection');
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Activate', exact: true }).click();
    await page.getByText('Lille 4, just delivered is in service').waitFor();
    expect((await serverOf('lille-4')).state).toBe('active');
    await page.getByRole('button', { name: 'Check health' }).click();
    await page.getByText('Lille 4, just delivered has been checked').waitFor();
    expect(await page.getByRole('button', { name: 'Activate', exact: true }).count()).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('acts on several at once, each as its row allows', async () => {
    const { page, context } = await open();
    await logIn(page, ACCOUNTS.manager);
    for (const name of ['Paris 1', 'Lille 3, disabled']) {
      await page.getByRole('row').filter({ hasText: name }).getByRole('checkbox').check();
    }
    await page.getByRole('button', { name: 'Activate (1)' }).waitFor();
    await page.getByRole('button', { name: 'Maintenance (1)' }).waitFor();
    await shoot(page, 'bulk');
    await page.getByRole('button', { name: 'Check health (2)' }).click();
    await page.getByText('2 servers done').waitFor();
    await context.close();
  });

  it('checks those too that were selected on another page', async () => {
    const { page, context } = await open();
    await logIn(page, ACCOUNTS.manager);
    const check = (name: string) => page.getByRole('row').filter({ hasText: name }).getByRole('checkbox').check();
    await go(page, 'servers?page=1&perPage=10&sort=name&order=ASC&filter={}');
    await check('Lyon 1');
    await go(page, 'servers?page=2&perPage=10&sort=name&order=ASC&filter={}');
    await page.getByText('Lyon 1', { exact: true }).waitFor({ state: 'detached' });
    await check('Paris 4, full');
    await page.getByRole('button', { name: 'Check health (2)' }).click();
    await page.getByText('2 servers done').waitFor();
    await context.close();
  });

  it('shows a user no button that would be refused', async () => {
    const { page, context } = await open();
    await logIn(page, ACCOUNTS.user);
    const forbidden = /Create|Activate|Deactivate|Check health|Test connection|Cordon$|Save$|Replace|Delete/;
    expect(await page.getByRole('button', { name: forbidden }).count()).toBe(0);
    expect(await page.getByRole('link', { name: /Create|Users|Journal/ }).count()).toBe(0);
    await page.getByText('Paris 1', { exact: true }).click();
    await page.getByRole('tab', { name: 'Server' }).click();
    expect(await page.getByLabel('Name', { exact: false }).first().isDisabled()).toBe(true);
    expect(await page.getByRole('button', { name: forbidden }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Maintenance' }).count()).toBe(0);
    await context.close();
  });

  it('speaks the language of the browser, and the other one when asked, after a logout too', async () => {
    const { page, context } = await open({ locale: 'fr-FR' });
    await page.goto('/');
    await page.getByText('La flotte de vos serveurs Odoo').waitFor();
    await logIn(page, ACCOUNTS.admin);
    await page.getByRole('columnheader', { name: 'Dernière vérification' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('fr');
    await page.getByRole('button', { name: /^FR/ }).click();
    await page.getByRole('menuitem', { name: 'English' }).click();
    await page.getByRole('columnheader', { name: 'Last check' }).waitFor();
    await page.getByRole('button', { name: 'admin', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Logout' }).click();
    await page.locator('input[name=email]').waitFor();
    await page.reload();
    await page.getByText('The fleet of your Odoo servers').waitFor();
    await context.close();
  });

  it('saves what is changed, shows what others changed meanwhile, and loses nothing', async () => {
    const { page, context } = await open();
    const { id } = await serverOf('lyon-1');
    await logIn(page, ACCOUNTS.admin);
    await page.goto(`/servers/${id}?tab=server`);
    await page.getByLabel('Description').fill('<script>document.title = "stolen"</script>');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved', { exact: true }).waitFor();
    await page.getByLabel('Name').first().fill('Lyon one');
    await product.amiral.call('PATCH', `/servers/${id}`, { as: 'manager', body: { name: 'Lyon I', sequence: 77 } });
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Somebody else has changed this meanwhile').waitFor();
    await shoot(page, 'conflict');
    await page.getByRole('button', { name: 'Save mine' }).click();
    await page.getByRole('heading', { name: 'Lyon one' }).first().waitFor();
    const { body } = await product.amiral.call('GET', `/servers/${id}`, { as: 'admin' });
    expect(body).toMatchObject({
      name: 'Lyon one',
      sequence: 77,
      description: '<script>document.title = "stolen"</script>',
    });
    await page.getByRole('tab', { name: 'Overview' }).click();
    await page.getByText('<script>document.title').first().waitFor();
    expect(await page.title()).toBe('Amiral');
    await context.close();
  });

  it('sets a secret and never shows it', async () => {
    const { page, context } = await open();
    const { id } = await serverOf('lyon-1');
    await logIn(page, ACCOUNTS.admin);
    await page.goto(`/servers/${id}?tab=database`);
    await page.getByRole('button', { name: /^Set: Database password/ }).click();
    await page.locator('input[name=dbPassword]').fill('of-the-database');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: /^Replace: Database password/ }).waitFor();
    expect(await page.content()).not.toContain('of-the-database');
    await context.close();
  });

  it('says when the server is away, and goes on when it is back', async () => {
    const { page, context } = await open();
    await logIn(page, ACCOUNTS.user);
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.getByText(/The server does not answer\. What you see/).waitFor();
    expect(await page.getByText('Paris 1', { exact: true }).count()).toBe(1);
    await shoot(page, 'away');
    await context.setOffline(false);
    await page.getByText(/The server does not answer\. What you see/).waitFor({ state: 'detached', timeout: 15_000 });
    await context.close();
  });

  it('keeps two tabs in one session, and ends it in both', async () => {
    const { page, context } = await open();
    await logIn(page, ACCOUNTS.user);
    const other = await context.newPage();
    await Promise.all([other.goto('/board'), page.reload()]);
    await other.getByText('Paris 2', { exact: true }).waitFor();
    await page.getByText('Paris 1', { exact: true }).waitFor();
    expect(await page.evaluate('document.cookie')).toBe('');
    expect(await page.evaluate('JSON.stringify({ ...localStorage, ...sessionStorage })')).not.toMatch(/eyJ|refresh/i);
    // A tab behind another draws once a second, and each click would wait for it.
    await page.bringToFront();
    await page.getByRole('button', { name: 'Demo user' }).click();
    await page.getByRole('menuitem', { name: 'Logout' }).click();
    await page.locator('input[name=email]').waitFor();
    await other.reload();
    await other.locator('input[name=email]').waitFor();
    await context.close();
  });
});
