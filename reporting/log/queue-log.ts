import type { QueuesConfig } from '../../src/config/queue-config';
import type { LoggedLine } from '../../src/log';
import { agentEntries } from './agent-entries';
import { callEntries } from './call-entries';
import { callsOf } from './calls';
import { inOrder } from './lines';
import type { QueueLogEntry } from './queue-log-entry';
import { talkLinesOf } from './talk';

/**
 * The log in Asterisk's queue_log format, which queue statistics tools read. Exit keys and the queues of
 * agents stand in no log line: they are taken from the config.
 * https://docs.asterisk.org/Configuration/Applications/Queue-Logs/
 */
export function queueLogOf(lines: readonly LoggedLine[], config: QueuesConfig): string[] {
  const ordered = inOrder(lines);
  const talkLines = talkLinesOf(ordered);
  const entries = [
    ...agentEntries(ordered, config),
    ...callsOf(ordered).calls.flatMap((call) => callEntries(call, talkLines, config)),
  ];
  return entries.sort((one, other) => one.at - other.at).map(written);
}

const written = ({ at, call, queue, agent, event, parameters }: QueueLogEntry) =>
  `${[Math.floor(at / 1000), call, queue, agent ?? 'NONE', event].join('|')}|${parameters.join('|')}`;
