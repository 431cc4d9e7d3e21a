import { type ApplicationOptions, answersTo, application, status } from '../application';

const standard = {
  '/voice': '<Enqueue waitUrl="/wait" action="/left">support</Enqueue>',
  '/wait': '<Say>Please wait</Say><Pause length="9"/>',
  '/left': ({ form }: { form: URLSearchParams }) => `<Say>${form.get('QueueResult')}</Say>`,
  '/agent': '<Dial action="/dialed"><Queue>support</Queue></Dial><Say>Never</Say>',
  '/dialed': ({ form }: { form: URLSearchParams }) => `<Say>${form.get('DialCallStatus')}</Say>`,
};

/** The queue already exists, except in tests about a missing one. */
const office = (answers = {}, options?: ApplicationOptions) => {
  const app = application({ ...standard, ...answers }, options);
  app.twilio.createQueue('support');
  return app;
};

/** The same, with a document for the caller just before the conversation. */
const connecting = {
  '/agent': '<Dial action="/dialed"><Queue url="/connect">support</Queue></Dial>',
  '/connect': `<Say>${'a'.repeat(75)}</Say>`,
};

// Dialing a queue connects the agent to the first waiting call. After the conversation the Enqueue action is requested with
// `bridged`, and the Dial action with `completed` and its length.
// https://www.twilio.com/docs/voice/twiml/queue, https://www.twilio.com/docs/voice/twiml/dial
describe('<Dial> of a <Queue>', () => {
  test('connects the agent to the first in line, until the agent hangs up', async () => {
    const app = office({}, { assumptions: { dialActionAfterHangup: 'no-action' } });
    const [first, second] = [app.call(), app.call()];
    await app.seconds(20);
    const agent = app.call('/agent');
    await app.seconds(30);
    expect(app.asked('/left')).toEqual([]);
    agent.hangUp();
    await app.seconds(1);
    expect(app.events('bridged')).toMatchObject([{ call: first.callSid, agentCall: agent.callSid }]);
    expect(app.events('parted')).toMatchObject([{ endedBy: 'agent', secondsTalked: 30 }]);
    expect(app.asked('/left')).toMatchObject([
      { CallSid: first.callSid, QueueResult: 'bridged', QueueTime: '20', CallStatus: 'in-progress' },
    ]);
    expect(first.heard.at(-1)).toBe('bridged');
    expect(app.twilio.queueNamed('support')?.members.map(({ call }) => call.sid)).toEqual([second.callSid]);
    expect(app.asked('/dialed')).toEqual([]);
  });

  test('continues with its action when the caller hangs up', async () => {
    const app = office();
    const caller = app.call();
    await app.seconds(20);
    const agent = app.call('/agent');
    await app.seconds(30);
    caller.hangUp();
    await app.seconds(1);
    expect(app.asked('/dialed')).toMatchObject([
      {
        CallSid: agent.callSid,
        CallStatus: 'in-progress',
        DialCallStatus: 'completed',
        DialBridged: 'true',
        DialCallDuration: '30',
        DialCallSid: caller.callSid,
        QueueSid: app.twilio.queueNamed('support')?.sid,
        QueueTime: '20',
        DequeingCallSid: agent.callSid,
      },
    ]);
    expect(agent.heard).toEqual(['completed']);
    expect(app.asked('/left')).toMatchObject([{ QueueResult: 'bridged', CallStatus: 'completed' }]);
  });

  test('without an action continues with the next verb', async () => {
    const app = office({ '/agent': '<Dial><Queue>support</Queue></Dial><Say>Next</Say>' });
    const caller = app.call();
    const agent = app.call('/agent');
    await app.seconds(30);
    caller.hangUp();
    await app.seconds(1);
    expect(agent.heard).toEqual(['Next']);
  });

  test('two agents and one caller: one is connected, the other keeps waiting', async () => {
    const app = office();
    app.call();
    await app.seconds(5);
    const [, other] = [app.call('/agent'), app.call('/agent')];
    await app.seconds(5);
    expect(app.events('bridged')).toHaveLength(1);
    const late = app.call();
    await app.seconds(5);
    expect(app.events('bridged')).toMatchObject([{}, { call: late.callSid, agentCall: other.callSid }]);
  });

  test('a caller who arrives while an agent waits is connected at once', async () => {
    const app = office();
    app.call('/agent');
    await app.seconds(20);
    const caller = app.call();
    await app.seconds(1);
    expect(app.events('bridged')).toMatchObject([{ call: caller.callSid }]);
    expect(app.events('unqueued')).toMatchObject([{ why: 'dequeued', secondsWaited: 0 }]);
  });

  // hangupOnStar lets the agent end the conversation with * and stay on the line. https://www.twilio.com/docs/voice/twiml/dial
  test.each([
    ['hangupOnStar="true"', 'star', true],
    ['hangupOnStar="false"', 'agent', false],
    ['', 'agent', false],
  ])('with %s a * counts or not', async (attribute, endedBy, isHeard) => {
    const app = office({
      '/agent': `<Dial action="/dialed" ${attribute}><Queue>support</Queue></Dial>`,
    });
    const caller = app.call();
    const agent = app.call('/agent');
    await app.seconds(30);
    agent.press('1*');
    await app.seconds(5);
    agent.hangUp();
    await app.seconds(5);
    expect(app.events('parted')).toMatchObject([{ endedBy }]);
    expect(app.events('pressed').at(-1)).toMatchObject({ key: '*', isHeard });
    expect(agent.heard).toEqual(isHeard ? ['completed'] : []);
    expect(caller.heard.at(-1)).toBe('bridged');
  });

  // timeLimit ends the conversation; four hours is the maximum and the default. https://www.twilio.com/docs/voice/twiml/dial
  test('a conversation ends at its timeLimit, for both', async () => {
    const app = office({ '/agent': '<Dial action="/dialed" timeLimit="60"><Queue>support</Queue></Dial>' });
    const caller = app.call();
    await app.seconds(5);
    const agent = app.call('/agent');
    await app.seconds(59);
    expect(app.asked('/dialed')).toEqual([]);
    await app.seconds(2);
    expect(app.asked('/dialed')).toMatchObject([{ DialCallStatus: 'completed', DialCallDuration: '60' }]);
    expect([caller.heard.at(-1), agent.heard.at(-1)]).toEqual(['bridged', 'completed']);
  });

  // https://www.twilio.com/docs/api/errors/14210 and following
  test.each([
    [14210, '<Queue method="PUT">support</Queue>'],
    [14211, '<Queue url="https://">support</Queue>'],
    [14212, '<Queue></Queue>'],
    [14213, `<Queue>${'a'.repeat(65)}</Queue>`],
  ])('an invalid <Queue> fails the document: %d', async (code, queue) => {
    const app = office({ '/agent': `<Dial action="/dialed">${queue}</Dial>` });
    const agent = app.call('/agent');
    await app.seconds(10);
    expect(app.faults).toContain(code);
    expect(agent.isOnTheLine).toBe(false);
  });

  test('a noun that is not emulated rejects the move of the clock, and ends the call', async () => {
    const app = office({ '/agent': '<Dial><Conference>alice</Conference></Dial>' });
    const agent = app.call('/agent');
    await expect(app.seconds(1)).rejects.toThrow('<Dial> of a <Conference>');
    expect(agent.isOnTheLine).toBe(false);
  });
});

