import { lose, read, refuse, until } from '../support/operations';
import { axe, settled, shoot } from './browser';
import { button, held, OperationsDesk, steps } from './operations';

describe('what people do with operations in the console', () => {
  let desk: OperationsDesk;

  beforeAll(async () => {
    desk = await OperationsDesk.open();
  });
  afterAll(() => desk.close());

  const { local, call, asked } = steps;

  it('are cancelled, and tried again, by whoever may', async () => {
    const { copy } = held();
    const id = await desk.begin([local('reserve'), copy]);
    const { page, context } = await desk.enter('manager', `/operations/${id}`);
    await button(page, 'Cancel the operation').click();
    await button(page, 'Let it run').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel the operation' }).click();
    await page.getByText('It was cancelled; what it had done was undone.').waitFor();
    let isWell = false;
    const failing = await desk.begin([call('look', () => (isWell ? Promise.resolve(undefined) : refuse()))], {
      compensates: false,
    });
    await until(desk.amiral, failing, 'failed');
    await page.goto(`/operations/${failing}`);
    await page.getByText('The server has a database of this name already.').waitFor();
    await shoot(page, 'operation-failed');
    isWell = true;
    await button(page, 'Retry').click();
    await page.getByText('Done', { exact: true }).waitFor();
    await context.close();
  });

  it('never show what was undone and what needs an operator as the same, and let an administrator say what was seen', async () => {
    const undone = await desk.begin([local('reserve'), call('copy', refuse)]);
    await until(desk.amiral, undone, 'compensated');
    const open = await desk.begin([
      local('reserve'),
      asked('copy', lose, { fate: 'not-known', detail: 'The server does not list it.' }),
      local('note'),
    ]);
    await until(desk.amiral, open, 'needs-operator');
    const { page, context } = await desk.enter('admin', `/operations/${undone}`);
    await page.getByText('all is as it was before').waitFor();
    expect(await page.getByText('Needs an operator', { exact: true }).count()).toBe(0);
    await shoot(page, 'operation-compensated');
    expect(await axe(page)).toEqual([]);
    await page.goto(`/operations/${open}`);
    await page.getByText('The server does not list it.').first().waitFor();
    expect(await page.getByText('all is as it was before').count()).toBe(0);
    await settled(page);
    await shoot(page, 'operation-needs-operator');
    expect(await axe(page)).toEqual([]);
    const manager = await desk.enter('manager', `/operations/${open}`);
    await manager.page.getByText('An administrator decides how it goes on.').waitFor();
    expect(await button(manager.page, 'It was done').count()).toBe(0);
    await manager.context.close();
    await button(page, 'It was done').click();
    await page.getByLabel('Note (optional)').fill('It is there, with 3 users');
    await page.getByRole('dialog').getByRole('button', { name: 'It was done' }).click();
    await page.getByText('Done', { exact: true }).waitFor();
    const { body } = await desk.amiral.call('GET', `/events?subjectId=${open}&action=resolve`, { as: 'admin' });
    expect(JSON.stringify(body.items)).toContain('It is there, with 3 users');
    await context.close();
  });

  it('show a first password once, to whoever asked, and say why not a second time', async () => {
    const secret = 'correct-horse-battery';
    const id = await desk.begin([
      local('login', () => Promise.resolve({ reveal: { login: 'it@dupont.example', password: secret } })),
    ]);
    await until(desk.amiral, id, 'succeeded');
    const admin = await desk.enter('admin', `/operations/${id}`);
    await admin.page.getByText('Done', { exact: true }).waitFor();
    expect(await button(admin.page, 'Show the first password').count()).toBe(0);
    await admin.context.close();
    const permissions = ['clipboard-read', 'clipboard-write'];
    const { page, context } = await desk.enter('manager', `/operations/${id}`, { permissions });
    const late = await context.newPage();
    await late.goto(`/operations/${id}`);
    await button(late, 'Show the first password').click();
    await button(page, 'Show the first password').click();
    await page.getByText('The password is shown once').waitFor();
    await shoot(page, 'reveal-before');
    await button(page, 'Show it now').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('This is the only time it is shown.').waitFor();
    expect(await dialog.getByLabel('Password', { exact: true }).inputValue()).toBe(secret);
    expect(await dialog.getByLabel('Login', { exact: true }).inputValue()).toBe('it@dupont.example');
    await shoot(page, 'reveal');
    expect(await axe(page)).toEqual([]);
    await button(page, 'Copy: Password').click();
    await page.getByText('Password: copied').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(secret);
    await page.keyboard.press('Escape');
    await dialog.getByText('This is the only time it is shown.').waitFor();
    await button(page, 'I have kept it, close').click();
    await button(page, 'Show the first password').waitFor({ state: 'detached' });
    expect(await page.content()).not.toContain(secret);
    await button(late, 'Show it now').click();
    await late.getByText('It has been shown already.').waitFor();
    await context.close();
  });

  it('stand still while an administrator wants it, with the reason on every page, and go on', async () => {
    const { page, context } = await desk.enter('admin', '/operations');
    await button(page, 'Pause operations').click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Reason' }).fill('The storage is being replaced');
    await page.getByRole('dialog').getByRole('button', { name: 'Pause operations' }).click();
    await page.getByText('Operations are paused everywhere').waitFor();
    await page.goto('/servers');
    const banner = page.getByRole('status').filter({ hasText: 'The storage is being replaced' });
    await banner.waitFor();
    await shoot(page, 'operations-paused');
    expect(await axe(page)).toEqual([]);
    const id = await desk.begin([local('reserve')]);
    expect((await read(desk.amiral, id)).state).toBe('queued');
    await banner.getByRole('button', { name: 'Let them go on' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Let them go on' }).click();
    await banner.waitFor({ state: 'detached' });
    await until(desk.amiral, id, 'succeeded');
    await context.close();
  });

  it('stand still on one server alone, paused and let go on where it is looked at', async () => {
    const body = { name: 'Paris 1', code: 'paris-1', serverUrl: 'http://127.0.0.1:9', maxInstances: 5 };
    const { id } = (await desk.amiral.call('POST', '/servers', { as: 'admin', body })).body;
    const { page, context } = await desk.enter('admin', `/servers/${id}`);
    await button(page, 'Pause operations').click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Reason' }).fill('A disk is replaced');
    await page.getByRole('dialog').getByRole('button', { name: 'Pause operations' }).click();
    const banner = page.getByRole('status').filter({ hasText: 'Operations are paused on Paris 1' });
    await banner.waitFor();
    const paused = async () => (await desk.amiral.call('GET', '/operations/pause', { as: 'admin' })).body;
    expect(await paused()).toMatchObject({ paused: false, pauses: [{ serverId: id, reason: 'A disk is replaced' }] });
    await banner.getByRole('button', { name: 'Let them go on' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Let them go on' }).click();
    await banner.waitFor({ state: 'detached' });
    expect((await paused()).pauses).toEqual([]);
    await context.close();
  });
});
