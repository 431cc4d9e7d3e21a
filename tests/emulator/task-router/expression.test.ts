import fc from 'fast-check';
import { assumeOfTaskRouter } from '../../../emulator/platform/task-router-assumptions';
import { isTrue, type Names, timeOfDay, valueAt } from '../../../emulator/task-router/evaluation';
import {
  type Expression,
  type Operand,
  parseExpression,
  parseOrderBy,
  parseReference,
  printExpression,
} from '../../../emulator/task-router/expression';
import { answersTo } from './assumed';

function parsed(text: string): Expression {
  const result = parseExpression(text);
  if (result.kind === 'fault') throw new Error(result.fault.message);
  return result.value;
}

const truth = (text: string, names: Names = {}, rules = assumeOfTaskRouter()) =>
  isTrue(parsed(text), names, rules);

const worker: Names = {
  name: 'Ada',
  level: 7,
  rating: 5.1,
  trained: true,
  empty: '',
  gone: null,
  skills: ['support', 'sales'],
  floors: [1, 2],
  none: [],
  home: { city: 'Berlin', rooms: [{ size: 3 }, { size: 9 }] },
};

describe('the expressions on Twilio’s pages', () => {
  // https://www.twilio.com/docs/taskrouter/expression-syntax
  test.each<[string, Names, boolean]>([
    [
      "(skills HAS 'support') AND (languages HAS 'english')",
      { skills: ['support'], languages: ['english'] },
      true,
    ],
    ["(skills HAS 'support') AND (languages HAS 'english')", { skills: ['support'], languages: [] }, false],
    ["customer_value == 'Gold' AND type == 'ticket'", { customer_value: 'Gold', type: 'ticket' }, true],
    ['1 == 1', {}, true],
    ['0 != 1', {}, true],
    ['"apple" != "orange"', {}, true],
    ['key > 1', { key: 2 }, true],
    ['object.param != "apple"', { object: { param: 'pear' } }, true],
    ['language IN ["en", "es"]', { language: 'es' }, true],
    ['language IN ["en", "es"]', { language: 'fr' }, false],
    ['(condition_a == true) OR (condition_b == true)', { condition_b: true }, true],
    [
      '(language == "en" OR language == "fr") AND skill_rating >= 5.1',
      { language: 'fr', skill_rating: 5.1 },
      true,
    ],
    // https://www.twilio.com/docs/taskrouter/lifecycle-task-workflows-and-assignment
    ['preferred_agents != null', { preferred_agents: ['agent01'] }, true],
    ['preferred_agents != null', {}, false],
    ['worker.id IN task.preferred_agents', { worker: { id: 'a' }, task: { preferred_agents: ['a'] } }, true],
    ['worker.id IN task.preferred_agents', { worker: { id: 'a' }, task: {} }, false],
    // https://www.twilio.com/docs/taskrouter/order-workers
    [
      'task.subSection = worker.specializedSubField',
      { task: { subSection: 'x' }, worker: { specializedSubField: 'x' } },
      true,
    ],
    // https://www.twilio.com/docs/taskrouter/workflow-configuration/known-agent-routing
    [
      "worker.activity_name in ['Generally Available', 'High Value Tasks']",
      { worker: { activity_name: 'High Value Tasks' } },
      true,
    ],
    // https://www.twilio.com/docs/taskrouter/worker-presence
    ['workers.WAxx < 2 OR workers.WAyy < 2', { workers: { WAxx: 2, WAyy: 1 } }, true],
  ])('%s', (text, names, expected) => {
    expect(truth(text, names)).toBe(expected);
  });

  test('names reach into documents and lists', () => {
    const names: Names = { string_const: 'foo', object: { array: ['a', 'b', 'c'], attr: 'bar' } };
    const value = (text: string) => {
      const path = parseReference(text);
      return path.kind === 'parsed' ? valueAt(path.value, names) : path.fault.message;
    };
    expect(value('string_const')).toBe('foo');
    expect(value('object.array')).toEqual(['a', 'b', 'c']);
    expect(value('object.array[2]')).toBe('c');
    expect(value('object.attr')).toBe('bar');
    expect(value('object.array[3]')).toBeNull();
    expect(value('object.attr.length')).toBeNull();
    expect(value('object.array.length')).toBeNull();
    expect(value('object[0]')).toBeNull();
    expect(value('constructor')).toBeNull();
  });

  // https://www.twilio.com/docs/taskrouter/workflow-configuration/time-of-day
  test.each([
    ['taskrouter.currentTime > 0800 AND taskrouter.currentTime < 1830', true],
    ['taskrouter.currentHour > 8 AND taskrouter.currentHour < 18', true],
    ['taskrouter.currentHour == "09"', true],
    ['taskrouter.currentMin > 10 AND taskrouter.currentMin < 50', false],
    ["taskrouter.dayOfWeek IN ['Mon', 'Tue']", true],
    ["taskrouter.dayOfWeek = 'Sat'", false],
  ])('%s on a Monday at 09:05 UTC', (text, expected) => {
    expect(truth(text, { taskrouter: timeOfDay(new Date('2026-01-05T09:05:00Z')) })).toBe(expected);
  });
});

