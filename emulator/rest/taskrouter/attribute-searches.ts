import type { Assumptions } from '../../platform/assumptions';
import type { Clock } from '../../platform/clock';
import { isTrue, type Names } from '../../task-router/evaluation';
import { type Expression, parseExpression } from '../../task-router/expression';
import { badParameter, Refusal } from '../refusal';

/** https://www.twilio.com/en-us/changelog, 2024-10-18 */
const maxPerSecond = 3;

/** Lists that are filtered by attributes. An account may request three per second. */
export class AttributeSearches {
  private readonly searchedAt: number[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly assumptions: Assumptions,
  ) {}

  /** A filter of attributes by the expression in a parameter. */
  byExpression(name: string, text: string): (attributes: Names) => boolean {
    this.count();
    const parsed = parseExpression(text);
    if (parsed.kind !== 'parsed') throw badParameter(name, `"${text}", ${parsed.fault.message}`);
    return (attributes) => isTrue(parsed.value, attributes, this.assumptions);
  }

  /** A filter of expressions by the attributes in a parameter. */
  byAttributes(name: string, text: string): (expression: Expression) => boolean {
    this.count();
    const attributes = readJson(name, text);
    return (expression) => isTrue(expression, attributes, this.assumptions);
  }

  private count(): void {
    const now = this.clock.now().getTime();
    while (this.searchedAt[0] !== undefined && this.searchedAt[0] <= now - 1000) this.searchedAt.shift();
    if (this.searchedAt.length >= maxPerSecond) {
      throw new Refusal(
        429,
        20429,
        `More than ${maxPerSecond} lists by attributes in a second. Send fewer requests.`,
      );
    }
    this.searchedAt.push(now);
  }
}

function readJson(name: string, text: string): Names {
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json as Names;
  } catch {
    // Refused below, like everything that is not an object.
  }
  throw badParameter(name, `"${text}" is not a JSON object. Send one.`);
}
