/** If the server sends nothing for this long, its clock is assumed to have stopped. */
const longestSilenceMillis = 3000;

/** How far the page's clock may be ahead of the server's before it is set back; until then it stops. */
const mostAheadMillis = 2000;

/** The clock of the local Twilio on the page: the server sends the time about once a second, and it runs on in between. */
export class SimulationClock {
  private serverMillis = 0;
  private receivedAtReal = 0;
  private shownMillis = 0;
  speed = 1;

  /** `real` returns the time of this machine, in milliseconds since any time. */
  constructor(private readonly real: () => number = () => performance.now()) {}

  /** Starts over for another simulation, which has its own time. */
  reset(now: string, speed: number): void {
    this.shownMillis = 0;
    this.speed = speed;
    this.set(now);
  }

  set(now: string): void {
    this.serverMillis = Date.parse(now);
    this.receivedAtReal = this.real();
  }

  /** Milliseconds since 1970. It never goes back by small amounts, so that seconds do not flicker. */
  now(): number {
    const sinceReceived = Math.min(this.real() - this.receivedAtReal, longestSilenceMillis);
    const reckoned = this.serverMillis + sinceReceived * this.speed;
    const ahead = this.shownMillis - reckoned;
    if (ahead <= 0 || ahead > mostAheadMillis * this.speed) this.shownMillis = reckoned;
    return this.shownMillis;
  }
}
