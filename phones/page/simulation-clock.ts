/** Where the server says nothing for so long, its clock is taken to stand. */
const longestSilenceMillis = 3000;

/** How far the clock on the page may be ahead of the server's before it is set back; until then it stands. */
const mostAheadMillis = 2000;

/** The clock of the local Twilio as the page shows it: told about once a second, and running on in between. */
export class SimulationClock {
  private toldMillis = 0;
  private toldAtReal = 0;
  private shownMillis = 0;
  speed = 1;

  /** `real` is the time of this machine, in milliseconds from any start. */
  constructor(private readonly real: () => number = () => performance.now()) {}

  /** Another simulation has another time. */
  reset(now: string, speed: number): void {
    this.shownMillis = 0;
    this.speed = speed;
    this.set(now);
  }

  set(now: string): void {
    this.toldMillis = Date.parse(now);
    this.toldAtReal = this.real();
  }

  /** Milliseconds since 1970. It never goes back by a little, so that seconds do not flicker. */
  now(): number {
    const sinceTold = Math.min(this.real() - this.toldAtReal, longestSilenceMillis);
    const reckoned = this.toldMillis + sinceTold * this.speed;
    const ahead = this.shownMillis - reckoned;
    if (ahead <= 0 || ahead > mostAheadMillis * this.speed) this.shownMillis = reckoned;
    return this.shownMillis;
  }
}
