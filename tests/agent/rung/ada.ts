import type {
  AgentsAtTwilio,
  DecideChange,
  ReservationStatus,
} from '../../../src/agent/rung/agents-at-twilio';
import type { Agent } from '../../../src/config/queue-config';
import { type AgentWorker, changed, type WorkerChange } from '../../../src/rules/reconcile-workers';
import type { RungCall } from '../../../src/state/rung-call';
import { nowSeconds, queue, webhookRequest } from '../../example-config';
import config from '../../stories/rung.config';

export const now = nowSeconds;

/** An agent who is rung for the queue `support`. */
export const ada = config.agents[0] as Agent;

export const sid = (prefix: string) => `${prefix}${'1'.repeat(32)}`;

/** How TaskRouter knows the agent: available for a minute. */
export const atTaskRouter = (changes: Partial<AgentWorker> = {}): AgentWorker => ({
  ...{ sid: sid('WK'), agent: 'ada', activity: 'available', since: now - 60, until: undefined, misses: 1 },
  ...{ maxMissedCalls: 3, wrapUpSeconds: 20, nextActivity: undefined, shiftEndsAt: undefined },
  ...changes,
});

/** A request about a rung agent. */
export const requestWith = (given: Readonly<Record<string, unknown>>) => webhookRequest(given, { config });

/** The agent's phone rings for a caller of a queue with 20 seconds of wrap-up. */
export const rungCall = (changes: Partial<RungCall> = {}): RungCall => ({
  agent: ada,
  queue: queue('support', { wrapUpSeconds: 20, ringing: {} }),
  worker: sid('WK'),
  task: sid('WT'),
  reservation: sid('WR'),
  secondsWaited: 61,
  ...changes,
});

/** The query of the URLs about that call. */
export const rungQuery = {
  agent: 'ada',
  queue: 'support',
  worker: sid('WK'),
  task: sid('WT'),
  reservation: sid('WR'),
};

export const back = { activity: 'available', nextActivity: null, until: null } as const;
export const offline = { activity: 'offline', nextActivity: null, until: null, shiftEndsAt: null } as const;

/** TaskRouter with this one agent. */
export class OneAgent implements AgentsAtTwilio {
  readonly changes: WorkerChange[] = [];

  constructor(
    private worker: AgentWorker,
    private readonly reservation: ReservationStatus = 'pending',
    private readonly taskIsCanceled: boolean | undefined = undefined,
  ) {}

  async change(_worker: string, decide: DecideChange) {
    const change = decide(this.worker, now);
    if (change) {
      this.changes.push(change);
      this.worker = changed(this.worker, change, now);
    }
    return this.worker;
  }

  ofQueue = async () => [this.worker];
  named = async () => this.worker;
  callersWaiting = async () => 0;
  reservationStatus = async () => this.reservation;
  rejectAsMissed = async () => undefined;
  isTalking = async () => false;
  completeTask = async () => undefined;
  cancelTask = async () => undefined;
  isTaskCanceled = async () => this.taskIsCanceled;
  cancelForNoAgents = async () => false;
  takeOutWaiting = async () => undefined;
  ensureGraceEnds = async () => undefined;
  endRinging = async () => undefined;
  endCall = async () => undefined;
  openCallsTo = async () => [];
}
