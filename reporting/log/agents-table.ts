import type { AgentFigures } from './agent-figures';

/** A column of the table: its heading, its width with a space, and its cells. */
type Column = readonly [title: string, width: number, cell: (figures: AgentFigures) => string];

const columnsOfAll: readonly Column[] = [
  ['calls', 6, ({ calls }) => String(calls)],
  ['talked', 9, ({ secondsTalked }) => clockLength(secondsTalked)],
];

const columnsOfRung: readonly Column[] = [
  ['rung', 6, ({ rung }) => String(rung)],
  ['missed', 7, ({ missed }) => String(missed)],
  ['available', 10, ({ secondsIn }) => clockLength(secondsIn.available)],
  ['wrap-up', 9, ({ secondsIn }) => clockLength(secondsIn.wrapUp)],
  ['break', 9, ({ secondsIn }) => clockLength(secondsIn.onBreak)],
];

const title = 'Agents';

/** What each agent did, one per line, in 80 columns for ids of usual length. */
export function agentsTable(agents: Readonly<Record<string, AgentFigures>>): string[] {
  const rows = Object.entries(agents);
  if (rows.length === 0) return [];
  const isAnyRung = rows.some(([, { rung, secondsIn }]) => rung > 0 || Object.keys(secondsIn).length > 0);
  const columns = isAnyRung ? [...columnsOfAll, ...columnsOfRung] : columnsOfAll;
  const widest = Math.max(title.length, ...rows.map(([agent]) => agent.length + 2));
  const line = (name: string, cellOf: (column: Column) => string) =>
    name.padEnd(widest) + columns.map((column) => cellOf(column).padStart(column[1])).join('');
  return [
    '',
    line(title, ([name]) => name),
    ...rows.map(([agent, figures]) => line(`  ${agent}`, ([, , cell]) => cell(figures))),
  ];
}

/** `1:05:09`: hours, minutes, seconds. */
function clockLength(seconds = 0): string {
  const part = (count: number) => String(Math.floor(count)).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${part((seconds / 60) % 60)}:${part(seconds % 60)}`;
}
