import type { Call } from '../../../emulator/voice/call';
import {
  type Application,
  type ApplicationOptions,
  answersTo,
  application,
  sound,
  status,
  urlOf,
} from '../application';

const standard = {
  '/voice': '<Enqueue waitUrl="/wait" action="/left">support</Enqueue>',
  '/wait': '<Say>Please wait</Say><Pause length="9"/>',
  '/left': ({ form }: { form: URLSearchParams }) => `<Say>${form.get('QueueResult')}</Say>`,
  '/agent': '<Dial><Queue>support</Queue></Dial>',
};

const waitingRoom = (answers = {}, options?: ApplicationOptions) =>
  application({ ...standard, ...answers }, options);

const callOf = (app: Application, callSid: string): Call => {
  const call = app.twilio.calls.get(callSid);
  if (!call) throw new Error('There is no such call.');
  return call;
};

const redirect = (app: Application, callSid: string, path: string) =>
  callOf(app, callSid).interrupt({
    kind: 'redirect',
    request: { url: new URL(urlOf(path)), method: 'POST', parameters: {}, requestedBy: 'rest' },
  });

// Enqueue creates the queue if it does not exist, and puts the call at its end.
// https://www.twilio.com/docs/voice/twiml/enqueue
describe('<Enqueue>', () => {
  test('creates the queue, or uses the existing one', async () => {
    const app = waitingRoom();
    app.call();
    await app.seconds(1);
    app.call();
    await app.seconds(1);
    expect([...app.twilio.queues.values()].map(({ friendlyName }) => friendlyName)).toEqual(['support']);
    expect(app.events('queued').map(({ position }) => position)).toEqual([1, 2]);
  });

  // QueuePosition, QueueSid, QueueTime, AvgQueueTime, CurrentQueueSize and MaxQueueSize come with the standard ones;
  // AvgQueueTime is the mean wait of the waiting callers. https://www.twilio.com/docs/voice/twiml/enqueue
  test('requests the wait URL repeatedly, with the state of the queue', async () => {
    const app = waitingRoom();
    const first = app.call();
    await app.seconds(5);
    app.call();
    await app.seconds(10);
    const [now, later] = app.asked('/wait').filter(({ CallSid }) => CallSid === first.callSid);
    expect(now).toMatchObject({
      CallStatus: 'in-progress',
      QueuePosition: '1',
      QueueSid: app.twilio.queueNamed('support')?.sid,
      QueueTime: '0',
      AvgQueueTime: '0',
      CurrentQueueSize: '1',
      MaxQueueSize: '1000',
    });
    expect(later).toMatchObject({ QueueTime: '9', AvgQueueTime: '7', CurrentQueueSize: '2' });
  });

  test('reports a new position to a caller who moves up', async () => {
    const app = waitingRoom();
    const [first, second] = [app.call(), app.call()];
    await app.seconds(5);
    first.hangUp();
    await app.seconds(10);
    const positions = app
      .asked('/wait')
      .flatMap(({ CallSid, QueuePosition }) => (CallSid === second.callSid ? [QueuePosition] : []));
    expect(positions).toEqual(['2', '1']);
  });

  test('requests the wait URL with its method', async () => {
    const app = waitingRoom({
      '/voice': '<Enqueue waitUrl="/wait?queue=a" waitUrlMethod="GET">support</Enqueue>',
    });
    app.call();
    await app.seconds(1);
    expect(app.requestsTo('/wait')).toMatchObject([
      { method: 'GET', parameters: { queue: 'a', QueuePosition: '1' } },
    ]);
  });

  // Redirect may lead through several documents; after the last one, the wait URL is requested again.
  test('returns to the wait URL after redirects', async () => {
    const app = waitingRoom({ '/wait': '<Redirect>/more</Redirect>', '/more': '<Pause length="5"/>' });
    app.call();
    await app.seconds(9);
    expect(app.paths).toEqual(['/voice', '/wait', '/more', '/wait', '/more']);
    expect(app.asked('/more')).toMatchObject([{ QueuePosition: '1' }, { QueuePosition: '1' }]);
  });

  // The wait URL may answer with audio, which is played until the call leaves.
  test('repeats audio in the answer of the wait URL', async () => {
    const app = waitingRoom({ '/wait': sound(4) });
    const caller = app.call();
    await app.seconds(9);
    expect(caller.heard).toEqual(['♪ wait', '♪ wait', '♪ wait']);
  });

  // Without a wait URL Twilio plays its own music; an empty one is silence.
  test.each([
    ['', ['♪ (Twilio’s own)']],
    ['waitUrl=""', []],
  ])('with %s plays %p', async (attribute, heard) => {
    const app = waitingRoom({ '/voice': `<Enqueue ${attribute}>support</Enqueue>` });
    const caller = app.call();
    await app.seconds(600);
    expect(caller.heard).toEqual(heard);
    expect(caller.isOnTheLine).toBe(true);
    expect(app.twilio.queueNamed('support')?.members).toHaveLength(1);
  });

  // The action is requested when the call leaves, with QueueResult, QueueTime and QueueSid, even if the caller is gone;
  // then the answer is ignored. The status is that of a captured request: the caller is gone, but the call is not over yet.
  test('reports a caller who hung up to the action', async () => {
    const app = waitingRoom();
    const caller = app.call();
    await app.seconds(12);
    caller.hangUp();
    await app.seconds(60);
    expect(app.asked('/left')).toMatchObject([
      { QueueResult: 'hangup', QueueTime: '12', CallStatus: 'in-progress' },
    ]);
    expect(caller.heard).not.toContain('hangup');
    expect(app.twilio.queueNamed('support')?.members).toEqual([]);
  });

  test('requests the action with its method', async () => {
    const app = waitingRoom({
      '/voice': '<Enqueue waitUrl="/wait" action="/left?from=a" method="GET">support</Enqueue>',
      '/wait': '<Leave/>',
      '/left': '<Say>Left</Say>',
    });
    app.call();
    await app.seconds(10);
    expect(app.requestsTo('/left')).toMatchObject([
      { method: 'GET', parameters: { from: 'a', QueueResult: 'leave' } },
    ]);
  });

  // Without an action the next verb runs after the call has left for any reason.
  test('without an action continues with the next verb, even after a conversation', async () => {
    const app = waitingRoom({ '/voice': '<Enqueue waitUrl="/wait">support</Enqueue><Say>Afterwards</Say>' });
    const caller = app.call();
    await app.seconds(5);
    const agent = app.call('/agent');
    await app.seconds(30);
    agent.hangUp();
    await app.seconds(1);
    expect(app.events('bridged')).toHaveLength(1);
    expect(caller.heard).toEqual(['Please wait', 'Afterwards']);
  });

  // A wait document may only contain Play, Say, Pause, Hangup, Redirect, Leave and Gather.
  test.each(['<Enqueue>other</Enqueue>', '<Dial><Queue>other</Queue></Dial>', '<Record/>', '<Reject/>'])(
    '%s in the wait document ends the wait with an error',
    async (verb) => {
      const app = waitingRoom({ '/wait': `<Say>Please wait</Say>${verb}` });
      const caller = app.call();
      await app.seconds(10);
      expect(app.asked('/left')).toMatchObject([{ QueueResult: 'error', QueueTime: '0' }]);
      expect(app.faults).toEqual([14202]);
      expect(caller.heard).toEqual(['Please wait', 'error']);
    },
  );

  test('a wait document that is not TwiML ends the wait with an error', async () => {
    const app = waitingRoom({
      '/wait': () => ({ status: 200, headers: { 'content-type': 'text/xml' }, body: Buffer.from('<Resp') }),
    });
    app.call();
    await app.seconds(10);
    expect(app.asked('/left')).toMatchObject([{ QueueResult: 'error' }]);
    expect(app.faults).toEqual([12100]);
  });
});

