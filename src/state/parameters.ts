/** The longest text accepted from a parameter, in characters. Everything we read from Twilio is far shorter. */
export const maxTextLength = 200;

/** The longest call that Twilio allows: 4 h by default, 24 h on request. */
export const longestCallSeconds = 24 * 3600;

/**
 * The parameters of a request, read by name. Reading never throws: a missing, repeated or invalid parameter has a
 * defined meaning, and is noted by name. Its value, which may be a telephone number, is never noted.
 */
export class Parameters {
  /** The problems found so far, such as `QueueTime: missing`. */
  readonly issues: string[] = [];

  constructor(private readonly event: Readonly<Record<string, unknown>>) {}

  /** The text of a parameter; undefined if it is missing. If it is repeated, the first. */
  text(name: string): string | undefined {
    const given = Object.hasOwn(this.event, name) ? this.event[name] : undefined;
    if (Array.isArray(given)) this.note(name, 'repeated');
    const value: unknown = Array.isArray(given) ? given[0] : given;
    if (value === undefined || value === '') return undefined;
    if (typeof value !== 'string') return this.note(name, 'not a text');
    if (value.length > maxTextLength) return this.note(name, 'too long');
    return value;
  }

  /** The JSON object in a parameter from TaskRouter, which may be long; empty if there is none. */
  attributes(name: string): Readonly<Record<string, unknown>> {
    const given = Object.hasOwn(this.event, name) ? this.event[name] : undefined;
    try {
      return Object(JSON.parse(String(given)));
    } catch {
      this.note(name, 'not JSON');
      return {};
    }
  }

  /** A whole number from 0 to `most`; undefined if there is none. */
  count(name: string, most: number): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    if (!/^\d{1,15}$/.test(text)) return this.note(name, 'not a whole number');
    const value = Number(text);
    return value > most ? this.note(name, 'too large') : value;
  }

  /** Like `text`, for a parameter that Twilio always sends: its absence is noted. */
  expectedText(name: string): string | undefined {
    return this.text(name) ?? this.missing(name);
  }

  /** Like `count`, for a parameter that Twilio always sends: its absence is noted. */
  expectedCount(name: string, most: number): number | undefined {
    return this.count(name, most) ?? this.missing(name);
  }

  /** Notes that a parameter is invalid, once even if it is read again. */
  note(name: string, issue: string): undefined {
    const noted = `${name}: ${issue}`;
    if (!this.issues.includes(noted)) this.issues.push(noted);
  }

  private missing(name: string): undefined {
    if (!this.issues.some((issue) => issue.startsWith(`${name}:`))) this.note(name, 'missing');
  }
}
