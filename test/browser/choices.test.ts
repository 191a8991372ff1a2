import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app';
import { enterServer } from '../support/servers';
import { launch, logIn, shoot, visit } from './browser';

/** The forms in which something has to be chosen, and what. */
const CHOICES: [path: string, choices: string[]][] = [
  ['channels', ['Kind', 'From severity']],
  ['alert-rules', ['Kind']],
  ['maintenance-windows', ['How often']],
  ['users', ['Role']],
];

describe('a choice that has to be made', () => {
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

  const open = async (path: string) => {
    const { page, context, complaints } = await visit(browser, amiral.url);
    await logIn(page, 'admin@example.com');
    await page.goto(path);
    return { page, context, complaints };
  };
  const box = (page: Page, name: string) => page.getByRole('combobox', { name: new RegExp(`^${name}\\b`) });

  it.each(CHOICES)('has no blank option in the form of %s, and each option shows a form', async (path, choices) => {
    const { page, context, complaints } = await open(`/${path}/create`);
    for (const name of choices) {
      await box(page, name).click();
      const options = await page.getByRole('option').allTextContents();
      expect(options.filter((text) => text.trim() === '')).toEqual([]);
      await page.keyboard.press('Escape');
      for (const option of options) {
        await box(page, name).click();
        await page.getByRole('option', { name: option, exact: true }).click();
        await page.getByRole('button', { name: 'Save' }).waitFor();
        expect(await box(page, name).textContent()).toBe(option);
      }
    }
    expect(complaints).toEqual([]);
    await context.close();
  });

  it.each(['channels', 'alert-rules', 'maintenance-windows'])(
    'is begun anew in the form of %s when the address asks for what is not offered',
    async (path) => {
      const nested = path === 'maintenance-windows' ? { schedule: { kind: 'gone' } } : { kind: 'gone' };
      const { page, context } = await open(`/${path}/create?source=${encodeURIComponent(JSON.stringify(nested))}`);
      await page.getByRole('button', { name: 'Save' }).waitFor();
      await page.getByRole('combobox', { name: path === 'maintenance-windows' ? 'How often' : 'Kind' }).click();
      await page.getByRole('option').last().click();
      await page.getByRole('button', { name: 'Save' }).waitFor();
      await context.close();
    },
  );

  it('breaks one view at most, which says so and leads on', async () => {
    const { page, context } = await visit(browser, amiral.url);
    await logIn(page, 'admin@example.com');
    await page.route(/\/api\/v1\/users\?/, async (route) => {
      const answer = await route.fetch();
      const body = (await answer.json()) as { items: { createdAt: string }[] };
      const items = body.items.map((user) => ({ ...user, createdAt: 'nonsense' }));
      await route.fulfill({ response: answer, json: { ...body, items } });
    });
    await page.getByRole('menuitem', { name: 'Users' }).click();
    await page.getByText('This view has broken.').waitFor();
    await shoot(page, 'broken-view');
    await page.getByRole('menuitem', { name: 'Plans' }).click();
    await page.getByText('No plan yet').waitFor();
    await page.getByRole('menuitem', { name: 'Users' }).click();
    await page.getByText('This view has broken.').waitFor();
    await page.unroute(/\/api\/v1\/users\?/);
    await page.getByRole('link', { name: 'Load it again' }).click();
    await page.getByRole('cell', { name: 'admin@example.com' }).waitFor();
    await context.close();
  });
});
