import {
  type Application,
  type ApplicationOptions,
  answersTo,
  application,
  status,
  urlOf,
} from '../application';

const outside = '+14155550123';

const standard = {
  '/voice': `<Dial action="/dialed"><Number url="/whisper">${outside}</Number></Dial><Say>Never</Say>`,
  '/whisper': '<Gather action="/accept" numDigits="1" timeout="4"><Say>Press a key</Say></Gather><Hangup/>',
  '/accept': '<Say>You are connected</Say>',
  '/dialed': ({ form }: { form: URLSearchParams }) => `<Say>${form.get('DialCallStatus')}</Say>`,
  '/ended': '',
};

const office = (answers = {}, options?: ApplicationOptions) =>
  application({ ...standard, ...answers }, options);

/** The same without a whisper. */
const plain = {
  '/voice': `<Dial action="/dialed">${outside}</Dial><Say>Never</Say>`,
};

/** The person at the external number. */
function personOutside(app: Application) {
  const person = app.twilio.personAt(outside);
  if (!person) throw new Error('Nobody is rung.');
  return person;
}

const statusesOf = (app: Application, callSid: string) =>
  app.events('call').flatMap((event) => (event.call === callSid ? [event.status] : []));

/** Nobody is left on the line, and nothing is pending. */
async function expectNobodyLeft(app: Application): Promise<void> {
  await app.seconds(60);
  expect([...app.twilio.calls.values()].filter(({ isOver }) => !isOver)).toEqual([]);
  expect(app.events('bridged')).toHaveLength(app.events('parted').length);
}

