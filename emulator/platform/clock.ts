/** Ends a wait early. Does nothing once the wait is over. */
export type Cancel = () => void;

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

/** Picks which of several timers due at the same instant runs first: returns an index below `dueCount`. */
export type Chooser = (dueCount: number) => number;

export interface ClockOptions {
  readonly startsAt?: Date;
  readonly chooser?: Chooser;
}

/** How long real work (another process, a socket) may hold the clock before it counts as hung. */
const hungAfterRealMillis = 12_000;

/** How often a clock that follows real time catches up with it. */
const paceMillis = 20;

/** The most that such a clock catches up at once. It drops the rest, or a slow machine would fall ever further behind. */
const longestStepRealMillis = 1000;

/** The latest moment that a `Date` can represent. */
const lastMillis = 8.64e15;

/**
 * The one clock of the local Twilio. Its time moves only when somebody moves it: in one jump, for tests
 * (`advance`), or in step with real time, for people (`followRealTime`). It stands still while real work is in flight,
 * so the speed of this machine never changes what happens.
 */
export class Clock {
  private nowMillis: number;
  /** Sorted, with the next timer last: removing it moves nothing, and inserting a new one usually moves little. */
  private readonly timers: Timer[] = [];
  private inFlight = 0;
  private whenLanded: (() => void) | undefined;
  private moving: Promise<void> = Promise.resolve();
  private readonly failures: unknown[] = [];
  private readonly chooser: Chooser;

  constructor({ startsAt = new Date('2026-01-05T15:00:00Z'), chooser = () => 0 }: ClockOptions = {}) {
    this.nowMillis = startsAt.getTime();
    if (Number.isNaN(this.nowMillis))
      throw new RangeError('startsAt is an invalid date: the clock needs a valid one.');
    this.chooser = chooser;
  }

  now(): Date {
    return new Date(this.nowMillis);
  }

  /**
   * Runs something after this many milliseconds of this clock, rounded to whole ones; after `Infinity`, never.
   * Less than one counts as one: code that waits for the rest of a millisecond must find that time has passed.
   * Throws a RangeError for NaN.
   */
  after(millis: number, run: () => void): Cancel {
    if (Number.isNaN(millis))
      throw new RangeError('The clock cannot wait for NaN milliseconds: use a number.');
    const at = this.nowMillis + (millis > 0 ? Math.max(1, Math.round(millis)) : 0);
    const timer = { at, run };
    this.timers.splice(this.placeAt(at), 0, timer);
    return () => {
      let index = this.placeAt(at);
      while (this.timers[index]?.at === at && this.timers[index] !== timer) index += 1;
      if (this.timers[index] === timer) this.timers.splice(index, 1);
    };
  }

  /** Resolves after this many milliseconds of this clock. */
  sleep(millis: number): Promise<void> {
    return new Promise((resolve) => this.after(millis, resolve));
  }

  /** The result of `work`, or of `otherwise` if the work takes longer than this many milliseconds of this clock. */
  async timeLimit<T>(millis: number, work: Promise<T>, otherwise: () => T): Promise<T> {
    let cancel: Cancel = () => undefined;
    const tooLate = new Promise<T>((resolve) => {
      cancel = this.after(millis, () => resolve(otherwise()));
    });
    return Promise.race([work, tooLate]).finally(() => cancel());
  }

  /** Stops the clock while real work is under way. Rejects if that work takes 12 s of real time. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.inFlight += 1;
    let watchdog: NodeJS.Timeout | undefined;
    const hung = new Promise<never>((_, reject) => {
      const complain = () =>
        reject(
          new Error(
            `No answer within ${hungAfterRealMillis} ms of real time: the clock waited for work that hangs.`,
          ),
        );
      watchdog = setTimeout(complain, hungAfterRealMillis);
    });
    try {
      return await Promise.race([work, hung]);
    } finally {
      clearTimeout(watchdog);
      this.inFlight -= 1;
      if (this.inFlight === 0) this.whenLanded?.();
    }
  }

  /** The same for work that may never end: after this much real time the clock continues, and so does the work. */
  async duringAtMost<T>(realMillis: number, work: Promise<T>): Promise<T> {
    let release: () => void = () => undefined;
    const isLong = new Promise<void>((resolve) => {
      release = resolve;
    });
    const timer = setTimeout(release, realMillis);
    const held = this.during(Promise.race([work.then(release, release), isLong]));
    try {
      return await work;
    } finally {
      clearTimeout(timer);
      await held;
    }
  }

