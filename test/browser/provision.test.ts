import type { Browser, Page } from 'playwright-core';
import { axe, launch, logIn, PHONE, settled, shoot, visit } from './browser';
import { eventually } from '../support/app';
import { ACCOUNTS, type Product, startProduct } from './product';

const PACE = { timeout: 30_000 };

describe('a customer from first to last', () => {
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
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
  const answer = (page: Page, name: string) => page.getByRole('dialog').getByRole('button', { name, exact: true });
  const state = (page: Page, name: string) => page.getByText(name, { exact: true }).first().waitFor(PACE);
  const alone = (page: Page) => page.getByRole('alert').filter({ has: page.getByRole('progressbar') });

  /** Signs in to the customer's Odoo, as the customer would. */
  const signIn = async (address: string, database: string, login: string, password: string) => {
    const { page, context } = await visit(browser, address);
    await page.goto(`/web/login?db=${database}`);
    await page.locator('[name=login]').fill(login);
    await page.locator('[name=password]').fill(password);
    await page.locator('[type=submit]').click();
    const [text, url] = [await page.content(), page.url()];
    await context.close();
    return { isIn: !url.includes('/web/login'), text };
  };

  it('is provisioned with three fields, signs in with the password shown once, is suspended, resumed, terminated and purged', async () => {
    const { page, context } = await visit(browser, product.url);
    await logIn(page, ACCOUNTS.admin);
    await page.goto('/instances/create');
    await page.locator('[name=customerName]').fill('Société Dupont');
    await page.locator('[name=customerEmail]').fill('it@dupont.example');
    await page.getByRole('combobox', { name: 'Plan' }).and(page.locator('[value=Business]')).waitFor();
    await settled(page);
    await shoot(page, 'provision-form');
    expect(await axe(page)).toEqual([]);
    await button(page, 'Create with its database').click();
    await page.getByRole('heading', { name: 'Provision · Société Dupont' }).first().waitFor();
    await button(page, 'Show the first password').click(PACE);
    await settled(page);
    await shoot(page, 'provisioned');
    await button(page, 'Show it now').click();
    const login = await page.getByLabel('Login', { exact: true }).inputValue();
    const password = await page.getByLabel('Password', { exact: true }).inputValue();
    await button(page, 'I have kept it, close').click();
    const address = (await page.getByRole('link', { name: /^http/ }).textContent()) ?? '';
    expect(await signIn(address, 'societe-dupont', login, password)).toMatchObject({ isIn: true });

    await page.getByRole('link', { name: 'Société Dupont' }).click();
    await state(page, 'Active');
    await settled(page);
    await shoot(page, 'instance-active');
    expect(await axe(page)).toEqual([]);
    await button(page, 'Look inside').click();
    await answer(page, 'Look inside').click();
    await page.getByText(/active users?$/).waitFor(PACE);
    await button(page, 'Suspend').click();
    await page.getByLabel('Reason (optional)').fill('Unpaid since May');
    await answer(page, 'Suspend').click();
    await state(page, 'Suspended');
    expect(await signIn(address, 'societe-dupont', login, password)).toMatchObject({ isIn: false });
    await alone(page).waitFor({ state: 'detached' });
    await button(page, 'Resume').click();
    await answer(page, 'Resume').click();
    await state(page, 'Active');
    expect(await signIn(address, 'societe-dupont', login, password)).toMatchObject({ isIn: true });

    await button(page, 'Terminate').click();
    await page.getByLabel(/^Drop the database/).click();
    await page.getByLabel('Type the name: Société Dupont').fill('Société');
    await answer(page, 'Terminate').click();
    await page.getByLabel('Type the name: Société Dupont').fill('Société Dupont');
    await shoot(page, 'instance-terminate');
    expect(await axe(page)).toEqual([]);
    await answer(page, 'Terminate').click();
    await state(page, 'Terminated');
    await page.getByText('Its database is dropped for good:').waitFor();
    await button(page, 'Purge').click();
    await page.getByLabel('Type the name: Société Dupont').fill('Société Dupont');
    await answer(page, 'Purge').click();
    await page.getByText('Its database is dropped for good:').waitFor({ state: 'detached', ...PACE });
    await eventually(
      async () => (await get('/instances?q=societe-dupont')).items[0] as Record<string, unknown>,
      (left) => left['state'] === 'terminated' && left['purgeAfter'] === null && left['currentOperationId'] === null,
    );
    await context.close();
  });

  it('is asked for on a phone in French, and says what stands in the way at what is folded away', async () => {
    const options = { viewport: PHONE, locale: 'fr-FR', colorScheme: 'dark' } as const;
    const { page, context } = await visit(browser, product.url, options);
    await logIn(page, ACCOUNTS.manager);
    await page.goto('/instances/create');
    await page.locator('[name=customerName]').fill('Atelier Bernard');
    await page.locator('[name=customerEmail]').fill('it@atelier.example');
    await page.getByRole('combobox', { name: 'Formule' }).and(page.locator('[value=Business]')).waitFor();
    await page.getByRole('button', { name: 'Plus : serveur, noms, langue' }).click();
    expect(await page.locator('[name=databaseName]').inputValue()).toBe('atelier-bernard');
    await page.locator('[name=country]').fill('France');
    await button(page, 'Créer avec sa base').click();
    await page.locator('.MuiFormHelperText-root').getByText('Indiquez deux lettres majuscules, comme FR').waitFor();
    await settled(page);
    await shoot(page, 'provision-form-phone');
    // What says that the form is wrong lies over its buttons for a while.
    await page.locator('.MuiSnackbar-root').waitFor({ state: 'detached' });
    // The bar with the page's title leaves while one scrolls down.
    await page.evaluate('scrollTo(0, 0)');
    expect(await axe(page)).toEqual([]);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(PHONE.width);
    await page.locator('[name=country]').fill('FR');
    await button(page, 'Enregistrer').click();
    await page.getByRole('heading', { name: 'Atelier Bernard' }).first().waitFor();
    await button(page, 'Créer la base').waitFor();
    await settled(page);
    await shoot(page, 'instance-draft-phone');
    expect(await axe(page)).toEqual([]);
    await context.close();
  });
});