// The called party is rung; if they answer, the two are connected until one hangs up, and the action gets the status. The
// number may be the text of the verb itself. https://www.twilio.com/docs/voice/twiml/dial,
// https://www.twilio.com/docs/voice/twiml/number
describe('<Dial> of a number', () => {
  test.each([
    ['as text', outside],
    ['as a noun', `<Number>${outside}</Number>`],
    ['as people write it', '<Number>(415) 555-0123</Number>'],
  ])('%s rings there, and connects the two', async (_how, number) => {
    const app = office({ '/voice': `<Dial action="/dialed">${number}</Dial>` });
    const caller = app.call();
    await app.seconds(7);
    const called = personOutside(app);
    expect(called.isRung).toBe(true);
    expect(caller.heard).toEqual(['(ringing)']);
    called.answer();
    await app.seconds(30);
    expect(app.events('bridged')).toMatchObject([{ call: caller.callSid, agentCall: called.callSid }]);
    called.hangUp();
    await app.seconds(5);
    expect(app.asked('/dialed')).toMatchObject([
      {
        CallSid: caller.callSid,
        CallStatus: 'in-progress',
        DialCallStatus: 'completed',
        DialBridged: 'true',
        DialCallSid: called.callSid,
        DialCallDuration: '30',
      },
    ]);
    expect(caller.heard).toEqual(['(ringing)', 'completed']);
    expect(statusesOf(app, called.callSid)).toEqual(['ringing', 'in-progress', 'completed']);
    await expectNobodyLeft(app);
  });

  test('makes a separate call: outbound-dial, visible in REST, and without the caller’s status callback', async () => {
    const app = office(plain);
    const caller = app.call();
    await app.seconds(2);
    const called = personOutside(app);
    expect(app.events('call').find(({ call }) => call === called.callSid)).toMatchObject({
      direction: 'outbound-dial',
      from: '+15550000001',
      to: outside,
    });
    expect(app.twilio.calls.get(called.callSid)?.parent?.sid).toBe(caller.callSid);
    called.hangUp();
    await expectNobodyLeft(app);
    expect(app.asked('/ended')).toMatchObject([{ CallSid: caller.callSid }]);
  });

  test('without an action continues with the next verb', async () => {
    const app = office({ '/voice': `<Dial>${outside}</Dial><Say>Nobody is there</Say>` });
    const caller = app.call();
    await app.seconds(2);
    personOutside(app).decline();
    await app.seconds(5);
    expect(caller.heard).toEqual(['(ringing)', 'Nobody is there']);
  });

  // timeout: how long it rings, 30 seconds by default; Twilio adds five. https://www.twilio.com/docs/voice/twiml/dial#timeout
  test.each([
    ['', 35],
    ['timeout="18"', 23],
  ])('with %s rings for %d seconds, and then there is no answer', async (attribute, seconds) => {
    const app = office({ '/voice': `<Dial action="/dialed" ${attribute}>${outside}</Dial>` });
    app.twilio.setExternalNumber(outside, { kind: 'no-answer' });
    app.call();
    await app.seconds(seconds - 0.1);
    const called = personOutside(app);
    expect(app.asked('/dialed')).toEqual([]);
    await app.seconds(0.2);
    expect(app.asked('/dialed')).toMatchObject([
      { DialCallStatus: 'no-answer', DialBridged: 'false', DialCallSid: called.callSid },
    ]);
    expect(app.asked('/dialed')[0]).not.toHaveProperty('DialCallDuration');
    expect(statusesOf(app, called.callSid)).toEqual(['ringing', 'no-answer']);
    await expectNobodyLeft(app);
  });

  test.each([
    [{ kind: 'busy' }, 'busy'],
    [{ kind: 'fails' }, 'failed'],
    [{ kind: 'busy', afterSeconds: 6 }, 'busy'],
  ] as const)('of a number that is %p ends as %s', async (behavior, ended) => {
    const app = office(plain);
    app.twilio.setExternalNumber(outside, behavior);
    const caller = app.call();
    await app.seconds(10);
    expect(app.asked('/dialed')).toMatchObject([{ DialCallStatus: ended, DialBridged: 'false' }]);
    expect(caller.heard).toEqual(['(ringing)', ended]);
    await expectNobodyLeft(app);
  });

  test('of somebody who declines is busy', async () => {
    const app = office(plain);
    app.call();
    await app.seconds(3);
    personOutside(app).decline();
    await app.seconds(1);
    expect(app.asked('/dialed')).toMatchObject([{ DialCallStatus: 'busy' }]);
  });

  test('connects a person who answers, and an answering machine', async () => {
    const app = office(plain);
    app.twilio.setExternalNumber(outside, { kind: 'answers', afterSeconds: 12 });
    app.call();
    await app.seconds(11.9);
    expect(app.events('bridged')).toEqual([]);
    await app.seconds(0.2);
    expect(app.events('bridged')).toHaveLength(1);
  });

  test('a person who picks up earlier than usual has picked up', async () => {
    const app = office(plain);
    app.twilio.setExternalNumber(outside, { kind: 'answers', afterSeconds: 12 });
    app.call();
    await app.seconds(3);
    personOutside(app).answer();
    await app.seconds(1);
    expect(app.events('bridged')).toHaveLength(1);
  });

  // timeLimit ends the conversation. https://www.twilio.com/docs/voice/twiml/dial#timelimit
  test('a conversation ends at its timeLimit, and the caller continues', async () => {
    const app = office({ '/voice': `<Dial action="/dialed" timeLimit="60">${outside}</Dial>` });
    app.twilio.setExternalNumber(outside, { kind: 'answers', afterSeconds: 2 });
    const caller = app.call();
    await app.seconds(61.9);
    expect(app.asked('/dialed')).toEqual([]);
    await app.seconds(0.2);
    expect(app.asked('/dialed')).toMatchObject([{ DialCallStatus: 'completed', DialCallDuration: '60' }]);
    expect(app.events('parted')).toMatchObject([{ endedBy: 'time-limit' }]);
    await app.seconds(1);
    expect(caller.heard.at(-1)).toBe('completed');
    await expectNobodyLeft(app);
  });

  // hangupOnStar: the party who dialed ends the conversation with *. https://www.twilio.com/docs/voice/twiml/dial#hanguponstar
  test.each([
    ['hangupOnStar="true"', true],
    ['', false],
  ])('with %s a * of the caller is heard or not', async (attribute, isHeard) => {
    const app = office({ '/voice': `<Dial action="/dialed" ${attribute}>${outside}</Dial>` });
    app.twilio.setExternalNumber(outside, { kind: 'answers', afterSeconds: 2 });
    const caller = app.call();
    await app.seconds(10);
    caller.press('*');
    await app.seconds(1);
    expect(app.asked('/dialed')).toHaveLength(isHeard ? 1 : 0);
    expect(app.twilio.personAt(outside) === undefined).toBe(isHeard);
  });

  // callerId: by default the caller's number; it must be the calling or the called number, or one of the account's.
  // https://www.twilio.com/docs/voice/twiml/dial#callerid, https://www.twilio.com/docs/api/errors/13214
  test.each([
    ['', '+15550000001'],
    ['callerId="+15550000001"', '+15550000001'],
    ['callerId="+15550188"', '+15550188'],
  ])('with %s shows %s', async (attribute, from) => {
    const app = office({ '/voice': `<Dial ${attribute}>${outside}</Dial>` });
    app.twilio.setNumber({ phoneNumber: '+15550188', voiceUrl: urlOf('/voice') });
    app.call();
    await app.seconds(2);
    expect(app.twilio.calls.get(personOutside(app).callSid)?.from).toBe(from);
  });

  test('with somebody else’s callerId is a fault', async () => {
    const app = office({ '/voice': `<Dial callerId="+15550177">${outside}</Dial>` });
    app.call();
    await app.seconds(2);
    expect(app.faults).toContain(13214);
    expect(app.twilio.personAt(outside)).toBeUndefined();
  });

  test.each(['sip:office@example.sip.twilio.com', 'anonymous'])(
    'with the callerId %s is a fault',
    async (callerId) => {
      const app = office({ '/voice': `<Dial callerId="${callerId}">${outside}</Dial>` });
      app.twilio.setNumber({ phoneNumber: callerId, voiceUrl: urlOf('/voice') });
      app.twilio.placeCall({ from: callerId, to: callerId });
      await app.seconds(2);
      expect(app.faults).toContain(13214);
      expect(app.twilio.personAt(outside)).toBeUndefined();
    },
  );

  // https://www.twilio.com/docs/api/errors/13224; such a call has failed: https://www.twilio.com/docs/voice/twiml/dial#dialcallstatus
  test.each(['01234567890', '12', 'somebody', ''])(
    'of "%s", which is not a number, fails',
    async (number) => {
      const app = office({ '/voice': `<Dial action="/dialed"><Number>${number}</Number></Dial>` });
      app.call();
      await app.seconds(2);
      expect(app.faults).toEqual([13224]);
      expect(app.asked('/dialed')).toMatchObject([{ DialCallStatus: 'failed', DialBridged: 'false' }]);
      expect(app.asked('/dialed')[0]).not.toHaveProperty('DialCallSid');
    },
  );

  // Both legs count toward the calls that an account may have. https://www.twilio.com/docs/api/errors/10004
  test.each([
    [1, 'failed'],
    [2, undefined],
  ])('of an account with room for %d calls: %s', async (maxConcurrentCalls, ended) => {
    const app = office(plain, { settings: { maxConcurrentCalls } });
    app.call();
    await app.seconds(2);
    expect(app.asked('/dialed').map(({ DialCallStatus }) => DialCallStatus)).toEqual(ended ? [ended] : []);
    expect(app.events('refused')).toHaveLength(ended ? 1 : 0);
    if (!ended) expect(app.ring()).toBeUndefined();
  });

  test.each([
    ['<Number machineDetection="Enable">+14155550123</Number>', 'machineDetection'],
    ['<Number>+14155550123</Number><Number>+14155550124</Number>', 'several nouns'],
  ])('of %s is not emulated', async (nouns, what) => {
    const app = office({ '/voice': `<Dial>${nouns}</Dial>` });
    app.call();
    await expect(app.seconds(1)).rejects.toThrow(what);
    await expectNobodyLeft(app);
  });

  test('with a recording is not emulated', async () => {
    const app = office({ '/voice': `<Dial record="record-from-answer">${outside}</Dial>` });
    app.call();
    await expect(app.seconds(1)).rejects.toThrow('recording of a <Dial> of a number');
  });
});

