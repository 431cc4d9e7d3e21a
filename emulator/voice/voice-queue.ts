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
  /** Set in the very moment in which there is a caller. */
  connection: QueueConnection | undefined;
  /** Resolves when there is a caller. */
  readonly found: Promise<void>;
  private tellFound: () => void = () => undefined;

  constructor(readonly terms: ConnectionTerms) {
    this.found = new Promise((resolve) => {
      this.tellFound = resolve;
    });
  }

  take(connection: QueueConnection): void {
    this.connection = connection;
    this.tellFound();
  }
}

/** A queue of the account: first in, first out. https://www.twilio.com/docs/voice/api/queue-resource */
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
  join(call: Call, mostMembers = this.maxSize): Member | 'full' {
    if (this.members.length >= mostMembers) return 'full';
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

  /** How long those who wait now have waited so far: no forecast. */
  averageWaitSeconds(): number {
    if (this.members.length === 0) return 0;
    const now = this.clock.now().getTime();
    const total = this.members.reduce((sum, { enqueuedAt }) => sum + now - enqueuedAt.getTime(), 0);
    return Math.floor(total / this.members.length / 1000);
  }

  /** Connects an agent to the first in line, now or when somebody comes. */
  dial(terms: ConnectionTerms): Dialer {
    const dialer = new Dialer(terms);
    this.dialers.push(dialer);
    this.match();
    return dialer;
  }

  /** An agent waits no longer. */
  stopDialing(dialer: Dialer): void {
    const index = this.dialers.indexOf(dialer);
    if (index >= 0) this.dialers.splice(index, 1);
  }

  /** Pairs waiting agents and waiting callers for as long as there are both. */
  match(): void {
    for (;;) {
      const member = this.members.find(({ call }) => !call.isGone);
      const dialer = this.nextDialer();
      if (!member || !dialer) return;
      this.stopDialing(dialer);
      dialer.take(this.connect(member, dialer.terms));
    }
  }

  /** Connects an agent to one particular caller, wherever they are in line. Undefined: the caller is not waiting any more. */
  take(member: Member, terms: ConnectionTerms): QueueConnection | undefined {
    if (member.call.isGone || !this.members.includes(member)) return undefined;
    return this.connect(member, terms);
  }

  /** The caller leaves the line, and hears that an agent has taken the call. */
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
