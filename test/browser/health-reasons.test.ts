import type { Browser } from 'playwright-core';
import { eventually } from '../support/app';
import { axe, launch, logIn, PHONE, shoot, visit } from './browser';
import { ACCOUNTS, type Product, startProduct } from './product';

describe('why a server is not healthy', () => {
  let product: Product;
  let browser: Browser;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launch()]);
  });
  afterAll(async () => {
    await browser.close();
    await product.stop();
  });

  it('stands on its page with what helps, and in the list on hover', async () => {
    const get = async (path: string) => (await product.amiral.call('GET', path, { as: 'admin' })).body;
    const [late] = (await get('/servers?q=lyon-1')).items;
    await product.amiral.dataSource.query(
      `UPDATE instances SET state = 'active', late_crons = 3, active_users = 40 WHERE server_id = $1`,
      [late.id],
    );
    await product.amiral.dataSource.query(`UPDATE plans SET user_limit = 10`);
    await eventually(
      () => get('/servers?q=lyon-1'),
      ({ items }) => items[0].healthReasons.some(({ code }: { code: string }) => code === 'crons-late'),
    );
    const [down] = (await get('/servers?healthStatus=critical&sort=code')).items;
    for (const [size, options] of [
      ['', {}],
      ['-phone', { viewport: PHONE }],
    ] as const) {
      const { page, context, complaints } = await visit(browser, product.url, options);
      await logIn(page, ACCOUNTS.manager);
      await page.goto(`/servers/${late.id}`);
      await page.getByText('Restart Odoo on this server').waitFor();
      await shoot(page, `server-crons-late${size}`);
      expect(await axe(page)).toEqual([]);
      await page.goto(`/servers/${down.id}?tab=status`);
      await page.getByText('Critical since').waitFor();
      await shoot(page, `server-why-critical${size}`);
      await page.goto(`/instances?filter=${encodeURIComponent(JSON.stringify({ overLimit: 'true' }))}`);
      await page.getByText('Over the plan').first().waitFor();
      await shoot(page, `instances-over-limit${size}`);
      expect(await axe(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await context.close();
    }
    const { page, context } = await visit(browser, product.url, {});
    await logIn(page, ACCOUNTS.manager);
    await page.goto('/servers?filter={"q":"lyon-1"}');
    await page
      .getByRole('row', { name: /Lyon 1/ })
      .getByText('Warning', { exact: true })
      .hover();
    await page.getByRole('tooltip').getByText('Scheduled actions do not run').waitFor();
    await shoot(page, 'servers-why');
    await context.close();
  });
});
