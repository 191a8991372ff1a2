import type { Browser } from 'playwright-core';
import { startApp, type TestApp } from '../support/app';
import { launch, logIn, visit } from './browser';
import { enterServers, kilobytes, within } from './measures';

const FIRST = 'Production 1, rack 1';

describe('the console keeps its bounds', () => {
  let amiral: TestApp;
  let browser: Browser;

  beforeAll(async () => {
    [amiral, browser] = await Promise.all([startApp({ health: { intervalMs: 86_400_000 } }), launch()]);
    await enterServers(amiral, 50);
  });
  afterAll(async () => {
    await browser.close();
    await amiral.stop();
  });

  it('downloads little before the list of fifty stands', async () => {
    const { page, context } = await visit(browser, amiral.url);
    const scripts = new Set<string>();
    page.on('request', (request) => {
      if (request.resourceType() === 'script') scripts.add(request.url());
    });
    const answer = page.waitForResponse(/\/servers\?/);
    await logIn(page, 'admin@example.com', FIRST);
    await page.getByRole('row').nth(50).waitFor();
    const sum = async (encoding: 'gzip' | 'br') => {
      const sizes = await Promise.all([...scripts].map((url) => kilobytes(url, encoding)));
      return sizes.reduce((all, size) => all + size, 0);
    };
    expect(scripts.size).toBeGreaterThan(2);
    within(`JavaScript of login and list, brotli`, await sum('br'), 380, 'kB');
    within(`JavaScript of login and list, gzip`, await sum('gzip'), 380, 'kB');
    within('JSON of the first page of 50', (await (await answer).body()).length / 1_000, 100, 'kB');
    await context.close();
  });
});
