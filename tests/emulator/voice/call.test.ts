import { answersTo, application, status, urlOf } from '../application';

// Twilio sends these with every voice request; the first of a call has the status `ringing`.
// https://www.twilio.com/docs/voice/twiml#twilios-request-to-your-application
describe('a call', () => {
  test('is reported with the standard parameters', async () => {
    const app = application({ '/voice': '<Say>Hello</Say>' });
    const caller = app.call();
    await app.seconds(1);
    expect(app.asked('/voice')).toMatchObject([
      {
        AccountSid: app.twilio.account.sid,
        ApiVersion: '2010-04-01',
        CallSid: caller.callSid,
        CallStatus: 'ringing',
        Direction: 'inbound',
        From: '+15550000001',
        To: '+1555/voice',
        Caller: '+15550000001',
        Called: '+1555/voice',
        FromCountry: 'US',
      },
    ]);
    expect(caller.callSid).toMatch(/^CA[0-9a-f]{32}$/);
    expect(app.asked('/voice')[0]).not.toHaveProperty('StirVerstat');
  });

  test('is answered by its first document, and ends when nothing is left to do', async () => {
    const app = application({ '/voice': '<Say>Hello</Say>' });
    app.call();
    await app.seconds(10);
    expect(app.events('call').map(({ status }) => status)).toEqual(['ringing', 'in-progress', 'completed']);
  });

  test('has what the carrier says about its number', async () => {
    const app = application({ '/voice': '' });
    app.call();
    app.twilio.placeCall({ from: '+15550001', to: '+1555/voice', stirVerstat: 'TN-Validation-Passed-A' });
    await app.seconds(1);
    expect(app.asked('/voice')[1]).toMatchObject({ StirVerstat: 'TN-Validation-Passed-A' });
  });

  test('to a number that the account does not have is an error', () => {
    const app = application({ '/voice': '' });
    expect(() => app.twilio.placeCall({ from: '+15550001', to: '+15550002' })).toThrow(
      'The account does not have the number +15550002. It has: none.',
    );
  });
});

// When a call to a number ends, its status callback is requested, with CallDuration. https://www.twilio.com/docs/voice/twiml
describe('the status callback', () => {
  // CallDuration in seconds, and Duration in minutes that are billed, as in requests that Twilio has sent.
  test.each([
    [42, '1'],
    [60, '1'],
    [61, '2'],
  ])('reports that the call took %d seconds', async (seconds, minutes) => {
    const app = application({ '/voice': `<Gather timeout="${seconds}"/>`, '/ended': '' });
    app.call();
    await app.seconds(90);
    expect(app.asked('/ended')).toMatchObject([
      {
        CallStatus: 'completed',
        CallDuration: String(seconds),
        Duration: minutes,
        CallbackSource: 'call-progress-events',
        SequenceNumber: '0',
        Timestamp: new Date(Date.parse('2026-01-05T15:00:00Z') + seconds * 1000)
          .toUTCString()
          .replace('GMT', '+0000'),
      },
    ]);
  });

  test('reports a caller who hung up, once', async () => {
    const app = application({ '/voice': '<Gather timeout="42"/>', '/ended': '' });
    const caller = app.call();
    await app.seconds(10);
    caller.hangUp();
    caller.hangUp();
    await app.seconds(60);
    expect(app.asked('/ended')).toMatchObject([{ CallStatus: 'completed', CallDuration: '10' }]);
    expect(caller.isOnTheLine).toBe(false);
  });

  test('reports a caller who hung up before there was an answer', async () => {
    const app = application(
      { '/voice': '<Say>Hello</Say>', '/ended': '' },
      { settings: { answerMillis: 2000 } },
    );
    const caller = app.call();
    await app.seconds(1);
    caller.hangUp();
    await app.seconds(10);
    expect(app.asked('/ended')).toMatchObject([{ CallStatus: 'canceled', CallDuration: '0' }]);
    expect(caller.heard).toEqual([]);
  });

  // https://www.twilio.com/docs/api/errors/15003
  test('that fails is a warning', async () => {
    const app = application({ '/voice': '', '/ended': status(500) });
    app.call();
    await app.seconds(10);
    expect(app.faults).toEqual([15003]);
  });
});

