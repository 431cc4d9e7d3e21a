import type { CallerPhrases, Language } from '../languages/language';
import type { OpeningHours } from '../rules/opening-hours';

/** A telephone number in E.164 form, such as `+15551230000`. */
export type PhoneNumber = `+${number}`;

/** A key of the telephone. */
export type PhoneKey = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '*' | '#';

/** One piece of hold music: a file of `assets/hold-music/` and how long it plays, in seconds. */
export interface HoldMusicPiece {
  readonly file: string;
  readonly seconds: number;
}

/** Ringing a number outside, for a caller whose wait is over. */
export interface OutsideNumber {
  readonly number: PhoneNumber;
  /** Whoever answers must press a key, so that a voicemail never wins. True unless switched off. */
  readonly mustAccept?: boolean;
  /** How long the talk may last, an hour unless said otherwise. */
  readonly maxConversationSeconds?: number;
}

/** One step of what happens to a caller whose wait is over. */
export type PlanStep<QueueName extends string = string> =
  | { readonly say: string }
  /** A file of `assets/`, such as `prompts/closed.v1.wav`. */
  | { readonly play: string }
  /** The words before the beep; then the caller leaves a message. */
  | { readonly voicemail: string }
  | { readonly ring: OutsideNumber }
  /** To the end of another queue; the time already waited counts there too. */
  | { readonly queue: QueueName };

/** What happens, in this order, before the call ends. Never empty: nobody is met by silence. */
export type Plan<QueueName extends string = string> = readonly [
  PlanStep<QueueName>,
  ...PlanStep<QueueName>[],
];

/** Every reason for which a caller may be taken out of the line, or never get in. */
export type PlanReason = 'closed' | 'full' | 'waitedTooLong' | 'keyPressed' | 'error';

/** When a queue takes calls, and what becomes of those who wait when it closes. */
export interface QueueHours extends OpeningHours {
  readonly atClosing: 'keep-waiting' | 'run-closed-plan';
}

/** Something that is said to waiting callers now and then. */
export interface PeriodicMessage {
  /** Said in turn, one each time. */
  readonly say: readonly [string, ...string[]];
  /** From this moment of the wait on, and then this often. */
  readonly startSeconds: number;
  readonly everySeconds: number;
}

/** The news for those who wait. */
export interface Announcements {
  /** Who is first in line is told so at most this often: an agent may come any moment. */
  readonly firstInLineEverySeconds: number;
  readonly messages?: readonly PeriodicMessage[];
}

/** A lane that agents serve first. */
export interface PriorityLane {
  /** Numbers of the queue whose callers take the priority lane. */
  readonly numbers?: readonly PhoneNumber[];
  /** Callers who take it whichever number they dial. */
  readonly callers?: readonly PhoneNumber[];
  /** Who has waited this long in the normal lane is served before the priority lane: nobody starves. */
  readonly normalLaneFirstAfterSeconds: number;
}

/** A language, imported from `src/languages/`, and the voice of Twilio's that speaks it. */
export interface Speaker {
  readonly language: Language;
  /** A voice from https://www.twilio.com/docs/voice/twiml/say/text-speech, always named: the default is the account's. */
  readonly voice: string;
}

/** One queue, whole: what its callers hear, how long they may wait, and what happens then. */
export interface Queue<QueueName extends string = string> extends Speaker {
  /** The dialled numbers that lead here. Not needed when this is the only queue. */
  readonly numbers?: readonly PhoneNumber[];
  /** The first words of every call. */
  readonly greeting: string;
  /** The last words before an agent is on the line. */
  readonly connecting: string;
  /** What is played while they wait, in turn. Three pieces or more, so that none is heard twice running. */
  readonly holdMusic: readonly HoldMusicPiece[];
  readonly announcements: Announcements;
  /** Always open without. */
  readonly openingHours?: QueueHours;
  /** How many may wait at once (Twilio allows 5,000). The next caller hears the plan `full`. */
  readonly maxCallers: number;
  /** After this long the next request of the waiting call leads to the plan `waitedTooLong`. */
  readonly maxWaitSeconds: number;
  /** The key that ends the wait at any moment, and the words that offer it. */
  readonly exitKey: { readonly key: PhoneKey; readonly offer: string };
  /** A caller counts as served after having talked this long; a shorter talk was a lost connection. */
  readonly servedAfterSeconds: number;
  readonly plans: Readonly<Record<PlanReason, Plan<NoInfer<QueueName>>>>;
  readonly priority?: PriorityLane;
  /** Callers who hide their number: welcome unless rejected here. */
  readonly anonymousCallers?: 'welcome' | 'reject';
  /** Records every talk of this queue. The notice is said in the greeting and again just before the talk. */
  readonly recording?: { readonly notice: string };
  /** Tells the agent alone, before each talk, which queue it is and how long the caller has waited. */
  readonly whisper?: boolean;
  /** The agent's time for notes after each talk. */
  readonly wrapUpSeconds?: number;
  /** Asked of a caller whose agent hung up first, and answered with a key from 1 to 5. */
  readonly survey?: { readonly question: string; readonly thanks: string };
  /** Words of the language that this queue says differently. */
  readonly phrases?: Partial<CallerPhrases>;
}

/** A number that leads to several queues, by a key. */
export interface Menu<QueueName extends string = string> extends Speaker {
  readonly numbers: readonly [PhoneNumber, ...PhoneNumber[]];
  readonly prompt: string;
  readonly choices: Readonly<Partial<Record<PhoneKey, QueueName>>>;
  /** Where a caller goes who presses nothing, or a key that is not among the choices. */
  readonly fallbackQueue: QueueName;
}

/** Somebody who answers callers. */
export interface Agent<QueueName extends string = string> {
  /** An opaque name for the log. No personal data: logs are kept and shared. */
  readonly id: string;
  /** The queues this agent serves; among callers who have waited equally long, the first queue's comes first. */
  readonly queues: readonly [QueueName, ...QueueName[]];
  /** The number this agent dials in from. */
  readonly number?: PhoneNumber;
  /** Without any PIN set, let in whoever calls from `number`, if the carrier vouches for it. */
  readonly trustCallerId?: boolean;
}

/** What a business decides: its queues, its agents, and the words for when nothing else works. */
export interface QueuesConfig<QueueName extends string = string> {
  readonly queues: Readonly<Record<QueueName, Queue<NoInfer<QueueName>>>>;
  /** Numbers shared by several queues. */
  readonly menus?: Readonly<Record<string, Menu<NoInfer<QueueName>>>>;
  /** Callers who are rejected, unbilled. */
  readonly blockedCallers?: readonly PhoneNumber[];
  /** The prefixes that `ring` may dial, such as `+1` and `+44`. Nothing else is ever dialled. */
  readonly allowedDialPrefixes?: readonly `+${number}`[];
  readonly agents: readonly Agent<NoInfer<QueueName>>[];
  /** What the agents' own line speaks, and for how long an agent may wait there without a talk. */
  readonly agentLine: Speaker & { readonly maxIdleSeconds?: number };
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
  const leadsHere = ({ numbers = [], priority }: Queue) =>
    [...numbers, ...(priority?.numbers ?? [])].some((number) => number === dialled);
  const [name] = Object.entries(config.queues).find(([, queue]) => leadsHere(queue)) ?? [];
  return queueNamed(config, name);
}

/** The first queue of the config: where a call goes that nothing else places. */
export function firstQueue(config: QueuesConfig): NamedQueue {
  const queue = queueNamed(config, Object.keys(config.queues)[0]);
  if (!queue) throw new Error('queues.config.ts has no queue: define at least one under `queues`.');
  return queue;
}
