import { application } from '../application';

// Leave takes the call out of its queue. It continues with the action of its <Enqueue>, which is requested at once, or
// with the verb after it. https://www.twilio.com/docs/voice/twiml/leave
describe('<Leave>', () => {
  test('leads to the action, with the time that the call waited', async () => {
    const app = application({
      '/voice': '<Enqueue waitUrl="/wait" action="/left">support</Enqueue><Say>Never</Say>',
      '/wait': '<Pause length="7"/><Leave/><Say>Never</Say>',
      '/left': '<Say>Sorry</Say>',
    });
    const caller = app.call();
    await app.seconds(60);
    expect(caller.heard).toEqual(['Sorry']);
    expect(app.asked('/left')).toMatchObject([
      {
        QueueResult: 'leave',
        QueueTime: '7',
        QueueSid: app.twilio.queueNamed('support')?.sid,
        CallStatus: 'in-progress',
      },
    ]);
    expect(app.twilio.queueNamed('support')?.members).toEqual([]);
  });

  test('without an action leads to the next verb', async () => {
    const app = application({
      '/voice': '<Enqueue waitUrl="/wait">support</Enqueue><Say>Sorry</Say>',
      '/wait': '<Leave/>',
    });
    const caller = app.call();
    await app.seconds(10);
    expect(caller.heard).toEqual(['Sorry']);
  });

  test('works in the document after a key in the wait document', async () => {
    const app = application({
      '/voice': '<Enqueue waitUrl="/wait">support</Enqueue><Say>Sorry</Say>',
      '/wait': '<Gather action="/keys" numDigits="1"><Say>Press a key</Say></Gather>',
      '/keys': '<Leave/>',
    });
    const caller = app.call();
    await app.seconds(2);
    caller.press('1');
    await app.seconds(10);
    expect(caller.heard).toEqual(['Press a key', 'Sorry']);
  });

  test('outside of a queue does nothing', async () => {
    const app = application({ '/voice': '<Leave/><Say>Still here</Say>' });
    const caller = app.call();
    await app.seconds(10);
    expect(caller.heard).toEqual(['Still here']);
  });
});
