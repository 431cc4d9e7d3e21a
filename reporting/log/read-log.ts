import type { LoggedLine, LogLine } from '../../src/log';

/** What a file of log lines contains, and which of its lines are not log lines. */
export interface LogReading {
  readonly lines: readonly LoggedLine[];
  /** Line numbers, starting at 1. Empty lines are ignored. */
  readonly unreadable: readonly number[];
}

/** Reads log lines, each alone or with a prefix, as the tools that fetch them from Twilio print them. */
export function readLog(text: string): LogReading {
  const unreadable: number[] = [];
  const lines = text.split('\n').flatMap((line, index) => {
    const read = readLogLine(line);
    if (read === undefined) unreadable.push(index + 1);
    return read ?? [];
  });
  return { lines, unreadable };
}

/** One line: null if it is empty, undefined if it is not a log line. */
export function readLogLine(text: string): LoggedLine | null | undefined {
  const trimmed = text.trim();
  return trimmed === '' ? null : readLine(trimmed);
}

/** The JSON may be a string inside other JSON: in one piece, or on its own line with its quotes escaped. */
function readLine(text: string): LoggedLine | undefined {
  const json = text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1);
  const value = parsed(json) ?? parsed(String(parsed(`"${json}"`)));
  if (isLoggedLine(value)) return value;
  const inner = Object.values(value ?? {}).find(
    (part): part is string => typeof part === 'string' && part.includes('{'),
  );
  return inner === undefined ? undefined : readLine(inner);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

type Kind = 'text' | 'number' | 'flag' | 'number or null';

/** The fields that the summary and the queue log need. */
const fieldsNeeded: { readonly [Event in LogLine['event']]?: Readonly<Record<string, Kind>> } = {
  refused: { queue: 'text', why: 'text' },
  joined: { queue: 'text', stay: 'number' },
  announced: { queue: 'text', position: 'number or null', secondsWaited: 'number' },
  left: { queue: 'text', stay: 'number', result: 'text', outcome: 'text', secondsWaited: 'number' },
  connected: { queue: 'text', agent: 'text', agentCall: 'text', secondsWaited: 'number or null' },
  survey: { queue: 'text', answer: 'number or null' },
  'agent-arrived': { agent: 'text', check: 'text' },
  'agent-pin': { agent: 'text', accepted: 'flag' },
  'agent-free': { agent: 'text', hasTalked: 'flag', secondsTalked: 'number or null', staysOn: 'flag' },
  'agent-idle': { agent: 'text', step: 'text' },
  rung: { agent: 'text', queue: 'text', reservation: 'text' },
  taken: { agent: 'text', accepted: 'flag' },
  missed: { agent: 'text', misses: 'number' },
  'agent-state': { agent: 'text', state: 'text', before: 'text', since: 'number' },
  failed: { path: 'text' },
};

function isLoggedLine(value: unknown): value is LoggedLine {
  if (typeof value !== 'object' || value === null) return false;
  const line = value as Readonly<Record<string, unknown>>;
  if (typeof line.event !== 'string' || typeof line.call !== 'string') return false;
  if (typeof line.at !== 'string' || Number.isNaN(Date.parse(line.at))) return false;
  const fields = Object.hasOwn(fieldsNeeded, line.event) && fieldsNeeded[line.event as LogLine['event']];
  return Object.entries(fields || {}).every(([name, kind]) => isOfKind(line[name], kind));
}

function isOfKind(value: unknown, kind: Kind): boolean {
  switch (kind) {
    case 'text':
      return typeof value === 'string';
    case 'number':
      return Number.isFinite(value);
    case 'flag':
      return typeof value === 'boolean';
    case 'number or null':
      return value === null || Number.isFinite(value);
    default:
      return kind satisfies never;
  }
}
