import { counted } from '../../wording/phrases';
import type { CallOutcome } from '../outcome';
import { agentsTable } from './agents-table';
import type { RefusedCall } from './calls';
import type { CallsSummary, LogSummary, ServiceLevel, Waits, WrongPins } from './summary';
import { alarmingCallsInVain } from './wrong-pin';

const outcomesInWords: Readonly<Record<CallOutcome, string>> = {
  served: 'served by an agent',
  abandoned: 'hung up while waiting',
  keyPressed: 'left by the key',
  waitedTooLong: 'waited too long',
  closed: 'sent away at closing time',
  full: 'found the line full',
  noAgents: 'found no agent there',
  error: 'ran into an error',
  rejected: 'were rejected',
  unfinished: 'still on the line when the log ends',
};

const refusalsInWords: Readonly<Record<RefusedCall['why'], string>> = {
  closed: 'found the queue closed',
  noAgents: 'found no agent there',
  blocked: 'were rejected as blocked',
  anonymous: 'were rejected for hiding their number',
};

/** A summary for people, as lines. */
export function summaryInWords(summary: LogSummary): string[] {
  const { from, until, all, queues, agents, turnedAway, survey, failures, wrongPins } = summary;
  if (from === undefined) return ['The log has no lines.'];
  const named = Object.entries(queues);
  const mean = survey && `${survey.mean.toFixed(1)} of 5, the mean of ${survey.answers}`;
  return [
    `From ${from} to ${until}`,
    ...(named.length === 1 ? [] : section('All queues', all)),
    ...named.flatMap(([queue, own]) => section(queue === '' ? 'In no queue' : `Queue ${queue}`, own)),
    ...agentsTable(agents),
    ...counts('Turned away before any line', turnedAway, refusalsInWords),
    ...(mean ? ['', `Survey: ${mean}.`] : []),
    ...(failures > 0 ? ['', `Answers that failed: ${failures}. Look for lines with "event":"failed".`] : []),
    ...(wrongPins ? ['', ...wrongPinsInWords(wrongPins)] : []),
    '',
    formula(all.serviceLevel),
  ];
}

function section(title: string, { offered, outcomes, served, notServed, serviceLevel }: CallsSummary) {
  return [
    ...counts(title, outcomes, outcomesInWords),
    ...(served ? [waitsInWords('Wait for an agent', served)] : []),
    ...(notServed ? [waitsInWords('Wait of the others', notServed)] : []),
    ...(offered > 0 ? [levelInWords(serviceLevel, offered)] : []),
  ];
}

function counts<Key extends string>(
  title: string,
  counted: Readonly<Partial<Record<Key, number>>>,
  words: Readonly<Record<Key, string>>,
): string[] {
  const known = (Object.keys(words) as Key[]).filter((key) => counted[key] !== undefined);
  if (known.length === 0) return [];
  const total = known.reduce((sum, key) => sum + (counted[key] ?? 0), 0);
  const rows = known.map((key) => `  ${String(counted[key]).padStart(6)}  ${words[key]}`);
  return ['', `${title}: ${total} ${total === 1 ? 'call' : 'calls'}`, ...rows];
}

const waitsInWords = (title: string, { median, ninetieth, longest }: Waits) =>
  `  ${title}: median ${median} s, nine in ten at most ${ninetieth} s, longest ${longest} s`;

function levelInWords(
  { withinSeconds, ofOffered, ofAnswered, withAbandoned }: ServiceLevel,
  offered: number,
) {
  return [
    `  Service level: ${percent(ofOffered)} of ${offered} within ${withinSeconds} s`,
    `(Asterisk's SL ${percent(ofAnswered)}, SL2 ${percent(withAbandoned)})`,
  ].join(' ');
}

/** A few wrong PINs are typing errors; many calls that let no agent in are not. */
function wrongPinsInWords({ pins, calls, callsInVain, agents }: WrongPins): string[] {
  const named = agents.map(([agent, own]) => `${agent === 'agent' ? 'no particular agent' : agent} ${own}`);
  const alarm =
    callsInVain >= alarmingCallsInVain
      ? [
          '  Somebody may be guessing. docs/config.md says how likely that is to succeed, and what makes it harder.',
        ]
      : [];
  return [
    `Wrong PINs: ${pins} in ${counted(calls, 'call')}; ${counted(callsInVain, 'call')} let no agent in. As: ${named.join(', ')}.`,
    ...alarm,
  ];
}

const percent = (share: number | undefined) => (share === undefined ? '–' : `${(100 * share).toFixed(1)}%`);

const formula = ({ withinSeconds }: ServiceLevel) =>
  `Service level = connected to an agent within ${withinSeconds} s ÷ everybody who was in line (not: line full, still waiting).
SL = the same ÷ those served. SL2 = served or hung up within ${withinSeconds} s ÷ those served or hung up.`;
