import type { Hearing } from '../call-board';

/** What is nearly over is not begun: it would be a click. */
const leastSeconds = 0.15;

/** So long a sentence is still at its start: news of it takes a moment to get here. */
const startSeconds = 1;

/** Further apart than this, a file and its call are put together again. */
const mostDriftSeconds = 1.5;

/** How far into a sound its call is, in seconds by the clock of the local Twilio. */
export const secondsInto = ({ at }: Pick<Hearing, 'at'>, nowMillis: number): number =>
  Math.max(0, (nowMillis - Date.parse(at)) / 1000);

/** Whether a sound goes on at this moment. */
export const isSounding = (hearing: Hearing, nowMillis: number): boolean =>
  !hearing.isCut && secondsInto(hearing, nowMillis) < hearing.seconds;

/** How much of a sound has been, from 0 to 1. */
export function progressOf(hearing: Hearing, nowMillis: number): number {
  if (hearing.seconds <= 0) return 1;
  return Math.min(1, secondsInto(hearing, nowMillis) / hearing.seconds);
}

/**
 * Where a speaker begins a sound, in seconds; undefined if there is nothing left of it. At the speed of life
 * that is where the call is. Faster than life nothing can be heard in step: each sound is heard from its
 * start, until the next one.
 */
export function startOf(hearing: Hearing, nowMillis: number, speed: number): number | undefined {
  const seconds = secondsInto(hearing, nowMillis);
  if (hearing.isCut || hearing.seconds - seconds < leastSeconds) return undefined;
  return speed === 1 ? seconds : 0;
}

/** Whether a file that plays is so far from its call, after a jump of the clock, that it must be set anew. */
export function hasDrifted(
  playedSeconds: number,
  hearing: Hearing,
  nowMillis: number,
  speed: number,
): boolean {
  return speed === 1 && Math.abs(secondsInto(hearing, nowMillis) - playedSeconds) > mostDriftSeconds;
}

/** The words of a sentence that are left when part of it has been spoken; whoever comes at its start hears it whole. */
export function wordsLeft(text: string, secondsSpoken: number, secondsLong: number): string {
  if (secondsSpoken < startSeconds) return text;
  const from = Math.floor((text.length * secondsSpoken) / secondsLong);
  const space = text.indexOf(' ', from);
  return space === -1 ? '' : text.slice(space + 1);
}