// "error" is also the result of invalid TwiML in the <Enqueue> itself.
// https://www.twilio.com/docs/voice/twiml/enqueue, https://www.twilio.com/docs/api/errors/14201 and following
describe('an invalid <Enqueue>', () => {
  test.each([
    [14201, '<Enqueue action="/left" method="PUT">support</Enqueue>'],
    [14202, '<Enqueue action="/left" waitUrl="https://">support</Enqueue>'],
    [14204, '<Enqueue action="/left"></Enqueue>'],
    [14205, `<Enqueue action="/left">${'a'.repeat(65)}</Enqueue>`],
    [14206, '<Enqueue action="/left" waitUrl="/wait" waitUrlMethod="PUT">support</Enqueue>'],
  ])('%d is reported to the action, and the call was in no queue', async (code, voice) => {
    const app = waitingRoom({ '/voice': voice });
    const caller = app.call();
    await app.seconds(10);
    expect(app.faults).toContain(code);
    const [left] = app.asked('/left');
    expect(left).toMatchObject({ QueueResult: 'error' });
    expect(Object.keys(left ?? {})).not.toEqual(expect.arrayContaining(['QueueSid']));
    expect(caller.heard).toEqual(['error']);
    expect(app.events('queued')).toEqual([]);
  });

  test.each([
    [14203, '<Enqueue action="https://">support</Enqueue>'],
    [14204, '<Enqueue></Enqueue>'],
  ])('%d without a usable action fails the document', async (code, voice) => {
    const app = waitingRoom({ '/voice': `${voice}<Say>Never</Say>` });
    const caller = app.call();
    await app.seconds(10);
    expect(app.faults).toEqual([code]);
    expect(caller.heard).toEqual(['We are sorry, an application error has occurred. Goodbye.']);
  });
});