// If a document cannot be fetched or run, Twilio requests the number's fallback URL at once, with ErrorCode and ErrorUrl,
// and continues with its answer. https://www.twilio.com/docs/usage/security/availability-reliability
describe('when a document fails', () => {
  test.each([
    ['it is answered with 500', status(500), 11200],
    [
      'it is not TwiML',
      () => ({ status: 200, headers: { 'content-type': 'text/xml' }, body: Buffer.from('<') }),
      12100,
    ],
    [
      'it is empty',
      () => ({ status: 200, headers: { 'content-type': 'text/xml' }, body: Buffer.from('') }),
      11770,
    ],
    [
      'it is JSON',
      () => ({ status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from('{}') }),
      12300,
    ],
  ])('because %s, the fallback takes over', async (_why, voice, code) => {
    const app = application(
      { '/voice': voice, '/fallback': '<Say>Fallback</Say>' },
      { number: { voiceFallbackUrl: urlOf('/fallback'), voiceFallbackMethod: 'GET' } },
    );
    const caller = app.call();
    await app.seconds(10);
    expect(caller.heard).toEqual(['Fallback']);
    expect(app.requestsTo('/fallback')).toMatchObject([
      {
        method: 'GET',
        parameters: { ErrorCode: String(code), ErrorUrl: urlOf('/voice'), CallSid: caller.callSid },
      },
    ]);
    expect(app.faults).toEqual([code]);
  });

  // Without one the caller hears that an application error has occurred, and the call ends.
  test.each([
    ['there is no fallback', {}],
    ['the fallback fails too', { voiceFallbackUrl: urlOf('/fallback') }],
  ])('and %s, the caller hears the application error, in a call that is answered', async (_why, number) => {
    const app = application({ '/voice': status(500), '/fallback': status(500), '/ended': '' }, { number });
    const caller = app.call();
    await app.seconds(10);
    expect(caller.heard).toEqual(['We are sorry, an application error has occurred. Goodbye.']);
    expect(app.asked('/ended')).toMatchObject([{ CallStatus: 'completed' }]);
  });
});

// The fallback page says what follows when a number's own URL fails, but not when its fallback leads to another.
test.each(answersTo('fallbackFails'))(
  'a document that the fallback requested fails: $answer',
  async ({ answer, given: assumptions }) => {
    const app = application(
      {
        '/voice': status(500),
        '/fallback': '<Say>Busy</Say><Pause length="5"/><Redirect>/voice</Redirect>',
      },
      { assumptions, number: { voiceFallbackUrl: urlOf('/fallback') } },
    );
    const caller = app.call();
    await app.seconds(12);
    const times = caller.heard.filter((words) => words === 'Busy').length;
    expect(times > 1).toBe(answer === 'asked-again');
    expect(caller.isOnTheLine).toBe(answer === 'asked-again');
  },
);

// The fallback page speaks of voice URLs; of the actions of verbs it says nothing.
describe.each(answersTo('actionFails'))('when an action fails: $answer', ({ answer, given }) => {
  test.each([
    ['<Enqueue>', '<Enqueue waitUrl="/wait" action="/action">support</Enqueue>'],
    ['<Gather>', '<Gather action="/action" actionOnEmptyResult="true"/>'],
    ['<Dial>', '<Dial action="/action"><Queue>nobody</Queue></Dial>'],
  ])('that of %s', async (_verb, voice) => {
    const app = application(
      { '/voice': voice, '/wait': '<Leave/>', '/action': status(500), '/fallback': '<Say>Fallback</Say>' },
      { assumptions: given, number: { voiceFallbackUrl: urlOf('/fallback') } },
    );
    const caller = app.call();
    await app.seconds(30);
    expect(caller.heard).toEqual([
      answer === 'number-fallback' ? 'Fallback' : 'We are sorry, an application error has occurred. Goodbye.',
    ]);
    expect(caller.isOnTheLine).toBe(false);
  });
});

