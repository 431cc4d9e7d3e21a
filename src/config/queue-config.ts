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

/** A number outside to call, for a caller whose wait is over. */
export interface OutsideNumber {
  /** It must begin with one of `allowedDialPrefixes`, and not be one of your own. */
  readonly number: PhoneNumber;
  /**
   * Whether the person who answers must press a key, so that a voicemail never takes the call. Default: true.
   */
  readonly mustAccept?: boolean;
  /** How long the conversation may last: 60 to 14,400. Default: 3600, an hour. */
  readonly maxConversationSeconds?: number;
}

/** One step of what happens to a caller whose wait is over. */
export type PlanStep<QueueName extends string = string> =
  /** Words that callers hear, in the queue's voice. */
  | { readonly say: string }
  /** A WAV or MP3 file below `assets/`, such as `prompts/closed.v1.wav`. */
  | { readonly play: string }
  /** The words before the beep; then the caller leaves a message. */
  | { readonly voicemail: string }
  /** Calls somebody outside. If nobody answers, the plan goes on, so it cannot be the last step. */
  | { readonly ring: OutsideNumber }
  /** To the end of another queue. The time already waited counts there too. It must be the last step. */
  | { readonly queue: QueueName };

/** What happens, in this order, before the call ends. Never empty: nobody hears silence. */
export type Plan<QueueName extends string = string> = readonly [
  PlanStep<QueueName>,
  ...PlanStep<QueueName>[],
];

/** Every reason why a caller is taken out of the queue, or does not get in. */
export type PlanReason = 'closed' | 'full' | 'waitedTooLong' | 'keyPressed' | 'error' | 'noAgents';

/** What happens for each reason. Only a queue whose agents are rung can have no agents, and it needs that plan. */
export type Plans<QueueName extends string = string> = Readonly<
  Record<Exclude<PlanReason, 'noAgents'>, Plan<QueueName>>
> & { readonly noAgents?: Plan<QueueName> };

/** When a queue takes calls, and what happens to waiting callers when it closes. */
export interface QueueHours extends OpeningHours {
  /** They keep waiting for an agent, or leave the queue and hear the plan `closed`. */
  readonly atClosing: 'keep-waiting' | 'run-closed-plan';
}

/** Something that waiting callers hear now and then. */
export interface PeriodicMessage {
  /** Texts that are said in turn, one each time. */
  readonly say: readonly [string, ...string[]];
  /** When it is said first, in seconds of the wait in this queue: 0 to 10,800. */
  readonly startSeconds: number;
  /**
   * How often it is said from then on, in seconds: 30 to 10,800. It is said between two pieces of music, so several texts
   * need at least the time of the longest piece with its announcement: the build says how much.
   */
  readonly everySeconds: number;
}

/**
 * What waiting callers hear besides music. Callers who are not first in line hear their place after every
 * piece.
 */
export interface Announcements {
  /** How often the first in line hears so at most, in seconds: 30 to 3600. */
  readonly firstInLineEverySeconds: number;
  /** More to say now and then. Default: nothing. */
  readonly messages?: readonly PeriodicMessage[];
}

/** A lane that agents serve first. It needs `numbers` or `callers`. */
export interface PriorityLane {
  /** Numbers of yours whose callers take the priority lane. Default: none. */
  readonly numbers?: readonly PhoneNumber[];
  /** Callers who take it whichever number they dial. A caller's number can be forged. Default: none. */
  readonly callers?: readonly PhoneNumber[];
  /**
   * When the normal lane goes first: a caller who has waited this long there is served before the priority lane.
   * In seconds: 1 to 10,800.
   */
  readonly normalLaneFirstAfterSeconds: number;
}

/** How free agents are rung, the longest idle first. Twilio's TaskRouter chooses: https://www.twilio.com/docs/taskrouter */
export interface Ringing {
  /** How long a phone rings, in seconds: 5 to 60. Default: 20, because most voicemails answer later. */
  readonly ringTimeoutSeconds?: number;
  /** How long an agent has to press a key after hearing who waits, in seconds: 3 to 30. Default: 8. */
  readonly confirmTimeoutSeconds?: number;
  /** An agent who misses this many calls in a row is offline: 1 to 10. Default: 3. */
  readonly maxMissedCalls?: number;
  /**
   * When the next level of agents is rung too: the second after so many seconds of the wait, and so on, each later than
   * the one before, 5 to 3,600. Default: agents of all levels from the start.
   */
  readonly escalateAfterSeconds?: readonly number[];
  /**
   * How long a caller in line waits on after the last agent has left, in seconds: 0 to 600. Then the plan `noAgents`
   * begins. A caller who finds nobody there hears it at once. Default: 30.
   */
  readonly noAgentsGraceSeconds?: number;
}

