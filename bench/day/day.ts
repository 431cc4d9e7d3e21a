import { join } from 'node:path';
import { Clock, type NumberedEvent } from '../../emulator/index';
import { LocalQueue, type LocalQueueOptions } from '../../simulation/local-queue';
import { projectWith } from '../../simulation/project-with';
import type { LoggedLine } from '../../src/log';
import { AgentWhoDialsIn } from './agent-who-dials-in';
import { AgentWhoIsRung } from './agent-who-is-rung';
import { CountedRuntime } from './counted-runtime';
import dialIn from './dial-in.config';
import { Legs } from './legs';
import { planAgents, planCallers } from './plan';
import { Randomness } from './randomness';
import rung from './rung.config';
import type { SimulatedAgent } from './simulated-agent';
import { SimulatedCaller } from './simulated-caller';

/** How many take part, how agents get their calls, and which day it is. */
export interface DayOptions {
  readonly callers: number;
  readonly agents: number;
  readonly seed: number;
  /** How agents get their calls, in a queue that is the same for both; without it they dial in to the project’s own. */
  readonly agentsAre?: AgentsAre;
}

export type AgentsAre = 'dialing-in' | 'rung';

/** What is left of a day. */
export interface DayRecord {
  readonly callSids: readonly string[];
  /** The functions' complete log. */
  readonly log: readonly LoggedLine[];
  readonly bridgedCalls: ReadonlySet<string>;
  readonly webhooks: number;
  /** How often each function ran, and how many REST calls it made, by its path. */
  readonly runs: ReadonlyMap<string, number>;
  readonly restCalls: ReadonlyMap<string, number>;
  readonly legs: Legs;
  /** Tasks at TaskRouter. */
  readonly tasks: number;
  /** Everything that Twilio would have complained about. */
  readonly faults: readonly string[];
}

const midnight = new Date('2026-01-05T00:00:00Z');
const daySeconds = 24 * 3600;
const minute = 60_000;

/** Few enough that the day's memory is that of its calls and not of their history. */
const eventsKept = 2000;

/** More call legs than a day of this size ever has at once. */
const maxConcurrentCalls = 1000;

/** Plays a whole day of a call center on the virtual clock, through the built functions. */
export async function playDay(options: DayOptions): Promise<DayRecord> {
  const { agentsAre } = options;
  if (!agentsAre) return playDayOn(await openQueue(), options);
  const [fileName, config] = projects[agentsAre];
  const project = await projectWith(join(__dirname, fileName), config);
  try {
    return await playDayOn(await openQueue({ project }), options);
  } finally {
    await project.close();
  }
}

const projects = {
  'dialing-in': ['dial-in.config.ts', dialIn],
  rung: ['rung.config.ts', rung],
} as const;

const openQueue = (options: Pick<LocalQueueOptions, 'project'> = {}) =>
  LocalQueue.open({
    ...options,
    clock: new Clock({ startsAt: midnight }),
    settings: { maxConcurrentCalls },
    timelineCapacity: eventsKept,
    runtime: async (twilio, environment) => new CountedRuntime(twilio, environment),
  });

async function playDayOn(queue: LocalQueue<CountedRuntime>, options: DayOptions): Promise<DayRecord> {
  const day = new Day(queue, new Randomness(options.seed));
  day.plan(options);
  await queue.twilio.clock.advance(daySeconds * 1000);
  day.end();
  await queue.twilio.clock.advance(minute);
  return day.record;
}

/** The people of a day, and the record of it. */
class Day {
  private readonly callers = new Map<string, SimulatedCaller>();
  private readonly agents: SimulatedAgent[] = [];
  private readonly log: LoggedLine[] = [];
  private readonly bridgedCalls = new Set<string>();
  private readonly faults: string[] = [];
  private readonly legs = new Legs();
  private webhooks = 0;
  private tasks = 0;

  constructor(
    private readonly queue: LocalQueue<CountedRuntime>,
    private readonly randomness: Randomness,
  ) {
    queue.twilio.timeline.follow((event) => this.note(event));
  }

  get record(): DayRecord {
    const { log, bridgedCalls, webhooks, faults, legs, tasks } = this;
    const { runs, restCalls } = this.queue.runtime;
    const callSids = [...this.callers.keys()];
    return { callSids, log, bridgedCalls, webhooks, faults, legs, tasks, runs, restCalls };
  }

  plan({ callers, agents, agentsAre }: DayOptions): void {
    const { clock } = this.queue.twilio;
    for (const planned of planCallers(callers, this.randomness)) {
      const caller = new SimulatedCaller(planned, this.queue);
      clock.after(planned.arrivesAt * 1000, () => this.arrive(caller));
    }
    for (const planned of planAgents(agents, this.randomness)) {
      const now = () => this.now();
      const agent =
        agentsAre === 'rung'
          ? new AgentWhoIsRung(planned, this.queue, this.randomness, now)
          : new AgentWhoDialsIn(planned, this.queue, now);
      this.agents.push(agent);
      clock.after(planned.startsAt * 1000, () => agent.startShift());
    }
  }

  /** Callers who are still on the line at midnight hang up. */
  end(): void {
    for (const caller of this.callers.values()) caller.hangUp();
  }

  private now(): number {
    return (this.queue.twilio.clock.now().getTime() - midnight.getTime()) / 1000;
  }

  private arrive(caller: SimulatedCaller): void {
    const callSid = caller.call();
    if (!callSid)
      throw new Error('The local account allows too few calls for this day: raise maxConcurrentCalls.');
    this.callers.set(callSid, caller);
  }

  private note(event: NumberedEvent): void {
    if ('fault' in event && event.fault) this.faults.push(`${event.fault.code} ${event.fault.message}`);
    switch (event.kind) {
      case 'webhook':
        this.webhooks += 1;
        break;
      case 'log':
        this.log.push(JSON.parse(event.text) as LoggedLine);
        break;
      case 'queued':
        this.callers.get(event.call)?.queued();
        break;
      case 'unqueued':
        this.callers.get(event.call)?.unqueued();
        break;
      case 'bridged':
        this.bridgedCalls.add(event.call);
        this.join(event.call, event.agentCall);
        break;
      case 'parted':
        this.agentOn(event.agentCall)?.parted();
        break;
      case 'call':
        this.legs.note(event);
        if (event.status === 'ringing') this.agents.find(({ number }) => number === event.to)?.rung();
        if (event.status === 'completed') this.agentOn(event.call)?.ended();
        break;
      case 'task-router':
        if (event.eventType === 'task.created') this.tasks += 1;
        break;
    }
  }

  private join(callerCall: string, agentCall: string): void {
    const caller = this.callers.get(callerCall);
    if (caller) this.agentOn(agentCall)?.bridged(caller.talk, () => caller.hangUp());
  }

  private agentOn(callSid: string): SimulatedAgent | undefined {
    return this.agents.find((agent) => agent.callSid === callSid);
  }
}
