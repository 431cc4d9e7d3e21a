/**
 * How many requests per second a whole line may cause: a third of the 30 executions that a service can run at once,
 * if an answer takes 1.5 s.
 */
const lineRequestsPerSecond = 30 / 3 / 1.5;

/** What the stock music needs for one piece and its announcement. Shorter documents than that do not exist. */
const shortestDocumentSeconds = 48;

/** Callers further ahead than this hear news more often than those behind them: 3 s more for each place. */
const secondsPerPlace = 3;

/** Lines of so many are asked about every piece, however fast they grow. */
const placesNeverInCrowd = 100;
/** 8.3 arrivals a second, 5,000 within ten minutes, then come back at less than two a second. */
const secondsPerPlaceOfCrowd = 0.45;
/** As long as the documents of a line of 5,000. */
const longestFirstDocumentSeconds = 825;

/** Documents of one line differ by up to this share, so that callers who came together drift apart. */
const mostDrift = 0.2;
/** Who came within the same seconds must not come back together. */
const mostDriftOfCrowd = 1;

/** A place in a line, as of one request. */
export interface PlaceInLine {
  /** 1 is the front. Unknown if Twilio did not say. */
  readonly position: number | undefined;
  /** How many callers wait, this one included. Unknown if Twilio did not say. */
  readonly size: number | undefined;
  /** Whether the caller has only just come, and asks for the first document. */
  readonly isNew?: boolean;
}

/**
 * The least length of the next waiting document, in seconds. 0 means one piece: so it is in a line whose callers can all
 * be asked once a piece, and at the front of any line. In longer lines a document lasts long enough for the line as a
 * whole to stay within its requests per second, and the nearer to the front, the shorter it is.
 */
export function leastDocumentSeconds(place: PlaceInLine, call: string): number {
  const drift = 1 + mostDrift * fractionOf(call);
  const ofLine = secondsOfLongLine(place) * drift;
  const ofCrowd = secondsWhileItGrows(place) * (1 + mostDriftOfCrowd * fractionOf(call));
  return Math.round(Math.max(ofLine, Math.min(ofCrowd, longestFirstDocumentSeconds * drift)));
}

/** A line whose callers cannot all be asked once a piece. */
export const isLongLine = (size = 0) => size > shortestDocumentSeconds * lineRequestsPerSecond;

function secondsOfLongLine({ position, size }: PlaceInLine): number {
  if (size === undefined || !isLongLine(size)) return 0;
  const place = Math.min(position ?? size, size);
  const seconds = Math.min((1.1 * size) / lineRequestsPerSecond, secondsPerPlace * place);
  return seconds <= shortestDocumentSeconds ? 0 : seconds;
}

/**
 * While a crowd comes, its arrivals need most of the executions. So whoever joins a line that is long already gets a longer
 * first document, and is asked about again when the rush is over.
 */
function secondsWhileItGrows({ position, size, isNew = false }: PlaceInLine): number {
  const place = Math.min(position ?? 0, size ?? 0);
  if (!isNew || place <= placesNeverInCrowd) return 0;
  return shortestDocumentSeconds + secondsPerPlaceOfCrowd * (place - placesNeverInCrowd);
}

/** A number from 0 to 1 that is always the same for a call, and different between calls. */
function fractionOf(call: string): number {
  let hash = 0;
  for (const character of call) hash = (hash * 31 + character.charCodeAt(0)) % 65_536;
  return hash / 65_535;
}
