import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app';
import { enterServer } from '../support/servers';
import { axe, DESKTOP, launch, logIn, PHONE, settled, shoot, visit } from './browser';

const LONG = `Paris${'abcdefghijklmnopqrstuvwxyz'.repeat(6).slice(0, 142)}`;
const ARABIC = 'خادم الإنتاج الرئيسي للشركة العامة في باريس';
const HEBREW = 'שרת הגיבוי (2)';

/** What runs over the edge of what holds it, as far as that does not scroll or is not cut with a mark. */
const OVERRUN = `[...document.querySelectorAll('#main-content .MuiCard-root, #main-content section, [role=dialog], #main-content h2')]
  .filter((box) => box.scrollWidth > box.clientWidth + 1 && getComputedStyle(box).overflowX === 'visible')
  .map((box) => box.tagName + '.' + box.className.split(' ').slice(-1) + ': ' + box.scrollWidth + ' > ' + box.clientWidth)`;

describe('the names that people give', () => {
  let amiral: TestApp;
  let browser: Browser;
  const ids: string[] = [];

  beforeAll(async () => {
    [amiral, browser] = await Promise.all([startApp(), launch()]);
    await enterServer(amiral, { name: 'Paris 1' });
    for (const name of [LONG, ARABIC, HEBREW]) ids.push((await enterServer(amiral, { name })).id);
    const plan = { name: ARABIC, code: 'arabic', description: LONG };
    await amiral.call('POST', '/plans', { as: 'admin', body: plan });
  });
  afterAll(async () => {
    await browser.close();
    await amiral.stop();
  });

  const open = async (options = {}) => {
    const { page, context, complaints } = await visit(browser, amiral.url, options);
    await logIn(page, 'admin@example.com');
    return { page, context, complaints };
  };
  /** How each place on the page that shows this text, and nothing else, is read. */
  const directions = async (page: Page, text: string) => {
    await page.locator('#main-content').getByText(text, { exact: true }).filter({ visible: true }).first().waitFor();
    return page.evaluate<string[]>(`[...document.querySelectorAll('body *')]
      .filter(({ childNodes }) => [...childNodes].some(({ data }) => data === ${JSON.stringify(text)}))
      .map((element) => getComputedStyle(element).direction)`);
  };
  const style = (page: Page, selector: string, name: string) =>
    page.evaluate<string>(`getComputedStyle(document.querySelector('${selector}')).${name}`);

  describe.each([
    ['light', DESKTOP],
    ['dark', DESKTOP],
    ['light', PHONE],
    ['dark', PHONE],
  ] as const)('in %s, on a screen of %j', (colorScheme, viewport) => {
    it('stay inside, and are read in their own direction', async () => {
      const { page, context, complaints } = await open({ colorScheme, viewport });
      const [long = '', arabic = ''] = ids;
      for (const [path, text, name] of [
        ['servers', ARABIC, 'list'],
        ['board', ARABIC, 'board'],
        ['plans', ARABIC, 'plans'],
        ['events', ARABIC, 'journal'],
        [`servers/${long}`, LONG, 'long'],
        [`servers/${arabic}`, ARABIC, 'arabic'],
      ] as const) {
        await page.goto(`/${path}`);
        const found = await directions(page, text);
        expect([path, ...new Set(found)]).toEqual([path, text === LONG ? 'ltr' : 'rtl']);
        await settled(page);
        await shoot(page, `names-${name}-${colorScheme}-${String(viewport.width)}`);
        expect([path, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([path, viewport.width]);
        expect([path, await page.evaluate(OVERRUN)]).toEqual([path, []]);
      }
      expect(await axe(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await context.close();
    });
  });

  it('turn no sentence around them, and are asked about in full', async () => {
    const { page, context } = await open({ viewport: PHONE });
    await page.goto(`/servers/${ids[2] ?? ''}`);
    await page.getByRole('button', { name: 'Cordon' }).click();
    const title = page.getByRole('dialog').getByRole('heading', { name: new RegExp('Cordon') });
    await title.waitFor();
    expect(await title.textContent()).toBe(`Cordon \u2068${HEBREW}\u2069`);
    expect(await style(page, '[role=dialog] h2', 'direction')).toBe('ltr');
    await shoot(page, 'names-dialog');
    await page.goto(`/servers/${ids[0] ?? ''}`);
    await page.getByRole('button', { name: 'Cordon' }).click();
    await page.getByRole('dialog').waitFor();
    await settled(page);
    expect(await page.evaluate(OVERRUN)).toEqual([]);
    await shoot(page, 'names-dialog-long');
    await context.close();
  });

  it('are typed in their own direction', async () => {
    const { page, context } = await open();
    await page.goto(`/servers/${ids[1] ?? ''}?tab=server`);
    const field = page.locator('[name=name]');
    expect(await field.inputValue()).toBe(ARABIC);
    expect(await style(page, '[name=name]', 'unicodeBidi')).toBe('plaintext');
    await shoot(page, 'names-form');
    await context.close();
  });
});
