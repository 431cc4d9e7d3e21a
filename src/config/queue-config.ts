import type { CallerPhrases, Language } from '../languages/language';
import type { OpeningHours } from '../rules/opening-hours';

/** A telephone number in E.164 form, such as `+15551230000`. */
export type PhoneNumber = `+${number}`;

/** A telephone key. */
export type PhoneKey = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '*' | '#';

/** One piece of hold music: a file in `assets/hold-music/` and how long it plays, in seconds. */
export interface HoldMusicPiece {
  readonly file: string;
  readonly seconds: number;
}

/** An external number to call, for a caller whose wait is over. */
export interface OutsideNumber {
  /** It must start with one of `allowedDialPrefixes`, and cannot be one of your own. */
  readonly number: PhoneNumber;
  /**
   * Whether the person who answers must press a key, so that voicemail never takes the call. Default: true.
   */
  readonly mustAccept?: boolean;
  /** How long the conversation may last, in seconds: 60 to 14,400. Default: 3600, an hour. */
  readonly maxConversationSeconds?: number;
}

/** One step of what happens to a caller whose wait is over. */
export type PlanStep<QueueName extends string = string> =
  /** Says words in the queue's voice. */
  | { readonly say: string }
  /** Plays a WAV or MP3 file in `assets/`, such as `prompts/closed.v1.wav`. */
  | { readonly play: string }
  /** Says these words, beeps, and records a message. */
  | { readonly voicemail: string }
  /** Calls an external number. If nobody answers, the plan continues, so this cannot be the last step. */
  | { readonly ring: OutsideNumber }
  /** Moves the caller to the end of another queue. The time already waited counts there. It must be the last step. */
  | { readonly queue: QueueName };

/** What happens, in this order, before the call ends. A plan has at least one step, so that nobody hears silence. */
export type Plan<QueueName extends string = string> = readonly [
  PlanStep<QueueName>,
  ...PlanStep<QueueName>[],
];

/** Every reason why a caller leaves the queue without an agent, or does not get in. */
export type PlanReason = 'closed' | 'full' | 'waitedTooLong' | 'keyPressed' | 'error' | 'noAgents';

/** What happens for each reason. A queue with `ringing` needs the plan `noAgents`; no other queue can have it. */
export type Plans<QueueName extends string = string> = Readonly<
  Record<Exclude<PlanReason, 'noAgents'>, Plan<QueueName>>
> & { readonly noAgents?: Plan<QueueName> };

/** When a queue takes calls, and what happens to waiting callers when it closes. */
export interface QueueHours extends OpeningHours {
  /** Waiting callers keep waiting for an agent, or leave the queue and hear the plan `closed`. */
  readonly atClosing: 'keep-waiting' | 'run-closed-plan';
}

/** A message that waiting callers hear now and then. */
export interface PeriodicMessage {
  /** One text is said each time; several take turns. */
  readonly say: readonly [string, ...string[]];
  /** When it is said first, in seconds of the wait in this queue: 0 to 10,800. */
  readonly startSeconds: number;
  /**
   * How often it is said from then on, in seconds: 30 to 10,800. Messages are said between two pieces of music. Several
   * texts need at least as long as the longest piece with its announcement; the build says how long.
   */
  readonly everySeconds: number;
}

/** What waiting callers hear between pieces of music. Callers who are not first in line hear their place after each piece. */
export interface Announcements {
  /** How often the first caller in line hears their place, at most, in seconds: 30 to 3600. */
  readonly firstInLineEverySeconds: number;
  /** More messages. Default: none. */
  readonly messages?: readonly PeriodicMessage[];
}

/** A lane that agents serve first. It needs `numbers` or `callers`. */
export interface PriorityLane {
  /** Your numbers that lead to the priority lane. Default: none. */
  readonly numbers?: readonly PhoneNumber[];
  /** Callers who get into the lane on any number. A caller ID can be faked. Default: none. */
  readonly callers?: readonly PhoneNumber[];
  /**
   * A caller who has waited this long in the normal lane is served before the priority lane. In seconds: 1 to 10,800.
   */
  readonly normalLaneFirstAfterSeconds: number;
}

