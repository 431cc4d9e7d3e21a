import { application } from '../application';

// Pause waits silently, one second by default. https://www.twilio.com/docs/voice/twiml/pause
describe('<Pause>', () => {
  test.each([
    ['<Pause/>', 1],
    ['<Pause length="7"/>', 7],
  ])('%s is %d seconds of silence', async (pause, seconds) => {
    const app = application({ '/voice': `<Say>Hello there, you</Say>${pause}<Say>Bye</Say>` });
    const caller = app.call();
    await app.seconds(60);
    const [, silence, bye] = app.events('heard');
    expect((bye?.at.getTime() ?? 0) - (silence?.at.getTime() ?? 0)).toBe(seconds * 1000);
    expect(caller.heard).toEqual(['Hello there, you', 'Bye']);
  });

  // "If <Pause> is the first verb in a TwiML document, Twilio will wait the specified number of seconds before picking up."
  test('as the first verb lets the caller hear ringing meanwhile', async () => {
    const app = application({ '/voice': '<Pause length="7"/><Pause/><Say>Hello</Say>', '/ended': '' });
    const caller = app.call();
    await app.seconds(6.9);
    expect(app.twilio.calls.get(caller.callSid)?.status).toBe('ringing');
    await app.seconds(0.2);
    expect(app.twilio.calls.get(caller.callSid)?.status).toBe('in-progress');
    await app.seconds(5);
    expect(caller.heard).toEqual(['(ringing)', 'Hello']);
    expect(app.asked('/ended')).toMatchObject([{ CallDuration: '1' }]);
  });

  test('a caller who hangs up meanwhile was never answered', async () => {
    const app = application({ '/voice': '<Pause length="7"/><Say>Hello</Say>', '/ended': '' });
    const caller = app.call();
    await app.seconds(5);
    caller.hangUp();
    await app.seconds(5);
    expect(app.events('call').map(({ status }) => status)).toEqual(['ringing', 'canceled']);
    expect(app.asked('/ended')).toMatchObject([{ CallDuration: '0', Duration: '0' }]);
  });

  test('and then a <Reject> can still reject the call', async () => {
    const app = application({ '/voice': '<Pause length="7"/><Reject reason="busy"/>' });
    app.call();
    await app.seconds(10);
    expect(app.events('call').map(({ status }) => status)).toEqual(['ringing', 'busy']);
  });

  // "length: integer > 0". https://www.twilio.com/docs/api/errors/13910
  test.each(['0', '-1', '1.5', 'long', '99999999999999999999'])('of length="%s" is 13910', async (length) => {
    const app = application({ '/voice': `<Say>Hi</Say><Pause length="${length}"/>` });
    app.call();
    await app.seconds(10);
    expect(app.faults).toContain(13910);
  });
});