// The url of a <Number> runs for the called party after they answer and before the two are connected: to tell them
// something, or to let them decline with <Gather> and <Hangup>. It may not dial. https://www.twilio.com/docs/voice/twiml/number#url
describe('the whisper', () => {
  test('is only heard by the called party, and a key in it connects the two', async () => {
    const app = office();
    const caller = app.call();
    await app.seconds(3);
    const called = personOutside(app);
    called.answer();
    await app.seconds(2);
    expect(app.asked('/whisper')).toMatchObject([
      {
        CallSid: called.callSid,
        ParentCallSid: caller.callSid,
        CallStatus: 'in-progress',
        Direction: 'outbound-dial',
        From: '+15550000001',
        To: outside,
      },
    ]);
    called.press('1');
    await app.seconds(1);
    expect(app.events('bridged')).toEqual([]);
    await app.seconds(1);
    expect(app.asked('/accept')).toMatchObject([{ Digits: '1', CallSid: called.callSid }]);
    expect(app.events('bridged')).toHaveLength(1);
    expect(called.heard).toEqual(['Press a key', 'You are connected']);
    expect(caller.heard).not.toContain('Press a key');
    await app.seconds(10);
    called.hangUp();
    await app.seconds(1);
    expect(app.asked('/dialed')).toMatchObject([{ DialCallStatus: 'completed', DialBridged: 'true' }]);
    await expectNobodyLeft(app);
  });

  test('is requested with the method of the noun', async () => {
    const app = office({ '/voice': `<Dial><Number url="/whisper" method="GET">${outside}</Number></Dial>` });
    app.twilio.setExternalNumber(outside, { kind: 'answers', afterSeconds: 1 });
    app.call();
    await app.seconds(2);
    expect(app.requestsTo('/whisper')).toMatchObject([{ method: 'GET' }]);
  });

  test('is not cut by the timeout of the ringing', async () => {
    const app = office({
      '/voice': `<Dial timeout="5"><Number url="/whisper">${outside}</Number></Dial>`,
      '/whisper': '<Pause length="30"/>',
    });
    app.twilio.setExternalNumber(outside, { kind: 'answers', afterSeconds: 9 });
    app.call();
    await app.seconds(40);
    expect(app.events('bridged')).toHaveLength(1);
  });

  test.each([
    [13201, 'Dial', `<Dial>${outside}</Dial>`],
    [11200, 'a function that fails', status(500)],
  ])('fails with %d after %s', async (code, _what, whisper) => {
    const app = office({ '/whisper': whisper });
    app.twilio.setExternalNumber(outside, { kind: 'answers', afterSeconds: 1 });
    app.call();
    await app.seconds(20);
    expect(app.faults).toEqual([code]);
  });

  test.each(['<Record/>', '<Enqueue>support</Enqueue>', '<Reject/>'])(
    'with %s, which no page mentions, is not emulated',
    async (verb) => {
      const app = office({ '/whisper': verb });
      app.twilio.setExternalNumber(outside, { kind: 'answers', afterSeconds: 1 });
      const caller = app.call();
      await expect(app.seconds(5)).rejects.toThrow('in the document of a <Number>');
      await app.seconds(20);
      expect(caller.isOnTheLine).toBe(false);
      await expectNobodyLeft(app);
    },
  );
});

