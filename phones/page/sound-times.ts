import type { Hearing } from '../call-board';

/** A sound with less left than this is not started: it would be a click. */
const leastSeconds = 0.15;

/** For this long a sentence counts as just begun: its event needs some time to get here. */
const startSeconds = 1;

/** A file that is farther than this from its call is set to the right place. */
const mostDriftSeconds = 1.5;

/** How far into a sound the call is, in seconds by the clock of the local Twilio. */
export const secondsInto = ({ at }: Pick<Hearing, 'at'>, nowMillis: number): number =>
  Math.max(0, (nowMillis - Date.parse(at)) / 1000);

/** Whether a sound is still playing. */
export const isSounding = (hearing: Hearing, nowMillis: number): boolean =>
  !hearing.isCut && secondsInto(hearing, nowMillis) < hearing.seconds;

/** How much of a sound has played, from 0 to 1. */
export function progressOf(hearing: Hearing, nowMillis: number): number {
  if (hearing.seconds <= 0) return 1;
  return Math.min(1, secondsInto(hearing, nowMillis) / hearing.seconds);
}

/**
 * Where to start a sound, in seconds; undefined if nothing of it is left. At normal speed that is where the call is.
 * At higher speeds sound cannot keep up: each sound plays from its start until the next one.
 */
export function startOf(hearing: Hearing, nowMillis: number, speed: number): number | undefined {
  const seconds = secondsInto(hearing, nowMillis);
  if (hearing.isCut || hearing.seconds - seconds < leastSeconds) return undefined;
  return speed === 1 ? seconds : 0;
}

/** Whether a file is so far from its call, after a jump of the clock, that it must be moved. */
export function hasDrifted(
  playedSeconds: number,
  hearing: Hearing,
  nowMillis: number,
  speed: number,
): boolean {
  return speed === 1 && Math.abs(secondsInto(hearing, nowMillis) - playedSeconds) > mostDriftSeconds;
}

/** The words of a sentence that are left after part of it; a listener who joins at its start hears all of it. */
export function wordsLeft(text: string, secondsSpoken: number, secondsLong: number): string {
  if (secondsSpoken < startSeconds) return text;
  const from = Math.floor((text.length * secondsSpoken) / secondsLong);
  const space = text.indexOf(' ', from);
  return space === -1 ? '' : text.slice(space + 1);
}
