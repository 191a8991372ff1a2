import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app';
import { enterServer } from '../support/servers';
import { axe, launch, logIn, shoot, visit } from './browser';

/** Each list of the console, with something that is there to be read when it is well. */
const LISTS: [path: string, shows: string | RegExp][] = [
  ['servers', 'Paris 1'],
  ['board', 'Paris 1'],
  ['instances', 'No instance yet'],
  ['plans', 'Business'],
  ['templates', 'No template yet'],
  ['incidents', 'Nothing is open: all is well.'],
  ['silences', 'No silence yet'],
  ['maintenance-windows', 'No maintenance window yet'],
  ['alert-rules', 'Headroom low'],
  ['channels', 'No channel yet'],
  ['deliveries', 'Nothing has been sent yet'],
  ['users', 'manager@example.com'],
  ['events', 'Log in'],
];
const UNKNOWN = /This address asks for something the list does not know/;

describe('an address that a list does not know', () => {
  let amiral: TestApp;
  let browser: Browser;

  beforeAll(async () => {
    [amiral, browser] = await Promise.all([startApp(), launch()]);
    await enterServer(amiral, { name: 'Paris 1' });
    await amiral.call('POST', '/plans', { as: 'admin', body: { name: 'Business', code: 'business' } });
  });
  afterAll(async () => {
    await browser.close();
    await amiral.stop();
  });

  const open = async (options = {}) => {
    const { page, context, complaints } = await visit(browser, amiral.url, options);
    await logIn(page, 'admin@example.com');
    return { page, context, complaints };
  };
  const filtered = (path: string, filter: unknown) => `/${path}?filter=${encodeURIComponent(JSON.stringify(filter))}`;
  const content = (page: Page) => page.locator('#main-content');
  const well = async (page: Page, shows: string | RegExp) => {
    await content(page).getByText(shows).filter({ visible: true }).first().waitFor();
    expect(await content(page).getByText(UNKNOWN).count()).toBe(0);
  };

  describe('with the console open', () => {
    let visitor: Awaited<ReturnType<typeof open>>;

    beforeAll(async () => {
      visitor = await open();
    });
    afterAll(() => visitor.context.close());

    it.each(LISTS)('says so in %s, is cleared there, and is not remembered for the next visit', async (path, shows) => {
      const { page, complaints } = visitor;
      await page.goto(filtered(path, { region: 'eu' }));
      await content(page)
        .getByText(UNKNOWN)
        .getByText(/region/)
        .waitFor();
      await page.goto(`/${path}`);
      await well(page, shows);
      await page.goto(filtered(path, { q: { a: 1 }, gone: true }));
      await content(page).getByRole('link', { name: 'Clear all' }).click();
      await well(page, shows);
      expect(new URL(page.url()).search).toBe('');
      expect(complaints.splice(0)).toEqual([]);
    });

    it.each(['sort=colour&order=DESC', 'perPage=500', 'perPage=0'])('says so of %s', async (wrong) => {
      const { page } = visitor;
      await page.goto(`/plans?${wrong}`);
      await content(page).getByText(UNKNOWN).waitFor();
      expect(
        await content(page)
          .getByText(/\d+-\d+ of/)
          .count(),
      ).toBe(0);
      await page.goto('/plans');
      await well(page, 'Business');
    });

    it.each(['page=-3', 'page=0', 'page=99'])('shows a page that there is instead of %s', async (wrong) => {
      await visitor.page.goto(`/plans?${wrong}`);
      await well(visitor.page, 'Business');
      await visitor.page.waitForURL(/[?&]page=1(&|$)/);
    });

    it.each([
      ['instances', { state: 'active' }],
      ['instances', { state: ['gone'], serverId: { id: 1 } }],
      ['silences', { state: 'gone' }],
      ['incidents', { open: 'yes', state: ['open'], from: 7 }],
      ['users', 7],
      ['users', null],
      ['plans', ['archived']],
      ['events', { action: 'gone', actorId: [], from: 'noon' }],
    ])('leaves a way out of %s with the filters %j', async (path, filter) => {
      const [, shows = ''] = LISTS.find(([name]) => name === path) ?? [];
      const { page } = visitor;
      await page.goto(filtered(path, filter));
      await content(page).locator('table, [role=alert], [role=status], h2').first().waitFor();
      await page.goto(`/${path}`);
      await content(page).getByText(shows).or(content(page).locator('[role=status], h2')).first().waitFor();
      expect(await content(page).getByText(UNKNOWN).count()).toBe(0);
      visitor.complaints.splice(0);
    });
  });

  it('that an earlier console has remembered is told, and then forgotten', async () => {
    const { page, context } = await open({ locale: 'fr-FR' });
    const params = { filter: { region: 'eu' }, sort: 'colour', order: 'ASC', page: 1, perPage: 500 };
    await page.evaluate(`localStorage.setItem('RaStore.users.listParams', ${JSON.stringify(JSON.stringify(params))})`);
    await page.goto('/users');
    await content(page).getByText('Cette adresse demande quelque chose que la liste ne connaît pas').waitFor();
    await shoot(page, 'wrong-address');
    expect(await axe(page)).toEqual([]);
    await page.getByRole('menuitem', { name: 'Formules' }).click();
    await content(page).getByText('Business').first().waitFor();
    await page.getByRole('menuitem', { name: 'Utilisateurs' }).click();
    await content(page).getByText('manager@example.com').waitFor();
    await context.close();
  });
});
