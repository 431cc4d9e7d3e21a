import { firstQueue, type QueuesConfig, queueDialed, queueNamed } from '../../src/config/queue-config';
import { stretchesAround, type TimeRange } from '../../src/rules/opening-hours';
import { readWrittenPhoneNumber } from '../../wording/written-phone-number';
import { type AgentStates, readAgentStates } from './agent-states';

/** What somebody wants to know about one call. */
export interface Question {
  readonly at: Date;
  /** The time zone of times in the question and the answer. */
  readonly timeZone: string;
  /** `anonymous` for a hidden number; if undefined, any caller who is not in the config. */
  readonly from?: string;
  readonly to?: string;
  readonly queue?: string;
  /** How long the caller has waited by then; if undefined, the call arrives at that time. */
  readonly secondsWaited?: number;
  /** If undefined, at least one rung agent is there. */
  readonly agentStates?: AgentStates;
}

/** The options as typed. */
export interface QuestionOptions {
  readonly at?: string;
  readonly from?: string;
  readonly to?: string;
  readonly queue?: string;
  readonly waited?: string;
  readonly agent?: readonly string[];
}

/** Reads a question, or throws an error that says what to write instead. */
export function readQuestion(options: QuestionOptions, config: QueuesConfig, now: Date): Question {
  const { at, queue, waited, agent } = options;
  const from = options.from === 'anonymous' ? options.from : readNumber('--from', options.from);
  const to = readNumber('--to', options.to);
  if (queue !== undefined && !queueNamed(config, queue)) {
    throw new Error(
      `--queue: there is no queue named ${queue}. There is: ${Object.keys(config.queues).join(', ')}.`,
    );
  }
  const timeZone = timeZoneOf(config, { queue, to });
  return {
    at: at === undefined ? now : timeAt(at, timeZone),
    timeZone,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(queue !== undefined && { queue }),
    ...(waited !== undefined && { secondsWaited: readSeconds(waited) }),
    ...(agent !== undefined && { agentStates: readAgentStates(agent, config) }),
  };
}

/** The time zone of the queue in question, or of the first queue that has one, or UTC. */
function timeZoneOf(
  config: QueuesConfig,
  { queue, to }: { queue: string | undefined; to: string | undefined },
) {
  const asked = queueNamed(config, queue) ?? queueDialed(config, to) ?? menuQueue(config, to);
  const candidates = [asked ?? firstQueue(config), ...Object.values(config.queues)];
  return candidates.find(({ openingHours }) => openingHours)?.openingHours?.timeZone ?? 'UTC';
}

function menuQueue(config: QueuesConfig, to: string | undefined) {
  const menus = Object.values(config.menus ?? {});
  return queueNamed(
    config,
    menus.find(({ numbers }) => numbers.some((number) => number === to))?.fallbackQueue,
  );
}

/**
 * The time at which the clocks of a time zone show this. For a time that occurs twice, this is the first one; for a time
 * that the clocks skip, the time of the change.
 */
export function timeAt(text: string, timeZone: string): Date {
  const [, date = '', time = '', seconds = '00'] =
    /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})(?::([0-5]\d))?$/.exec(text.trim()) ?? [];
  if (date === '') {
    throw new Error(`--at: '${text}' is not a date and time. Write it like this: "2026-12-24 17:59".`);
  }
  const reading = new Date(`${date}T${time}:00Z`);
  if (Number.isNaN(reading.getTime()) || !reading.toISOString().startsWith(`${date}T${time}`)) {
    throw new Error(`--at: no calendar or clock shows '${text}'. Check the day of the month and the time.`);
  }
  const fromThen = { date, open: [`${time}-24:00` as TimeRange] };
  const [stretch] = stretchesAround({ timeZone, weekly: {}, oneOffDays: [fromThen] }, reading);
  return new Date((stretch?.from ?? reading.getTime()) + Number(seconds) * 1000);
}

function readNumber(option: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const number = readWrittenPhoneNumber(text);
  if (number !== undefined) return number;
  const orHidden = option === '--from' ? ', or anonymous for a caller who hides the number' : '';
  throw new Error(`${option}: '${text}' is not a phone number. Write it like +15551230000${orHidden}.`);
}

function readSeconds(text: string): number {
  if (/^\d{1,5}$/.test(text)) return Number(text);
  throw new Error(`--waited: '${text}' is not a number of seconds. Write it like 90.`);
}