describe('every operator with every kind of value', () => {
  test.each<[string, boolean]>([
    ['level == 7', true],
    ['level == 7.0', true],
    ['level != 7', false],
    ['level >= 7 AND level <= 7', true],
    ['level > 7 OR level < 7', false],
    ["name == 'Ada'", true],
    ["name == 'ada'", false],
    ["name < 'Bob'", true],
    ['trained == true', true],
    ["trained == 'true'", false],
    ['trained > false', false],
    ["name CONTAINS 'da'", true],
    ["name CONTAINS 'x'", false],
    ['rating CONTAINS 1', true],
    ["skills CONTAINS 'support'", false],
    ["skills HAS 'support'", true],
    ["skills HAS 'Support'", false],
    ['floors HAS 2', true],
    ["name HAS 'Ada'", false],
    ["skills HAS ['support']", false],
    ["'sales' IN skills", true],
    ["'sales' IN name", false],
    ['level IN [1, 7]', true],
    ['level IN [level]', true],
    ['level IN []', false],
    ['level NOT IN [1, 2]', true],
    ['level NOT IN [1, 7]', false],
    ['level not in none', true],
    ['level NOT IN 7', false],
    ['skills NOT IN [1]', false],
    ["skills == 'support'", false],
    ["skills != 'support'", false],
    ['skills > 1', false],
    ["home.city == 'Berlin'", true],
    ['home.rooms[1].size == 9', true],
    ["home == 'Berlin'", false],
    ["home != 'Berlin'", false],
    ['trained == true OR level == 0 AND level == 1', true],
    ['(trained == true OR level == 0) AND level == 1', false],
  ])('%s', (text, expected) => {
    expect(truth(text, worker)).toBe(expected);
  });
});

describe('a missing value', () => {
  test.each<[string, boolean]>([
    ['missing == null', true],
    ['gone == NULL', true],
    ['missing != null', false],
    ['name != null', true],
    ['skills != null', true],
    ['skills == null', false],
    ['empty == null', false],
    ['null == null', true],
    // Production relies on it: a missing attribute is not "true".
    ['missing != true', true],
    ['missing == false', false],
    ["missing CONTAINS ''", false],
    ["missing HAS 'support'", false],
    ['missing IN [1]', false],
    ['missing IN [null]', true],
    ['missing NOT IN [1]', true],
    ['level IN missing', false],
    ['home.street.number == null', true],
  ])('%s', (text, expected) => {
    expect(truth(text, worker)).toBe(expected);
  });

  test.each(answersTo('notInNull'))('NOT IN with a missing list is %s', (answer, rules) => {
    expect(truth('level NOT IN missing', worker, rules)).toBe(answer === 'true');
  });

  test.each(answersTo('nullOrder'))('ordering a missing value is %s', (answer, rules) => {
    for (const text of ['missing > 1', 'missing <= 1', '1 < missing', 'missing >= missing']) {
      expect(truth(text, worker, rules)).toBe(answer === 'true');
    }
  });

  test.each(answersTo('numberAgainstText'))(
    'a number and a text of the same digits are %s',
    (answer, rules) => {
      expect(truth("level == '7'", worker, rules)).toBe(answer === 'equal');
      expect(truth("level != '7'", worker, rules)).toBe(answer === 'different');
      expect(truth("floors HAS '2'", worker, rules)).toBe(answer === 'equal');
      expect(truth("level == 'seven'", worker, rules)).toBe(false);
    },
  );
});