/** How free agents are rung, the longest idle first. Twilio's TaskRouter chooses: https://www.twilio.com/docs/taskrouter */
export interface Ringing {
  /** How long a phone rings, in seconds: 5 to 60. Default: 20, because voicemail usually answers later than that. */
  readonly ringTimeoutSeconds?: number;
  /** How long an agent who has answered has to press a key, in seconds: 3 to 30. Default: 8. */
  readonly confirmTimeoutSeconds?: number;
  /** An agent who misses this many calls in a row goes offline: 1 to 10. Default: 3. */
  readonly maxMissedCalls?: number;
  /**
   * When agents of the next level are rung too, in seconds of the wait: one time for level 2, one for level 3, and so on.
   * Each is later than the one before, 5 to 3,600. Default: all levels are rung from the start.
   */
  readonly escalateAfterSeconds?: readonly number[];
  /**
   * How long waiting callers keep waiting after the last agent has left, in seconds: 0 to 600. Then the plan `noAgents`
   * starts. A caller who calls when no agent is there hears it right away. Default: 30.
   */
  readonly noAgentsGraceSeconds?: number;
  /**
   * Sets agents offline when the queue closes, once no caller is still waiting or talking. Agents with several queues are
   * set offline when the last of them closes, if all of them have this setting. It needs `openingHours`. Default: false, and
   * agents go offline themselves.
   */
  readonly signOffAtClosing?: boolean;
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

/** One queue: what its callers hear, how long they may wait, and what happens then. */
export interface Queue<QueueName extends string = string> extends Speaker {
  /** Your numbers for this queue. Default: none. The first queue gets every call that is not for another queue or a menu. */
  readonly numbers?: readonly PhoneNumber[];
  /** The first words of every call. All texts are plain, without SSML, and have at most 3,000 characters. */
  readonly greeting: string;
  /** The last words before an agent is on the line. */
  readonly connecting: string;
  /**
   * What plays while callers wait, in turn: at least three pieces, each listed once. With long announcements, or pieces of
   * very different lengths, a caller may hear one piece twice in a row. The build warns about that and says what to change.
   */
  readonly holdMusic: readonly HoldMusicPiece[];
  readonly announcements: Announcements;
  /** Default: always open. */
  readonly openingHours?: QueueHours;
  /** How many callers may wait at once: 1 to 5,000. The next caller hears the plan `full`. */
  readonly maxCallers: number;
  /**
   * How long a caller may wait, in seconds: up to 10,800, and at least as long as the longest piece of music. The
   * plan `waitedTooLong` starts after the piece that is playing at that time.
   */
  readonly maxWaitSeconds: number;
  /** The key that ends the wait at any moment, and the words that offer it. */
  readonly exitKey: { readonly key: PhoneKey; readonly offer: string };
  /**
   * How long a conversation must last, in seconds, for the caller to count as served: 1 to 120. A shorter conversation
   * counts as a lost connection, and the caller goes back in line.
   */
  readonly servedAfterSeconds: number;
  /** What happens for each reason why a caller is not served. The first five are required, and `noAgents` with `ringing`. */
  readonly plans: Plans<NoInfer<QueueName>>;
  /** Rings the phones of free agents, through TaskRouter. Default: agents dial in and stay on the line. */
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
   * Whether the agent hears, before each conversation, which queue it is and how long the caller has waited. Agents hear
   * it anyway if they serve several queues or a priority lane, or have time for notes. Default: false.
   */
  readonly whisper?: boolean;
  /** The agent's time for notes after each conversation, in seconds: 0 to 600. Default: 0. */
  readonly wrapUpSeconds?: number;
  /** A question for the caller if the agent hangs up first, answered with a key from 1 to 5. Default: no question. */
  readonly survey?: { readonly question: string; readonly thanks: string };
  /** Phrases that this queue says in its own words. Default: the phrases of the language. */
  readonly phrases?: Partial<CallerPhrases>;
}

/** A number that several queues share: callers choose with a key. The menu speaks one language. */
export interface Menu<QueueName extends string = string> extends Speaker {
  /** Your numbers that lead to this menu. */
  readonly numbers: readonly [PhoneNumber, ...PhoneNumber[]];
  /** The words that offer the choices. */
  readonly prompt: string;
  /** One key for each choice. */
  readonly choices: Readonly<Partial<Record<PhoneKey, QueueName>>>;
  /** The queue for callers who press nothing within five seconds, or a key that is not among the choices. */
  readonly fallbackQueue: QueueName;
}

/** A person who answers callers. The PIN is an environment variable: see `.env.example`. */
export interface Agent<QueueName extends string = string> {
  /**
   * A name for the log and for the variable with the PIN: 1 to 40 letters, digits, - and _. Do not use personal data,
   * because logs are kept and shared.
   */
  readonly id: string;
  /** The queues that this agent serves. Of two callers who have waited equally long, the one in the earlier queue is next. */
  readonly queues: readonly [QueueName, ...QueueName[]];
  /**
   * The number that only this agent dials in from. The agent's own PIN works in calls from there. Default: the number in
   * `contactUri`, if it has one; otherwise none.
   */
  readonly number?: PhoneNumber;
  /**
   * 1 to 6 digits. From any phone, the agent can sign in with the code, a star and the agent's own PIN. Required for such
   * a PIN if there is no `number`. It does not have to be secret. Default: none.
   */
  readonly code?: string;
  /**
   * Whether the agent gets in without a PIN from `number`, if the carrier vouches for the number. Only works as long as no
   * PIN is set for anyone. Default: false.
   */
  readonly trustCallerId?: boolean;
  /**
   * The phone that rings: a number that starts with one of `allowedDialPrefixes`, or a client such as `client:ada`.
   * Required for agents of queues with `ringing`. Default: none, and the agent dials in.
   */
  readonly contactUri?: PhoneNumber | `client:${string}`;
  /**
   * Whether the agent must press a key before a caller is connected, so that voicemail never takes the call.
   * Default: true.
   */
  readonly confirmCalls?: boolean;
  /** The agent's level in each queue with `ringing`, from 1 (rung first) to 9. Default: 1. */
  readonly levels?: Readonly<Partial<Record<QueueName, number>>>;
}

/** What a business decides: its queues, its agents, and what people hear when nothing else works. */
export interface QueuesConfig<QueueName extends string = string> {
  /** By name: at most 37 letters, digits, - and _. The names are also used at Twilio and in URLs. */
  readonly queues: Readonly<Record<QueueName, Queue<NoInfer<QueueName>>>>;
  /** Numbers that several queues share. Default: none. */
  readonly menus?: Readonly<Record<string, Menu<NoInfer<QueueName>>>>;
  /** Callers to reject. Twilio does not charge for these calls. Default: none. */
  readonly blockedCallers?: readonly PhoneNumber[];
  /**
   * The prefixes that `ring`, `contactUri` and `fallback.dialNumber` may dial, such as `+1` and `+44`. Default: nothing is
   * dialed.
   */
  readonly allowedDialPrefixes?: readonly `+${number}`[];
  /** Can be empty: anyone who knows the shared PIN can answer calls. */
  readonly agents: readonly Agent<NoInfer<QueueName>>[];
  /** The language and voice of the line that agents call. */
  readonly agentLine: Speaker & {
    /**
     * How long agents who wait in silence may go without a conversation before their call ends, in seconds: 60 to 14,400.
     * It does not affect agents who wait with music, because they serve a single queue. Default: 7200.
     */
    readonly maxIdleSeconds?: number;
  };
  /**
   * Whether each voicemail comes with a link that anyone can open. Links need a function that is open to anyone, and a
   * flood of requests to it would use up executions that calls need. Default: true, if a plan has a `voicemail` step.
   */
  readonly voicemailLinks?: boolean;
  /** What Twilio itself says, from static files, when our functions cannot answer at all. */
  readonly fallback: {
    /**
     * Whether callers stay on the line: they hear that all lines are busy and a piece of music, and then the call is tried
     * again as if it had just come in. Default: true, unless there is a `dialNumber`.
     */
    readonly tryAgain?: boolean;
    /** What callers hear, in the voice of their queue, before the call ends or goes to `dialNumber`. */
    readonly caller: string;
    /** What agents hear before their call ends. */
    readonly agent: string;
    /** An external number that callers are then connected to, for an hour at most. Default: none, and the call ends. */
    readonly dialNumber?: PhoneNumber;
  };
}

/** Lets the compiler check that all names of queues exist. Returns its argument. */
export function defineQueues<const QueueName extends string>(
  config: QueuesConfig<QueueName>,
): QueuesConfig<QueueName> {
  return config;
}

/** A queue together with its name, which is also its name at Twilio. */
export interface NamedQueue extends Queue {
  readonly name: string;
}

/** The number that an agent calls from. Default: the number that is rung. */
export const numberOf = ({ number, contactUri }: Agent): string | undefined =>
  number ?? (contactUri?.startsWith('+') ? contactUri : undefined);

/** The queue of this name, if the config has it. */
export function queueNamed(config: QueuesConfig, name: string | undefined): NamedQueue | undefined {
  if (name === undefined || !Object.hasOwn(config.queues, name)) return undefined;
  const queue = config.queues[name];
  return queue && { name, ...queue };
}

/** What happens for a reason. If the config has no plan for it, that is an error, and callers hear that plan. */
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

/** Whether messages come with a link that anyone can open. */
export const givesVoicemailLinks = (config: QueuesConfig): boolean =>
  takesVoicemail(config) && config.voicemailLinks !== false;

/** The first queue of the config. It gets every call that is not for another queue or a menu. */
export function firstQueue(config: QueuesConfig): NamedQueue {
  const queue = queueNamed(config, Object.keys(config.queues)[0]);
  if (!queue) throw new Error('queues.config.ts has no queue: define at least one under `queues`.');
  return queue;
}