/** A language and the voice that speaks it. They change together. */
export interface Speaker {
  /** Imported from `src/languages/`. */
  readonly language: Language;
  /**
   * One of Twilio's voices: https://www.twilio.com/docs/voice/twiml/say/text-speech. It must speak the
   * language.
   */
  readonly voice: string;
}

/** One queue, whole: what its callers hear, how long they may wait, and what happens then. */
export interface Queue<QueueName extends string = string> extends Speaker {
  /** Your numbers that lead here. Default: none. The first queue gets every call that nothing else places. */
  readonly numbers?: readonly PhoneNumber[];
  /** The first words of every call. All texts are plain words of at most 3,000 characters. */
  readonly greeting: string;
  /** The last words before an agent is on the line. */
  readonly connecting: string;
  /**
   * What plays while callers wait, in turn: three pieces or more, each once. With long announcements or pieces of
   * unequal length a caller may hear one twice in a row: the build warns and says what to change.
   */
  readonly holdMusic: readonly HoldMusicPiece[];
  readonly announcements: Announcements;
  /** Default: always open. */
  readonly openingHours?: QueueHours;
  /** How many may wait at once: 1 to 5,000. The next caller hears the plan `full`. */
  readonly maxCallers: number;
  /**
   * How long a caller may wait, in seconds: up to 10,800, and at least as long as the longest piece of music. The
   * plan `waitedTooLong` begins after the piece that is playing then.
   */
  readonly maxWaitSeconds: number;
  /** The key that ends the wait at any moment, and the words that offer it. */
  readonly exitKey: { readonly key: PhoneKey; readonly offer: string };
  /**
   * How long a conversation must last, in seconds, for the caller to count as served: 1 to 120. After a shorter one
   * the connection counts as lost, and the caller is back in line.
   */
  readonly servedAfterSeconds: number;
  /** What happens for each reason why a caller is not served. All five are needed, and `noAgents` with `ringing`. */
  readonly plans: Plans<NoInfer<QueueName>>;
  /** Rings the phones of free agents, with TaskRouter. Default: agents dial in and stay on the line. */
  readonly ringing?: Ringing;
  /** Default: all callers wait in one lane. */
  readonly priority?: PriorityLane;
  /** Callers who hide their number. Default: `welcome`. */
  readonly anonymousCallers?: 'welcome' | 'reject';
  /**
   * Records every conversation of this queue. Callers hear the notice after the greeting, and again just before the
   * conversation. Default: nothing is recorded.
   */
  readonly recording?: { readonly notice: string };
  /**
   * Whether the agent hears, before each conversation, which queue it is and how long the caller has waited. Agents of
   * several queues, of a priority lane or with time for notes hear it anyway. Default: false.
   */
  readonly whisper?: boolean;
  /** The agent's time for notes after each conversation, in seconds: 0 to 600. Default: 0. */
  readonly wrapUpSeconds?: number;
  /** Asked if the agent hangs up first, and answered with a key from 1 to 5. Default: no question. */
  readonly survey?: { readonly question: string; readonly thanks: string };
  /** Phrases of the language that this queue says differently. Default: those of the language. */
  readonly phrases?: Partial<CallerPhrases>;
}

/** A number that leads to several queues, by a key. The menu speaks one language. */
export interface Menu<QueueName extends string = string> extends Speaker {
  readonly numbers: readonly [PhoneNumber, ...PhoneNumber[]];
  /** The words that offer the choices. */
  readonly prompt: string;
  /** One key for each choice. */
  readonly choices: Readonly<Partial<Record<PhoneKey, QueueName>>>;
  /** The queue for callers who press nothing within five seconds, or a key that is not among the choices. */
  readonly fallbackQueue: QueueName;
}

/** Somebody who answers callers. The PIN is a variable: see `.env.example`. */
export interface Agent<QueueName extends string = string> {
  /**
   * A name for the log and for the PIN's variable: letters, digits, - and _. No personal data, because logs are
   * kept and shared.
   */
  readonly id: string;
  /**
   * The queues this agent serves; among callers who have waited equally long, the first queue's comes first.
   */
  readonly queues: readonly [QueueName, ...QueueName[]];
  /**
   * The number that this agent dials in from, and nobody else does: the agent's own PIN counts there. Default: the
   * phone of `contactUri`, if that is a number; else none.
   */
  readonly number?: PhoneNumber;
  /**
   * 1 to 6 digits. On any phone this agent can enter the code, a star and the own PIN. It is no secret. Without
   * `number` an own PIN needs it. Default: none.
   */
  readonly code?: string;
  /**
   * While no PIN is set at all: lets in whoever calls from `number`, if the carrier vouches for it. Default:
   * false.
   */
  readonly trustCallerId?: boolean;
  /**
   * The phone that rings: a number that begins with one of `allowedDialPrefixes`, or a client such as `client:ada`. Needed
   * by an agent of queues with `ringing`. Default: none, the agent dials in.
   */
  readonly contactUri?: PhoneNumber | `client:${string}`;
  /**
   * Whether the agent must press a key before a caller is connected, so that a voicemail never takes the call.
   * Default: true.
   */
  readonly confirmCalls?: boolean;
  /** The level in each queue with `ringing`: 1 is rung first, up to 9. Default: 1. */
  readonly levels?: Readonly<Partial<Record<QueueName, number>>>;
}

