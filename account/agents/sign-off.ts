import { changeTo } from '../../src/agent/rung/state-choice';
import { activityNames } from '../../src/config/task-router';
import { counted, sentence } from '../../wording/phrases';
import { type AgentRow, type AgentsBoard, readBoard } from './board';
import { requireAgents } from './named-agents';
import type { Office } from './office';

/** Where agents are set offline, and how to ask the person about it. */
export interface SignOffSite {
  readonly office: Office;
  readonly print: (text: string) => void;
  readonly printMessage: (text: string) => void;
  readonly agree: () => Promise<boolean>;
}

export interface SignOffPlan {
  readonly rows: readonly AgentRow[];
  readonly changes: readonly string[];
  readonly warnings: readonly string[];
}

/** Which of these agents to set offline, and what callers would notice. */
export function planSignOff(board: AgentsBoard, meant: readonly string[]): SignOffPlan {
  const rows = board.agents.filter(({ agent, worker }) => meant.includes(agent) && isStillThere(worker));
  const changes = rows.map(({ agent, worker }) =>
    worker?.activity === 'onCall'
      ? `set ${agent} offline once the conversation is over`
      : `set ${agent} offline, now ${worker && activityNames[worker.activity]}`,
  );
  return { rows, changes, warnings: warningsOf(board, rows) };
}

/** An agent in a conversation may already have chosen to be offline afterward. */
const isStillThere = (worker: AgentRow['worker']) =>
  worker !== undefined && worker.activity !== 'offline' && worker.nextActivity?.kind !== 'offline';

function warningsOf({ agents, waiting }: AgentsBoard, leaving: readonly AgentRow[]): string[] {
  return Object.entries(waiting).flatMap(([queue, callers]) => {
    const ofQueue = agents.filter(({ queues }) => queues.some(({ name }) => name === queue));
    const isLeft = ofQueue.some((row) => isStillThere(row.worker) && !leaving.includes(row));
    if (callers === 0 || isLeft || !leaving.some((row) => ofQueue.includes(row))) return [];
    const who = callers === 1 ? '1 caller waits' : `${callers} callers wait`;
    return [`${who} for ${queue}, and no agent would be left there. The plan noAgents would start soon.`];
  });
}

/** Sets agents offline if the person agrees. `all` means every agent. */
export async function signOff(meant: readonly string[], site: SignOffSite): Promise<void> {
  const { office, print, printMessage, agree } = site;
  const names = requireAgents(meant, office.agents);
  const { rows, changes, warnings } = planSignOff(await readBoard(office), names);
  if (changes.length === 0) return printMessage('No agent needs to be set offline.');
  print(changes.map(sentence).join('\n'));
  for (const warning of warnings) printMessage(`Note: ${warning}`);
  if (!(await agree())) throw new Error('Nothing was changed.');
  for (const { worker } of rows) {
    if (worker) await office.atTwilio.change(worker.sid, changeTo({ kind: 'offline' }, 0));
  }
  printMessage(`Done: ${counted(rows.length, 'agent')}.`);
}
