import type { NumberedEvent } from '../../emulator/index';
import { outcomesOf } from '../../reporting/outcome';
import { counted } from '../../wording/phrases';
import type { LocalQueue } from '../local-queue';
import { type RingOutcome, ringsOf } from './ring-outcome';
import type { Role } from './scene';

/** The result of one call in a scene. */
export interface SceneResult {
  readonly who: string;
  readonly isAgent: boolean;
  readonly outcome: string;
  readonly secondsWaited: number;
  readonly secondsTalked: number;
}

/** The result of each role, in the order of the roles. */
export function resultsOf(roles: readonly Role[], queue: LocalQueue): SceneResult[] {
  const events = queue.twilio.timeline.events();
  const outcomes = outcomesOf(queue.log());
  const rings = ringsOf(queue.log());
  return roles.map(({ who, outcome, person: { callSid } }) => {
    const conversations = events.filter((event) => event.kind === 'parted' && isOnLeg(event, callSid));
    const isAgent = outcome === undefined;
    return {
      ...{ who, isAgent },
      outcome: isAgent
        ? agentsOutcome(conversations.length, rings.get(callSid))
        : (outcomes.get(callSid) ?? 'none'),
      secondsWaited: sumOf(events, (event) =>
        event.kind === 'unqueued' && event.call === callSid ? event.secondsWaited : 0,
      ),
      secondsTalked: sumOf(conversations, (event) => (event.kind === 'parted' ? event.secondsTalked : 0)),
    };
  });
}

/** An agent who calls without having a conversation chooses what to be. */
function agentsOutcome(conversations: number, ring: RingOutcome | undefined): string {
  if (conversations > 0) return `served ${counted(conversations, 'caller')}`;
  return ring ?? 'signed in';
}

const isOnLeg = (event: NumberedEvent & { kind: 'parted' }, callSid: string) =>
  event.call === callSid || event.agentCall === callSid;

const sumOf = (events: readonly NumberedEvent[], secondsOf: (event: NumberedEvent) => number) =>
  events.reduce((sum, event) => sum + secondsOf(event), 0);

/** A line for each, under a heading, and an empty line between scenes. Agents have no waiting time: they are never in line. */
export function resultsTable(scenes: readonly (readonly SceneResult[])[]): string[] {
  const heading = ['caller', 'outcome', 'waited', 'talked'];
  const [first = [], ...others] = scenes.map((results) => results.map(cellsOf));
  const groups = [[heading, ...first], ...others];
  const widths = heading.map((_, column) =>
    Math.max(...groups.flat().map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('   ')
      .trimEnd();
  return groups.flatMap((rows, index) => [...(index > 0 ? [''] : []), ...rows.map(line)]);
}

const cellsOf = ({ who, isAgent, outcome, secondsWaited, secondsTalked }: SceneResult): string[] => [
  who,
  outcomesInWords[outcome] ?? outcome,
  isAgent ? '' : minutes(secondsWaited),
  secondsTalked > 0 ? minutes(secondsTalked) : '',
];

const outcomesInWords: Readonly<Record<string, string>> = {
  abandoned: 'hung up',
  keyPressed: 'pressed the exit key',
  closed: 'the queue closed',
  full: 'the queue was full',
  noAgents: 'nobody was there',
  unanswered: 'did not answer',
  'no-key': 'pressed no key',
};

const minutes = (seconds: number) =>
  `${Math.floor(seconds / 60)}:${String(Math.round(seconds % 60)).padStart(2, '0')}`;
