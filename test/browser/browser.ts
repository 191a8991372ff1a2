import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { source } from 'axe-core';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { eventually, PASSWORD } from '../support/app';

const SCREENSHOTS = resolve(__dirname, '../../screenshots');
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
];

export const DESKTOP = { width: 1360, height: 820 };
export const PHONE = { width: 360, height: 740 };

/** Debian's Chromium, with nothing of anybody's in it. */
export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: FLAGS });
}

export interface Visit {
  context: BrowserContext;
  page: Page;
  /** What the browser complained of: refused scripts, errors nobody caught. */
  complaints: string[];
}

/** To the console, everybody has been shown around. */
const SHOWN_AROUND = `{
  const { getItem } = Storage.prototype;
  Storage.prototype.getItem = function (key) {
    return key.startsWith('amiral.tour.') ? 'seen' : getItem.call(this, key);
  };
}`;

/** A visitor without a past who knows the way; a newcomer is shown around first. */
export async function visit(
  browser: Browser,
  baseURL: string,
  { isNew = false, ...options }: BrowserContextOptions & { isNew?: boolean } = {},
): Promise<Visit> {
  const context = await browser.newContext({ baseURL, locale: 'en-GB', viewport: DESKTOP, ...options });
  context.setDefaultTimeout(10_000);
  if (!isNew) await context.addInitScript(SHOWN_AROUND);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('Failed to load resource'))
      complaints.push(message.text());
  });
  return { context, page, complaints };
}

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

/** Goes to another page of the console as its links do, without loading it anew. */
export async function go(page: Page, path: string): Promise<void> {
  await page.evaluate(`history.pushState(null, '', '/${path}'); dispatchEvent(new PopStateEvent('popstate'))`);
}

const SETTLED = `document.getAnimations().every(({ effect }) => effect?.getTiming().iterations === Infinity) &&
  !document.querySelector('.MuiSkeleton-root, .RaPlaceholder-root, .MuiCircularProgress-root')`;

/** Nothing moves or loads any more: half-faded text has no contrast, and a skeleton no words. */
export async function settled(page: Page): Promise<void> {
  // Not waitForFunction, whose eval the console's security policy refuses.
  await eventually(
    () => page.evaluate<boolean>(SETTLED),
    (is) => is,
    5_000,
  );
}

interface AxeResult {
  violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[];
}

/** What axe finds wrong, as sentences. */
export async function axe(page: Page): Promise<string[]> {
  await settled(page);
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(source);
  const { violations } = await page.evaluate<AxeResult>('axe.run()');
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary ?? ''}`),
  );
}
