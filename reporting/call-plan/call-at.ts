import {
  type Arrival,
  decideArrival,
  readArrival,
  readMenuChoice,
  sayArrival,
} from '../../src/caller/arrival';
import { lastWords } from '../../src/caller/connecting';
import { readLeavingCaller, wayOutOf } from '../../src/caller/leaving';
import { type Menu, type QueuesConfig, queueDialed } from '../../src/config/queue-config';
import { ringingDefaults } from '../../src/config/task-router';
import { nextChange } from '../../src/rules/next-opening';
import { type CallerState, callerStateQuery } from '../../src/state/caller-state';
import { quoted } from '../../wording/phrases';
import { durationInWords, momentInWords, timeInWords } from '../../wording/times';
import { isStaffed, statesInWords, whoIsRung } from './agent-states';
import { openingInWords } from './hours-in-words';
import { imaginaryRequest } from './imaginary-request';
import { planInWords, reasonsInWords, verbInWords, verbsOf } from './plan-in-words';
import type { Question } from './question';
import type { Section } from './section';
import { inLine, joiningAt, type Round, roundAt, roundsOf } from './wait';

/** A caller who is in no list of the config, for a question without a caller. */
const unlistedCaller = '+15550000000';

/** What would happen to a call, as the functions decide it. */
export function whatHappens(question: Question, config: QueuesConfig): Section[] {
  const { at, timeZone, from, to, queue, secondsWaited = 0 } = question;
  const comesAt = new Date(at.getTime() - secondsWaited * 1000);
  const given = {
    From: from ?? unlistedCaller,
    ...(to !== undefined && { To: to }),
    ...(queue !== undefined && { queue }),
  };
  const request = imaginaryRequest(config, comesAt, given);
  const arrival = readArrival(request);
  const title = `At ${momentInWords(at, timeZone)} (${timeZone})`;
  const step = decideArrival(arrival, request);
  if (step.kind !== 'menu') {
    return [
      {
        title,
        lines: [callerInWords(question, config), ...arrivalInWords(arrival, question, config, comesAt)],
      },
    ];
  }
  const asked = `${callerInWords(question, config)} A menu asks: ${quoted(step.menu.prompt)}`;
  return [
    { title, lines: [asked] },
    ...pressesOf(step.menu).map(({ key, heading }) => {
      const pressed = { ...given, menu: step.name, ...(key !== undefined && { Digits: key }) };
      const chosen = readMenuChoice(imaginaryRequest(config, comesAt, pressed));
      return { title: heading, lines: arrivalInWords(chosen, question, config, comesAt) };
    }),
  ];
}

function callerInWords({ from, to, secondsWaited }: Question, config: QueuesConfig): string {
  const isKnown = to === undefined || queueDialed(config, to) !== undefined || isOfMenu(to, config);
  const who = from === 'anonymous' ? 'A caller who hides their number' : (from ?? 'A caller');
  const where = to === undefined ? '' : ` ${to}${isKnown ? '' : ' (which is not in the config)'}`;
  if (secondsWaited === undefined) return `${who} calls${where}.`;
  return `${who} has called${where} and waited for ${durationInWords(secondsWaited)}.`;
}

const isOfMenu = (number: string, { menus = {} }: QueuesConfig) =>
  Object.values(menus).some(({ numbers }) => numbers.some((one) => one === number));

const pressesOf = ({ choices }: Menu) => [
  ...Object.keys(choices).map((key) => ({ key, heading: `If the caller presses ${key}` })),
  { key: undefined, heading: 'If the caller presses another key, or none' },
];

function arrivalInWords(arrival: Arrival, question: Question, config: QueuesConfig, comesAt: Date): string[] {
  const { state } = arrival;
  const { queue } = state;
  const request = imaginaryRequest(config, comesAt);
  const step = decideArrival(arrival, request, { isStaffed: isStaffedFor(state, question, config) });
  const documents = () => verbsOf(sayArrival(step, arrival, request)).map(verbInWords);
  switch (step.kind) {
    case 'reject':
      return [
        step.why === 'blocked'
          ? 'The number is one of the blocked callers.'
          : `The queue ${queue.name} rejects callers who hide their number.`,
        ...documents(),
      ];
    case 'noAgents':
    case 'closed':
      return [
        openingSentence(state, question, comesAt),
        ...(step.kind === 'noAgents' ? agentsInWords(state, question, config) : []),
        ...planInWords({ state, reason: step.kind, secondsWaited: 0 }, config, comesAt),
      ];
    case 'enqueue':
      return [
        openingSentence(state, question, comesAt),
        ...laneInWords(state),
        ...documents(),
        ...waitInWords(state, question, config, comesAt),
      ];
    case 'menu':
      return [`A menu asks: ${quoted(step.menu.prompt)}`];
    default:
      return step satisfies never;
  }
}

