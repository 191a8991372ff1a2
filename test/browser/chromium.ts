import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

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

/** Debian's Chromium without its windows, and with nothing of anybody's in it. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium-headless-shell',
    args: FLAGS,
  });
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
  context.setDefaultTimeout(40_000);
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

/** Goes to another page of the console as its links do, without loading it anew. */
export async function go(page: Page, path: string): Promise<void> {
  await page.evaluate(`history.pushState(null, '', '/${path}'); dispatchEvent(new PopStateEvent('popstate'))`);
}