/** What a business decides: its queues, its agents, and the words for when nothing else works. */
export interface QueuesConfig<QueueName extends string = string> {
  /** By name: at most 37 letters, digits, - and _. Names are Twilio's too, and travel in URLs. */
  readonly queues: Readonly<Record<QueueName, Queue<NoInfer<QueueName>>>>;
  /** Numbers shared by several queues. Default: none. */
  readonly menus?: Readonly<Record<string, Menu<NoInfer<QueueName>>>>;
  /** Callers who are rejected, unbilled. Default: nobody. */
  readonly blockedCallers?: readonly PhoneNumber[];
  /**
   * How numbers begin that `ring`, `contactUri` and `fallback.dialNumber` may dial, such as `+1` and `+44`. Default: nothing
   * is dialed.
   */
  readonly allowedDialPrefixes?: readonly `+${number}`[];
  /** May be empty: whoever knows the shared PIN can answer calls. */
  readonly agents: readonly Agent<NoInfer<QueueName>>[];
  /** What the agents' own line speaks. */
  readonly agentLine: Speaker & {
    /**
     * How long an agent who waits in silence may wait without a conversation before the call ends, in seconds: 60 to 14,400.
     * Agents of a single queue wait with music, and this does not end their call. Default: 7200.
     */
    readonly maxIdleSeconds?: number;
  };
  /**
   * Whether each voicemail comes with a link that opens for whoever holds it. It takes a function that anybody may ask,
   * and a flood of requests to it would take the executions that calls need. Default: true, where a plan takes voicemails.
   */
  readonly voicemailLinks?: boolean;
  /** What Twilio itself says, from static files, when our functions cannot answer at all. */
  readonly fallback: {
    /**
     * Whether callers stay on the line: they hear that all lines are busy and a piece of music, and then the call is tried
     * again as if it had just come in. Default: true, unless there is a `dialNumber`.
     */
    readonly tryAgain?: boolean;
    /** Callers hear it, in the voice of their queue, before the call ends or goes to `dialNumber`. */
    readonly caller: string;
    /** Agents hear it. */
    readonly agent: string;
    /**
     * A number outside that callers are connected to after those words, for an hour at most. Default: the call
     * ends.
     */
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

/** The number that an agent calls from: by default the one that rings. */
export const numberOf = ({ number, contactUri }: Agent): string | undefined =>
  number ?? (contactUri?.startsWith('+') ? contactUri : undefined);

/** The queue of this name, if the config has it. */
export function queueNamed(config: QueuesConfig, name: string | undefined): NamedQueue | undefined {
  if (name === undefined || !Object.hasOwn(config.queues, name)) return undefined;
  const queue = config.queues[name];
  return queue && { name, ...queue };
}

/** What happens for a reason; whatever the config leaves out is a fault that callers hear about. */
export const planFor = ({ plans }: Queue, reason: PlanReason): Plan => plans[reason] ?? plans.error;

/** The queue that a dialed number leads to. */
export function queueDialed(config: QueuesConfig, dialed: string | undefined): NamedQueue | undefined {
  const leadsHere = ({ numbers = [], priority }: Queue) =>
    [...numbers, ...(priority?.numbers ?? [])].some((number) => number === dialed);
  const [name] = Object.entries(config.queues).find(([, queue]) => leadsHere(queue)) ?? [];
  return queueNamed(config, name);
}

/** Whether callers can leave a message anywhere. */
export const takesVoicemail = ({ queues }: QueuesConfig): boolean =>
  Object.values(queues).some(({ plans }) =>
    Object.values(plans).some((plan) => plan.some((step) => 'voicemail' in step)),
  );

/** Whether messages come with a link that anybody can open who holds it. */
export const givesVoicemailLinks = (config: QueuesConfig): boolean =>
  takesVoicemail(config) && config.voicemailLinks !== false;

/** The first queue of the config: where a call goes that nothing else places. */
export function firstQueue(config: QueuesConfig): NamedQueue {
  const queue = queueNamed(config, Object.keys(config.queues)[0]);
  if (!queue) throw new Error('queues.config.ts has no queue: define at least one under `queues`.');
  return queue;
}