// A full queue does not accept calls: the action has `queue-full` but not QueueSid and QueueTime, which are
// only sent for a call that was in the queue. https://www.twilio.com/docs/api/errors/14207
test('a full queue refuses the next call, which was never in it', async () => {
  const app = waitingRoom();
  app.twilio.createQueue('support', 1);
  app.call();
  await app.seconds(1);
  const second = app.call();
  await app.seconds(5);
  const [left] = app.asked('/left');
  expect(left).toMatchObject({
    QueueResult: 'queue-full',
    CallSid: second.callSid,
    CallStatus: 'in-progress',
  });
  expect(left).not.toHaveProperty('QueueSid');
  expect(left).not.toHaveProperty('QueueTime');
  expect(second.heard).toEqual(['queue-full']);
  expect(app.faults).toEqual([14207]);
  expect(app.events('queued')).toHaveLength(1);
});

// The Enqueue and Queue pages say 1000; the limits and TaskRouter pages say 100.
// https://www.twilio.com/docs/voice/twiml/enqueue, https://www.twilio.com/docs/voice/limitations-and-edge-cases
describe.each(answersTo('defaultMaxSize'))(
  'a queue without a configured size holds $answer',
  ({ answer, given }) => {
    test('and says so', async () => {
      const app = waitingRoom({}, { assumptions: given });
      app.call();
      await app.seconds(1);
      expect(app.asked('/wait')).toMatchObject([{ MaxQueueSize: answer }]);
    });
  },
);

// Twilio's helper libraries have the attribute, but no page does.
describe.each(answersTo('maxQueueSizeAttribute'))('maxQueueSize, if it $answer', ({ answer, given }) => {
  test.each([
    [1, 5, answer === 'limits' ? ['/left'] : ['/wait']],
    [5, 1, ['/left']],
  ])('of %d in a queue for %d leads a second caller to %p', async (attribute, maxSize, paths) => {
    const voice = `<Enqueue waitUrl="/wait" action="/left" maxQueueSize="${attribute}">support</Enqueue>`;
    const app = waitingRoom({ '/voice': voice }, { assumptions: given });
    app.twilio.createQueue('support', maxSize);
    app.call();
    await app.seconds(1);
    const before = app.paths.length;
    app.call();
    await app.seconds(1);
    expect(app.paths.slice(before + 1)).toEqual(paths);
  });
});

