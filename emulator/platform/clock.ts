/** Ends a wait before its time. Does nothing once it is over. */
export type Cancel = () => void;

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

/** Picks which of several things that are due at the same instant happens first, by its index. */
export type Chooser = (dueCount: number) => number;

export interface ClockOptions {
  readonly startsAt?: Date;
  readonly chooser?: Chooser;
}

/** How long real work (another process, a socket) may keep the clock standing before it counts as hung. */
const hungAfterRealMillis = 12_000;

/** How often a clock that follows real time looks at it. */
const paceMillis = 20;

/** What such a clock makes up for at once: of a longer delay the rest is lost, or a slow machine would fall behind for ever. */
const longestStepRealMillis = 1000;

/** The last moment that a `Date` can be. */
const lastMillis = 8.64e15;

/**
 * The one clock of the local Twilio. Its time moves only when somebody moves it: at once, for tests
 * (`advance`), or in step with real time, for people (`followRealTime`). While real work is in flight it
 * stands still, so that the speed of this machine never changes what happens.
 */
export class Clock {
  private nowMillis: number;
  /** What is due next stands last, so that taking it, or putting something before much else, moves little. */
  private readonly timers: Timer[] = [];
  private inFlight = 0;
  private whenLanded: (() => void) | undefined;
  private moving: Promise<void> = Promise.resolve();
  private readonly failures: unknown[] = [];
  private readonly chooser: Chooser;

  constructor({ startsAt = new Date('2026-01-05T15:00:00Z'), chooser = () => 0 }: ClockOptions = {}) {
    this.nowMillis = startsAt.getTime();
    if (Number.isNaN(this.nowMillis)) throw new RangeError('The clock cannot start at a date that is none.');
    this.chooser = chooser;
  }

  now(): Date {
    return new Date(this.nowMillis);
  }

  /**
   * Has something happen after so many milliseconds of this clock, which counts whole ones only; after `Infinity`, never.
   * Less than one is one: whoever waits for the rest of a millisecond must not find that no time has passed.
   */
  after(millis: number, run: () => void): Cancel {
    if (Number.isNaN(millis)) throw new RangeError('The clock cannot wait for NaN milliseconds.');
    const at = this.nowMillis + (millis > 0 ? Math.max(1, Math.round(millis)) : 0);
    const timer = { at, run };
    this.timers.splice(this.placeAt(at), 0, timer);
    return () => {
      let index = this.placeAt(at);
      while (this.timers[index]?.at === at && this.timers[index] !== timer) index += 1;
      if (this.timers[index] === timer) this.timers.splice(index, 1);
    };
  }

  /** Resolves after so many milliseconds of this clock. */
  sleep(millis: number): Promise<void> {
    return new Promise((resolve) => this.after(millis, resolve));
  }

  /** What work comes to, or something else if it takes longer than so many milliseconds of this clock. */
  async timeLimit<T>(millis: number, work: Promise<T>, otherwise: () => T): Promise<T> {
    let cancel: Cancel = () => undefined;
    const tooLate = new Promise<T>((resolve) => {
      cancel = this.after(millis, () => resolve(otherwise()));
    });
    return Promise.race([work, tooLate]).finally(() => cancel());
  }

  /** Keeps time standing while real work is under way; rejects when that work seems to hang. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.inFlight += 1;
    let watchdog: NodeJS.Timeout | undefined;
    const hung = new Promise<never>((_, reject) => {
      const complain = () => reject(new Error(`No answer within ${hungAfterRealMillis} ms of real time`));
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

  /** The same for work that may never end: after so much real time the clock goes on, and so does the work. */
  async duringAtMost<T>(realMillis: number, work: Promise<T>): Promise<T> {
    let letGo: () => void = () => undefined;
    const isLong = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const timer = setTimeout(letGo, realMillis);
    const held = this.during(Promise.race([work.then(letGo, letGo), isLong]));
    try {
      return await work;
    } finally {
      clearTimeout(timer);
      await held;
    }
  }

  /** Something broke that nobody is there to catch: whoever moves this clock gets the error. */
  fail(error: unknown): void {
    this.failures.push(error);
  }

  /**
   * Moves time on, and resolves when everything that was due by then has happened. It stops and rejects
   * where something broke; the next move goes on from there.
   */
  advance(millis: number): Promise<void> {
    const end = this.nowMillis + millis;
    if (!(millis >= 0 && end <= lastMillis)) {
      return Promise.reject(new RangeError(`The clock cannot move by ${millis} milliseconds.`));
    }
    const moved = this.moving.then(() =>
      this.move(Math.min(this.nowMillis + Math.round(millis), lastMillis)),
    );
    this.moving = moved.catch(() => undefined);
    return moved;
  }

  /** Moves time on, event by event, until something is so or the limit is reached. Tells whether it is so. */
  async advanceUntil(isSo: () => boolean, limitMillis: number): Promise<boolean> {
    const end = Math.min(this.nowMillis + limitMillis, lastMillis);
    await this.advance(0);
    while (!isSo() && this.nowMillis < end) {
      await this.advance(Math.min(this.timers.at(-1)?.at ?? end, end) - this.nowMillis);
    }
    return isSo();
  }

  /**
   * Keeps in step with real time, or so many times as fast, until cancelled; what breaks is complained of. It goes
   * slower where the machine cannot keep up.
   */
  followRealTime(speed = 1, complain: (error: unknown) => void = console.error): Cancel {
    if (!(speed > 0 && speed < Infinity))
      throw new RangeError(`The clock cannot run ${speed} times as fast.`);
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
    if (!timer) throw new Error(`The chooser picked none of the ${dueCount} things that were due.`);
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

  /** Before all that is due by then: of one instant, what was asked for first is taken first. */
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
