import type { TaskRouterAssumptions } from '../platform/task-router-assumptions';
import type { Expression, Operand, Operator, Path } from './expression';

/** A value in a JSON document; missing ones are `null`. */
export type Value = null | boolean | number | string | readonly Value[] | { readonly [name: string]: Value };

/** The values of the names in an expression. */
export type Names = { readonly [name: string]: Value };

export type NullRules = Pick<TaskRouterAssumptions, 'notInNull' | 'nullOrder' | 'numberAgainstText'>;

/** Whether an expression is true. It never fails: comparisons that make no sense are false. */
export function isTrue(expression: Expression, names: Names, rules: NullRules): boolean {
  switch (expression.kind) {
    case 'and':
      return isTrue(expression.left, names, rules) && isTrue(expression.right, names, rules);
    case 'or':
      return isTrue(expression.left, names, rules) || isTrue(expression.right, names, rules);
    case 'comparison':
      return compares(
        expression.operator,
        operandValue(expression.left, names),
        operandValue(expression.right, names),
        rules,
      );
  }
}

/** The value at a path in a document; `null` if there is none. */
export function valueAt(path: Path, names: Names): Value {
  let value: Value = names;
  for (const part of path) {
    if (value === null || typeof value !== 'object') return null;
    if (!Object.hasOwn(value, part)) return null;
    if ((typeof part === 'number') !== Array.isArray(value)) return null;
    value = (value as { readonly [part: string | number]: Value })[part] ?? null;
  }
  return value;
}

function operandValue(operand: Operand, names: Names): Value {
  if (operand.kind === 'constant') return operand.value;
  if (operand.kind === 'list') return operand.items.map((item) => operandValue(item, names));
  return valueAt(operand.path, names);
}

function compares(operator: Operator, left: Value, right: Value, rules: NullRules): boolean {
  switch (operator) {
    case 'HAS':
      return Array.isArray(left) && !Array.isArray(right) && holds(left, right, rules);
    case 'IN':
      return Array.isArray(right) && !Array.isArray(left) && holds(right, left, rules);
    case 'NOT IN':
      if (right === null) return rules.notInNull === 'true';
      return Array.isArray(right) && !Array.isArray(left) && !holds(right, left, rules);
    // A comparison with null tests whether a value exists, also for a list: see the sample
    // `preferred_agents != null` on https://www.twilio.com/docs/taskrouter/lifecycle-task-workflows-and-assignment
    case '==':
      return left === null || right === null ? left === right : equals(left, right, rules);
    case '!=':
      if (left === null || right === null) return left !== right;
      return isScalar(left) && isScalar(right) && !equals(left, right, rules);
    case 'CONTAINS':
      return isScalar(left) && isScalar(right) && String(left).includes(String(right));
    default:
      return isOrdered(operator, left, right, rules);
  }
}

const holds = (list: readonly Value[], sought: Value, rules: NullRules): boolean =>
  list.some((item) => (item === null || sought === null ? item === sought : equals(item, sought, rules)));

function equals(left: Value, right: Value, rules: NullRules): boolean {
  if (!isScalar(left) || !isScalar(right)) return false;
  if (typeof left === typeof right) return left === right;
  if (rules.numberAgainstText === 'different') return false;
  const numbers = asNumbers(left, right);
  return numbers !== undefined && numbers[0] === numbers[1];
}

type Ordering = '>' | '>=' | '<' | '<=';

function isOrdered(operator: Ordering, left: Value, right: Value, rules: NullRules): boolean {
  if (left === null || right === null) return rules.nullOrder === 'true';
  if (typeof left === 'string' && typeof right === 'string') return inOrder(operator, left, right);
  const numbers = asNumbers(left, right);
  return numbers !== undefined && inOrder(operator, numbers[0], numbers[1]);
}

function inOrder<T extends string | number>(operator: Ordering, left: T, right: T): boolean {
  if (operator === '>') return left > right;
  if (operator === '>=') return left >= right;
  if (operator === '<') return left < right;
  return left <= right;
}

const isScalar = (value: Value): value is string | number | boolean =>
  value !== null && typeof value !== 'object';

/** Two numbers, either of which may be a string, such as `taskrouter.currentHour`. */
function asNumbers(left: Value, right: Value): readonly [number, number] | undefined {
  const numbers = [asNumber(left), asNumber(right)] as const;
  return numbers.some(Number.isNaN) ? undefined : numbers;
}

function asNumber(value: Value): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
}

const dayNames = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;

/** `taskrouter.*`, in UTC: https://www.twilio.com/docs/taskrouter/workflow-configuration/time-of-day */
export function timeOfDay(now: Date): Names {
  const hour = now.getUTCHours();
  const minute = now.getUTCMinutes();
  return {
    currentTime: hour * 100 + minute,
    currentHour: String(hour).padStart(2, '0'),
    currentMin: minute,
    dayOfWeek: dayNames[now.getUTCDay()] ?? null,
  };
}
