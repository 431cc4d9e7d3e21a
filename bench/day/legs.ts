import type { NumberedEvent } from '../../emulator/index';

type CallEvent = Extract<NumberedEvent, { kind: 'call' }>;

/** Who pays for a call: it comes in, or Twilio makes it. */
export type LegDirection = 'inbound' | 'outbound';

/** The calls of a day as Twilio bills them: by the begun minute, from the answer on. */
export class Legs {
  private readonly answeredAt = new Map<string, Date>();
  private readonly minutes = new Map<string, number>();

  note({ call, status, from, to, direction, at }: CallEvent): void {
    if (status === 'in-progress') this.answeredAt.set(call, at);
    const answeredAt = this.answeredAt.get(call);
    if (status !== 'completed' || !answeredAt) return;
    this.answeredAt.delete(call);
    const billed = Math.ceil((at.getTime() - answeredAt.getTime()) / 60_000);
    const isInbound = direction === 'inbound';
    const key = keyOf(isInbound ? 'inbound' : 'outbound', isInbound ? from : to);
    this.minutes.set(key, (this.minutes.get(key) ?? 0) + billed);
  }

  /** Of the phones that begin so. */
  billedMinutes(direction: LegDirection, phones: string): number {
    const prefix = keyOf(direction, phones);
    return [...this.minutes].reduce((sum, [key, minutes]) => sum + (key.startsWith(prefix) ? minutes : 0), 0);
  }
}

const keyOf = (direction: LegDirection, phone: string) => `${direction} ${phone}`;
