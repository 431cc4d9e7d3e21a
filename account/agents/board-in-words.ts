import { activityNames } from '../../src/config/task-router';
import { clockTime } from '../../wording/times';
import type { AgentRow, AgentsBoard } from './board';

/** The usual width of a terminal. */
const widest = 80;

const title = ['Agent', 'State', 'Since', 'For', 'Misses', 'Queues'] as const;

/** The board as a table, one line per agent. */
export function boardInWords({ agents, waiting }: AgentsBoard, now: Date, timeZone: string): string[] {
  const rows = [title, ...agents.map((row) => cellsOf(row, now, timeZone))];
  const widths = title.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  const lines = rows.map((cells) =>
    cells.map((cell, column) =>
      (isNumber(column) ? cell.padStart : cell.padEnd).call(cell, widths[column] ?? 0),
    ),
  );
  const callers = Object.entries(waiting).map(([queue, count]) => `${queue} ${count}`);
  return [
    ...lines.map((cells) => shortened(cells.join('  ').trimEnd())),
    '',
    shortened(`Callers waiting: ${callers.join(', ')}`),
  ];
}

/** Time in the state, and missed calls. */
const isNumber = (column: number) => column === 3 || column === 4;

const shortened = (line: string) => (line.length <= widest ? line : `${line.slice(0, widest - 1)}…`);

function cellsOf({ agent, queues, worker }: AgentRow, now: Date, timeZone: string): readonly string[] {
  const served = queues
    .map(({ name, level }) => (level === 1 ? name : `${name} (level ${level})`))
    .join(', ');
  if (!worker) return [agent, 'not set up', '', '', '', served];
  const { activity, since, misses } = worker;
  const began = new Date(since * 1000);
  const seconds = Math.max(0, Math.floor((now.getTime() - began.getTime()) / 1000));
  return [
    agent,
    activityNames[activity],
    clockTime(began, timeZone),
    lengthOf(seconds),
    String(misses),
    served,
  ];
}

/** `0:05`, `1:02:30`, `3 days`. */
function lengthOf(seconds: number): string {
  const days = Math.floor(seconds / 86_400);
  if (days > 0) return days === 1 ? '1 day' : `${days} days`;
  const two = (count: number) => String(count).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** The board as JSON. */
export const boardAsJson = ({ agents, waiting }: AgentsBoard) => ({
  agents: agents.map(({ agent, queues, worker }) => ({
    agent,
    state: worker?.activity ?? null,
    since: momentOf(worker?.since),
    until: momentOf(worker?.until),
    misses: worker?.misses ?? null,
    afterwards: worker?.nextActivity ?? null,
    queues,
  })),
  waiting,
});

const momentOf = (seconds: number | undefined) =>
  seconds === undefined ? null : new Date(seconds * 1000).toISOString();