// If the queue is empty, Dial waits until a caller joins or its timeout is over: 5 to 600 seconds, 30 by default.
// Twilio always adds five seconds to a timeout, but the page only says so for ringing. https://www.twilio.com/docs/voice/twiml/dial
describe.each(answersTo('queueDialTimeout'))(
  'the timeout on an empty queue, $answer',
  ({ answer, given }) => {
    const added = answer === 'exact' ? 0 : 5;

    test.each([
      ['', 30],
      ['timeout="10"', 10],
      ['timeout="600"', 600],
    ])('with %s is %d seconds, and then no-answer', async (attribute, seconds) => {
      const app = office(
        { '/agent': `<Dial action="/dialed" ${attribute}><Queue>support</Queue></Dial>` },
        { assumptions: given },
      );
      app.call('/agent');
      await app.seconds(seconds + added - 0.1);
      expect(app.asked('/dialed')).toEqual([]);
      await app.seconds(0.2);
      const [dialed] = app.asked('/dialed');
      expect(dialed).toMatchObject({ DialCallStatus: 'no-answer', DialBridged: 'false' });
      expect(dialed).not.toHaveProperty('DialCallSid');
    });
  },
);

describe.each(answersTo('emptyQueueSound'))(
  'an agent who dials an empty queue hears $answer',
  ({ answer, given }) => {
    test('until there is a caller', async () => {
      const app = office({}, { assumptions: given });
      const agent = app.call('/agent');
      await app.seconds(10);
      expect(agent.heard).toEqual(answer === 'ringback' ? ['(ringing)'] : []);
      app.call();
      await app.seconds(1);
      expect(app.events('cut').find(({ call }) => call === agent.callSid)).toMatchObject({
        secondsHeard: 10,
      });
    });

    test('but not if a caller is waiting', async () => {
      const app = office({}, { assumptions: given });
      app.call();
      await app.seconds(10);
      const agent = app.call('/agent');
      await app.seconds(10);
      expect(agent.heard).toEqual([]);
    });
  },
);

