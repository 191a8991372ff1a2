import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { PASSWORD } from '../support/app';
import { Customers } from '../support/customers';
import { launch, visit } from './browser';

const CUSTOMERS = 205;

describe('the file of a list', () => {
  let our: Customers;
  let browser: Browser;

  beforeAll(async () => {
    [our, browser] = await Promise.all([Customers.start(), launch()]);
    await our.fresh();
    await our.addServer(1_000);
    for (let number = 0; number < CUSTOMERS; number++) {
      const name = number === 0 ? '=HYPERLINK("http://evil.example")' : `Société ${String(number)}`;
      expect((await our.post('/instances', our.draft({ name }))).status).toBe(201);
    }
  });
  afterAll(async () => {
    await browser.close();
    await our.stop();
  });

  const open = async (path: string) => {
    const { page, complaints, context } = await visit(browser, our.amiral.url);
    await page.goto(path);
    await page.locator('input[name=email]').fill('user@example.com');
    await page.locator('input[name=password]').fill(PASSWORD);
    await page.locator('button[type=submit]').click();
    return { page, complaints, context };
  };

  async function exported(page: Page): Promise<{ name: string; text: string }> {
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export' }).click();
    const file = await saved;
    return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
  }

  it('has all customers once, with the mark Excel looks for, and runs no formula of theirs', async () => {
    const { page, complaints, context } = await open('/instances');
    await page.getByRole('cell', { name: 'Société 204' }).first().waitFor();
    const { name, text } = await exported(page);
    expect(name).toBe('instances.csv');
    expect(text.startsWith('\uFEFFname,customerName,')).toBe(true);
    const lines = text.trimEnd().split('\r\n').slice(1);
    expect(new Set(lines.map((line) => line.split(',').at(-1))).size).toBe(CUSTOMERS);
    expect(lines).toHaveLength(CUSTOMERS);
    expect(text).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
    await page.getByText('205 rows exported').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('has what the filters leave alone', async () => {
    const { page, context } = await open(`/instances?filter=${encodeURIComponent('{"q":"Société 20"}')}`);
    await page.getByText('1-6 of 6').waitFor();
    const { text } = await exported(page);
    expect(text.trimEnd().split('\r\n')).toHaveLength(7);
    await context.close();
  });
});
