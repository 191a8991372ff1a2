import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { source } from 'axe-core';
import type { Page } from 'playwright-core';
import { eventually, PASSWORD } from '../support/app';

export { DESKTOP, go, launch, PHONE, visit } from './chromium';

const SCREENSHOTS = resolve(__dirname, '../../screenshots');
/** Logs in, and waits for the list with this server on it. */
export async function logIn(page: Page, email: string, server = 'Paris 1'): Promise<void> {
  await page.goto('/');
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.locator('button[type=submit]').click();
  await page.getByText(server, { exact: true }).first().waitFor();
}

/** For people to look at. */
export async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), animations: 'disabled' });
}

const SETTLED = `document.getAnimations().every(({ effect }) => effect?.getTiming().iterations === Infinity) &&
  !document.querySelector('.MuiSkeleton-root, .RaPlaceholder-root, .MuiCircularProgress-root')`;

/** Nothing moves or loads any more: half-faded text has no contrast, and a skeleton no words. */
export async function settled(page: Page): Promise<void> {
  // Not waitForFunction, whose eval the console's security policy refuses.
  await eventually(
    () => page.evaluate<boolean>(SETTLED),
    (is) => is,
  );
}

/** Only what is wrong leaves the page: all that axe has looked at is megabytes, and takes longer to send than to find. */
const VIOLATIONS = `axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations.flatMap(({ id, nodes }) =>
  nodes.map(({ html, failureSummary }) => id + ': ' + html.slice(0, 200) + ' ' + (failureSummary ?? ''))))`;

/** What axe finds wrong, as sentences. */
export async function axe(page: Page): Promise<string[]> {
  await settled(page);
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(source);
  return page.evaluate<string[]>(VIOLATIONS);
}
