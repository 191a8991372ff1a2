import type { Browser } from 'playwright-core';
import { axe, launch, logIn, PHONE, settled, shoot, visit } from './browser';
import { ACCOUNTS, type Product, startProduct } from './product';

describe('databases that serve nobody', () => {
  let product: Product;
  let browser: Browser;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launch()]);
    await product.amiral.dataSource.query(
      `WITH ended AS (SELECT id, server_id FROM instances WHERE state = 'terminated' LIMIT 1)
       INSERT INTO copies (id, server_id, name, uuid, role, instance_id, drop_after)
         SELECT gen_random_uuid(), server_id, 'who-left', 'a-uuid', 'live', id, now() + interval '6 days' FROM ended
         UNION ALL SELECT gen_random_uuid(), server_id, 'dupont--0123456789ab', NULL, 'live', NULL, NULL FROM ended`,
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
