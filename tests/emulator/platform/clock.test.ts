import fc from 'fast-check';
import { Clock } from '../../../emulator/platform/clock';
import { runs } from '../../thorough';

const start = new Date('2026-01-05T15:00:00Z');
const secondsOf = (clock: Clock) => (clock.now().getTime() - start.getTime()) / 1000;

describe('the clock', () => {
  test('stands still until it is moved', async () => {
    const clock = new Clock({ startsAt: start });
    await new Promise((resolve) => setImmediate(resolve));
    expect(clock.now()).toEqual(start);
    await clock.advance(1500);
    expect(secondsOf(clock)).toBe(1.5);
  });

  test('runs timers in the order of time, and at one instant in the order they were set', async () => {
    const clock = new Clock();
    const ran: string[] = [];
    for (const [name, millis] of [
      ['late', 20],
      ['first', 10],
      ['second', 10],
    ] as const) {
      clock.after(millis, () => ran.push(name));
    }
    await clock.advance(19);
    expect(ran).toEqual(['first', 'second']);
    await clock.advance(1);
    expect(ran).toEqual(['first', 'second', 'late']);
  });

  test('a timer, and everything that follows from it, sees its own time', async () => {
    const clock = new Clock({ startsAt: start });
    const seen: number[] = [];
    const ticking = (async () => {
      for (let tick = 0; tick < 3; tick += 1) {
        await clock.sleep(1000);
        seen.push(secondsOf(clock));
      }
    })();
    await clock.advance(60_000);
    await ticking;
    expect(seen).toEqual([1, 2, 3]);
    expect(secondsOf(clock)).toBe(60);
  });

  test('counts whole milliseconds, so that nearly the same instant is the same instant', async () => {
    const dueCounts: number[] = [];
    const chooser = (count: number) => {
      dueCounts.push(count);
      return 0;
    };
    const clock = new Clock({ chooser });
    clock.after(1000 / 3, () => undefined);
    clock.after(333, () => undefined);
    await clock.advance(334);
    expect(dueCounts).toEqual([2, 1]);
  });

  test('canceled timers do not run, and canceling too late does nothing', async () => {
    const clock = new Clock();
    const ran: number[] = [];
    const cancelFirst = clock.after(10, () => ran.push(1));
    const cancelSecond = clock.after(10, () => ran.push(2));
    cancelFirst();
    await clock.advance(10);
    cancelSecond();
    await clock.advance(10);
    expect(ran).toEqual([2]);
  });

  test('the chooser decides between timers of one instant', async () => {
    const clock = new Clock({ chooser: (count) => count - 1 });
    const ran: string[] = [];
    for (const name of ['a', 'b', 'c']) clock.after(5, () => ran.push(name));
    await clock.advance(5);
    expect(ran).toEqual(['c', 'b', 'a']);
  });

  test('a chooser with an invalid index is an error', async () => {
    const clock = new Clock({ chooser: (count) => count });
    clock.after(5, () => undefined);
    await expect(clock.advance(5)).rejects.toThrow(
      'The chooser returned 1: it must return an index from 0 to 0.',
    );
  });

  test('no timer runs early or out of order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ at: fc.nat(50), isCanceled: fc.boolean() })),
        fc.array(fc.nat(20), { minLength: 1 }),
        async (wishes, steps) => {
          const clock = new Clock({ startsAt: start });
          const ran: number[] = [];
          for (const { at, isCanceled } of wishes) {
            const cancel = clock.after(at, () => ran.push(clock.now().getTime() - start.getTime()));
            if (isCanceled) cancel();
          }
          for (const step of steps) await clock.advance(step);
          const end = steps.reduce((sum, step) => sum + step, 0);
          const due = wishes.filter(({ at, isCanceled }) => !isCanceled && at <= end).map(({ at }) => at);
          expect(ran).toEqual(due.sort((one, other) => one - other));
        },
      ),
      runs(50),
    );
  });
});

describe('no number stops the clock', () => {
  test.each([Number.NaN, -1, -0.4, Infinity, -Infinity, 1e300])(
    'which does not move by %p',
    async (millis) => {
      const clock = new Clock({ startsAt: start });
      await expect(clock.advance(millis)).rejects.toThrow(RangeError);
      await clock.advance(1000);
      expect(secondsOf(clock)).toBe(1);
    },
  );

  test('and it does not wait for NaN', async () => {
    const clock = new Clock({ startsAt: start });
    expect(() => clock.after(Number.NaN, () => undefined)).toThrow(RangeError);
    await clock.advance(1000);
    expect(secondsOf(clock)).toBe(1);
  });

  test.each([Infinity, 1e300, Number.MAX_VALUE])(
    'and a timer after %p milliseconds does not either',
    async (millis) => {
      const clock = new Clock({ startsAt: start });
      let ran = false;
      clock.after(millis, () => {
        ran = true;
      });
      await clock.advance(86_400_000);
      expect([ran, secondsOf(clock)]).toEqual([false, 86_400]);
      expect(await clock.advanceUntil(() => ran, 1000)).toBe(false);
    },
  );

  // Code that waits for a time between two milliseconds would otherwise loop without time passing.
  test.each([0.1, 0.3, 0.499, 1e-9])(
    'and after a wait of %p milliseconds, time has passed',
    async (millis) => {
      const clock = new Clock({ startsAt: start });
      const end = start.getTime() + millis;
      const waiting = (async () => {
        while (clock.now().getTime() < end) await clock.sleep(end - clock.now().getTime());
      })();
      await clock.advance(1);
      await waiting;
    },
  );

  test.each([Number.NaN, 0, -1, Infinity])('it does not run %p times as fast as real time', (speed) => {
    expect(() => new Clock().followRealTime(speed)).toThrow(RangeError);
  });

  test('and it does not start at an invalid date', () => {
    expect(() => new Clock({ startsAt: new Date('yesterday') })).toThrow(RangeError);
  });
});

