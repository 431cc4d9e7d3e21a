/** Ends a wait before its time. Does nothing once it is over. */
export type Cancel = () => void;

interface Timer {
  readonly at: number;
  readonly order: number;
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

/**
 * The one clock of the local Twilio. Its time moves only when it is told to: at once, for tests
 * (`advance`), or in step with real time, for people (`followRealTime`). While real work is in flight it
 * stands still, so that the speed of this machine never changes what happens.
 */
export class Clock {
  private nowMillis: number;
  private readonly timers: Timer[] = [];
  private timersMade = 0;
  private inFlight = 0;
  private whenLanded: (() => void) | undefined;
  private moving: Promise<void> = Promise.resolve();
  private readonly chooser: Chooser;

  constructor({ startsAt = new Date('2026-01-05T15:00:00Z'), chooser = () => 0 }: ClockOptions = {}) {
    this.nowMillis = startsAt.getTime();
    this.chooser = chooser;
  }

  now(): Date {
    return new Date(this.nowMillis);
  }

  /** Has something happen after so many milliseconds of this clock. */
  after(millis: number, run: () => void): Cancel {
    const timer = { at: this.nowMillis + Math.max(0, millis), order: this.timersMade++, run };
    this.timers.splice(this.placeOf(timer), 0, timer);
    return () => {
      const index = this.timers.indexOf(timer);
      if (index >= 0) this.timers.splice(index, 1);
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

  /** Moves time on, and resolves when everything that was due by then has happened. */
  advance(millis: number): Promise<void> {
    this.moving = this.moving.then(() => this.move(this.nowMillis + millis));
    return this.moving;
  }

  /** Moves time on, event by event, until something is so or the limit is reached. Tells whether it is so. */
  async advanceUntil(isSo: () => boolean, limitMillis: number): Promise<boolean> {
    const end = this.nowMillis + limitMillis;
    await this.settle();
    while (!isSo()) {
      const next = this.timers[0];
      if (!next || next.at > end) return false;
      await this.advance(next.at - this.nowMillis);
    }
    return true;
  }

  /** Keeps in step with real time, or so many times as fast, until cancelled. */
  followRealTime(speed = 1): Cancel {
    let last = performance.now();
    let isMoving = false;
    const pace = setInterval(async () => {
      if (isMoving) return;
      isMoving = true;
      const elapsed = performance.now() - last;
      last += elapsed;
      await this.advance(elapsed * speed);
      isMoving = false;
    }, paceMillis);
    return () => clearInterval(pace);
  }

  private async move(target: number): Promise<void> {
    await this.settle();
    for (let next = this.timers[0]; next && next.at <= target; next = this.timers[0]) {
      this.nowMillis = Math.max(this.nowMillis, next.at);
      this.takeOneDue().run();
      await this.settle();
    }
    this.nowMillis = Math.max(this.nowMillis, target);
  }

  private takeOneDue(): Timer {
    let dueCount = 0;
    while (this.timers[dueCount]?.at === this.timers[0]?.at && dueCount < this.timers.length) dueCount += 1;
    const [timer] = this.timers.splice(this.chooser(dueCount), 1);
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
  }

  /** Timers stand in the order of their time, those of one instant in the order they were made. */
  private placeOf(timer: Timer): number {
    let low = 0;
    let high = this.timers.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.timers[middle];
      if (other && other.at <= timer.at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
