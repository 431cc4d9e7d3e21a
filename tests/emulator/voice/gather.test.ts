import { answersTo, application, sound } from '../application';

const pressAfter = async (keys: string, given: { seconds?: number; gather?: string } = {}) => {
  const { seconds = 1, gather = '<Gather action="/keys"/>' } = given;
  const app = application({ '/voice': `${gather}<Say>Nothing came</Say>`, '/keys': '<Say>Thanks</Say>' });
  const caller = app.call();
  await app.seconds(seconds);
  caller.press(keys);
  await app.seconds(60);
  return { app, caller, digits: app.asked('/keys').map(({ Digits }) => Digits) };
};

// Gather collects keys until `finishOnKey`, `numDigits` or `timeout`, and posts them to `action` as `Digits`; verbs after
// it only run if there are none. https://www.twilio.com/docs/voice/twiml/gather
describe('<Gather>', () => {
  test.each([
    ['12#', '', '12'],
    ['12', '', '12'],
    ['12*', '', '12*'],
    ['123', 'numDigits="2"', '12'],
    ['1#', 'numDigits="2"', '1'],
    ['12*3', 'finishOnKey="*"', '12'],
    ['12#3', 'finishOnKey="*"', '12#3'],
    // The empty string: no key ends the input, and all keys are digits.
    ['1#*', 'finishOnKey=""', '1#*'],
    ['1#', 'finishOnKey="" numDigits="2"', '1#'],
  ])('of %s with %s has %s', async (keys, attributes, expected) => {
    const { digits, caller } = await pressAfter(keys, { gather: `<Gather action="/keys" ${attributes}/>` });
    expect(digits).toEqual([expected]);
    expect(caller.heard).toEqual(['Thanks']);
  });

  // "If the caller enters the finishOnKey value before any other digits", Twilio continues with the next verb, as it does
  // after a timeout, unless `actionOnEmptyResult` is set.
  // http://www.twilio.com/docs/api/twiml/gather, https://www.twilio.com/docs/voice/twiml/gather
  test.each([
    ['', '', 'Nothing came', []],
    ['#', '', 'Nothing came', []],
    ['', 'actionOnEmptyResult="true"', 'Thanks', ['']],
    ['#', 'actionOnEmptyResult="true"', 'Thanks', ['']],
  ])('of no digit ("%s") with %s leads to "%s"', async (keys, attributes, heard, expected) => {
    const gather = `<Gather action="/keys" ${attributes}/>`;
    const { digits, caller } = await pressAfter(keys, { gather });
    expect(caller.heard).toEqual([heard]);
    expect(digits).toEqual(expected);
  });

  test.each([
    ['', 5],
    ['timeout="2"', 2],
  ])('with %s waits %d seconds for the first key', async (attribute, seconds) => {
    const gather = `<Gather action="/keys" ${attribute}/>`;
    expect((await pressAfter('1', { seconds: seconds - 0.1, gather })).digits).toEqual(['1']);
    expect((await pressAfter('1', { seconds: seconds + 0.1, gather })).digits).toEqual([]);
  });

  test('waits as long for each further key', async () => {
    const app = application({
      '/voice': '<Gather action="/keys" timeout="3"/>',
      '/keys': '<Say>Thanks</Say>',
    });
    const caller = app.call();
    for (const key of ['1', '2', '3']) {
      await app.seconds(2.9);
      caller.press(key);
    }
    await app.seconds(2.9);
    expect(app.asked('/keys')).toEqual([]);
    await app.seconds(0.2);
    expect(app.asked('/keys')).toMatchObject([{ Digits: '123' }]);
  });

  test('without an action requests its own document, by POST by default', async () => {
    const answer = ({ form, url }: { form: URLSearchParams; url: URL }) =>
      form.has('Digits') || url.searchParams.has('Digits') ? '<Say>Thanks</Say>' : '<Gather numDigits="1"/>';
    const app = application({ '/voice': answer });
    const caller = app.call();
    await app.seconds(1);
    caller.press('7');
    await app.seconds(5);
    expect(caller.heard).toEqual(['Thanks']);
    expect(app.requestsTo('/voice').map(({ method }) => method)).toEqual(['POST', 'POST']);
  });

  test('by GET has the digits in the query', async () => {
    const gather = '<Gather action="/keys?step=2" method="GET" numDigits="1"/>';
    const { app } = await pressAfter('7', { gather });
    expect(app.requestsTo('/keys')).toMatchObject([
      { method: 'GET', parameters: { step: '2', Digits: '7' } },
    ]);
  });

  test('a hangup while it listens ends the call without a request', async () => {
    const app = application({ '/voice': '<Gather action="/keys"/>', '/keys': '<Say>Thanks</Say>' });
    const caller = app.call();
    await app.seconds(1);
    caller.press('12');
    caller.hangUp();
    await app.seconds(60);
    expect(app.paths).toEqual(['/voice']);
  });
});