describe('until a condition holds', () => {
  test('time moves to the moment when it does, and not further', async () => {
    const clock = new Clock({ startsAt: start });
    let isSo = false;
    clock.after(7000, () => {
      isSo = true;
    });
    expect(await clock.advanceUntil(() => isSo, 60_000)).toBe(true);
    expect(secondsOf(clock)).toBe(7);
  });

  test('or to the limit', async () => {
    const clock = new Clock({ startsAt: start });
    clock.after(7000, () => undefined);
    expect(await clock.advanceUntil(() => false, 60_000)).toBe(false);
    expect(secondsOf(clock)).toBe(60);
  });
});

describe('work that has a time limit', () => {
  const late = () => 'too late';

  test.each([
    [4999, 'done'],
    [5001, 'too late'],
  ])('that takes %d of 5000 ms is %s', async (millis, outcome) => {
    const clock = new Clock();
    const work = clock.sleep(millis).then(() => 'done');
    const result = clock.timeLimit(5000, work, late);
    await clock.advance(10_000);
    expect(await result).toBe(outcome);
  });
});

describe('while real work is in flight', () => {
  test('time stands still', async () => {
    const clock = new Clock({ startsAt: start });
    let land: (words: string) => void = () => undefined;
    const work = clock.during(
      new Promise<string>((resolve) => {
        land = resolve;
      }),
    );
    let hasMoved = false;
    const moved = clock.advance(1000).then(() => {
      hasMoved = true;
    });
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect([hasMoved, secondsOf(clock)]).toEqual([false, 0]);
    land('landed');
    await moved;
    expect([await work, secondsOf(clock)]).toEqual(['landed', 1]);
  });

  test('everything that waits for it continues', async () => {
    const clock = new Clock({ startsAt: start });
    let land: () => void = () => undefined;
    void clock.during(
      new Promise<void>((resolve) => {
        land = resolve;
      }),
    );
    const waiting = Promise.all([clock.advance(1000), clock.advanceUntil(() => false, 1000)]);
    await new Promise((resolve) => setImmediate(resolve));
    land();
    await waiting;
    expect(secondsOf(clock)).toBe(1);
  });
});

describe('while real work is in flight that may never end', () => {
  test('time stands still until it has ended', async () => {
    const clock = new Clock({ startsAt: start });
    let land: (words: string) => void = () => undefined;
    const work = clock.duringAtMost(
      5000,
      new Promise<string>((resolve) => {
        land = resolve;
      }),
    );
    const moved = clock.advance(1000);
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(secondsOf(clock)).toBe(0);
    land('landed');
    await moved;
    expect([await work, secondsOf(clock)]).toEqual(['landed', 1]);
  });

  test('or for the limit, and then the work continues while time passes', async () => {
    const clock = new Clock({ startsAt: start });
    const work = clock.duringAtMost(10, clock.sleep(1000));
    await clock.advance(1000);
    await work;
    expect(secondsOf(clock)).toBe(1);
  });

  test('or until it fails', async () => {
    const clock = new Clock({ startsAt: start });
    await expect(clock.duringAtMost(5000, Promise.reject(new Error('It broke')))).rejects.toThrow('It broke');
    await clock.advance(1000);
    expect(secondsOf(clock)).toBe(1);
  });
});

// An error in work that nothing awaits would be lost, or end the process without saying where.
describe('an unexpected error', () => {
  test('rejects the present move of the clock, and the next move continues', async () => {
    const clock = new Clock({ startsAt: start });
    clock.after(1000, () => clock.fail(new Error('A verb broke')));
    await expect(clock.advance(5000)).rejects.toThrow('A verb broke');
    expect(secondsOf(clock)).toBe(1);
    await clock.advance(1000);
    expect(secondsOf(clock)).toBe(2);
  });

  test('is passed to the handler if the clock follows real time, which continues', async () => {
    const clock = new Clock({ startsAt: start });
    const complaints: unknown[] = [];
    clock.after(1, () => clock.fail('A verb broke'));
    const goneOn = new Promise<void>((resolve) => clock.after(100_000, resolve));
    const stop = clock.followRealTime(10_000, (error) => complaints.push(error));
    await goneOn;
    stop();
    expect(complaints).toEqual(['A verb broke']);
  });
});

describe('a clock that follows real time', () => {
  /** Keeps the machine busy for this long, and returns how far the clock has moved after that. */
  async function movedAfter(busyMillis: number, speed: number): Promise<number> {
    const clock = new Clock({ startsAt: start });
    let real = 0;
    const machine = jest.spyOn(performance, 'now').mockImplementation(() => real);
    const stop = clock.followRealTime(speed);
    real = busyMillis;
    while (clock.now().getTime() === start.getTime()) await new Promise(setImmediate);
    stop();
    machine.mockRestore();
    return clock.now().getTime() - start.getTime();
  }

  test.each([
    [900, 1, 900],
    [1000, 20, 20_000],
    [1001, 20, 20_000],
    [3_600_000, 1, 1000],
  ])(
    'after %i ms in which the machine was busy, at speed %i, has moved by %i ms',
    async (busy, speed, moved) => {
      expect(await movedAfter(busy, speed)).toBe(moved);
    },
  );
});
