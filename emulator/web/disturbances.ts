/** Something that goes wrong between Twilio and the application, for tests and for people who are curious. */
export type Disturbance = {
  /** The path it meets, such as `/wait`; all paths if not given. */
  readonly path?: string;
  /** How many requests it meets, one if not given. */
  readonly times?: number;
} & (
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'body'; readonly body: string; readonly contentType?: string }
  /** The request never arrives. */
  | { readonly kind: 'lost' }
  /** The request arrives and is answered, but the answer is lost. */
  | { readonly kind: 'answer-lost' }
  /** The request arrives twice. */
  | { readonly kind: 'doubled' }
  /** The answer takes so much longer. */
  | { readonly kind: 'delayed'; readonly millis: number }
);

/** The disturbances that are still to come. */
export class Disturbances {
  private waiting: { readonly disturbance: Disturbance; timesLeft: number }[] = [];

  add(disturbance: Disturbance): void {
    this.waiting.push({ disturbance, timesLeft: disturbance.times ?? 1 });
  }

  clear(): void {
    this.waiting = [];
  }

  /** The one that meets a request to this path, if any; it has then happened once. */
  meet(path: string): Disturbance | undefined {
    const met = this.waiting.find(({ disturbance }) => (disturbance.path ?? path) === path);
    if (!met) return undefined;
    met.timesLeft -= 1;
    if (met.timesLeft === 0) this.waiting = this.waiting.filter((other) => other !== met);
    return met.disturbance;
  }
}
