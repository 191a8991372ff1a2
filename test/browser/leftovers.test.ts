import type { Browser } from 'playwright-core';
import { axe, launch, logIn, PHONE, settled, shoot, visit } from './browser';
import { ACCOUNTS, type Product, startProduct } from './product';

describe('databases that serve nobody', () => {
  let product: Product;
  let browser: Browser;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launch()]);
    const { amiral } = product;
    const { items } = (await amiral.call('GET', '/instances?perPage=1', { as: 'admin' })).body;
    const [{ id, name, serverId }] = items;
    await amiral.call('POST', `/instances/${id}/terminate`, { as: 'admin', body: { database: 'keep', confirm: name } });
    await amiral.dataSource.query(
      `INSERT INTO copies (id, server_id, name, uuid, role, instance_id, drop_after) VALUES
         (gen_random_uuid(), $1, 'who-left', 'a-uuid', 'live', $2, now() + interval '6 days'),
         (gen_random_uuid(), $1, 'dupont--0123456789ab', NULL, 'live', NULL, NULL)`,
      [serverId, id],
    );
  });
  afterAll(async () => {
    await browser.close();
    await product.stop();
  });

  it('are listed with why they are there, and kept by their name', async () => {
    const { page, context, complaints } = await visit(browser, product.url);
    await logIn(page, ACCOUNTS.admin);
    await page.goto('/leftovers');
    const left = page.getByRole('row').filter({ hasText: 'who-left' });
    await left.getByText('Of an instance that has ended').waitFor();
    await left.getByRole('button', { name: 'Drop now' }).waitFor();
    const half = page.getByRole('row').filter({ hasText: 'dupont--' });
    await half.getByText('when somebody decides').waitFor();
    expect(await half.getByRole('button').allInnerTexts()).toEqual(['Keep']);
    await settled(page);
    await shoot(page, 'leftovers');
    await half.getByRole('button', { name: 'Keep' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('[name=confirm]').fill('dupont--0123456789ab');
    await settled(page);
    await shoot(page, 'leftovers-keep');
    await dialog.getByRole('button', { name: 'Keep' }).click();
    await half.waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('are nobody’s to decide but an administrator’s, also on a phone', async () => {
    const { page, context } = await visit(browser, product.url, { viewport: PHONE });
    await logIn(page, ACCOUNTS.manager);
    await page.goto('/leftovers');
    await page.getByText('who-left').waitFor();
    expect(await page.locator('#main-content').getByRole('button').count()).toBe(0);
    await settled(page);
    await shoot(page, 'leftovers-phone');
    expect(await axe(page)).toEqual([]);
    await context.close();
  });
});
