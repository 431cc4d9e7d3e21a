import type { CallerPhrases, LanguageName } from './languages/language';

/** A telephone number in E.164 form, such as `+15551230000`. */
export type PhoneNumber = `+${number}`;

/** A key of the telephone. */
export type PhoneKey = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '*' | '#';

/** One piece of hold music: a file of `assets/hold-music/` and how long it plays, in seconds. */
export interface HoldMusicPiece {
  readonly file: string;
  readonly seconds: number;
}

/** Something that happens to a caller whose wait is over: for now, words that are spoken. */
export interface PlanStep {
  readonly say: string;
}

/** What happens, in this order, before the call ends. Never empty: nobody is met by silence. */
export type Plan = readonly [PlanStep, ...PlanStep[]];

/** Every reason for which a caller may be taken out of the line, or never get in. */
export type PlanReason = 'full' | 'waitedTooLong' | 'keyPressed' | 'error';

/** A language of `src/languages/` and the voice of Twilio's that speaks it. */
export interface Speaker {
  readonly language: LanguageName;
  /** A voice from https://www.twilio.com/docs/voice/twiml/say/text-speech, always named: the default is the account's. */
  readonly voice: string;
}

/** One queue, whole: what its callers hear, how long they may wait, and what happens then. */
export interface Queue extends Speaker {
  /** The dialled numbers that lead here. Not needed when this is the only queue. */
  readonly numbers?: readonly PhoneNumber[];
  /** The first words of every call. */
  readonly greeting: string;
  /** The last words before an agent is on the line. */
  readonly connecting: string;
  /** What is played while they wait, in turn. Three pieces or more, so that none is heard twice running. */
  readonly holdMusic: readonly HoldMusicPiece[];
  /** How many may wait at once (Twilio allows 5,000). The next caller hears the plan `full`. */
  readonly maxCallers: number;
  /** After this long the next request of the waiting call leads to the plan `waitedTooLong`. */
  readonly maxWaitSeconds: number;
  /** The key that ends the wait at any moment, and the words that offer it. */
  readonly exitKey: { readonly key: PhoneKey; readonly offer: string };
  /** A caller counts as served after having talked this long; a shorter talk was a lost connection. */
  readonly servedAfterSeconds: number;
  readonly plans: Readonly<Record<PlanReason, Plan>>;
  /** Words of the language that this queue says differently. */
  readonly phrases?: Partial<CallerPhrases>;
}

/** Somebody who answers callers. */
export interface Agent<QueueName extends string = string> {
  /** An opaque name for the log. No personal data: logs are kept and shared. */
  readonly id: string;
  readonly queue: QueueName;
  /** The number this agent dials in from. */
  readonly number?: PhoneNumber;
  /** Without an `AGENT_PIN`, let in whoever calls from `number`, if the carrier vouches for it. */
  readonly trustCallerId?: boolean;
}

/** What a business decides: its queues, its agents, and the words for when nothing else works. */
export interface QueuesConfig<QueueName extends string = string> {
  readonly queues: Readonly<Record<QueueName, Queue>>;
  readonly agents: readonly Agent<NoInfer<QueueName>>[];
  /** What the agents' own line speaks. */
  readonly agentLine: Speaker;
  /** Said by Twilio itself, from static files, when our functions cannot answer at all. */
  readonly fallback: {
    readonly caller: string;
    readonly agent: string;
    /** Where to connect the caller after those words. */
    readonly dialNumber?: PhoneNumber;
  };
}

/** Lets the compiler check that every name of a queue exists. Returns its argument. */
export function defineQueues<const QueueName extends string>(
  config: QueuesConfig<QueueName>,
): QueuesConfig<QueueName> {
  return config;
}

/** A queue together with its name, which is also its name at Twilio. */
export interface NamedQueue extends Queue {
  readonly name: string;
}

/** The queue of this name, if the config has it. */
export function queueNamed(config: QueuesConfig, name: string | undefined): NamedQueue | undefined {
  if (name === undefined || !Object.hasOwn(config.queues, name)) return undefined;
  const queue = config.queues[name];
  return queue && { name, ...queue };
}

/** The queue that a dialled number leads to. */
export function queueDialled(config: QueuesConfig, dialled: string | undefined): NamedQueue | undefined {
  const name = Object.keys(config.queues).find((candidate) =>
    config.queues[candidate]?.numbers?.some((number) => number === dialled),
  );
  return queueNamed(config, name);
}

/** The first queue of the config: where a call goes that nothing else places. */
export function firstQueue(config: QueuesConfig): NamedQueue {
  const queue = queueNamed(config, Object.keys(config.queues)[0]);
  if (!queue) throw new Error('queues.config.ts has no queue: define at least one under `queues`.');
  return queue;
}
