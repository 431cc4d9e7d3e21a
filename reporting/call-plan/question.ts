import { firstQueue, type QueuesConfig, queueDialed, queueNamed } from '../../src/config/queue-config';
import { stretchesAround, type TimeRange } from '../../src/rules/opening-hours';
import { type AgentStates, readAgentStates } from './agent-states';

/** What somebody wants to know of one call. */
export interface Question {
  readonly at: Date;
  /** Whose clocks the moment was given by, and is told by. */
  readonly timeZone: string;
  /** `anonymous` for one who hides the number; without, any caller whom the config does not list. */
  readonly from?: string;
  readonly to?: string;
  readonly queue?: string;
  /** How long the caller has waited by then; without, the call comes in at that moment. */
  readonly secondsWaited?: number;
  /** Without, somebody of those who are rung is there. */
  readonly agentStates?: AgentStates;
}

/** The options as they are typed. */
export interface QuestionOptions {
  readonly at?: string;
  readonly from?: string;
  readonly to?: string;
  readonly queue?: string;
  readonly waited?: string;
  readonly agent?: readonly string[];
}

/** Reads a question, or throws what to write instead. */
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
    at: at === undefined ? now : momentAt(at, timeZone),
    timeZone,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(queue !== undefined && { queue }),
    ...(waited !== undefined && { secondsWaited: readSeconds(waited) }),
    ...(agent !== undefined && { agentStates: readAgentStates(agent, config) }),
  };
}

/** The zone of the queue that is asked about; of the first that has any; else UTC. */
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
 * The moment at which the clocks of a time zone show this. A time that comes twice is taken as the first of the
 * two, and one that the clocks skip as the moment of the change.
 */
export function momentAt(text: string, timeZone: string): Date {
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
  const number = text?.replace(/[\s()-]/g, '');
  if (number === undefined || /^\+[1-9]\d{6,14}$/.test(number)) return number;
  const orHidden = option === '--from' ? ', or anonymous for a caller who hides the number' : '';
  throw new Error(`${option}: '${text}' is not a telephone number. Write it like +15551230000${orHidden}.`);
}

function readSeconds(text: string): number {
  if (/^\d{1,5}$/.test(text)) return Number(text);
  throw new Error(`--waited: '${text}' is not a number of seconds. Write it like 90.`);
}
