import { application } from '../application';

// Redirect hands the call to the document at another URL, by POST unless `method` says otherwise; verbs after it are
// never reached. https://www.twilio.com/docs/voice/twiml/redirect
describe('<Redirect>', () => {
  test.each([
    ['', 'POST'],
    [' method="GET"', 'GET'],
  ])('with%s leads on by %s', async (attribute, method) => {
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

  test('is relative to the document that it stands in', async () => {
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

  // As Twilio's own workshop uses it, to loop: no page describes it.
  test('to nowhere requests the present document again', async () => {
    const app = application({ '/voice': '<Say>Still here</Say><Redirect/>' });
    const caller = app.call();
    await app.seconds(2);
    expect(caller.heard.length).toBeGreaterThan(1);
    expect(new Set(app.paths)).toEqual(new Set(['/voice']));
  });

  // https://www.twilio.com/docs/api/errors/11100
  test('to what is no URL fails', async () => {
    const app = application({ '/voice': '<Redirect>https://</Redirect>' });
    app.call();
    await app.seconds(10);
    expect(app.faults).toEqual([11100]);
  });
});