// No page names a minimum interval between two requests to the wait URL.
describe.each(answersTo('emptyWaitDocument'))(
  'a wait document that takes no time is requested again $answer',
  ({ answer, given }) => {
    test('and the caller stays in line', async () => {
      const app = waitingRoom({ '/wait': '' }, { assumptions: given, settings: { answerMillis: 100 } });
      const caller = app.call();
      await app.seconds(5);
      const count = app.asked('/wait').length;
      if (answer === 'at-once') expect(count).toBeGreaterThan(40);
      else expect(count).toBe(5);
      expect(caller.isOnTheLine).toBe(true);
    });
  },
);

// Invalid TwiML from the wait URL is `error`; the page does not say what happens if the URL cannot be fetched.
describe.each(answersTo('waitFails'))(
  'a wait URL that cannot be fetched, with the result $answer',
  ({ answer, given }) => {
    test('the caller continues, out of the queue', async () => {
      const app = waitingRoom(
        { '/wait': status(500), '/fallback': '<Say>Fallback</Say>' },
        { assumptions: given, number: { voiceFallbackUrl: urlOf('/fallback') } },
      );
      const caller = app.call();
      await app.seconds(10);
      const isError = answer === 'queue-result-error';
      expect(caller.heard).toEqual([isError ? 'error' : 'Fallback']);
      if (isError) expect(app.asked('/left')).toMatchObject([{ QueueResult: 'error' }]);
      else expect(app.asked('/fallback')).toMatchObject([{ ErrorCode: '11200', ErrorUrl: urlOf('/wait') }]);
      expect(app.faults).toEqual([11200]);
      expect(app.events('unqueued')).toHaveLength(1);
      expect(app.twilio.queueNamed('support')?.members).toEqual([]);
    });
  },
);

// A REST request takes a call out of its queue: the action is requested at once with `redirected`, and the request's own
// URL should run. The pages do not say which of the two documents the caller hears. https://www.twilio.com/docs/voice/twiml/enqueue
describe.each(answersTo('redirectedRuns'))(
  'a waiting call that REST redirects runs the $answer',
  ({ answer, given }) => {
    test('and the action is requested with redirected', async () => {
      const app = waitingRoom({ '/elsewhere': '<Say>Elsewhere</Say>' }, { assumptions: given });
      const caller = app.call();
      await app.seconds(5);
      redirect(app, caller.callSid, '/elsewhere');
      await app.seconds(5);
      expect(app.asked('/left')).toMatchObject([
        { QueueResult: 'redirected', QueueTime: '5', CallStatus: 'in-progress' },
      ]);
      expect(caller.heard).toEqual(['Please wait', answer === 'rest-document' ? 'Elsewhere' : 'redirected']);
      expect(app.asked('/elsewhere')).toHaveLength(answer === 'action-document' ? 0 : 1);
      expect(app.twilio.queueNamed('support')?.members).toEqual([]);
    });

    // A bridged call that REST redirects: `redirected-from-bridged`.
    test('and a bridged one is reported as redirected-from-bridged', async () => {
      const app = waitingRoom(
        {
          '/elsewhere': '<Say>Elsewhere</Say>',
          '/agent': '<Dial action="/dialed"><Queue>support</Queue></Dial>',
          '/dialed': '',
        },
        { assumptions: given },
      );
      const caller = app.call();
      app.call('/agent');
      await app.seconds(30);
      redirect(app, caller.callSid, '/elsewhere');
      await app.seconds(5);
      expect(app.asked('/left')).toMatchObject([
        { QueueResult: 'redirected-from-bridged', CallStatus: 'in-progress' },
      ]);
      expect(app.asked('/dialed')).toMatchObject([{ DialCallStatus: 'completed', DialBridged: 'true' }]);
      expect(caller.heard.at(-1)).toBe(answer === 'rest-document' ? 'Elsewhere' : 'redirected-from-bridged');
      expect(app.asked('/elsewhere')).toHaveLength(answer === 'action-document' ? 0 : 1);
    });
  },
);
