import type { Assumptions } from '../platform/assumptions';
import type { Clock } from '../platform/clock';
import type { Call } from './call';
import { type ConnectionTerms, Dequeued, QueueConnection } from './queue-connection';

/** A call in a queue. */
export interface Member {
  readonly call: Call;
  readonly enqueuedAt: Date;
  /** Set when an agent takes this caller. */
  connection?: QueueConnection;
}

/** An agent's call that waits for the next caller. */
export class Dialer {
  /** Set as soon as there is a caller. */
  connection: QueueConnection | undefined;
  /** Resolves when there is a caller. */
  readonly found: Promise<void>;
  private resolveFound: () => void = () => undefined;

  constructor(readonly terms: ConnectionTerms) {
    this.found = new Promise((resolve) => {
      this.resolveFound = resolve;
    });
  }

  take(connection: QueueConnection): void {
    this.connection = connection;
    this.resolveFound();
  }
}

/** A queue: first in, first out. https://www.twilio.com/docs/voice/api/queue-resource */
export class VoiceQueue {
  readonly members: Member[] = [];
  dateUpdated: Date;
  private readonly dialers: Dialer[] = [];

  constructor(
    readonly sid: string,
    public friendlyName: string,
    public maxSize: number,
    readonly dateCreated: Date,
    private readonly clock: Clock,
    private readonly assumptions: Assumptions,
  ) {
    this.dateUpdated = dateCreated;
  }

  /** Puts a call at the end of the queue, unless there is no room. */
  join(call: Call, maxMembers = this.maxSize): Member | 'full' {
    if (this.members.length >= maxMembers) return 'full';
    const member: Member = { call, enqueuedAt: this.clock.now() };
    this.members.push(member);
    return member;
  }

  leave(member: Member): void {
    const index = this.members.indexOf(member);
    if (index >= 0) this.members.splice(index, 1);
  }

  /** 1 is the front. */
  positionOf(member: Member): number {
    return this.members.indexOf(member) + 1;
  }

  secondsWaited({ enqueuedAt }: Member): number {
    return Math.floor((this.clock.now().getTime() - enqueuedAt.getTime()) / 1000);
  }

  /** The average time that the present callers have waited so far. It is not an estimate of the wait. */
  averageWaitSeconds(): number {
    if (this.members.length === 0) return 0;
    const now = this.clock.now().getTime();
    const total = this.members.reduce((sum, { enqueuedAt }) => sum + now - enqueuedAt.getTime(), 0);
    return Math.floor(total / this.members.length / 1000);
  }

  /** Connects an agent to the first caller in line, now or when one arrives. */
  dial(terms: ConnectionTerms): Dialer {
    const dialer = new Dialer(terms);
    this.dialers.push(dialer);
    this.match();
    return dialer;
  }

  /** Stops an agent's wait for a caller. */
  stopDialing(dialer: Dialer): void {
    const index = this.dialers.indexOf(dialer);
    if (index >= 0) this.dialers.splice(index, 1);
  }

  /** Pairs waiting agents with waiting callers while there are both. */
  match(): void {
    for (;;) {
      const member = this.members.find(({ call }) => !call.isGone);
      const dialer = this.nextDialer();
      if (!member || !dialer) return;
      this.stopDialing(dialer);
      dialer.take(this.connect(member, dialer.terms));
    }
  }

  /** Connects an agent to a particular caller, wherever they are in line. Undefined if the caller is no longer waiting. */
  take(member: Member, terms: ConnectionTerms): QueueConnection | undefined {
    if (member.call.isGone || !this.members.includes(member)) return undefined;
    return this.connect(member, terms);
  }

  /** Takes the caller out of the line and signals that an agent has taken the call. */
  private connect(member: Member, terms: ConnectionTerms): QueueConnection {
    this.leave(member);
    const connection = new QueueConnection({
      caller: member.call,
      terms,
      queueSid: this.sid,
      queueName: this.friendlyName,
      secondsWaited: this.secondsWaited(member),
    });
    member.connection = connection;
    member.call.interrupt({ kind: 'signal', signal: new Dequeued(connection) });
    return connection;
  }

  private nextDialer(): Dialer | undefined {
    const waiting = this.dialers.filter(({ terms }) => !terms.agent.isGone);
    const areSeveral = waiting.length > 1;
    return areSeveral && this.assumptions.waitingDialers === 'last-come' ? waiting.at(-1) : waiting[0];
  }
}
