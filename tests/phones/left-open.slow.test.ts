import { describeInBrowser } from './describe-in-browser';
import { eventually, OpenedPhones } from './opened-phones';

/** Enough callers to fill the board with cards and ended calls, in a few hours on the local Twilio. */
const callersInAShift = 300;

interface Size {
  readonly megabytes: number;
  readonly elements: number;
  readonly listeners: number;
  readonly boardKilobytes: number;
}

describeInBrowser('a page that is left open', (browser) => {
  let phones: OpenedPhones;
  beforeAll(async () => {
    phones = await OpenedPhones.open(browser(), { timelineCapacity: 5000 });
  });
  afterAll(() => phones.close());

  /** Callers come and go, five at a time; an agent takes some of them, others give up. */
  async function shift(): Promise<void> {
    const simulation = phones.simulations.live;
    for (let callers = 0; callers < callersInAShift; callers += 5) {
      simulation.crowd(5, undefined);
      await phones.seconds(20);
      simulation.takeNextCaller();
      await phones.seconds(40);
      for (const { call, doing } of simulation.board.phones) {
        if (doing.kind !== 'over') simulation.queue.twilio.personOn(call)?.hangUp();
      }
      await phones.seconds(300);
    }
  }

  /** The size of everything, without garbage, once the page has drawn all of it. */
  async function sizeNow(): Promise<Size> {
    const { page, simulations } = phones;
    const newest = simulations.live.board.cards.at(-1)?.number;
    await eventually(
      () => page.locator('.card').first().getAttribute('data-number'),
      (shown) => shown === String(newest),
      60_000,
    );
    const devTools = await page.context().newCDPSession(page);
    await devTools.send('HeapProfiler.enable');
    await devTools.send('HeapProfiler.collectGarbage');
    await devTools.send('Performance.enable');
    const { metrics } = await devTools.send('Performance.getMetrics');
    await devTools.detach();
    const measured = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
    return {
      megabytes: measured('JSHeapUsedSize') / 1024 / 1024,
      elements: await page.locator('*').count(),
      listeners: measured('JSEventListeners'),
      boardKilobytes: JSON.stringify(simulations.live.board).length / 1024,
    };
  }

  test('is no larger after two shifts of callers than after one', async () => {
    await shift();
    const first = await sizeNow();
    await shift();
    const second = await sizeNow();
    console.log('A page left open:', JSON.stringify({ first, second }));
    // A leak of every call or card would make it twice as large.
    expect(second.megabytes).toBeLessThan(first.megabytes * 1.3);
    expect(second.elements).toBeLessThan(first.elements * 1.2);
    expect(second.listeners).toBeLessThan(first.listeners * 1.2);
    expect(second.boardKilobytes).toBeLessThan(1500);
    expect(phones.complaints).toEqual([]);
  }, 300_000);
});
