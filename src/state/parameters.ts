/** Longest text taken from a parameter; everything that we read from Twilio is far shorter. */
export const maxTextLength = 200;

/** More than any call can last: four hours are usual, and 24 an account may ask Twilio for. */
export const longestCallSeconds = 24 * 3600;

/**
 * What came with a request, read by name. Reading never throws: a parameter that is missing, repeated
 * or not what it should be has a defined meaning, and is noted under its name (never with its value,
 * which may be somebody's telephone number).
 */
export class Parameters {
  /** What was found wrong so far, such as `QueueTime: missing`. */
  readonly issues: string[] = [];

  constructor(private readonly event: Readonly<Record<string, unknown>>) {}

  /** The text of a parameter, or undefined where there is none. Of a repeated one, the first. */
  text(name: string): string | undefined {
    const given = Object.hasOwn(this.event, name) ? this.event[name] : undefined;
    if (Array.isArray(given)) this.note(name, 'repeated');
    const value: unknown = Array.isArray(given) ? given[0] : given;
    if (value === undefined || value === '') return undefined;
    if (typeof value !== 'string') return this.note(name, 'not a text');
    if (value.length > maxTextLength) return this.note(name, 'too long');
    return value;
  }

  /** What a parameter of TaskRouter's says in JSON, which may be long; empty where it says nothing. */
  attributes(name: string): Readonly<Record<string, unknown>> {
    const given = Object.hasOwn(this.event, name) ? this.event[name] : undefined;
    try {
      return Object(JSON.parse(String(given)));
    } catch {
      this.note(name, 'not JSON');
      return {};
    }
  }

  /** A whole number from 0 to `most`, or undefined where there is none. */
  count(name: string, most: number): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    if (!/^\d{1,15}$/.test(text)) return this.note(name, 'not a whole number');
    const value = Number(text);
    return value > most ? this.note(name, 'too large') : value;
  }

  /** Like `text`, but absence is noted: Twilio always sends this one. */
  expectedText(name: string): string | undefined {
    return this.text(name) ?? this.missing(name);
  }

  /** Like `count`, but absence is noted: Twilio always sends this one. */
  expectedCount(name: string, most: number): number | undefined {
    return this.count(name, most) ?? this.missing(name);
  }

  /** Notes that a parameter is not what it should be; once, however often it is read. */
  note(name: string, issue: string): undefined {
    const noted = `${name}: ${issue}`;
    if (!this.issues.includes(noted)) this.issues.push(noted);
  }

  private missing(name: string): undefined {
    if (!this.issues.some((issue) => issue.startsWith(`${name}:`))) this.note(name, 'missing');
  }
}
