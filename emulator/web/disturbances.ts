/** An injected failure between Twilio and the application, for tests and for trying out. */
export type Disturbance = WebhookDisturbance | RestDisturbance;

interface DisturbanceReach {
  /** How many requests it affects: 1 by default, `Infinity` for all. */
  readonly times?: number;
  /** The path of the requests that it affects; all paths if not given. */
  readonly path?: string;
}

/** It affects Twilio's requests to the application. `path` is their whole path, such as `/wait`. */
export type WebhookDisturbance = DisturbanceReach & { readonly where?: 'webhook' } & (
    | { readonly kind: 'status'; readonly status: number }
    | { readonly kind: 'body'; readonly body: string; readonly contentType?: string }
    /** The request never arrives. */
    | { readonly kind: 'lost' }
    /** The request arrives and is answered, but the answer is lost. */
    | { readonly kind: 'answer-lost' }
    /** The request arrives twice. */
    | { readonly kind: 'doubled' }
    /** The request arrives this many milliseconds later, and so does its answer. */
    | { readonly kind: 'delayed'; readonly millis: number }
  );

/** It affects REST requests. `path` is the start of their path below the account or version, such as `/Queues`. */
export type RestDisturbance = DisturbanceReach & { readonly where: 'rest' } & (
    | { readonly kind: 'status'; readonly status: number }
    /** The API does nothing and never answers. */
    | { readonly kind: 'hang' }
    /** The API does what it is asked but never answers. */
    | { readonly kind: 'answer-lost' }
  );

/** The disturbances that are pending. */
export class Disturbances {
  private waiting: { readonly disturbance: Disturbance; timesLeft: number }[] = [];

  /** Returns a function that removes it. Throws a RangeError for an invalid number. */
  add(disturbance: Disturbance): () => void {
    refuseOddNumbers(disturbance);
    const added = { disturbance, timesLeft: disturbance.times ?? 1 };
    this.waiting.push(added);
    return () => {
      this.waiting = this.waiting.filter((one) => one !== added);
    };
  }

  clear(): void {
    this.waiting = [];
  }

  /** Takes the first disturbance of webhooks to this path, if any, and counts it. */
  takeForWebhook(path: string): WebhookDisturbance | undefined {
    return this.take((one): one is WebhookDisturbance => one.where !== 'rest' && (one.path ?? path) === path);
  }

  /** Takes the first disturbance of REST requests to this path, if any, and counts it. */
  takeForRest(path: string): RestDisturbance | undefined {
    return this.take(
      (one): one is RestDisturbance => one.where === 'rest' && path.startsWith(one.path ?? ''),
    );
  }

  private take<Wanted extends Disturbance>(
    isWanted: (one: Disturbance) => one is Wanted,
  ): Wanted | undefined {
    for (const one of this.waiting) {
      if (!isWanted(one.disturbance)) continue;
      one.timesLeft -= 1;
      if (one.timesLeft === 0) this.waiting = this.waiting.filter((other) => other !== one);
      return one.disturbance;
    }
    return undefined;
  }
}

/** An invalid number would only show much later, when a request comes. */
function refuseOddNumbers(disturbance: Disturbance): void {
  const { times = 1 } = disturbance;
  const isRight = times === Infinity || (Number.isInteger(times) && times >= 1);
  if (!isRight) throw new RangeError(`times is ${times}: use a whole number of 1 or more, or Infinity.`);
  if (disturbance.kind === 'delayed' && !(disturbance.millis >= 0)) {
    throw new RangeError(`millis is ${disturbance.millis}: use 0 or more milliseconds.`);
  }
}
