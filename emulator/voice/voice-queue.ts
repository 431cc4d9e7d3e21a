import type { Assumptions } from '../assumptions';
import type { Clock } from '../clock';
import { Connection, type ConnectionTerms } from './connection';
import type { Leg } from './leg';

/** A call in a queue. */
export interface Member {
  readonly leg: Leg;
  readonly enqueuedAt: Date;
  /** Set when an agent takes this caller. */
  connection?: Connection;
}

/** An agent's leg that waits for the next caller. */
interface WaitingDialer {
  readonly terms: ConnectionTerms;
  readonly take: (connection: Connection) => void;
}

/** A queue of the account: first in, first out. https://www.twilio.com/docs/voice/api/queue-resource */
export class VoiceQueue {
  readonly members: Member[] = [];
  dateUpdated: Date;
  private readonly dialers: WaitingDialer[] = [];

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

  /** Puts a call at the end of the line, or tells that there is no room. An agent who waits takes it at once. */
  join(leg: Leg, mostMembers = this.maxSize): Member | 'full' {
    if (this.members.length >= mostMembers) return 'full';
    const member: Member = { leg, enqueuedAt: this.clock.now() };
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
    const total = this.members.reduce((sum, member) => sum + this.secondsWaited(member), 0);
    return Math.floor(total / this.members.length);
  }

  /** Connects an agent to the first in line, now or when somebody comes. */
  dial(terms: ConnectionTerms): { connection: Promise<Connection>; cancel: () => void } {
    let dialer: WaitingDialer | undefined;
    const connection = new Promise<Connection>((take) => {
      dialer = { terms, take };
      this.dialers.push(dialer);
    });
    this.match();
    const cancel = () => {
      const index = dialer ? this.dialers.indexOf(dialer) : -1;
      if (index >= 0) this.dialers.splice(index, 1);
    };
    return { connection, cancel };
  }

  /** Pairs waiting agents and waiting callers for as long as there are both. */
  match(): void {
    for (;;) {
      const member = this.members.find(({ leg }) => !leg.isGone);
      if (!member || this.dialers.length === 0) return;
      const lastComeFirst = this.assumptions.waitingDialers === 'last-come';
      const dialer = lastComeFirst ? this.dialers.pop() : this.dialers.shift();
      if (!dialer) return;
      this.leave(member);
      const connection = new Connection(member.leg, dialer.terms, this);
      member.connection = connection;
      member.leg.interrupt({ kind: 'dequeue', connection });
      dialer.take(connection);
    }
  }
}
