import type { Browser, BrowserContextOptions, Locator, Page, Request } from 'playwright-core';
import { Clock } from '../../emulator/index';
import { localPins } from '../../phones/agent-choices';
import { type PhonesServer, startPhonesServer } from '../../phones/server';
import { Simulations } from '../../phones/simulations';
import config from '../../queues.config';
import { LocalQueue, type LocalQueueOptions } from '../../simulation/local-queue';

/** The phones as users see them: the real page on a real server, with the local Twilio in this process. */
export class OpenedPhones {
  /** The browser's complaints: scripts that failed, and what the page was not allowed to do. */
  readonly complaints: string[] = [];
  /** What the page has asked of the server and the server has not answered yet. */
  private readonly asked = new Set<Request>();

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
    const environment = localPins(queueOptions.project?.config ?? config);
    const queue = await LocalQueue.open({ clock, environment, ...queueOptions });
    const simulations = new Simulations(queue, { environment, edgeUrl: 'http://127.0.0.1:9' });
    const server = await startPhonesServer({ simulations });
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...contextOptions });
    const phones = new OpenedPhones(simulations, server, await context.newPage());
    await goTo(phones.page, server.url);
    return phones;
  }

  get url(): string {
    return this.server.url;
  }

  /** The same page in another tab of the same browser. */
  async anotherTab(): Promise<Page> {
    const page = await this.page.context().newPage();
    this.listenTo(page);
    await goTo(page, this.url);
    return page;
  }

  /** Lets this many seconds pass at once, after everything that was clicked has been done. */
  async seconds(count: number): Promise<void> {
    await eventually(
      async () => [...this.asked].map((request) => request.url()),
      (urls) => urls.length === 0,
    );
    await this.simulations.current.queue.twilio.clock.advance(count * 1000);
  }

  async stopServer(): Promise<void> {
    await this.server.close();
  }

  /** Starts the server again, on the same port. */
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
    page.on('request', (request) => {
      if (request.method() === 'POST') this.asked.add(request);
    });
    page.on('requestfinished', (request) => this.asked.delete(request));
    page.on('requestfailed', (request) => this.asked.delete(request));
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
  }
}

/** Opens the page, and waits until it has suggested a number for the next caller: before, there is nothing to click. */
async function goTo(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await eventually(
    () => page.locator('#caller-number').inputValue(),
    (number) => number !== '',
  );
}

/** Clicks the button with a name. */
export const click = (on: Page | Locator, name: string | RegExp): Promise<void> =>
  on.getByRole('button', { name }).click();

/** A person's telephone, if it is shown in full. */
export const phoneOf = (page: Page, name: string): Locator =>
  page.getByRole('article', { name, exact: true });

/** How far the sound of a page has played, in seconds. */
export const secondsPlayed = (page: Page, id = 'speaker'): Promise<number> =>
  page.evaluate<number>(`document.getElementById('${id}').currentTime`);

/** Waits until a condition holds; fails after a while with the value that it had instead. */
export async function eventually<Value>(
  look: () => Promise<Value>,
  isSo: (value: Value) => boolean,
  withinMillis = 10_000,
): Promise<Value> {
  const end = Date.now() + withinMillis;
  for (;;) {
    const value = await look();
    if (isSo(value)) return value;
    if (Date.now() > end) throw new Error(`After ${withinMillis} ms it is still ${JSON.stringify(value)}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Waits until an element shows a text. */
export async function shows(element: Locator, text: string | RegExp, withinMillis = 10_000): Promise<void> {
  const holds = (shown: string) => (typeof text === 'string' ? shown.includes(text) : text.test(shown));
  await element.waitFor({ timeout: withinMillis });
  await eventually(() => element.innerText(), holds, withinMillis);
}