describe('the order of workers', () => {
  test('an order_by has clauses, each with a direction', () => {
    expect(parseOrderBy('worker.tier ASC, worker.skills.sales desc')).toEqual({
      kind: 'parsed',
      value: [
        { path: ['worker', 'tier'], direction: 'ASC' },
        { path: ['worker', 'skills', 'sales'], direction: 'DESC' },
      ],
    });
  });

  test.each(['worker.tier', 'worker.tier UP', 'worker.tier ASC,', ''])('"%s" is refused', (text) => {
    expect(parseOrderBy(text).kind).toBe('fault');
  });
});

describe('an expression that cannot be read', () => {
  test.each([
    ['skill-level > 3', 1, 6, "extraneous input '-'"],
    ["name == 'Ada", 1, 9, 'expecting'],
    ["name evel 'x'", 1, 6, "extraneous input 'e', expecting an operator"],
    ['level >', 1, 8, 'the expression ends too early'],
    ["name == 'Ada' AND", 1, 18, 'the expression ends too early'],
    ["name == 'Ada' XOR level == 1", 1, 15, "extraneous input 'X'"],
    ["(name == 'Ada'", 1, 15, 'expecting ")"'],
    ['name', 1, 5, 'an operator'],
    ['level == -1', 1, 10, 'Hyphens are not supported'],
    ['in == 1', 1, 1, "extraneous input 'i'"],
    ['level == 1x', 1, 10, "extraneous input '1'"],
    ['a == 1 AND\n  b =~ 2', 2, 6, "extraneous input '~'"],
    ['', 1, 1, 'the expression ends too early'],
  ])('%j is refused with its position', (text, line, column, message) => {
    const result = parseExpression(text);
    expect(result).toMatchObject({ kind: 'fault', fault: { line, column } });
    if (result.kind === 'fault') expect(result.fault.message).toContain(message);
  });
});

const name = fc
  .stringMatching(/^[A-Za-z_$][A-Za-z0-9_$]{0,6}$/)
  .filter((text) => parseReference(text).kind === 'parsed');
const reference: fc.Arbitrary<Operand> = fc
  .tuple(name, fc.array(fc.oneof(name, fc.nat(99)), { maxLength: 3 }))
  .map(([first, rest]) => ({ kind: 'reference', path: [first, ...rest] }));
const constant: fc.Arbitrary<Operand> = fc
  .oneof(
    fc.string(),
    fc.nat(),
    fc.nat(9999).map((cents) => cents / 100),
    fc.boolean(),
    fc.constant(null),
  )
  .map((value) => ({ kind: 'constant', value }));
const list: fc.Arbitrary<Operand> = fc
  .array(fc.oneof(constant, reference), { maxLength: 3 })
  .map((items) => ({ kind: 'list', items }));
const operand = fc.oneof(reference, constant, list);
const operator = fc.constantFrom(
  '==',
  '!=',
  '>',
  '>=',
  '<',
  '<=',
  'CONTAINS',
  'HAS',
  'IN',
  'NOT IN' as const,
);
const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { depthSize: 'small' },
    fc.record({ kind: fc.constant('comparison' as const), operator, left: operand, right: operand }),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      left: tie('expression'),
      right: tie('expression'),
    }),
  ),
})) as { expression: fc.Arbitrary<Expression> };

describe('any expression', () => {
  test('is the same after printing and parsing', () => {
    fc.assert(fc.property(expression, (any) => expect(parsed(printExpression(any))).toEqual(any)));
  });

  test('is true or false for any document, and NOT IN is never true together with IN', () => {
    const rules = assumeOfTaskRouter();
    fc.assert(
      fc.property(expression, fc.dictionary(name, fc.jsonValue()), (any, names) => {
        expect(typeof isTrue(any, names as Names, rules)).toBe('boolean');
      }),
    );
    fc.assert(
      fc.property(operand, operand, fc.dictionary(name, fc.jsonValue()), (left, right, names) => {
        const both = (['IN', 'NOT IN'] as const).map((operator) =>
          isTrue({ kind: 'comparison', operator, left, right }, names as Names, rules),
        );
        expect(both).not.toEqual([true, true]);
      }),
    );
  });
});
