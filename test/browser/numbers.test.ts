import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app';
import { enterServer } from '../support/servers';
import { axe, launch, logIn, shoot, visit } from './browser';

describe('numbers in forms', () => {
  let amiral: TestApp;
  let browser: Browser;
  let id: string;

  beforeAll(async () => {
    [amiral, browser] = await Promise.all([startApp(), launch()]);
    ({ id } = await enterServer(amiral, { name: 'Paris 1' }));
  });
  afterAll(async () => {
    await browser.close();
    await amiral.stop();
  });

  /** The language of the console, and that of the browser, which reads its own number fields by it. */
  const open = async (console: 'en' | 'fr', locale: string) => {
    const { page, context, complaints } = await visit(browser, amiral.url, { locale });
    await page.goto('/login');
    await page.evaluate(`localStorage.setItem('RaStore.locale', '"${console}"')`);
    await logIn(page, 'admin@example.com');
    await page.goto(`/servers/${id}?tab=resources`);
    return { page, context, complaints };
  };
  const memory = (page: Page) => page.locator('[name=memoryGb]');
  const type = async (page: Page, text: string) => {
    await memory(page).fill('');
    await memory(page).pressSequentially(text);
    await page.keyboard.press('Tab');
  };
  const save = (page: Page) => page.getByRole('button', { name: /^(Save|Enregistrer)$/ }).click();
  const saved = async (page: Page) => {
    const answered = page.waitForResponse((answer) => answer.request().method() === 'PATCH');
    await save(page);
    expect((await answered).status()).toBe(200);
    return (await amiral.call('GET', `/servers/${id}`, { as: 'admin' })).body.memoryGb as number | null;
  };

  it.each(['en-GB', 'fr-FR'])(
    'are the same with a comma or a point, when the console speaks French in a browser of %s',
    async (locale) => {
      const { page, context, complaints } = await open('fr', locale);
      for (const [text, number, shown] of [
        ['1,5', 1.5, '1,5'],
        ['2.25', 2.25, '2,25'],
        ['1 024,75', 1024.75, '1024,75'],
        ['', null, ''],
        ['31,5', 31.5, '31,5'],
      ] as const) {
        await type(page, text);
        expect(await saved(page)).toBe(number);
        expect(await memory(page).inputValue()).toBe(shown);
      }
      await memory(page).fill('4,125');
      expect(await saved(page)).toBe(4.125);
      expect(complaints).toEqual([]);
      await context.close();
    },
  );

  it.each([
    ['en-GB', 8.5],
    ['fr-FR', 9.25],
  ])(
    'are never others than were typed: an English console in a browser of %s refuses a comma',
    async (locale, number) => {
      const { page, context } = await open('en', locale);
      await type(page, String(number));
      expect(await saved(page)).toBe(number);
      for (const text of ['1,5', '1,500', '12abc', '1.2.3', '--4']) {
        await type(page, text);
        expect(await memory(page).inputValue()).toBe(text);
        await save(page);
        await page.locator('.MuiFormHelperText-root').getByText('Write a number with a point, like 1.5').waitFor();
        expect(await memory(page).getAttribute('aria-invalid')).toBe('true');
      }
      await shoot(page, 'number-refused');
      expect(await axe(page)).toEqual([]);
      expect((await amiral.call('GET', `/servers/${id}`, { as: 'admin' })).body.memoryGb).toBe(number);
      await context.close();
    },
  );

  it('are held to their bounds, in words', async () => {
    const { page, context } = await open('fr', 'en-GB');
    await page.locator('[name=maxInstances]').fill('0');
    await save(page);
    await page.locator('.MuiFormHelperText-root').getByText('Minimum 1').waitFor();
    await context.close();
  });

  it('say how much must be free where a customer would go, in either language', async () => {
    const { page, context } = await open('fr', 'en-GB');
    await page.goto('/placement');
    const asked = page.waitForRequest(/minCapacityPercent=12\.5/);
    await page.locator('[name=minCapacityPercent]').fill('12,5');
    await asked;
    await page.locator('[name=minCapacityPercent]').fill('120');
    await page.getByText('De 0 à 100').waitFor();
    expect(await axe(page)).toEqual([]);
    await context.close();
  });
});
