import { describeInBrowser } from './describe-in-browser';
import { click, eventually, OpenedPhones, phoneOf } from './opened-phones';

const callers = 200;
const atOnce = 20;

/** A page that blocks for longer feels frozen. This allows for a machine that is busy with other tests. */
const longestTaskMillis = 1000;

describeInBrowser('two hundred calls at once', (browser) => {
  let phones: OpenedPhones;
  beforeAll(async () => {
    phones = await OpenedPhones.open(browser(), { settings: { maxConcurrentCalls: callers + 10 } });
    await phones.page.evaluate(`
      window.longestTask = 0;
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) window.longestTask = Math.max(window.longestTask, duration);
      }).observe({ type: 'longtask', buffered: true });
    `);
    await click(phones.page, 'Call support');
    await phoneOf(phones.page, 'Ana').waitFor();
    // Not all in one moment: the functions answer thirty requests at a time.
    for (let rung = 1; rung < callers; rung += atOnce) {
      phones.simulations.live.crowd(Math.min(atOnce, callers - rung), 'support');
      await phones.seconds(1);
    }
    for (let seconds = 0; seconds < 60; seconds += 10) await phones.seconds(10);
  }, 120_000);
  afterAll(() => phones.close());

  const count = (selector: string) => phones.page.locator(selector).count();
  const cardsShown = () =>
    phones.page.evaluate<number[]>(
      `[...document.querySelectorAll('.card')].map((card) => Number(card.dataset.number))`,
    );
  const newestCards = (most: number) =>
    phones.simulations.live.board.cards
      .map(({ number }) => number)
      .slice(-most)
      .reverse();

  test('no card is lost: the newest are all there, in order', async () => {
    await eventually(cardsShown, (shown) => shown.join() === newestCards(shown.length).join());
    expect(await count('.card')).toBe(60);
  });

  test('older ones appear on request, but never more than the page can handle', async () => {
    for (let clicks = 0; clicks < 4; clicks += 1) await click(phones.page, 'Show older');
    await eventually(cardsShown, (shown) => shown.length === 300);
    expect(await cardsShown()).toEqual(newestCards(300));
    expect(await phones.page.getByRole('button', { name: 'Show older' }).isVisible()).toBe(false);
  });

  test('everyone is there: some as full phones, the others as rows', async () => {
    const up = phones.simulations.live.board.phones.filter(({ doing }) => doing.kind !== 'over').length;
    expect(up).toBeGreaterThan(90);
    await eventually(
      async () =>
        (await count('#callers-phones > .whole-phones > .phone')) +
        (await count('#callers-phones > .rows > li')),
      (shown) => shown === up,
    );
    expect(await count('.phone')).toBeLessThan(20);
    expect(await count('.person')).toBeLessThan(30);
  });

  test('the page has a bounded size', async () => {
    expect(await count('*')).toBeLessThan(9000);
  });

  test('the page reacts to a click, and no task was long', async () => {
    const rows = phones.page.locator('#callers-phones > .rows button');
    const name = (await rows.last().locator('.name').textContent()) ?? '';
    // By name: the rows move up when a call ends.
    await rows.filter({ has: phones.page.getByText(name, { exact: true }) }).click();
    await phoneOf(phones.page, name).waitFor();
    const longest = await phones.page.evaluate<number>('window.longestTask');
    console.log(`The longest task of the page with ${callers} calls: ${Math.round(longest)} ms.`);
    expect(longest).toBeLessThan(longestTaskMillis);
  });

  test('the browser complained of nothing', () => {
    expect(phones.complaints).toEqual([]);
  });
});
