import { Sorter } from './sorter';

/** Something with a time, in ISO 8601. */
interface Dated {
  readonly at: string;
}

/** What belongs to one call, or to whatever else lines are grouped by. */
export interface CallLines<Line> {
  readonly call: string;
  /** Each once, ordered by time. */
  readonly lines: readonly Line[];
}

/** Separates the parts of a sorted text. In JSON, it only appears escaped. */
const between = '\0';

/**
 * Takes lines in any number and order, and returns them call by call. Only one call at a time is in memory, because a log
 * can be a gigabyte long.
 */
export class LinesByCall<Line extends Dated> {
  private readonly sorter: Sorter;

  constructor(mostCharacters?: number) {
    this.sorter = new Sorter(mostCharacters);
  }

  add(call: string, line: Line): void {
    this.sorter.add([asciiJson(call), rankOfTime(Date.parse(line.at)), asciiJson(line)].join(between));
  }

  *calls(): Generator<CallLines<Line>> {
    let key: string | undefined;
    let lines: Line[] = [];
    for (const text of this.sorter.sorted()) {
      const own = text.slice(0, text.indexOf(between));
      if (own !== key && key !== undefined) {
        yield { call: JSON.parse(key), lines };
        lines = [];
      }
      key = own;
      lines.push(JSON.parse(text.slice(text.lastIndexOf(between) + 1)));
    }
    if (key !== undefined) yield { call: JSON.parse(key), lines };
  }

  close(): void {
    this.sorter.close();
  }
}

/** JSON with everything escaped that is not ASCII. */
export const asciiJson = (value: unknown) =>
  JSON.stringify(value).replace(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** The longest time before or after 1970 that a `Date` can hold, in milliseconds. */
const farthestMillis = 8.64e15;

/** A text of 17 characters that sorts like the times. They are in milliseconds since 1970, and may be negative. */
export const rankOfTime = (time: number) =>
  time < 0 ? `-${padded(farthestMillis + time)}` : `0${padded(time)}`;

const padded = (millis: number) => String(millis).padStart(16, '0');
