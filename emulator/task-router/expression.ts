import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import peggy, { type Parser } from 'peggy';

/** https://www.twilio.com/docs/taskrouter/expression-syntax */
export type Expression =
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | {
      readonly kind: 'comparison';
      readonly operator: Operator;
      readonly left: Operand;
      readonly right: Operand;
    };

export type Operator = '==' | '!=' | '>' | '>=' | '<' | '<=' | 'CONTAINS' | 'HAS' | 'IN' | 'NOT IN';

export type Operand =
  | { readonly kind: 'constant'; readonly value: string | number | boolean | null }
  | { readonly kind: 'list'; readonly items: readonly Operand[] }
  | { readonly kind: 'reference'; readonly path: Path };

/** Names and, for items of a list, numbers from 0: `object.array[2]` is `['object', 'array', 2]`. */
export type Path = readonly (string | number)[];

/** https://www.twilio.com/docs/taskrouter/order-workers */
export interface OrderClause {
  readonly path: Path;
  readonly direction: 'ASC' | 'DESC';
}

/** A syntax error and its position. Lines and columns count from 1. */
export interface SyntaxFault {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export type Parsed<T> =
  | { readonly kind: 'parsed'; readonly value: T }
  | { readonly kind: 'fault'; readonly fault: SyntaxFault };

/** Reads the expression of a filter, a target, a task queue or a skip_if. */
export const parseExpression = (text: string): Parsed<Expression> => parseAs('Expression', text);

/** Reads an order_by. */
export const parseOrderBy = (text: string): Parsed<readonly OrderClause[]> => parseAs('OrderBy', text);

/** Reads a single name, such as the `task.agent_sid` of a known worker. */
export function parseReference(text: string): Parsed<Path> {
  const parsed = parseAs<{ path: Path }>('SingleReference', text);
  return parsed.kind === 'parsed' ? { kind: 'parsed', value: parsed.value.path } : parsed;
}

/** Prints an expression. Parsing the result gives the same expression. */
export function printExpression(expression: Expression): string {
  if (expression.kind === 'comparison') {
    return `${printOperand(expression.left)} ${expression.operator} ${printOperand(expression.right)}`;
  }
  return `(${printExpression(expression.left)}) ${expression.kind.toUpperCase()} (${printExpression(expression.right)})`;
}

/** Prints a path as in an expression. */
export const printPath = (path: Path): string =>
  path
    .map((part, place) => (typeof part === 'number' ? `[${part}]` : place === 0 ? part : `.${part}`))
    .join('');

function printOperand(operand: Operand): string {
  if (operand.kind === 'reference') return printPath(operand.path);
  if (operand.kind === 'list') return `[${operand.items.map(printOperand).join(', ')}]`;
  const { value } = operand;
  return typeof value === 'string' ? `'${value.replace(/[\\']/g, '\\$&')}'` : String(value);
}

type Start = 'Expression' | 'OrderBy' | 'SingleReference';

/**
 * The grammar is compiled on first use: there is no build step, no generated file to keep up to date, and no cost for
 * users without TaskRouter.
 */
let compiled: Parser | undefined;

function parser(): Parser {
  compiled ??= peggy.generate(readFileSync(join(__dirname, 'expression.peggy'), 'utf8'), {
    allowedStartRules: ['Expression', 'OrderBy', 'SingleReference'] satisfies Start[],
  });
  return compiled;
}

function parseAs<T>(startRule: Start, text: string): Parsed<T> {
  try {
    return { kind: 'parsed', value: parser().parse(text, { startRule }) as T };
  } catch (error) {
    if (!(error instanceof parser().SyntaxError)) throw error;
    const { line, column } = error.location.start;
    return { kind: 'fault', fault: { line, column, message: faultMessage(error) } };
  }
}

function faultMessage({ location, expected, found }: peggy.parser.SyntaxError): string {
  const place = `line ${location.start.line}, column ${location.start.column}`;
  const what = found ? `extraneous input '${found}'` : 'the expression ends too early';
  const names = (expected ?? []).flatMap((one) =>
    one.type === 'other' && one.description !== 'white space'
      ? [one.description]
      : one.type === 'literal'
        ? [`"${one.text}"`]
        : one.type === 'end'
          ? ['the end']
          : [],
  );
  const wanted = [...new Set(names)].sort();
  const hint = found === '-' ? ' Hyphens are not supported; use an underscore.' : '';
  return `${place}: ${what}, expecting ${wanted.join(' or ')}.${hint}`;
}
