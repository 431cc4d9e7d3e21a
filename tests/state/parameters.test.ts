import fc from 'fast-check';
import { Parameters } from '../../src/state/parameters';

const read = (value: unknown) => new Parameters({ Digits: value });

describe('a text that Twilio sent', () => {
  test.each<[string, unknown, string | undefined, string[]]>([
    ['is read as it is', '1', '1', []],
    ['is none when it is missing', undefined, undefined, []],
    ['is none when it is empty, as unknown geography is', '', undefined, []],
    ['is the first when it is repeated, with a note', ['1', '2'], '1', ['Digits: repeated']],
    ['is none when the first of a repeated one is empty', ['', '2'], undefined, ['Digits: repeated']],
    ['is none when it is repeated no times', [], undefined, ['Digits: repeated']],
    ['is none when it is null', null, undefined, ['Digits: not a text']],
    ['is none when it is a number', 1, undefined, ['Digits: not a text']],
    ['is none when it is an object', { a: '1' }, undefined, ['Digits: not a text']],
    ['is read up to 200 characters', 'x'.repeat(200), 'x'.repeat(200), []],
    ['is none from 201 characters on', 'x'.repeat(201), undefined, ['Digits: too long']],
  ])('%s', (_sentence, value, text, issues) => {
    const parameters = read(value);
    expect(parameters.text('Digits')).toBe(text);
    expect(parameters.issues).toEqual(issues);
  });

  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
    'is none under the name %s, which every object has',
    (name) => {
      const parameters = new Parameters({});
      expect(parameters.text(name)).toBeUndefined();
      expect(parameters.issues).toEqual([]);
    },
  );

  test('is read under the name __proto__ if it really was sent', () => {
    expect(new Parameters(JSON.parse('{"__proto__":"sent"}')).text('__proto__')).toBe('sent');
  });
});

describe('a number that Twilio sent', () => {
  test.each<[string, unknown, number | undefined, string[]]>([
    ['is read as a number', '42', 42, []],
    ['may be 0', '0', 0, []],
    ['may be the largest that makes sense', '100', 100, []],
    ['is none beyond that', '101', undefined, ['Digits: too large']],
    ['is none when it is missing', undefined, undefined, []],
    ['cannot be below 0', '-1', undefined, ['Digits: not a whole number']],
    ['is none with a fraction', '1.5', undefined, ['Digits: not a whole number']],
    ['is none in scientific writing', '1e1', undefined, ['Digits: not a whole number']],
    ['is none in hexadecimal', '0x10', undefined, ['Digits: not a whole number']],
    ['is none with space around it', ' 1', undefined, ['Digits: not a whole number']],
    ['is none as a word', 'Infinity', undefined, ['Digits: not a whole number']],
    ['is none in the digits of another script', '٤', undefined, ['Digits: not a whole number']],
    ['is none with 16 digits', '0000000000000001', undefined, ['Digits: not a whole number']],
  ])('%s', (_sentence, value, count, issues) => {
    const parameters = read(value);
    expect(parameters.count('Digits', 100)).toBe(count);
    expect(parameters.issues).toEqual(issues);
  });
});

describe('a parameter that Twilio always sends', () => {
  test('is noted when it is missing', () => {
    const parameters = new Parameters({});
    expect(parameters.expectedText('CallSid')).toBeUndefined();
    expect(parameters.expectedCount('QueueTime', 10)).toBeUndefined();
    expect(parameters.issues).toEqual(['CallSid: missing', 'QueueTime: missing']);
  });

  test('is noted once when it is there and of no use', () => {
    const parameters = new Parameters({ QueueTime: 'soon' });
    expect(parameters.expectedCount('QueueTime', 10)).toBeUndefined();
    expect(parameters.issues).toEqual(['QueueTime: not a whole number']);
  });

  test('of a name that begins like another one is noted too', () => {
    const parameters = new Parameters({ QueueTimeOfYesterday: 7 });
    parameters.text('QueueTimeOfYesterday');
    parameters.expectedCount('QueueTime', 10);
    expect(parameters.issues).toContain('QueueTime: missing');
  });
});

describe('whatever is sent', () => {
  test('is read without an exception, as a short text, a number in bounds, or nothing', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), fc.nat(), (value, most) => {
        const text = read(value).text('Digits');
        const count = read(value).count('Digits', most);
        expect(text === undefined || (text.length > 0 && text.length <= 200)).toBe(true);
        expect(count === undefined || (Number.isInteger(count) && count >= 0 && count <= most)).toBe(true);
      }),
    );
  });

  test('is noted by name and never by value', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_000_000, max: 9_999_999 }), (subscriber) => {
        const number = `+1555${subscriber}`;
        const parameters = new Parameters({ a: [number, number], b: { number }, c: number, d: `${number}x` });
        parameters.text('a');
        parameters.text('b');
        parameters.count('c', 9);
        parameters.expectedCount('d', 9);
        expect(parameters.issues).toEqual([
          'a: repeated',
          'b: not a text',
          'c: not a whole number',
          'd: not a whole number',
        ]);
      }),
    );
  });
});

describe('the attributes that TaskRouter sent', () => {
  test.each<[string, unknown, object, string[]]>([
    ['are read from JSON', '{"from":"+15550123456"}', { from: '+15550123456' }, []],
    ['are empty when they are not JSON', '{from', {}, ['TaskAttributes: not JSON']],
    ['are empty when they are missing', undefined, {}, ['TaskAttributes: not JSON']],
    ['are empty when they are null', 'null', {}, []],
  ])('%s', (_sentence, value, attributes, issues) => {
    const parameters = new Parameters({ TaskAttributes: value });
    expect(parameters.attributes('TaskAttributes')).toEqual(attributes);
    expect(parameters.issues).toEqual(issues);
  });
});
