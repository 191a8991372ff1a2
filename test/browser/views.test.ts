import type { Browser, Page } from 'playwright-core';
import type { Role } from '../../src/auth/ability';
import { axe, DESKTOP, go, launch, logIn, PHONE, settled, shoot, visit } from './browser';
import { eventually } from '../support/app';
import { enterChannel, webhookTo } from '../support/notices';
import { ACCOUNTS, type Product, startProduct } from './product';
import { type Language, type Records, type View, viewsOf, type Word, WORDS } from './views';

interface Walk {
  role: Role;
  language: Language;
  viewport: typeof DESKTOP;
  colorScheme: 'light' | 'dark';
  /** Does axe look too, and is a picture taken of each view? */
  axe: boolean;
}

/**
 * Each two of role, language, width and colours come together. Axe looks over the shoulders that see a button or a form: at each width in each
 * colours, but for what an administrator alone sees, which it sees once in each.
 */
const WALKS: Walk[] = [
  { role: 'admin', language: 'en', viewport: DESKTOP, colorScheme: 'light', axe: true },
  { role: 'admin', language: 'fr', viewport: PHONE, colorScheme: 'dark', axe: true },
  { role: 'manager', language: 'en', viewport: PHONE, colorScheme: 'light', axe: true },
  { role: 'manager', language: 'fr', viewport: DESKTOP, colorScheme: 'dark', axe: true },
  { role: 'user', language: 'en', viewport: DESKTOP, colorScheme: 'dark', axe: false },
  { role: 'user', language: 'fr', viewport: PHONE, colorScheme: 'light', axe: false },
];

const LOCALES = { en: 'en-GB', fr: 'fr-FR' };
const WELCOME = { en: 'The fleet of your Odoo servers', fr: 'La flotte de vos serveurs Odoo' };
const LOST = { en: 'you followed a bad link', fr: 'mauvais lien' };
const REFUSED = { en: 'Access denied', fr: 'Non autorisé' };
const UNTRANSLATED = /\b(amiral|ra|resources)\.[a-z_]+(\.\w+)*|\|\|\|\|/g;

/** What can be read on the page, or heard of it. */
const READ = `[document.title, document.body.innerText, ...['aria-label', 'title', 'placeholder', 'alt'].flatMap((name) =>
  [...document.querySelectorAll('[' + name + ']')].map((element) => element.getAttribute(name)))].join('\\n')`;

/** The names of the buttons in the page's content. A filter that can be pressed is none; to save waits for a change. */
const BUTTONS = `[...document.querySelectorAll('#main-content :is(button, a.MuiButtonBase-root)')]
  .filter((button) => button.checkVisibility() && !button.hasAttribute('aria-pressed'))
  .filter((button) => !button.disabled || button.type === 'submit')
  .map((button) => (button.getAttribute('aria-label') ?? button.innerText).trim())`;

/** What can be pressed but not seen: neither words nor a picture. */
const BLANK = `[...document.querySelectorAll('#main-content :is(button, a.MuiButtonBase-root)')]
  .filter((button) => button.checkVisibility() && !button.textContent.trim() && !button.querySelector('svg'))
  .map((button) => button.getAttribute('aria-label') ?? button.outerHTML)`;

async function offered(page: Page): Promise<string> {
  const names = await page.evaluate<string[]>(BUTTONS);
  const words = (Object.keys(WORDS) as Word[]).filter((word) => names.some((name) => WORDS[word].test(name)));
  return words.sort().join();
}

async function shows(page: Page, view: View, { role, language }: Walk): Promise<void> {
  const may = view.offers[role] !== undefined;
  const title = page.locator('#react-admin-title').filter({ hasText: (may ? view.title : REFUSED)[language] });
  await title.waitFor({ state: 'attached' });
  const content = page.locator('#main-content').getByText((may ? view.shows : REFUSED)[language]);
  await content.filter({ visible: true }).first().waitFor();
}

/** What is wrong with what is on the screen, in whatever view. */
async function faults(page: Page, { language, viewport }: Walk): Promise<string[]> {
  const width = await page.evaluate<number>('document.documentElement.scrollWidth');
  const lang = await page.locator('html').getAttribute('lang');
  return [
    ...(width > viewport.width ? [`is ${String(width)} pixels wide`] : []),
    ...(lang === language ? [] : [`says to be in ${String(lang)}`]),
    ...(await page.evaluate<string[]>(BLANK)).map((button) => `has a blank button: ${button}`),
    ...((await page.evaluate<string>(READ)).match(UNTRANSLATED) ?? []).map((key) => `is not translated: ${key}`),
  ];
}

