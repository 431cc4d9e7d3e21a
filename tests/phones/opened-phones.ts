import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { Clock } from '../../emulator/index';
import { type PhonesServer, startPhonesServer } from '../../phones/server';
import { Simulations } from '../../phones/simulations';
import { LocalQueue, type LocalQueueOptions } from '../../simulation/local-queue';

/** The phones as somebody has them before them: the real page on a real server, its local Twilio in this process. */
export class OpenedPhones {
  /** What the browser complained of: scripts that failed, and what the page was not allowed. */
  readonly complaints: string[] = [];

  private constructor(
    readonly simulations: Simulations,
    private server: PhonesServer,
    readonly page: Page,
  ) {
    this.listenTo(page);
  }

  static async open(
    browser: Browser,
    queueOptions: LocalQueueOptions = {},
    contextOptions: BrowserContextOptions = {},
  ): Promise<OpenedPhones> {
    const clock = new Clock({ startsAt: new Date() });
    const simulations = new Simulations(await LocalQueue.open({ clock, ...queueOptions }));
    const server = await startPhonesServer({ simulations });
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...contextOptions });
    const phones = new OpenedPhones(simulations, server, await context.newPage());
    await phones.page.goto(server.url);
    return phones;
  }

  get url(): string {
    return this.server.url;
  }

  /** The same page in another tab of the same browser. */
  async anotherTab(): Promise<Page> {
    const page = await this.page.context().newPage();
    this.listenTo(page);
    await page.goto(this.url);
    return page;
  }

  /** What happens in so many seconds happens now. */
  seconds(count: number): Promise<void> {
    return this.simulations.current.queue.twilio.clock.advance(count * 1000);
  }

  async stopServer(): Promise<void> {
    await this.server.close();
  }

  /** On the port that it had. */
  async startServerAgain(): Promise<void> {
    this.server = await startPhonesServer({
      simulations: this.simulations,
      port: Number(new URL(this.url).port),
    });
  }

  async close(): Promise<void> {
    await this.page.context().close();
    await this.server.close();
    await this.simulations.close();
  }

  private listenTo(page: Page): void {
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
  }
}

/** Clicks the button of a name. */
export const click = (on: Page | Locator, name: string | RegExp): Promise<void> =>
  on.getByRole('button', { name }).click();

/** Somebody's telephone, where it is shown whole. */
export const phoneOf = (page: Page, name: string): Locator =>
  page.getByRole('article', { name, exact: true });

/** How far the sound of a page has come, in seconds. */
export const secondsPlayed = (page: Page, id = 'speaker'): Promise<number> =>
  page.evaluate<number>(`document.getElementById('${id}').currentTime`);

/** Waits until something is so; fails after a while with what it was instead. */
export async function eventually<Value>(
  look: () => Promise<Value>,
  isSo: (value: Value) => boolean,
  withinMillis = 10_000,
): Promise<Value> {
  const end = Date.now() + withinMillis;
  for (;;) {
    const value = await look();
    if (isSo(value)) return value;
    if (Date.now() > end) throw new Error(`After ${withinMillis} ms it still is ${JSON.stringify(value)}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Waits until an element shows a text. */
export async function shows(element: Locator, text: string | RegExp, withinMillis = 10_000): Promise<void> {
  const holds = (shown: string) => (typeof text === 'string' ? shown.includes(text) : text.test(shown));
  await element.waitFor({ timeout: withinMillis });
  await eventually(() => element.innerText(), holds, withinMillis);
}
