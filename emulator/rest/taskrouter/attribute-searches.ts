import type { Assumptions } from '../../platform/assumptions';
import type { Clock } from '../../platform/clock';
import { isTrue, type Names } from '../../task-router/evaluation';
import { type Expression, parseExpression } from '../../task-router/expression';
import { badParameter, Refusal } from '../refusal';

/** https://www.twilio.com/en-us/changelog, 2024-10-18 */
const mostInASecond = 3;

/** Lists that are filtered by attributes, of which an account may ask for three in a second. */
export class AttributeSearches {
  private readonly askedAt: number[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly assumptions: Assumptions,
  ) {}

  /** Whether attributes fit an expression, as a parameter gives it. */
  byExpression(name: string, text: string): (attributes: Names) => boolean {
    this.count();
    const parsed = parseExpression(text);
    if (parsed.kind !== 'parsed') throw badParameter(name, `"${text}", ${parsed.fault.message}`);
    return (attributes) => isTrue(parsed.value, attributes, this.assumptions);
  }

  /** Whether an expression fits attributes, as a parameter gives them. */
  byAttributes(name: string, text: string): (expression: Expression) => boolean {
    this.count();
    const attributes = readJson(name, text);
    return (expression) => isTrue(expression, attributes, this.assumptions);
  }

  private count(): void {
    const now = this.clock.now().getTime();
    while (this.askedAt[0] !== undefined && this.askedAt[0] <= now - 1000) this.askedAt.shift();
    if (this.askedAt.length >= mostInASecond) {
      throw new Refusal(
        429,
        20429,
        `More than ${mostInASecond} lists by attributes in a second. Ask less often.`,
      );
    }
    this.askedAt.push(now);
  }
}

function readJson(name: string, text: string): Names {
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json as Names;
  } catch {
    // Refused below, as everything that is not an object.
  }
  throw badParameter(name, `"${text}" is not a JSON object.`);
}
