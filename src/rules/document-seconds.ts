/**
 * How many requests per second a whole line may cause: a third of the 30 executions that a service can run at once,
 * if an answer takes 1.5 s.
 */
const lineRequestsPerSecond = 30 / 3 / 1.5;

/** What the stock music needs for one piece and its announcement. Shorter documents than that do not exist. */
const shortestDocumentSeconds = 48;

/** Callers further ahead than this hear news more often than those behind them: 3 s more for each place. */
const secondsPerPlace = 3;

/** Documents of one line differ by up to this share, so that callers who came together drift apart. */
const mostDrift = 0.2;

/** A place in a line, as of one request. */
export interface PlaceInLine {
  /** 1 is the front. Unknown if Twilio did not say. */
  readonly position: number | undefined;
  /** How many callers wait, this one included. Unknown if Twilio did not say. */
  readonly size: number | undefined;
}

/**
 * The least length of the next waiting document, in seconds. 0 means one piece: so it is in a line whose callers can all
 * be asked once a piece, and at the front of any line. In longer lines a document lasts long enough for the line as a
 * whole to stay within its requests per second, and the nearer to the front, the shorter it is.
 */
export function leastDocumentSeconds({ position, size }: PlaceInLine, call: string): number {
  if (size === undefined || size <= shortestDocumentSeconds * lineRequestsPerSecond) return 0;
  const place = Math.min(position ?? size, size);
  const seconds = Math.min((1.1 * size) / lineRequestsPerSecond, secondsPerPlace * place);
  return seconds <= shortestDocumentSeconds ? 0 : Math.round(seconds * (1 + mostDrift * fractionOf(call)));
}

/** A number from 0 to 1 that is always the same for a call, and different between calls. */
function fractionOf(call: string): number {
  let hash = 0;
  for (const character of call) hash = (hash * 31 + character.charCodeAt(0)) % 65_536;
  return hash / 65_535;
}
