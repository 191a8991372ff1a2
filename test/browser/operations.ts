import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { Kind, Step } from '../../src/operations/kinds';
import { PASSWORD, type TestApp } from '../support/app';
import { kindOf, NotedSteps, read, register, start, startWithOperations } from '../support/operations';
import { launch, visit } from './browser';

export const MB = 1_000_000;

export const steps = new NotedSteps();

export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** A step that tells of bytes until it is let go. */
export function held() {
  let letGo: () => void = () => undefined;
  const isLetGo = new Promise<void>((done) => {
    letGo = done;
  });
  const copy = steps.call('copy', async (context) => {
    let bytes = 10 * MB;
    const timer = setInterval(() => context.progress((bytes += MB / 100), 100 * MB), 300);
    await Promise.race([isLetGo, new Promise((done) => context.signal.addEventListener('abort', done))]);
    clearInterval(timer);
    context.signal.throwIfAborted();
    return { detail: 'Copied.', result: { sizeBytes: 100 * MB } };
  });
  return { copy: { ...copy, timeoutMs: 120_000 }, letGo: () => letGo() };
}

/** Amiral with its console and no server, in which operations do what the test says. */
export class OperationsDesk {
  private constructor(
    readonly amiral: TestApp,
    private readonly browser: Browser,
  ) {}

  static async open(): Promise<OperationsDesk> {
    const [amiral, browser] = await Promise.all([startWithOperations(), launch()]);
    return new OperationsDesk(amiral, browser);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.amiral.stop();
  }

  /** The manager asks for work of these steps. Of one kind, one after the other: what it does is kept by its kind. */
  async begin(of: readonly Step[], { kind = 'inspect', compensates = true }: Partial<Kind> = {}): Promise<string> {
    register(this.amiral, { ...kindOf(of, { compensates }), kind });
    return start(this.amiral, { kind });
  }

  async nameOf(id: string): Promise<string> {
    return (await read(this.amiral, id)).subjectName as string;
  }

  /** Somebody logged in, in front of a page. */
  async enter(role: 'admin' | 'manager' | 'user', path: string, options: BrowserContextOptions = {}) {
    const visitor = await visit(this.browser, this.amiral.url, options);
    const { page } = visitor;
    await page.goto('/');
    await page.locator('input[name=email]').fill(`${role}@example.com`);
    await page.locator('input[name=password]').fill(PASSWORD);
    await page.locator('button[type=submit]').click();
    await page.locator('#react-admin-title').waitFor();
    await page.goto(path);
    return visitor;
  }
}