// The Dial page describes `completed` as connected, and Twilio's guide to call screening tries the next number if it is not
// `completed`: http://www.twilio.com/docs/howto/callscreening. DialBridged distinguishes the two in any case.
describe.each(answersTo('unbridgedDialStatus'))(
  'a called party who answers but is not connected: $answer',
  ({ answer, given }) => {
    test.each([
      ['who presses nothing, such as an answering machine', 20, () => undefined],
      ['who hangs up during the whisper', 2, (app: Application) => personOutside(app).hangUp()],
    ])('%s', async (_who, seconds, act) => {
      const app = office({}, { assumptions: given });
      app.twilio.setExternalNumber(outside, { kind: 'answers', afterSeconds: 1 });
      const caller = app.call();
      await app.seconds(seconds);
      const called = app.events('call').find(({ direction }) => direction === 'outbound-dial')?.call;
      act(app);
      await app.seconds(2);
      expect(app.asked('/dialed')).toMatchObject([
        { DialCallStatus: answer, DialBridged: 'false', DialCallSid: called, CallSid: caller.callSid },
      ]);
      expect(caller.heard.at(-1)).toBe(answer);
      expect(app.events('bridged')).toEqual([]);
      await expectNobodyLeft(app);
    });
  },
);

// "If answerOnBridge is used the caller continues to hear ringing"; the page no longer says what is heard without it.
// https://www.twilio.com/docs/voice/twiml/number#url
describe.each(answersTo('whisperSound'))(
  'during the whisper the caller hears $answer',
  ({ answer, given }) => {
    test('until it is over', async () => {
      const app = office({}, { assumptions: given });
      app.twilio.setExternalNumber(outside, { kind: 'answers', afterSeconds: 3 });
      const caller = app.call();
      await app.seconds(5);
      expect(caller.heard).toEqual(answer === 'ringback' ? ['(ringing)', '(ringing)'] : ['(ringing)']);
    });
  },
);

