/** Something that goes wrong between Twilio and the application, for tests and for people who are curious. */
export type Disturbance = WebhookDisturbance | RestDisturbance;

interface DisturbanceReach {
  /** How many requests it meets, one if not given; `Infinity` is all from now on. */
  readonly times?: number;
  /** Which requests it meets; all if not given. */
  readonly path?: string;
}

/** It meets Twilio's requests to the application, by their whole path, such as `/wait`. */
export type WebhookDisturbance = DisturbanceReach & { readonly where?: 'webhook' } & (
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

/** It meets requests to the REST API, by how their path below the account or version begins: `/Queues`, `/Services`. */
export type RestDisturbance = DisturbanceReach & { readonly where: 'rest' } & (
    | { readonly kind: 'status'; readonly status: number }
    /** Nothing is done, and no answer ever comes. */
    | { readonly kind: 'hang' }
    /** What is asked for is done, but the answer never comes. */
    | { readonly kind: 'answer-lost' }
  );

/** The disturbances that are still to come. */
export class Disturbances {
  private waiting: { readonly disturbance: Disturbance; timesLeft: number }[] = [];

  /** Returns a way to take it back. */
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

  /** The one that meets a webhook to this path, if any; it has then happened once. */
  meetWebhook(path: string): WebhookDisturbance | undefined {
    return this.meet((one): one is WebhookDisturbance => one.where !== 'rest' && (one.path ?? path) === path);
  }

  /** The one that meets a REST request to this path, if any; it has then happened once. */
  meetRest(path: string): RestDisturbance | undefined {
    return this.meet(
      (one): one is RestDisturbance => one.where === 'rest' && path.startsWith(one.path ?? ''),
    );
  }

  private meet<Met extends Disturbance>(isMet: (one: Disturbance) => one is Met): Met | undefined {
    for (const one of this.waiting) {
      if (!isMet(one.disturbance)) continue;
      one.timesLeft -= 1;
      if (one.timesLeft === 0) this.waiting = this.waiting.filter((other) => other !== one);
      return one.disturbance;
    }
    return undefined;
  }
}

/** A number that is none would only show much later, when the disturbance meets a request. */
function refuseOddNumbers(disturbance: Disturbance): void {
  const { times = 1 } = disturbance;
  const isRight = times === Infinity || (Number.isInteger(times) && times >= 1);
  if (!isRight)
    throw new RangeError(`A disturbance cannot meet ${times} requests. Give a whole number, or Infinity.`);
  if (disturbance.kind === 'delayed' && !(disturbance.millis >= 0)) {
    throw new RangeError(`An answer cannot be delayed by ${disturbance.millis} milliseconds.`);
  }
}
