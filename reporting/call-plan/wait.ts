import { decideWaiting, readWaitingCaller, type WaitingStep } from '../../src/caller/waiting';
import type { QueuesConfig } from '../../src/config/queue-config';
import { secondsToSay } from '../../src/speech';
import { epochSeconds, type Ticket, ticketQuery } from '../../src/state/caller-state';
import { Parameters } from '../../src/state/parameters';
import { imaginaryCall } from './section';

/** One request of a waiting call, and its answer. */
export interface Round {
  /** Of this stay in line. */
  readonly queueTimeSeconds: number;
  readonly at: Date;
  readonly step: WaitingStep;
}

/** After each piece a second is left for a key. */
const secondsAfterPiece = 1;

/** The answer to a caller at a place in line, at some moment of the wait. */
export function roundAt(
  ticket: Ticket,
  queueTimeSeconds: number,
  position: number,
  config: QueuesConfig,
): Round {
  const at = new Date(((ticket.joinedAt ?? 0) + queueTimeSeconds) * 1000);
  const parameters = new Parameters({
    ...ticketQuery(ticket),
    CallSid: imaginaryCall,
    QueueTime: String(Math.floor(queueTimeSeconds)),
    QueuePosition: String(position),
  });
  const step = decideWaiting(readWaitingCaller(parameters, config, at), at);
  return { queueTimeSeconds, at, step };
}

/** The whole wait of one whom no agent takes, answer by answer; the last one ends it. */
export function roundsOf(ticket: Ticket, position: number, config: QueuesConfig): Round[] {
  const rounds: Round[] = [];
  let seconds = 0;
  for (;;) {
    const round = roundAt(ticket, seconds, position, config);
    rounds.push(round);
    if (round.step.kind === 'leave') return rounds;
    const { announcement, piece } = round.step;
    seconds += secondsToSay(announcement.join(' ')) + piece.seconds + secondsAfterPiece;
  }
}

/** A ticket of somebody who joins the line at a moment. */
export const joiningAt = (ticket: Ticket, moment: Date): Ticket => ({
  ...ticket,
  joinedAt: epochSeconds(moment),
});
