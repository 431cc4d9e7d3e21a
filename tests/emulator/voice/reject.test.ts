import { answersTo, application, status, urlOf } from '../application';

const statuses = (app: ReturnType<typeof application>) => app.events('call').map(({ status }) => status);

// As the first verb it keeps Twilio from answering, unbilled: the call ends as `busy` or, for the reason `rejected`, which
// is the default, as `no-answer`. Verbs after it are never reached. https://www.twilio.com/docs/voice/twiml/reject
describe('<Reject>', () => {
  test.each([
    ['', 'no-answer'],
    ['reason="rejected"', 'no-answer'],
    ['reason="busy"', 'busy'],
  ])('with %s ends the call unanswered, as %s', async (attribute, ended) => {
    const app = application({ '/voice': `<Reject ${attribute}/><Say>Never</Say>`, '/ended': '' });
    const caller = app.call();
    await app.seconds(10);
    expect(statuses(app)).toEqual(['ringing', ended]);
    expect(app.asked('/ended')).toMatchObject([{ CallStatus: ended, CallDuration: '0' }]);
    expect(caller.heard).toEqual([]);
    expect(caller.isOnTheLine).toBe(false);
    expect(app.paths).toEqual(['/voice', '/ended']);
  });

  test('no longer counts toward the account’s calls', async () => {
    const app = application({ '/voice': '<Reject/>' }, { settings: { maxConcurrentCalls: 1 } });
    for (let count = 0; count < 3; count += 1) {
      expect(app.ring()).toBeDefined();
      await app.seconds(1);
    }
  });

  test('in the fallback of a first document that failed rejects too', async () => {
    const number = { voiceFallbackUrl: urlOf('/fallback') };
    const app = application({ '/voice': status(500), '/fallback': '<Reject/>' }, { number });
    app.call();
    await app.seconds(10);
    expect(statuses(app)).toEqual(['ringing', 'no-answer']);
  });

  // https://www.twilio.com/docs/api/errors/13810
  test('whose reason cannot be read is a fault', async () => {
    const app = application({ '/voice': '<Reject reason="closed"/>' });
    app.call();
    await app.seconds(10);
    expect(app.faults).toContain(13810);
  });

  test('whose reason cannot be read, where that skips a verb, lets the next verb answer', async () => {
    const app = application(
      { '/voice': '<Reject reason="closed"/><Say>Hello</Say>' },
      { assumptions: { unreadableAttribute: 'verb-skipped' } },
    );
    const caller = app.call();
    await app.seconds(10);
    expect(statuses(app)).toEqual(['ringing', 'in-progress', 'completed']);
    expect(caller.heard).toEqual(['Hello']);
  });

  test('after the caller has hung up does not reject', async () => {
    const app = application({ '/voice': '<Reject/>', '/ended': '' }, { settings: { answerMillis: 1000 } });
    const caller = app.call();
    await app.seconds(0.5);
    caller.hangUp();
    await app.seconds(10);
    expect(app.asked('/ended')).toMatchObject([{ CallStatus: 'canceled' }]);
  });
});

// The page speaks of the first verb of a document only, and of verbs after it, which are not reached.
describe.each(answersTo('lateReject'))('a <Reject> in an answered call: $answer', ({ answer, given }) => {
  test.each([
    ['after another verb', { '/voice': '<Say>Hello</Say><Reject/><Say>Still here</Say>' }],
    [
      'in a later document',
      {
        '/voice': '<Say>Hello</Say><Redirect>/next</Redirect>',
        '/next': '<Reject/><Say>Still here</Say>',
      },
    ],
  ])('%s', async (_where, answers) => {
    const app = application({ ...answers, '/ended': '' }, { assumptions: given });
    const caller = app.call();
    await app.seconds(10);
    expect(caller.heard).toEqual(answer === 'ignored' ? ['Hello', 'Still here'] : ['Hello']);
    expect(app.asked('/ended')).toMatchObject([{ CallStatus: 'completed' }]);
  });
});

// Only seven verbs are allowed in a wait document. https://www.twilio.com/docs/voice/twiml/enqueue
test('a <Reject> in a wait document is an error', async () => {
  const app = application({
    '/voice': '<Enqueue waitUrl="/wait" action="/left">support</Enqueue>',
    '/wait': '<Reject/>',
    '/left': '<Say>Sorry</Say>',
  });
  app.call();
  await app.seconds(10);
  expect(app.faults).toEqual([14202]);
  expect(app.asked('/left')).toMatchObject([{ QueueResult: 'error' }]);
});
