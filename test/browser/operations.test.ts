import type { Page } from 'playwright-core';
import { lose, refuse, until } from '../support/operations';
import { axe, PHONE, settled, shoot } from './browser';
import { button, held, MB, OperationsDesk, steps } from './operations';

describe('operations in the console', () => {
  let desk: OperationsDesk;

  beforeAll(async () => {
    desk = await OperationsDesk.open();
  });
  afterAll(() => desk.close());

  const { local, call, asked } = steps;
  const tray = (page: Page) => page.getByRole('button', { name: /operations? runs?|need/ });

  it('show in the list, on their page and in the tray how far they are, and their end without a reload', async () => {
    const { copy, letGo } = held();
    const id = await desk.begin([local('reserve'), copy]);
    const name = await desk.nameOf(id);
    const list = await desk.enter('user', '/operations');
    const row = list.page.getByRole('row').filter({ hasText: name });
    await row.getByText('Running', { exact: true }).waitFor();
    await row.getByText('manager').waitFor();
    expect(await button(list.page, 'Pause operations').count()).toBe(0);
    await tray(list.page).click();
    await shoot(list.page, 'operations-tray');
    await list.page
      .getByRole('dialog')
      .getByRole('link', { name: new RegExp(name) })
      .click();
    const { page } = list;
    await page
      .getByRole('heading', { name: `Look inside · ${name}` })
      .first()
      .waitFor();
    await page.getByText(/^1\d(\.\d)? MB of 100 MB · .*B\/s · .* left$/).waitFor();
    await settled(page);
    await shoot(page, 'operation-running');
    expect(await axe(page)).toEqual([]);
    expect(await button(page, 'Cancel the operation').count()).toBe(0);
    letGo();
    await page.getByText('Done', { exact: true }).waitFor();
    await page.getByText('Copied.').waitFor();
    await page.getByText('100 MB').first().waitFor();
    await tray(page).waitFor({ state: 'detached' });
    expect(list.complaints).toEqual([]);
    await list.context.close();
  });

  it('are found by state, kind, kind of record, name and time', async () => {
    const id = await desk.begin([local('reserve')]);
    await until(desk.amiral, id, 'succeeded');
    const { page, context } = await desk.enter('manager', '/operations');
    const row = page.getByRole('row').filter({ hasText: await desk.nameOf(id) });
    const search = (filter: object) => page.goto(`/operations?filter=${encodeURIComponent(JSON.stringify(filter))}`);
    const now = Date.now();
    for (const filter of [
      { state: ['succeeded'], kind: ['inspect'], subjectType: ['instance'] },
      { q: (await desk.nameOf(id)).toUpperCase() },
      { from: new Date(now - 3_600_000).toISOString(), to: new Date(now + 3_600_000).toISOString() },
    ]) {
      await search(filter);
      await row.waitFor();
    }
    for (const filter of [
      { state: ['failed'] },
      { kind: ['purge'] },
      { subjectType: ['template'] },
      { to: new Date(now - 3_600_000).toISOString() },
    ]) {
      await search(filter);
      await page.getByText('Nothing matches these filters.').waitFor();
    }
    await context.close();
  });

  it('fit on a phone, in French and in the dark, in each state', async () => {
    const { copy, letGo } = held();
    const ids = {
      undone: await desk.begin([local('reserve'), call('copy', refuse)], { kind: 'provision' }),
      open: await desk.begin([asked('copy', lose, { fate: 'not-known', detail: 'It is not listed.' })], {
        kind: 'purge',
      }),
      done: await desk.begin([local('look', () => Promise.resolve({ result: { sizeBytes: 3 * MB, users: 12 } }))]),
      running: await desk.begin([local('reserve'), copy, local('note')], { kind: 'suspend' }),
    };
    await until(desk.amiral, ids.open, 'needs-operator');
    const options = { viewport: PHONE, locale: 'fr-FR', colorScheme: 'dark' } as const;
    const { page, context, complaints } = await desk.enter('admin', '/operations', options);
    await page.getByText('Intervention requise').first().waitFor();
    const wrong: Record<string, unknown[]> = {};
    const look = async (name: string) => {
      await settled(page);
      await shoot(page, `operations-phone-${name}`);
      const width = await page.evaluate<number>('document.documentElement.scrollWidth');
      wrong[name] = [...(width > PHONE.width ? [width] : []), ...(await axe(page))];
    };
    await look('list');
    await page.getByRole('button', { name: /intervention/ }).click();
    await page.getByRole('dialog').waitFor();
    await look('tray');
    for (const [name, id] of Object.entries(ids)) {
      await page.goto(`/operations/${id}`);
      await page.getByRole('heading', { name: /dupont/, level: 2 }).waitFor();
      await look(name);
    }
    expect(Object.values(wrong).flat()).toEqual([]);
    expect(complaints).toEqual([]);
    letGo();
    await until(desk.amiral, ids.running, 'succeeded');
    await context.close();
  });
});