async function look(page: Page, view: View, walk: Walk): Promise<string[]> {
  // From nowhere, or what is seen might still be the view before.
  await go(page, 'no/such/page');
  await page.getByText(LOST[walk.language]).first().waitFor();
  await go(page, view.path);
  const offers = walk.viewport === PHONE && view.narrow ? view.narrow : view.offers;
  const expected = [...(offers[walk.role] ?? [])].sort().join();
  const isOffered = (found: string) => found === expected;
  try {
    await shows(page, view, walk);
    await settled(page);
    await eventually(() => offered(page), isOffered, 5_000);
  } catch (error) {
    return [(error as Error).message.slice(0, 300)];
  }
  return [...(await faults(page, walk)), ...(walk.axe ? await axe(page) : [])];
}

describe('each view', () => {
  let product: Product;
  let browser: Browser;
  let views: View[];

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launch()]);
    views = viewsOf(await recordsOf(product));
  });
  afterAll(async () => {
    await browser.close();
    await product.stop();
  });

  it.each(WALKS.map((walk) => ({ ...walk, width: walk.viewport.width })))(
    'shows a $role its content and no more than the role may do ($language, $width px, $colorScheme)',
    async ({ width, ...walk }) => {
      const { role, language, viewport, colorScheme } = walk;
      const locale = LOCALES[language];
      const { page, complaints, context } = await visit(browser, product.url, { colorScheme, viewport, locale });
      const kind = [role, language, width, colorScheme].join('-');
      await page.goto('/');
      await page.getByText(WELCOME[language]).waitFor();
      const wrong: Record<string, string[]> = {
        login: [...(await faults(page, walk)), ...(walk.axe ? await axe(page) : [])],
      };
      if (walk.axe) await shoot(page, `login-${kind}`);
      await logIn(page, ACCOUNTS[role]);
      // Whatever comes to lie under the pointer would say what it is for.
      await page.mouse.move(0, 0);
      for (const view of views) {
        wrong[view.name] = [...(await look(page, view, walk)), ...complaints.splice(0)];
        if (walk.axe) await shoot(page, `${view.name}-${kind}`);
      }
      expect(Object.fromEntries(Object.entries(wrong).filter(([, found]) => found.length > 0))).toEqual({});
      await context.close();
    },
    480_000,
  );
});

async function recordsOf({ amiral }: Product): Promise<Records> {
  const items = async (path: string) =>
    (await amiral.call('GET', path, { as: 'admin' })).body.items as Record<string, string>[];
  const first = async (path: string) => (await items(path))[0]?.['id'] ?? '';
  const servers = Object.fromEntries((await items('/servers')).map(({ code, id }) => [code, id ?? '']));
  const [plan, template] = await Promise.all([first('/plans?q=business'), first('/templates?q=standard')]);
  const customer = {
    name: 'Customer who left',
    customerName: 'Customer who left',
    customerEmail: 'contact@left.example',
    databaseName: 'left',
    subdomain: 'left',
  };
  const body = { ...customer, serverId: servers['paris-1'], planId: plan, templateId: template };
  const { id: terminated } = (await amiral.call('POST', '/instances', { as: 'manager', body })).body;
  await amiral.call('POST', `/instances/${terminated}/terminate`, { as: 'manager' });
  // Nobody takes it: there is something to try again.
  const { id: channel } = await enterChannel(amiral, { name: 'On call', ...webhookTo('http://127.0.0.1:9/hook') });
  await amiral.call('POST', `/channels/${channel}/test`, { as: 'admin' });
  const silence = { reason: 'The switch is replaced', labels: { rack: 'nowhere' }, endsAt: '2100-01-01T00:00:00Z' };
  await amiral.call('POST', '/silences', { as: 'manager', body: silence });
  const schedule = { kind: 'weekly', days: ['sun'], at: '02:00', durationMinutes: 120, timeZone: 'Europe/Paris' };
  const planned = { name: 'Kernel updates', labels: { rack: 'nowhere' }, schedule };
  const { id: window } = (await amiral.call('POST', '/maintenance-windows', { as: 'manager', body: planned })).body;
  const rule = await first('/alert-rules?kind=headroom-low');
  const openOf = () => first('/incidents?state=open&q=lyon-4');
  const incident = await eventually(openOf, (id) => id !== '', 20_000);
  const instance = await first('/instances?q=Atelier%20Bernard%201&sort=createdAt');
  return {
    servers,
    instance,
    terminated,
    plan,
    template,
    user: await first('/users?q=lea'),
    channel,
    incident,
    rule,
    window,
  };
}
