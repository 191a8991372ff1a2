import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app';
import { enterServer } from '../support/servers';
import { axe, launch, logIn, shoot, visit } from './browser';

describe('what the server refuses', () => {
  let amiral: TestApp;
  let browser: Browser;

  beforeAll(async () => {
    [amiral, browser] = await Promise.all([startApp(), launch()]);
    await enterServer(amiral, { name: 'Paris 1' });
  });
  afterAll(async () => {
    await browser.close();
    await amiral.stop();
  });

  const open = async (path: string, locale = 'en-GB') => {
    const { page, context, complaints } = await visit(browser, amiral.url, { locale });
    await logIn(page, 'admin@example.com');
    await page.goto(path);
    return { page, context, complaints };
  };
  const field = (page: Page, source: string) => page.locator(`[name="${source}"]`);
  const helper = (page: Page, text: string | RegExp) => page.locator('.MuiFormHelperText-root').getByText(text);
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

  /** As the server answers when it cannot. */
  const refuse = (page: Page, path: string, status: number, code: string, seconds: number) =>
    page.route(`**/api/v1/${path}`, (route) =>
      route.request().method() === 'GET'
        ? route.fallback()
        : route.fulfill({
            status,
            contentType: 'application/problem+json',
            headers: { 'retry-after': String(seconds) },
            body: JSON.stringify({ status, code, title: 'Refused', detail: 'In the words of the server.' }),
          }),
    );

  it('of one of several values is said at the input that holds them, while it is entered and later', async () => {
    const { page, complaints, context } = await open('/channels/create');
    await page.getByRole('combobox', { name: 'Kind' }).click();
    await page.getByRole('option', { name: 'E-mail' }).click();
    await field(page, 'name').fill('Night shift');
    await field(page, 'settings.host').fill('smtp.example.com');
    await field(page, 'settings.from').fill('amiral@example.com');
    await field(page, 'settings.to').fill('lea@example.com\ntom@example.com\nnobody');
    await press(page, 'Save');
    await helper(page, /^3: /).waitFor();
    expect(await field(page, 'settings.to').getAttribute('aria-invalid')).toBe('true');
    await shoot(page, 'refused-recipient');
    expect(await axe(page)).toEqual([]);
    await field(page, 'settings.to').fill('lea@example.com');
    await helper(page, /^3: /).waitFor({ state: 'detached' });
    await press(page, 'Save');
    await page.getByRole('heading', { name: 'Night shift' }).first().waitFor();
    await field(page, 'settings.to').fill('nobody\nlea@example.com');
    await press(page, 'Save');
    await helper(page, /^1: /).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('of a threshold is said at the threshold', async () => {
    const { page, context } = await open('/alert-rules/create');
    await field(page, 'name').fill('Certificates of Lyon');
    await page.getByRole('combobox', { name: 'Kind' }).click();
    await page.getByRole('option', { name: 'Certificate ends' }).click();
    await field(page, 'threshold.days').fill('21, 99999');
    await press(page, 'Save');
    await helper(page, /^2: /).waitFor();
    await context.close();
  });

  it('of a field is said in the language of the console', async () => {
    await enterServer(amiral, { name: 'Taken', code: 'taken' });
    for (const [locale, save, words] of [
      [
        'en-GB',
        'Save',
        [
          /^Takes an http or https address/,
          /^Takes lower-case letters/,
          /^Is too large: the limit is 100000$/,
          /^Is already in use/,
        ],
      ],
      [
        'fr-FR',
        'Enregistrer',
        [
          /^Indiquez une adresse http ou https/,
          /^Minuscules, chiffres et tirets/,
          /^Trop grand : la limite est 100000$/,
          /^Déjà pris/,
        ],
      ],
    ] as const) {
      const [address, letters, limit, taken] = words;
      const { page, context } = await open('/servers/create', locale);
      await field(page, 'name').fill('Lyon');
      await field(page, 'code').fill('No Code');
      await field(page, 'serverUrl').fill('ftp://lyon.example');
      await field(page, 'cpuCores').fill('200000');
      await press(page, save);
      await helper(page, address).waitFor();
      await helper(page, letters).waitFor();
      await helper(page, limit).waitFor();
      await shoot(page, `refused-fields-${locale}`);
      await field(page, 'code').fill('taken');
      await field(page, 'serverUrl').fill('https://lyon.example');
      await field(page, 'cpuCores').fill('2');
      await press(page, save);
      await helper(page, taken).waitFor();
      await context.close();
    }
  });

  it('for want of room on the disk is said in words, and keeps what was typed', async () => {
    for (const [locale, save, words] of [
      ['en-GB', 'Save', 'The disk of the database is full'],
      ['fr-FR', 'Enregistrer', 'Le disque de la base de données est plein'],
    ] as const) {
      const { page, context } = await open('/plans/create', locale);
      await field(page, 'name').fill('Kept');
      await field(page, 'code').fill('kept');
      await refuse(page, 'plans', 503, 'storage-full', 30);
      await press(page, save);
      await page.getByText(words).waitFor();
      expect(await field(page, 'name').inputValue()).toBe('Kept');
      expect(await page.getByText('Le serveur ne répond pas').count()).toBe(0);
      await shoot(page, `refused-storage-${locale}`);
      await context.close();
    }
  });

  it.each([
    ['en-GB', 429, 'too-many-logins', 42, 'Too many failed tries. Try again in 42 seconds.'],
    ['fr-FR', 429, 'too-many-logins', 1, 'Trop d’essais manqués. Réessayez dans 1 seconde.'],
    ['fr-FR', 503, 'passwords-busy', 3, 'Trop de personnes se connectent en même temps. Réessayez dans 3 secondes.'],
    ['fr-FR', 429, 'of-another-kind', 5, 'In the words of the server.'],
  ])('at a login is told with how long to wait (%s, %d %s)', async (locale, status, code, seconds, words) => {
    const { page, context } = await visit(browser, amiral.url, { locale });
    await refuse(page, 'auth/login', status, code, seconds);
    await page.goto('/');
    await page.locator('input[name=email]').fill('admin@example.com');
    await page.locator('input[name=password]').fill('whatever it is');
    await page.locator('button[type=submit]').click();
    await page.getByRole('alert').getByText(words, { exact: true }).waitFor();
    await context.close();
  });
});