  /** Reports an error that nothing else can catch: the next move of this clock rejects with it. */
  fail(error: unknown): void {
    this.failures.push(error);
  }

  /**
   * Moves time on, and resolves when everything that was due by then has happened. It stops and rejects
   * where something broke; the next move continues from there. Rejects with a RangeError for an invalid time.
   */
  advance(millis: number): Promise<void> {
    const end = this.nowMillis + millis;
    if (!(millis >= 0 && end <= lastMillis)) {
      return Promise.reject(
        new RangeError(`The clock cannot move by ${millis} milliseconds: use a finite number of 0 or more.`),
      );
    }
    const moved = this.moving.then(() =>
      this.move(Math.min(this.nowMillis + Math.round(millis), lastMillis)),
    );
    this.moving = moved.catch(() => undefined);
    return moved;
  }

  /** Moves time on, event by event, until a condition holds or the limit is reached. Resolves with whether it holds. */
  async advanceUntil(isSo: () => boolean, limitMillis: number): Promise<boolean> {
    const end = Math.min(this.nowMillis + limitMillis, lastMillis);
    await this.advance(0);
    while (!isSo() && this.nowMillis < end) {
      await this.advance(Math.min(this.timers.at(-1)?.at ?? end, end) - this.nowMillis);
    }
    return isSo();
  }

  /**
   * Keeps in step with real time, or `speed` times as fast, until canceled. Passes errors to `complain`. It runs
   * slower if the machine cannot keep up. Throws a RangeError unless the speed is above 0 and finite.
   */
  followRealTime(speed = 1, complain: (error: unknown) => void = console.error): Cancel {
    if (!(speed > 0 && speed < Infinity))
      throw new RangeError(`The clock cannot run ${speed} times as fast: use a finite number above 0.`);
    let last = performance.now();
    let isMoving = false;
    const pace = setInterval(async () => {
      if (isMoving) return;
      isMoving = true;
      const now = performance.now();
      last = Math.max(last, now - longestStepRealMillis);
      const millis = Math.floor((now - last) * speed);
      last += millis / speed;
      await this.advance(millis).catch(complain);
      isMoving = false;
    }, paceMillis);
    return () => clearInterval(pace);
  }

  private async move(target: number): Promise<void> {
    await this.settle();
    for (let next = this.timers.at(-1); next && next.at <= target; next = this.timers.at(-1)) {
      this.nowMillis = Math.max(this.nowMillis, next.at);
      this.takeOneDue().run();
      await this.settle();
    }
    this.nowMillis = Math.max(this.nowMillis, target);
  }

  private takeOneDue(): Timer {
    const { timers } = this;
    let dueCount = 1;
    while (timers.at(-dueCount - 1)?.at === timers.at(-1)?.at && dueCount < timers.length) dueCount += 1;
    const chosen = this.chooser(dueCount);
    const [timer] = chosen >= 0 && chosen < dueCount ? timers.splice(timers.length - 1 - chosen, 1) : [];
    if (!timer)
      throw new Error(`The chooser returned ${chosen}: it must return an index from 0 to ${dueCount - 1}.`);
    return timer;
  }

  /** Lets everything that follows from the last event happen: promises first, then work that is in flight. */
  private async settle(): Promise<void> {
    await new Promise(setImmediate);
    while (this.inFlight > 0) {
      await new Promise<void>((resolve) => {
        this.whenLanded = resolve;
      });
      this.whenLanded = undefined;
      await new Promise(setImmediate);
    }
    if (this.failures.length > 0) throw this.failures.shift();
  }

  /** The index before every timer that is due by then: timers due at one instant run in the order they were set. */
  private placeAt(at: number): number {
    let low = 0;
    let high = this.timers.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.timers[middle]?.at ?? 0) > at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