// It may contain Say, Play and Pause: keys count from the first word on, the first key ends the audio, and
// the timeout starts when the audio has ended. https://www.twilio.com/docs/voice/twiml/gather
describe('<Gather> with a prompt', () => {
  const gather = `<Gather action="/keys" timeout="4" numDigits="1"><Say>${'a'.repeat(30)}</Say><Pause length="1"/><Say>Press</Say></Gather>`;

  test('is cut by a key', async () => {
    const { app, digits, caller } = await pressAfter('1', { seconds: 1.5, gather });
    expect(digits).toEqual(['1']);
    expect(caller.heard).toEqual(['a'.repeat(30), 'Thanks']);
    expect(app.events('cut')).toMatchObject([{ secondsHeard: 1.5 }]);
  });

  test.each([
    [7.3, ['1']],
    [7.4, []],
  ])('a key %d seconds after the start leads to %p', async (seconds, expected) => {
    expect((await pressAfter('1', { seconds, gather })).digits).toEqual(expected);
  });

  test('plays a file that a key cuts off', async () => {
    const app = application({
      '/voice': '<Gather action="/keys" numDigits="1"><Play>/two.wav</Play></Gather>',
      '/keys': '<Say>Thanks</Say>',
      '/two.wav': sound(2),
    });
    const caller = app.call();
    await app.seconds(1);
    caller.press('1');
    await app.seconds(5);
    expect(caller.heard).toEqual(['♪ two.wav', 'Thanks']);
    expect(app.events('cut')).toMatchObject([{ secondsHeard: 1 }]);
  });
});

// Only Gather collects keys: those pressed while nothing listens are not kept for later.
describe('a key while nothing listens', () => {
  test.each([
    ['before', 0.5],
    ['after', 20],
  ])('%s the <Gather> is ignored', async (_when, seconds) => {
    const app = application({
      '/voice': `<Say>${'a'.repeat(15)}</Say><Gather action="/keys" numDigits="1"/><Pause length="60"/>`,
      '/keys': '<Say>Thanks</Say>',
    });
    const caller = app.call();
    await app.seconds(seconds);
    caller.press('1');
    await app.seconds(60);
    expect(app.asked('/keys')).toEqual([]);
    expect(app.events('pressed')).toMatchObject([{ key: '1', isHeard: false }]);
  });
});

// The queue parameters are only documented for the wait URL, not for requests of a wait document.
// https://www.twilio.com/docs/voice/twiml/enqueue
describe.each(answersTo('gatherInWait'))(
  'the action of a <Gather> in a wait document, $answer',
  ({ answer, given }) => {
    test('is requested with the digits, and the wait continues after its document', async () => {
      const app = application(
        {
          '/voice': '<Enqueue waitUrl="/wait">support</Enqueue>',
          '/wait': '<Gather action="/keys" numDigits="1"><Say>Press a key</Say></Gather><Pause length="10"/>',
          '/keys': '<Say>Thanks</Say>',
        },
        { assumptions: given },
      );
      const caller = app.call();
      await app.seconds(2);
      caller.press('5');
      await app.seconds(2);
      expect(app.asked('/keys')).toMatchObject([{ Digits: '5', CallSid: caller.callSid }]);
      expect('QueueTime' in (app.asked('/keys')[0] ?? {})).toBe(answer === 'with-queue-parameters');
      expect(caller.heard).toEqual(['Press a key', 'Thanks', 'Press a key']);
      expect(app.twilio.queueNamed('support')?.members).toHaveLength(1);
    });
  },
);

test.skip('<Gather input="speech">: the local Twilio hears keys only', () => undefined);
