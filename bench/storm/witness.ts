import type { NumberedEvent } from '../../emulator/index';
import { callerPath } from '../../src/state/paths';

/** A conversation as the local Twilio saw it. */
export interface WitnessedConversation {
  readonly seconds: number;
  readonly isEndedByAgent: boolean;
  readonly endedAt: Date;
}

/** What the local Twilio did with one caller's call: the truth that the log is compared with. */
export class Witness {
  readonly conversations: WitnessedConversation[] = [];
  /** In seconds, counted from the first sound on. */
  longestSilence = 0;
  areMessagesInTurn = true;
  /** Redirected to its first document by REST. */
  isRedirected = false;
  private lastMessage: string | undefined;
  private isTalking = false;
  /** When the last sound ends, in milliseconds since 1970. */
  private heardUntil: number | undefined;

  note(event: NumberedEvent): void {
    const at = event.at.getTime();
    switch (event.kind) {
      case 'heard':
        if (event.sound.kind === 'silence') return;
        this.hears(at, at + event.seconds * 1000);
        if (event.sound.kind === 'said') {
          for (const text of messagesIn(event.sound.text)) this.hearMessage(text);
        }
        return;
      case 'cut':
        this.heardUntil = Math.min(at, this.heardUntil ?? at);
        return;
      case 'bridged':
        this.isTalking = true;
        this.hears(at, Number.POSITIVE_INFINITY);
        return;
      case 'parted':
        if (this.isTalking) this.part(event.secondsTalked, event.endedBy, at);
        return;
      case 'call':
        if (event.status !== 'completed') return;
        if (this.heardUntil !== undefined) this.hears(at, at);
        return;
      case 'webhook':
        if (event.parameters.CallStatus === 'in-progress' && new URL(event.url).pathname === callerPath) {
          this.isRedirected = true;
          // The messages start over.
          this.lastMessage = undefined;
        }
        return;
      default:
    }
  }

  private part(seconds: number, endedBy: string, at: number): void {
    this.isTalking = false;
    this.heardUntil = at;
    this.conversations.push({
      seconds,
      isEndedByAgent: endedBy === 'agent' || endedBy === 'star',
      endedAt: new Date(at),
    });
  }

  /** Each message must follow the previous one, even across waits. */
  private hearMessage(text: string): void {
    const before = this.lastMessage === undefined ? -1 : order.indexOf(this.lastMessage);
    const isNext = order.indexOf(text) === (before + 1) % order.length;
    this.areMessagesInTurn &&= isNext;
    this.lastMessage = text;
  }

  private hears(from: number, until: number): void {
    this.longestSilence = Math.max(this.longestSilence, (from - (this.heardUntil ?? from)) / 1000);
    this.heardUntil = Math.max(until, this.heardUntil ?? until);
  }
}

const order = ['one', 'two', 'three'];

const messagesIn = (text: string) => [...text.matchAll(/Message (\w+)\./g)].flatMap(([, word]) => word ?? []);