// Twilio ends every call after four hours. https://www.twilio.com/docs/voice/twiml/dial
describe('the longest call', () => {
  test('ends in mid-sentence', async () => {
    const app = application(
      { '/voice': '<Say loop="0">On and on</Say>', '/ended': '' },
      { settings: { longestCallSeconds: 60 } },
    );
    const caller = app.call();
    await app.seconds(59.9);
    expect(caller.isOnTheLine).toBe(true);
    await app.seconds(0.2);
    expect(caller.isOnTheLine).toBe(false);
    expect(app.asked('/ended')).toMatchObject([{ CallDuration: '60' }]);
  });

  test('counts from the answer', async () => {
    const settings = { longestCallSeconds: 60, answerMillis: 5000 };
    const app = application({ '/voice': '<Gather timeout="100"/>', '/ended': '' }, { settings });
    app.call();
    await app.seconds(80);
    expect(app.asked('/ended')).toMatchObject([{ CallDuration: '60' }]);
  });

  test('does not depend on a wait', async () => {
    const app = application(
      { '/voice': '<Enqueue waitUrl="" action="/left">support</Enqueue>', '/left': '' },
      { settings: { longestCallSeconds: 60 } },
    );
    const caller = app.call();
    await app.seconds(61);
    expect(caller.isOnTheLine).toBe(false);
    expect(app.asked('/left')).toMatchObject([
      { QueueResult: 'hangup', QueueTime: '60', CallStatus: 'completed' },
    ]);
  });
});

// An account may only have a certain number of calls at once; the next caller is refused without a request to the application.
// https://www.twilio.com/docs/api/errors/10004
describe('more calls than the account may have', () => {
  test('are refused, until one has ended', async () => {
    const app = application({ '/voice': '<Pause length="60"/>' }, { settings: { maxConcurrentCalls: 2 } });
    const first = app.call();
    app.call();
    expect(app.ring()).toBeUndefined();
    await app.seconds(1);
    expect(app.asked('/voice')).toHaveLength(2);
    expect(app.events('refused')).toMatchObject([{ fault: { code: 10004 } }]);
    first.hangUp();
    await app.seconds(1);
    expect(app.ring()).toBeDefined();
  });
});

// A REST update redirects a call to another document, whatever it is doing. https://www.twilio.com/docs/voice/api/call-resource
test('a call that is redirected from outside drops what it was doing', async () => {
  const app = application({
    '/voice': '<Say loop="0">On and on</Say>',
    '/elsewhere': '<Say>Elsewhere</Say>',
  });
  const caller = app.call();
  await app.seconds(5);
  const request = {
    url: new URL(urlOf('/elsewhere')),
    method: 'POST',
    parameters: {},
    requestedBy: 'rest',
  } as const;
  app.twilio.calls.get(caller.callSid)?.interrupt({ kind: 'redirect', request });
  await app.seconds(5);
  expect(caller.heard).toEqual(['On and on', 'Elsewhere']);
});

test('an error in the local Twilio ends the call, is on the timeline, and rejects the move of the clock', async () => {
  const app = application({ '/voice': '<Say>Hi</Say><Pay/>', '/ended': '' });
  const caller = app.call();
  await expect(app.seconds(10)).rejects.toThrow('The local Twilio does not have <Pay> on line 1 yet');
  expect(caller.isOnTheLine).toBe(false);
  expect(app.events('broken')).toMatchObject([
    { call: caller.callSid, why: expect.stringContaining('<Pay>') },
  ]);
  await app.seconds(10);
  expect(app.asked('/ended')).toHaveLength(1);
});

test('a wait document that is not supported only ends its own call', async () => {
  const app = application({
    '/voice': '<Enqueue waitUrl="/wait">support</Enqueue>',
    '/wait': '<Pause length="5"/><Gather input="speech"/>',
    '/agent': '<Dial action="/dialed"><Queue url="/connect">support</Queue></Dial>',
    '/connect': '<Play digits="1"/>',
    '/dialed': '<Say>Free again</Say>',
  });
  app.call();
  await expect(app.seconds(10)).rejects.toThrow('<Gather input="speech">');
  expect(app.twilio.queueNamed('support')?.members).toEqual([]);
  app.call();
  await app.seconds(1);
  const agent = app.call('/agent');
  await expect(app.seconds(10)).rejects.toThrow('<Play digits>');
  await app.seconds(10);
  expect(agent.heard).toEqual(['Free again']);
});

test('a reset ends every call and empties the account', async () => {
  const app = application(
    { '/voice': '<Enqueue waitUrl="">support</Enqueue>' },
    { settings: { maxConcurrentCalls: 1 } },
  );
  const caller = app.call();
  await app.seconds(5);
  await app.twilio.reset();
  expect(caller.isOnTheLine).toBe(false);
  expect([app.twilio.queues.size, app.twilio.calls.size]).toEqual([0, 0]);
  expect(app.ring()).toBeDefined();
});
