import { Sorter } from './sorter';

/** Something of a moment, in ISO 8601. */
interface Dated {
  readonly at: string;
}

/** What belongs to one call, or to one of whatever else lines are gathered by. */
export interface CallLines<Line> {
  readonly call: string;
  /** Each once, in the order of time. */
  readonly lines: readonly Line[];
}

/** Between the parts of a sorted text; JSON has it only escaped. */
const between = '\0';

/**
 * Takes lines in any number and order, and gives them back call by call. Only one call at a time is in memory: a log may
 * have a gigabyte.
 */
export class LinesByCall<Line extends Dated> {
  private readonly sorter: Sorter;

  constructor(mostCharacters?: number) {
    this.sorter = new Sorter(mostCharacters);
  }

  add(call: string, line: Line): void {
    this.sorter.add([asciiJson(call), rankOfMoment(Date.parse(line.at)), asciiJson(line)].join(between));
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

/** JSON in which everything that is not ASCII is escaped. */
export const asciiJson = (value: unknown) =>
  JSON.stringify(value).replace(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** The farthest moment from 1970 that a `Date` knows, in milliseconds. */
const farthestMillis = 8.64e15;

/** A text of 17 characters that sorts as moments do. They are in milliseconds since 1970, some before. */
export const rankOfMoment = (moment: number) =>
  moment < 0 ? `-${padded(farthestMillis + moment)}` : `0${padded(moment)}`;

const padded = (millis: number) => String(millis).padStart(16, '0');
