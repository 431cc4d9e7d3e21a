import { readWaitingCaller } from '../../src/caller/waiting';
import { decideWaiting, type WaitingStep } from '../../src/caller/waiting-step';
import type { QueuesConfig } from '../../src/config/queue-config';
import { epochSeconds } from '../../src/epoch-seconds';
import { secondsToSay } from '../../src/speech';
import { type CallerState, callerStateQuery } from '../../src/state/caller-state';
import { imaginaryRequest } from './imaginary-request';

/** One request of a waiting call, and its answer. */
export interface Round {
  /** Of this queue entry. */
  readonly queueTimeSeconds: number;
  readonly at: Date;
  readonly step: WaitingStep;
}

/** After each piece a second is left for a key. */
const secondsAfterPiece = 1;

/** The answer to a caller at a place in line, at some time during the wait. */
export function roundAt(
  state: CallerState,
  queueTimeSeconds: number,
  position: number,
  config: QueuesConfig,
): Round {
  const at = new Date(((state.joinedAt ?? 0) + queueTimeSeconds) * 1000);
  const request = imaginaryRequest(config, at, {
    ...callerStateQuery(state),
    QueueTime: String(Math.floor(queueTimeSeconds)),
    QueuePosition: String(position),
  });
  const step = decideWaiting(readWaitingCaller(request), at);
  return { queueTimeSeconds, at, step };
}

/** The whole wait of a caller without an agent, answer by answer; the last one ends it. */
export function roundsOf(state: CallerState, position: number, config: QueuesConfig): Round[] {
  const rounds: Round[] = [];
  let seconds = 0;
  for (;;) {
    const round = roundAt(state, seconds, position, config);
    rounds.push(round);
    if (round.step.kind === 'leave') return rounds;
    for (const { announcement, sound } of round.step.parts) {
      const musicSeconds = sound.kind === 'piece' ? sound.piece.seconds : 0;
      seconds += secondsToSay(announcement) + musicSeconds + secondsAfterPiece;
    }
  }
}

/** If agents are rung, callers wait in TaskRouter's line. */
export const inLine = (state: CallerState): CallerState =>
  state.queue.ringing ? { ...state, isInWorkflow: true } : state;

/** The state of a caller who joins the queue at some time. */
export const joiningAt = (state: CallerState, time: Date): CallerState => ({
  ...inLine(state),
  joinedAt: epochSeconds(time),
});
