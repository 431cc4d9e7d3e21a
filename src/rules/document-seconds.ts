/**
 * How many requests per second a whole line may cause: a third of the 30 concurrent executions of a service, at 1.5 s
 * per answer.
 */
const lineRequestsPerSecond = 30 / 3 / 1.5;

/** The time for one piece of the stock music and its announcement: the shortest document. */
const shortestDocumentSeconds = 48;

/** A document is 3 s longer for each place behind the front, so callers near the front hear news more often. */
const secondsPerPlace = 3;

/** Callers up to this place get one piece per document, no matter how fast the line grows. */
const placesNeverInCrowd = 100;
/** With 8.3 arrivals a second (5,000 in ten minutes), fewer than two a second come back. */
const secondsPerPlaceOfCrowd = 0.45;
/** As long as the documents of a line of 5,000. */
const longestFirstDocumentSeconds = 825;

/** Documents of one line differ by up to this share, so that callers who came together drift apart. */
const mostDrift = 0.2;
/** Callers who arrived together must not come back together. */
const mostDriftOfCrowd = 1;

/** A place in a line, as of one request. */
export interface PlaceInLine {
  /** 1 is the front. Unknown if Twilio did not say. */
  readonly position: number | undefined;
  /** How many callers wait, this one included. Unknown if Twilio did not say. */
  readonly size: number | undefined;
  /** Whether this is the request for the caller's first document. */
  readonly isNew?: boolean;
}

/**
 * The least length of the next waiting document, in seconds. 0 means one piece: in short lines, and at the front of any
 * line. In longer lines documents last long enough to keep the whole line within its requests per second, and they are
 * shorter near the front.
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
 * During a rush, arrivals need most of the executions. So callers who join a long line get a longer first document, and
 * their next request comes after the rush.
 */
function secondsWhileItGrows({ position, size, isNew = false }: PlaceInLine): number {
  const place = Math.min(position ?? 0, size ?? 0);
  if (!isNew || place <= placesNeverInCrowd) return 0;
  return shortestDocumentSeconds + secondsPerPlaceOfCrowd * (place - placesNeverInCrowd);
}

/** A number from 0 to 1 that depends only on the call. */
function fractionOf(call: string): number {
  let hash = 0;
  for (const character of call) hash = (hash * 31 + character.charCodeAt(0)) % 65_536;
  return hash / 65_535;
}