// If the queue does not exist, Dial posts an error status to its action; its value is not said, and some remember that the
// queue is made and waited for. https://www.twilio.com/docs/voice/twiml/queue
describe.each(answersTo('missingQueue'))(
  'dialing a queue that does not exist $answer',
  ({ answer, given }) => {
    test('and the action gets the status', async () => {
      const app = application(standard, { assumptions: given });
      app.call('/agent');
      await app.seconds(1);
      if (answer === 'fails-at-once') {
        expect(app.asked('/dialed')).toMatchObject([{ DialCallStatus: 'failed', DialBridged: 'false' }]);
        return;
      }
      const caller = app.call();
      await app.seconds(1);
      expect(app.events('bridged')).toMatchObject([{ call: caller.callSid }]);
    });
  },
);

describe.each(answersTo('waitingDialers'))(
  'if several agents dial an empty queue, $answer is served first',
  ({ answer, given }) => {
    test('and then the others', async () => {
      const app = office({}, { assumptions: given });
      const agents: string[] = [];
      for (let count = 0; count < 3; count += 1) {
        agents.push(app.call('/agent').callSid);
        await app.seconds(1);
      }
      for (let count = 0; count < 3; count += 1) app.call();
      await app.seconds(1);
      const served = app.events('bridged').map(({ agentCall }) => agentCall);
      expect(served).toEqual(answer === 'first-come' ? agents : agents.reverse());
    });
  },
);

// The Dial page refers to the table of the Queue noun, where CallSid is the dequeued call: it would hide the agent's own.
// https://www.twilio.com/docs/voice/twiml/queue
describe.each(answersTo('dialActionCallSid'))(
  'the CallSid in the action of a <Dial> of a queue is that of the $answer',
  ({ answer, given }) => {
    test('and DequeingCallSid is the agent’s', async () => {
      const app = office({}, { assumptions: given });
      const caller = app.call();
      const agent = app.call('/agent');
      await app.seconds(10);
      caller.hangUp();
      await app.seconds(1);
      expect(app.asked('/dialed')).toMatchObject([
        { CallSid: answer === 'agent' ? agent.callSid : caller.callSid, DequeingCallSid: agent.callSid },
      ]);
    });
  },
);

// The url of the Queue noun runs for the caller just before the two are connected. It is requested with QueueSid,
// QueueTime, DequeingCallSid and the CallSid of the caller; it may contain Play, Say, Pause and Redirect.
// https://www.twilio.com/docs/voice/twiml/queue
describe('the last words before the conversation', () => {
  test('are heard by the caller, and then the two are connected', async () => {
    const app = office(connecting);
    const caller = app.call();
    await app.seconds(20);
    const agent = app.call('/agent');
    await app.seconds(4.9);
    expect(app.asked('/connect')).toMatchObject([
      {
        CallSid: caller.callSid,
        DequeingCallSid: agent.callSid,
        QueueSid: app.twilio.queueNamed('support')?.sid,
        QueueTime: '20',
        CallStatus: 'in-progress',
      },
    ]);
    expect(caller.heard.at(-1)).toBe('a'.repeat(75));
    expect(agent.heard).toEqual([]);
    expect(app.events('bridged')).toEqual([]);
    await app.seconds(0.2);
    expect(app.events('bridged')).toHaveLength(1);
  });

  test('no longer count as time in the queue', async () => {
    const app = office(connecting);
    app.call();
    await app.seconds(20);
    const agent = app.call('/agent');
    await app.seconds(2);
    expect(app.twilio.queueNamed('support')?.members).toEqual([]);
    await app.seconds(13);
    agent.hangUp();
    await app.seconds(1);
    expect(app.asked('/left')).toMatchObject([{ QueueResult: 'bridged', QueueTime: '20' }]);
    expect(app.events('parted')).toMatchObject([{ secondsTalked: 10 }]);
  });

  test('are requested with the method of the noun, and may redirect', async () => {
    const app = office({
      '/agent': '<Dial><Queue url="/connect" method="GET">support</Queue></Dial>',
      '/connect': '<Redirect>/more</Redirect>',
      '/more': '<Say>Here is your agent</Say>',
    });
    const caller = app.call();
    app.call('/agent');
    await app.seconds(10);
    expect(app.requestsTo('/connect')).toMatchObject([{ method: 'GET' }]);
    expect(app.asked('/more')).toMatchObject([{ CallSid: caller.callSid, QueueTime: '0' }]);
    expect(caller.heard.at(-1)).toBe('Here is your agent');
    expect(app.events('bridged')).toHaveLength(1);
  });

  test('ignore a key', async () => {
    const app = office(connecting);
    const caller = app.call();
    await app.seconds(5);
    app.call('/agent');
    await app.seconds(2);
    caller.press('1');
    expect(app.events('pressed')).toMatchObject([{ isHeard: false }]);
  });
});