describe.each(answersTo('whisperFails'))('when the whisper fails: $answer', ({ answer, given }) => {
  test('the called party is connected, or hears that something went wrong', async () => {
    const app = office({ '/whisper': status(500) }, { assumptions: given });
    app.twilio.setExternalNumber(outside, { kind: 'answers', afterSeconds: 3 });
    app.call();
    await app.seconds(5);
    const called = personOutside(app);
    expect(app.events('bridged')).toHaveLength(answer === 'not-bridged' ? 0 : 1);
    if (answer === 'bridged-without-it') return;
    expect(called.heard).toEqual(['We are sorry, an application error has occurred. Goodbye.']);
    await app.seconds(10);
    expect(app.asked('/dialed')).toMatchObject([{ DialBridged: 'false' }]);
    await expectNobodyLeft(app);
  });
});

// "This may cause some destination providers to reject the call, and Twilio will mark it as failed."
// https://www.twilio.com/docs/api/errors/13214
describe.each(answersTo('passedOnCallerId'))(
  'a caller without a number is passed on: $answer',
  ({ answer, given }) => {
    test('or else the call fails', async () => {
      const app = office(plain, { assumptions: given });
      app.twilio.setNumber({ phoneNumber: '+15550188', voiceUrl: urlOf('/voice') });
      app.twilio.placeCall({ from: 'anonymous', to: '+15550188' });
      await app.seconds(2);
      const goesOut = answer === 'goes-out';
      expect(app.twilio.personAt(outside) !== undefined).toBe(goesOut);
      expect(app.asked('/dialed')).toMatchObject(goesOut ? [] : [{ DialCallStatus: 'failed' }]);
    });

    test('with a callerId of the account’s goes out', async () => {
      const app = office(
        { '/voice': `<Dial action="/dialed" callerId="+15550188">${outside}</Dial>` },
        { assumptions: given },
      );
      app.twilio.setNumber({ phoneNumber: '+15550188', voiceUrl: urlOf('/voice') });
      app.twilio.placeCall({ from: 'anonymous', to: '+15550188' });
      await app.seconds(2);
      expect(personOutside(app).isRung).toBe(true);
    });
  },
);

/** How far a dialed call has come. */
const moments = [
  ['while it is ringing', 2],
  ['during the whisper', 5],
  ['during the conversation', 12],
] as const;

const answering = (given = {}) => {
  const app = office({ '/whisper': '<Pause length="5"/>' }, { assumptions: given });
  app.twilio.setExternalNumber(outside, { kind: 'answers', afterSeconds: 4 });
  return app;
};

