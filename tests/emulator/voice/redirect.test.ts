import { answersTo, application } from '../application';

// Redirect continues the call with the document at another URL, by POST by default; verbs after it are
// never reached. https://www.twilio.com/docs/voice/twiml/redirect
describe('<Redirect>', () => {
  test.each([
    ['', 'POST'],
    [' method="GET"', 'GET'],
  ])('with%s requests the document by %s', async (attribute, method) => {
    const app = application({
      '/voice': `<Redirect${attribute}>/next</Redirect><Say>Never</Say>`,
      '/next': '<Say>Next</Say>',
    });
    const caller = app.call();
    await app.seconds(10);
    expect(caller.heard).toEqual(['Next']);
    expect(app.requestsTo('/next')).toMatchObject([
      { method, parameters: { CallSid: caller.callSid, CallStatus: 'in-progress' } },
    ]);
  });

  test('is relative to its document', async () => {
    const app = application({
      '/menu/voice': '<Redirect>next?from=menu</Redirect>',
      '/menu/next': '<Redirect>../away</Redirect>',
      '/away': '<Say>Away</Say>',
    });
    app.call('/menu/voice');
    await app.seconds(10);
    expect(app.paths).toEqual(['/menu/voice', '/menu/next', '/away']);
    expect(app.asked('/menu/next')).toMatchObject([{ from: 'menu' }]);
  });

  // Twilio's own workshop uses it to loop, but no page describes it.
  test('to nowhere requests the present document again', async () => {
    const app = application({ '/voice': '<Say>Still here</Say><Redirect/>' });
    const caller = app.call();
    await app.seconds(2);
    expect(caller.heard.length).toBeGreaterThan(1);
    expect(new Set(app.paths)).toEqual(new Set(['/voice']));
  });

  // https://www.twilio.com/docs/api/errors/11100
  test('to an invalid URL fails', async () => {
    const app = application({ '/voice': '<Redirect>https://</Redirect>' });
    app.call();
    await app.seconds(10);
    expect(app.faults).toEqual([11100]);
  });
});

// The queue parameters are only documented for the wait URL, not for redirects in a wait document.
// https://www.twilio.com/docs/voice/twiml/enqueue
describe.each(answersTo('redirectInWait'))(
  'a <Redirect> in a wait document, $answer',
  ({ answer, given }) => {
    test('runs the next document, and then the wait continues', async () => {
      const app = application(
        {
          '/voice': '<Enqueue waitUrl="/wait">support</Enqueue>',
          '/wait': '<Say>Please wait</Say><Redirect>/music?piece=2</Redirect>',
          '/music': '<Pause length="20"/>',
        },
        { assumptions: given },
      );
      const caller = app.call();
      await app.seconds(30);
      expect(app.asked('/music')[0]).toMatchObject({ piece: '2', CallSid: caller.callSid });
      expect('QueueTime' in (app.asked('/music')[0] ?? {})).toBe(answer === 'with-queue-parameters');
      expect(app.asked('/wait')).toMatchObject([{ QueueTime: '0' }, { QueueTime: '20' }]);
      expect(app.twilio.queueNamed('support')?.members).toHaveLength(1);
    });
  },
);