// The error is documented, https://www.twilio.com/docs/api/errors/14211, but not what happens to the two calls.
describe.each(answersTo('connectFails'))(
  'if the last words fail, the two are $answer',
  ({ answer, given }) => {
    test.each([
      ['a function that fails', status(500), 11200],
      ['a verb that may not stand there', '<Gather/>', 14211],
      ['a hang-up, which may not either', '<Hangup/>', 14211],
    ])('after %s', async (_what, connect, code) => {
      const app = office({ ...connecting, '/connect': connect }, { assumptions: given });
      const caller = app.call();
      app.call('/agent');
      await app.seconds(10);
      expect(app.faults).toEqual([code]);
      const isBridged = answer === 'bridged-without-it';
      expect(app.events('bridged')).toHaveLength(isBridged ? 1 : 0);
      expect(app.asked('/dialed')).toMatchObject(isBridged ? [] : [{ DialCallStatus: 'no-answer' }]);
      if (!isBridged) expect(caller.heard.at(-1)).toBe('error');
      expect(app.twilio.queueNamed('support')?.members).toEqual([]);
    });
  },
);

// Both values fit the description on the page: https://www.twilio.com/docs/voice/twiml/enqueue
describe.each(answersTo('callerGoneWhileConnecting'))(
  'a caller who hangs up during the last words is reported as $answer',
  ({ answer, given }) => {
    test('and the agent’s <Dial> ends without an answer', async () => {
      const app = office(connecting, { assumptions: given });
      const caller = app.call();
      await app.seconds(5);
      app.call('/agent');
      await app.seconds(2);
      caller.hangUp();
      await app.seconds(1);
      expect(app.asked('/left')).toMatchObject([{ QueueResult: answer, CallStatus: 'completed' }]);
      expect(app.asked('/dialed')).toMatchObject([{ DialCallStatus: 'no-answer', DialBridged: 'false' }]);
      expect(app.events('parted')).toMatchObject([{ endedBy: 'caller', secondsTalked: 0 }]);
    });
  },
);

describe.each(answersTo('agentGoneWhileConnecting'))(
  'an agent who hangs up during the last words leaves the caller with $answer',
  ({ answer, given }) => {
    test('and the caller continues with the action', async () => {
      const app = office(connecting, { assumptions: given });
      const caller = app.call();
      await app.seconds(5);
      const agent = app.call('/agent');
      await app.seconds(2);
      agent.hangUp();
      await app.seconds(1);
      expect(app.asked('/left')).toMatchObject([{ QueueResult: answer, CallStatus: 'in-progress' }]);
      expect(caller.heard.at(-1)).toBe(answer);
      expect(app.events('bridged')).toEqual([]);
    });
  },
);

// "once the parties disconnect": the page does not say whether that includes a caller who hangs up.
// https://www.twilio.com/docs/voice/twiml/enqueue
describe.each(answersTo('callerEndsConversation'))(
  'when the caller ends the conversation: $answer',
  ({ answer, given }) => {
    test('and the agent is free', async () => {
      const app = office({}, { assumptions: given });
      const caller = app.call();
      const agent = app.call('/agent');
      await app.seconds(10);
      caller.hangUp();
      await app.seconds(1);
      const told = app.asked('/left').map(({ QueueResult }) => QueueResult);
      expect(told).toEqual(answer === 'action-requested' ? ['bridged'] : []);
      expect(agent.heard).toEqual(['completed']);
    });
  },
);