// "When the <Dial> call ends" its action is requested: whether also for who hung up themselves is not said.
// https://www.twilio.com/docs/voice/twiml/dial#action
describe.each(answersTo('dialActionAfterHangup'))(
  'when the caller hangs up: $answer',
  ({ answer, given }) => {
    test.each(moments)('%s, the call to the called party ends', async (moment, seconds) => {
      const app = answering(given);
      const caller = app.call();
      await app.seconds(seconds);
      const called = personOutside(app);
      caller.hangUp();
      await app.seconds(1);
      expect(called.isOnTheLine).toBe(false);
      const isAnswered = moment !== 'while it is ringing';
      expect(statusesOf(app, called.callSid).at(-1)).toBe(isAnswered ? 'completed' : 'canceled');
      const isBridged = moment === 'during the conversation';
      expect(app.asked('/dialed')).toMatchObject(
        answer === 'no-action' ? [] : [{ CallStatus: 'completed', DialBridged: String(isBridged) }],
      );
      expect(caller.heard).not.toContain('completed');
      await expectNobodyLeft(app);
    });

    test('an agent who dialed a queue', async () => {
      const app = application(
        {
          '/voice': '<Enqueue waitUrl="" action="/left">support</Enqueue>',
          '/left': '',
          '/agent': '<Dial action="/dialed"><Queue>support</Queue></Dial>',
          '/dialed': '',
        },
        { assumptions: given },
      );
      app.call();
      await app.seconds(5);
      const agent = app.call('/agent');
      await app.seconds(20);
      agent.hangUp();
      await app.seconds(1);
      expect(app.asked('/dialed')).toMatchObject(
        answer === 'no-action'
          ? []
          : [
              {
                CallStatus: 'completed',
                DialCallStatus: 'completed',
                DialBridged: 'true',
                DialCallDuration: '20',
              },
            ],
      );
    });
  },
);

// A leg that is redirected leaves the <Dial>, and the other one is no longer in it; a dialed leg that rings is ended by
// `completed`. https://www.twilio.com/docs/voice/api/call-resource#update-a-call-resource
describe('by REST', () => {
  const elsewhere = {
    kind: 'redirect',
    request: { url: new URL(urlOf('/elsewhere')), method: 'POST', parameters: {}, requestedBy: 'rest' },
  } as const;
  const answers = { '/elsewhere': '<Say>Elsewhere</Say><Pause length="600"/>' };

  test.each(moments)(
    'a caller is sent elsewhere %s, and the called party is let go',
    async (_moment, seconds) => {
      const app = office({ ...answers, '/whisper': '<Pause length="5"/>' });
      app.twilio.setExternalNumber(outside, { kind: 'answers', afterSeconds: 4 });
      const caller = app.call();
      await app.seconds(seconds);
      const called = personOutside(app);
      app.twilio.calls.get(caller.callSid)?.interrupt(elsewhere);
      await app.seconds(2);
      expect(caller.heard.at(-1)).toBe('Elsewhere');
      expect(called.isOnTheLine).toBe(false);
      expect(app.asked('/dialed')).toEqual([]);
    },
  );

  test('the called party is redirected during the conversation, and the caller continues', async () => {
    const app = office({ ...answers, ...plain });
    app.twilio.setExternalNumber(outside, { kind: 'answers', afterSeconds: 4 });
    const caller = app.call();
    await app.seconds(12);
    const called = personOutside(app);
    app.twilio.calls.get(called.callSid)?.interrupt(elsewhere);
    await app.seconds(2);
    expect(called.heard).toEqual(['Elsewhere']);
    expect(app.asked('/elsewhere')).toMatchObject([{ ParentCallSid: caller.callSid }]);
    expect(app.asked('/dialed')).toMatchObject([{ DialCallStatus: 'completed', DialBridged: 'true' }]);
    await app.seconds(60);
    expect(called.isOnTheLine).toBe(true);
    called.hangUp();
    await expectNobodyLeft(app);
  });

  test('a call that rings is canceled', async () => {
    const app = office(plain);
    app.call();
    await app.seconds(2);
    app.twilio.calls.get(personOutside(app).callSid)?.interrupt({ kind: 'hangup', by: 'rest' });
    await app.seconds(1);
    expect(app.asked('/dialed')).toMatchObject([{ DialCallStatus: 'canceled' }]);
  });
});

describe('answering a phone that does not ring', () => {
  test('does nothing', async () => {
    const app = office(plain);
    const caller = app.call();
    await app.seconds(1);
    expect(app.twilio.personAt('+14155550199')).toBeUndefined();
    // Nothing rings at the caller's: nothing happens.
    caller.answer();
    caller.decline();
    expect([caller.isRung, caller.isOnTheLine]).toEqual([false, true]);
  });
});
