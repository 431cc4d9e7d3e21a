import { Clock, type NumberedEvent } from '../../emulator/index';
import { LocalQueue } from '../../simulation/local-queue';
import type { LoggedLine } from '../../src/log';
import { planAgents, planCallers } from './plan';
import { Randomness } from './randomness';
import { SimulatedAgent } from './simulated-agent';
import { SimulatedCaller } from './simulated-caller';

/** The number of people in a day. The same seed gives the same day. */
export interface DayOptions {
  readonly callers: number;
  readonly agents: number;
  readonly seed: number;
}

/** The record of a day. */
export interface DayRecord {
  readonly callSids: readonly string[];
  /** The functions' complete log. */
  readonly log: readonly LoggedLine[];
  readonly bridgedCalls: ReadonlySet<string>;
  readonly webhooks: number;
  /** All errors and warnings that Twilio would log. */
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
  const queue = await LocalQueue.open({
    clock: new Clock({ startsAt: midnight }),
    settings: { maxConcurrentCalls },
    timelineCapacity: eventsKept,
  });
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
  private webhooks = 0;

  constructor(
    private readonly queue: LocalQueue,
    private readonly randomness: Randomness,
  ) {
    queue.twilio.timeline.follow((event) => this.note(event));
  }

  get record(): DayRecord {
    const { log, bridgedCalls, webhooks, faults } = this;
    return { callSids: [...this.callers.keys()], log, bridgedCalls, webhooks, faults };
  }

  plan({ callers, agents }: DayOptions): void {
    const { clock } = this.queue.twilio;
    for (const planned of planCallers(callers, this.randomness)) {
      const caller = new SimulatedCaller(planned, this.queue, this.randomness);
      clock.after(planned.arrivesAt * 1000, () => this.arrive(caller));
    }
    for (const planned of planAgents(agents, this.randomness)) {
      const agent = new SimulatedAgent(planned, this.queue, this.randomness, () => this.now());
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
        this.agentOn(event.agentCall)?.bridged(() => this.callers.get(event.call)?.hangUp());
        break;
      case 'parted':
        this.agentOn(event.agentCall)?.parted();
        break;
      case 'call':
        if (event.status === 'completed') this.agentOn(event.call)?.ended();
        break;
    }
  }

  private agentOn(callSid: string): SimulatedAgent | undefined {
    return this.agents.find((agent) => agent.callSid === callSid);
  }
}
