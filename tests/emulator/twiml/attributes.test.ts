import { TwimlError } from '../../../emulator/platform/twilio-errors';
import { booleanOf, choiceOf, integerOf, textOf } from '../../../emulator/twiml/attributes';
import type { Element } from '../../../emulator/twiml/document';

const element = (name: string, attributes: Record<string, string>): Element => ({
  name,
  attributes,
  text: '',
  children: [],
  line: 7,
});

function faultOf(read: () => unknown) {
  try {
    read();
  } catch (error) {
    if (error instanceof TwimlError) return error.fault;
    throw error;
  }
  throw new Error('nothing was thrown');
}

// A whole number of seconds, at least 5 and at most 600; 13212 when it is not.
// https://www.twilio.com/docs/voice/twiml/dial and https://www.twilio.com/docs/api/errors/13212
describe('a whole number', () => {
  const timeoutOf = (attributes: Record<string, string>) =>
    integerOf(element('Dial', attributes), 'timeout', { default: 30, min: 5, max: 600, code: 13212 });

  test.each([
    [{}, 30],
    [{ timeout: '5' }, 5],
    [{ timeout: '600' }, 600],
    [{ timeout: '030' }, 30],
  ])('%j is %d', (attributes, seconds) => {
    expect(timeoutOf(attributes)).toBe(seconds);
  });

  test.each(['4', '601', '', ' ', '5.5', '1e2', '0x10', 'soon', '-5', 'Infinity'])(
    '%p cannot be read',
    (timeout) => {
      expect(faultOf(() => timeoutOf({ timeout }))).toMatchObject({
        code: 13212,
        severity: 'warning',
        message: `Dial: timeout cannot be read: <Dial> timeout is "${timeout}": use a whole number from 5 to 600`,
        line: 7,
      });
    },
  );

  test.each([
    [{ min: 0 }, 'a whole number, 0 or more'],
    [{ max: -2 }, 'a whole number, -2 or less'],
  ])('with %j the message says what is allowed', (range, allowed) => {
    const read = () =>
      integerOf(element('Play', { loop: '-1' }), 'loop', { default: 1, ...range, code: 13410 });
    expect(faultOf(read).message).toContain(allowed);
  });

  test('without limits any whole number is read', () => {
    const loop = integerOf(element('Play', { loop: '-12' }), 'loop', { default: 1, code: 13410 });
    expect(loop).toBe(-12);
  });

  test('a default may be undefined', () => {
    const digits: number | undefined = integerOf(element('Gather', {}), 'numDigits', {
      default: undefined,
      code: 13314,
    });
    expect(digits).toBeUndefined();
  });
});

// hangupOnStar must be "true" or "false". https://www.twilio.com/docs/api/errors/13213
describe('true or false', () => {
  const hangupOnStarOf = (attributes: Record<string, string>) =>
    booleanOf(element('Dial', attributes), 'hangupOnStar', { default: false, code: 13213 });

  test.each([
    [{}, false],
    [{ hangupOnStar: 'true' }, true],
    [{ hangupOnStar: 'false' }, false],
  ])('%j is %p', (attributes, value) => {
    expect(hangupOnStarOf(attributes)).toBe(value);
  });

  test.each(['', 'TRUE', 'yes', '1'])('%p cannot be read', (hangupOnStar) => {
    expect(faultOf(() => hangupOnStarOf({ hangupOnStar }))).toMatchObject({ code: 13213, line: 7 });
  });
});

// The method must be GET or POST. https://www.twilio.com/docs/api/errors/14201
describe('one of several words', () => {
  const methodOf = (attributes: Record<string, string>) =>
    choiceOf(element('Enqueue', attributes), 'method', {
      default: 'POST',
      choices: ['GET', 'POST'],
      code: 14201,
    });

  test.each([
    [{}, 'POST'],
    [{ method: 'GET' }, 'GET'],
  ])('%j is %s', (attributes, method) => {
    expect(methodOf(attributes)).toBe(method);
  });

  test.each(['get', 'PUT', ''])('%p cannot be read', (method) => {
    expect(faultOf(() => methodOf({ method }))).toMatchObject({
      code: 14201,
      severity: 'error',
      message: `Enqueue: method cannot be read: <Enqueue> method is "${method}": use one of GET, POST`,
    });
  });
});

// An empty waitUrl is not a missing one: it means silence. https://www.twilio.com/docs/voice/twiml/enqueue
describe('text', () => {
  test.each([
    [{}, 'the default music'],
    [{ waitUrl: '' }, ''],
    [{ waitUrl: '/wait' }, '/wait'],
  ])('%j is %p', (attributes, waitUrl) => {
    expect(textOf(element('Enqueue', attributes), 'waitUrl', 'the default music')).toBe(waitUrl);
  });
});
