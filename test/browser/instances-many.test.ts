import type { Browser, Page } from 'playwright-core';
import { axe, launch, logIn, PHONE, settled, shoot, visit } from './browser';
import { ACCOUNTS, type Product, startProduct } from './product';

const PACE = { timeout: 30_000 };

describe('many instances at once', () => {
  let product: Product;
  let browser: Browser;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launch()]);
  });
  afterAll(async () => {
    await browser.close();
    await product.stop();
  });

  const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
  const looked = async (page: Page, name: string) => {
    await settled(page);
    await shoot(page, name);
    await page.setViewportSize(PHONE);
    await settled(page);
    await shoot(page, `${name}-phone`);
    expect(await axe(page)).toEqual([]);
  };
  const q = <T>(text: string, values: unknown[] = []) => product.amiral.dataSource.query<T[]>(text, values);

  it('are suspended after it was shown what would become of each', async () => {
    const { page, context } = await visit(browser, product.url);
    await logIn(page, ACCOUNTS.admin);
    await page.goto('/instances');
    const boxes = page.getByRole('checkbox');
    await boxes.nth(1).waitFor(PACE);
    for (const at of [1, 2, 3]) await boxes.nth(at).check();
    await settled(page);
    await shoot(page, 'instances-selected');
    await button(page, 'Suspend (3)').click();
    await page.getByRole('dialog').waitFor(PACE);
    await looked(page, 'instances-bulk');
    await context.close();
  });

  it('that are due all at once are held, and the list says so', async () => {
    const rows = await q<{ id: string; name: string }>(`SELECT id, name FROM instances ORDER BY id LIMIT 7`);
    await q(`UPDATE plans SET suspend_on_expiry_since = now() - interval '2 days'`);
    await q(
      `UPDATE instances SET state = 'active', service_access = 'sealed', plan_since = now() - interval '3 days', expires_at = now() - interval '1 h' WHERE id = ANY($1)`,
      [rows.map(({ id }) => id)],
    );
    await q(
      `INSERT INTO expiry_holds (instance_id, expires_at) SELECT id, expires_at FROM instances WHERE id = ANY($1)`,
      [rows.map(({ id }) => id)],
    );
    const { page, context } = await visit(browser, product.url);
    await logIn(page, ACCOUNTS.admin);
    await page.goto('/instances');
    await page.getByText('7 instances are due within an hour').waitFor(PACE);
    await looked(page, 'instances-held');
    await context.close();
  });

  it('follow the plan, whose form says so', async () => {
    const { page, context } = await visit(browser, product.url);
    await logIn(page, ACCOUNTS.admin);
    await page.goto('/plans');
    await page.getByText('Business', { exact: true }).first().click(PACE);
    await page.getByLabel('Suspend when the time is over').waitFor(PACE);
    await looked(page, 'plan-expiry');
    await context.close();
  });
});
