import type { QueuesConfig } from '../../src/config/queue-config';
import type { LoggedLine } from '../../src/log';
import { AgentEntries } from './agent-entries';
import { callEntries } from './call-entries';
import { callsOf } from './calls';
import { isOfAgentsCall, type LineOf } from './lines';
import { asciiJson, LinesByCall, rankOfTime } from './lines-by-call';
import type { QueueLogEntry } from './queue-log-entry';
import { isAboutRungAgent, type RungAgentLine, rungAgentEntries } from './rung-agent-entries';
import { Sorter } from './sorter';
import { isTalkLine, secondsLogged } from './talk';

/** How long a conversation was by the agent's call, for the caller's call. */
interface TalkLength {
  readonly event: 'talk-length';
  readonly at: string;
  readonly connected: string;
  readonly seconds: number;
}

const eventsOfNoCaller: readonly LoggedLine['event'][] = [
  'agent-free',
  'agent-idle',
  'agent-state',
  'missed',
];

const isTalkLength = (line: LoggedLine | TalkLength): line is TalkLength => line.event === 'talk-length';

/**
 * The log in Asterisk's queue_log format, which queue statistics tools read. Exit keys and agents' queues come from the
 * config, because no log line has them. Lines can be added in any number and order: they are sorted in bounded memory, and
 * read one call at a time.
 * https://docs.asterisk.org/Configuration/Applications/Queue-Logs/
 */
export class QueueLog {
  private readonly agents: LinesByCall<LoggedLine>;
  private readonly calls: LinesByCall<LoggedLine | TalkLength>;
  /** By the agent. */
  private readonly rungAgents: LinesByCall<RungAgentLine>;
  private readonly written: Sorter;
  private count = 0;

  constructor(
    private readonly config: QueuesConfig,
    mostCharacters?: number,
  ) {
    this.agents = new LinesByCall(mostCharacters);
    this.calls = new LinesByCall(mostCharacters);
    this.rungAgents = new LinesByCall(mostCharacters);
    this.written = new Sorter(mostCharacters);
  }

  add(line: LoggedLine): void {
    if (isAboutRungAgent(line)) this.rungAgents.add(line.agent, line);
    if (line.event === 'connected') this.agents.add(line.agentCall, line);
    else if (isOfAgentsCall(line) || line.event === 'ended') this.agents.add(line.call, line);
    if (!eventsOfNoCaller.includes(line.event)) this.calls.add(line.call, line);
  }

  /** Call this once, after adding every line. */
  *entries(): Generator<string> {
    this.readAgents();
    this.readCalls();
    for (const text of this.written.sorted()) yield JSON.parse(text.slice(text.indexOf('"')));
  }

  close(): void {
    for (const sorted of [this.agents, this.calls, this.rungAgents, this.written]) sorted.close();
  }

  private readAgents(): void {
    const agents = new AgentEntries(this.config);
    for (const { call, lines } of this.agents.calls()) {
      this.write(0, agents.ofCall(call, lines));
      const ofTalks = lines.filter(isTalkLine);
      for (const line of ofTalks) {
        const seconds = line.event === 'connected' ? secondsLogged(line, ofTalks) : undefined;
        if (seconds === undefined) continue;
        const { at, call: caller } = line;
        this.calls.add(caller, { event: 'talk-length', at, connected: JSON.stringify(line), seconds });
      }
    }
    this.write(0, agents.forgotten());
    for (const { call: agent, lines } of this.rungAgents.calls()) {
      this.write(0, rungAgentEntries(agent, lines, this.config));
    }
  }

  private readCalls(): void {
    for (const { lines } of this.calls.calls()) {
      const lengths = new Map(
        lines.filter(isTalkLength).map(({ connected, seconds }) => [connected, seconds]),
      );
      const loggedSeconds = (connected: LineOf<'connected'>) => lengths.get(JSON.stringify(connected));
      const { calls } = callsOf(lines.filter((line) => !isTalkLength(line)));
      for (const call of calls) this.write(1, callEntries(call, loggedSeconds, this.config));
    }
  }

  /** Ordered by time. At the same time, agents come before calls, and then what was written first. */
  private write(rank: number, entries: readonly QueueLogEntry[]): void {
    for (const entry of entries) {
      this.count += 1;
      const count = String(this.count).padStart(16, '0');
      this.written.add(`${rankOfTime(entry.at)} ${rank} ${count} ${asciiJson(asWritten(entry))}`);
    }
  }
}

/** The same for lines in memory. */
export function queueLogOf(lines: Iterable<LoggedLine>, config: QueuesConfig): string[] {
  const log = new QueueLog(config);
  for (const line of lines) log.add(line);
  return [...log.entries()];
}

const asWritten = ({ at, call, queue, agent, event, parameters }: QueueLogEntry) =>
  `${[Math.floor(at / 1000), call, queue, agent ?? 'NONE', event].join('|')}|${parameters.join('|')}`;
