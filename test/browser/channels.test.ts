import type { Browser, Page } from 'playwright-core';
import { eventually, startApp, type TestApp } from '../support/app';
import { enterChannel, signingSecret, webhookTo } from '../support/notices';
import { Receiver } from '../support/receiver';
import { enterServer } from '../support/servers';
import { axe, launch, logIn, shoot, visit } from './browser';

const SENT = 'nothing is wrong, Amiral is being tested';

describe('channels and what goes through them', () => {
  let amiral: TestApp;
  let browser: Browser;
  let receiver: Receiver;

  beforeAll(async () => {
    [amiral, browser, receiver] = await Promise.all([startApp(), launch(), Receiver.start()]);
    await enterServer(amiral, { name: 'Paris 1' });
  });
  afterAll(async () => {
    await browser.close();
    await amiral.stop();
    await receiver.stop();
  });

  const open = async (path: string, role = 'admin', options = {}) => {
    const { page, context, complaints } = await visit(browser, amiral.url, options);
    await logIn(page, `${role}@example.com`);
    await page.goto(path);
    return { page, context, complaints };
  };
  const field = (page: Page, source: string) => page.locator(`[name="${source}"]`);
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const saved = (page: Page) => page.getByText('Saved', { exact: true }).waitFor();

  it('enters a webhook with a secret made here, sends a sample, and never shows the secret again', async () => {
    const { page, complaints, context } = await open('/channels/create');
    await field(page, 'name').fill('On call');
    await field(page, 'settings.url').fill(`${receiver.url}/hook`);
    await press(page, 'Make a secret');
    const made = await field(page, 'settings.secrets.0').inputValue();
    await press(page, 'Save');
    await page.getByRole('heading', { name: 'On call' }).first().waitFor();
    await press(page, 'Test');
    await page.getByText('The sample has arrived.').waitFor();
    await page.getByRole('dialog').getByText('taken').waitFor();
    await shoot(page, 'channel-sample');
    expect(await axe(page)).toEqual([]);
    await press(page, 'Close');
    await page
      .getByRole('row', { name: new RegExp(SENT) })
      .getByText('Delivered')
      .waitFor();
    expect(receiver.at('/hook')).toHaveLength(1);

    await press(page, 'Replace');
    await press(page, 'Make a secret');
    await field(page, 'settings.secrets.1').fill(made);
    await press(page, 'Save');
    await saved(page);
    await page.getByText('2 set, one of them going').waitFor();
    await press(page, 'Test');
    await page.getByText('The sample has arrived.').waitFor();
    expect(String(receiver.at('/hook')[1]?.headers['webhook-signature']).split(' ')).toHaveLength(2);
    await page.reload();
    await page.getByText('2 set, one of them going').waitFor();
    expect(await page.content()).not.toContain('whsec_');
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('enters a mail channel, tells which of its addresses is wrong, and clears what is emptied', async () => {
    const { page, context } = await open('/channels/create', 'admin', { locale: 'fr-FR' });
    await page.getByRole('combobox', { name: 'Genre' }).click();
    await page.getByRole('option', { name: 'E-mail' }).click();
    await field(page, 'name').fill('Astreinte');
    await field(page, 'settings.host').fill('smtp.example.com');
    await field(page, 'settings.from').fill('amiral@example.com');
    await field(page, 'settings.username').fill('amiral');
    await field(page, 'settings.password').fill('a secret of its own');
    await field(page, 'settings.to').fill('lea@example.com\nnobody');
    await press(page, 'Enregistrer');
    await page.getByText(/settings\.to\.1/).waitFor();
    await field(page, 'settings.to').fill('lea@example.com\ntom@example.com\n');
    await press(page, 'Enregistrer');
    await page.getByRole('heading', { name: 'Astreinte' }).first().waitFor();
    const channel = async () =>
      (await amiral.call('GET', '/channels?kind=email', { as: 'admin' })).body.items[0] as {
        settings: Record<string, unknown>;
      };
    const settings = { host: 'smtp.example.com', port: 587, to: ['lea@example.com', 'tom@example.com'] };
    expect(await channel()).toMatchObject({ settings: { ...settings, hasPassword: true } });

    await field(page, 'settings.host').fill('mail.example.com');
    await press(page, 'Enregistrer');
    await page.getByText('Enregistré', { exact: true }).waitFor();
    await page.getByText('non défini').waitFor();
    await field(page, 'settings.username').fill('');
    await press(page, 'Enregistrer');
    await eventually(channel, ({ settings: { username } }) => username === null);
    await context.close();
  });

  it('shows what a receiver refused, and tries it once more', async () => {
    await enterChannel(amiral, { name: 'Refusing', ...webhookTo(`${receiver.url}/refusing`, [signingSecret()]) });
    receiver.mode = 503;
    const { page, complaints, context } = await open('/channels');
    await page.getByRole('cell', { name: 'Refusing', exact: true }).click();
    await press(page, 'Test');
    await page.getByText('The sample has not arrived.').waitFor();
    await page
      .getByRole('dialog')
      .getByText(/not taken: 503/)
      .waitFor();
    await press(page, 'Close');
    receiver.mode = 200;

    await page.goto('/deliveries');
    await page.getByRole('combobox', { name: 'State' }).click();
    await page.getByRole('option', { name: 'Failed' }).click();
    await page.keyboard.press('Escape');
    const row = page.getByRole('row', { name: /Refusing/ });
    await page
      .getByRole('row', { name: /On call/ })
      .first()
      .waitFor({ state: 'detached' });
    await row.getByText('1 attempt').click();
    await page.getByText(/not taken: 503/).waitFor();
    expect(await axe(page)).toEqual([]);
    await shoot(page, 'deliveries');
    await row.getByRole('button', { name: 'Retry' }).click();
    await page.getByText('It is tried once more').waitFor();
    await row.waitFor({ state: 'detached' });
    await eventually(
      () => Promise.resolve(receiver.at('/refusing').length),
      (times) => times === 2,
    );
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('keeps the log from those who only look, and deletes a channel', async () => {
    const looking = await open('/channels', 'user');
    await looking.page.getByRole('cell', { name: 'On call' }).click();
    await looking.page.getByRole('heading', { name: 'On call' }).first().waitFor();
    expect(await looking.page.getByText('Delivery log').count()).toBe(0);
    const { page, context } = await open('/channels');
    await page.getByRole('cell', { name: 'On call' }).click();
    await press(page, 'Delete');
    await press(page, 'Confirm');
    await page.getByRole('heading', { name: 'On call' }).first().waitFor({ state: 'detached' });
    expect((await amiral.call('GET', '/channels?q=On%20call', { as: 'admin' })).body.total).toBe(0);
    await Promise.all([context.close(), looking.context.close()]);
  });
});