/** A caller who is already in line was let in while agents were there. */
const isStaffedFor = (
  { queue }: CallerState,
  { agentStates, at, secondsWaited }: Question,
  config: QueuesConfig,
): boolean =>
  !queue.ringing ||
  !agentStates ||
  secondsWaited !== undefined ||
  isStaffed(queue, agentStates, { config, at });

/** The states of rung agents, and whose phone rings; nothing if the question does not say their states. */
function agentsInWords(
  state: CallerState,
  { agentStates, at, secondsWaited = 0 }: Question,
  config: QueuesConfig,
): string[] {
  const { queue, lane } = state;
  if (!queue.ringing || !agentStates) return [];
  const said = statesInWords(queue, agentStates, config);
  if (!isStaffed(queue, agentStates, { config, at })) return [said, 'No agent is there.'];
  return [said, ...whoIsRung({ queue, lane }, { given: agentStates, config, secondsWaited })];
}

function openingSentence(
  { queue }: CallerState,
  { secondsWaited, timeZone }: Question,
  comesAt: Date,
): string {
  const opening = openingInWords(queue.openingHours, comesAt);
  return secondsWaited === undefined
    ? `The queue ${queue.name} is ${opening}.`
    : `When the call came, at ${timeInWords(comesAt, timeZone)}, the queue ${queue.name} was ${opening}.`;
}

function laneInWords({ lane, queue }: CallerState): string[] {
  if (lane === 'priority') return ['This is a priority caller: agents serve that lane first.'];
  return queue.priority ? ['This caller has no priority: the normal lane.'] : [];
}

/** What the caller hears in line, and how the wait ends with an agent and without one. */
function waitInWords(state: CallerState, question: Question, config: QueuesConfig, comesAt: Date): string[] {
  const { secondsWaited, timeZone } = question;
  const joined = secondsWaited === undefined ? inLine(state) : joiningAt(state, comesAt);
  if (isLeftAlone(state, question, config)) return leftAloneInWords(state, question, config);
  const now = roundAt(joined, secondsWaited ?? 0, 1, config);
  if (now.step.kind === 'leave') return endInWords('The wait is over:', joined, now, config);
  const heard = now.step.parts.flatMap(({ announcement, sound }) => [
    ...(announcement === '' ? [] : [quoted(announcement)]),
    ...(sound.kind === 'piece' ? [sound.piece.file] : [quoted(sound.say)]),
  ]);
  const last = roundsOf(joined, 1, config).at(-1) ?? now;
  const when = `${timeInWords(last.at, timeZone)}, after ${durationInWords(Math.floor(last.queueTimeSeconds))},`;
  return [
    ...agentsInWords(state, question, config),
    `First in line, the caller hears ${heard.join(' and then ')}.`,
    `An agent may take the call at any time. Just before that: ${quoted(lastWords(state.queue))}`,
    ...closingInWords(state, question.at, last, timeZone),
    ...endInWords(`If no agent has taken the call by about ${when} the wait is over:`, joined, last, config),
  ];
}

/** The last agent has left while the caller was in line. */
const isLeftAlone = ({ queue }: CallerState, { agentStates, at }: Question, config: QueuesConfig): boolean =>
  queue.ringing !== undefined && agentStates !== undefined && !isStaffed(queue, agentStates, { config, at });

function leftAloneInWords(state: CallerState, question: Question, config: QueuesConfig): string[] {
  const { queue } = state;
  const { noAgentsGraceSeconds } = { ...ringingDefaults, ...queue.ringing };
  const progress = { state, reason: 'noAgents', secondsWaited: question.secondsWaited ?? 0 } as const;
  return [
    ...agentsInWords(state, question, config),
    `If nobody comes back within ${durationInWords(noAgentsGraceSeconds)} after the last one left, the wait ends at the next piece of music: ${reasonsInWords.noAgents}.`,
    ...planInWords(progress, config, question.at),
  ];
}

function closingInWords({ queue }: CallerState, now: Date, last: Round, timeZone: string): string[] {
  const { openingHours } = queue;
  if (openingHours?.atClosing !== 'keep-waiting') return [];
  const closesAt = nextChange(openingHours, now);
  if (!closesAt || closesAt >= last.at) return [];
  return [
    `At ${timeInWords(closesAt, timeZone)} the queue closes, but callers who are in line by then are served.`,
  ];
}

/** The plan for a caller whose wait ends in this round. */
function endInWords(
  heading: string,
  state: CallerState,
  { at, queueTimeSeconds }: Round,
  config: QueuesConfig,
) {
  const request = imaginaryRequest(config, at, {
    ...callerStateQuery(state),
    QueueResult: 'leave',
    QueueTime: String(Math.floor(queueTimeSeconds)),
  });
  const caller = readLeavingCaller(request);
  const wayOut = wayOutOf(caller, at);
  if (wayOut.kind !== 'plan') return [heading];
  const progress = { state, reason: wayOut.reason, secondsWaited: caller.secondsWaited };
  const why = reasonsInWords[wayOut.reason];
  return [`${heading} ${why}.`, ...planInWords(progress, config, at)];
}
