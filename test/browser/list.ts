import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { eventually } from '../support/app';
import { logIn, visit } from './browser';
import { ACCOUNTS, type Product } from './product';

/** Somebody logged in, in front of the list. */
export async function openList(
  browser: Browser,
  product: Product,
  email = ACCOUNTS.manager,
  options: BrowserContextOptions = {},
) {
  const visitor = await visit(browser, product.url, options);
  await logIn(visitor.page, email);
  return visitor;
}

/** The codes of the servers as the API lists them. */
export async function codesOf(product: Product, query = ''): Promise<string[]> {
  const { body } = await product.amiral.call('GET', `/servers${query}`, { as: 'admin' });
  return (body.items as { code: string }[]).map(({ code }) => code);
}

/** The codes of the rows on the screen. */
export const shown = (page: Page) => page.locator('tbody tr .MuiTypography-caption').allTextContents();

/** Waits until the rows on the screen are these. */
export async function becomes(page: Page, expected: string[]): Promise<void> {
  await eventually(
    () => shown(page),
    (codes) => codes.join() === expected.join(),
  );
}

export const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });

/** The address of the list with these filters. */
export const search = (filter: object) => `/servers?filter=${encodeURIComponent(JSON.stringify(filter))}`;

/** A drag begins where the mouse is after its first few pixels: a leap would leave what is dragged behind. */
export async function nudge(page: Page, handle: Locator): Promise<void> {
  const box = await handle.boundingBox();
  if (!box) throw new Error('There is nothing to drag.');
  await page.mouse.move(box.x + box.width / 2 + 6, box.y + box.height / 2);
}
