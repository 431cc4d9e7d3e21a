import { answersTo, application } from '../application';

// Hangup ends the call; as the first verb it still answers it. https://www.twilio.com/docs/voice/twiml/hangup
describe('<Hangup>', () => {
  test('ends the call, and verbs after it are never reached', async () => {
    const app = application({ '/voice': '<Say>Bye</Say><Hangup/><Say>Never</Say>' });
    const caller = app.call();
    await app.seconds(10);
    expect(caller.heard).toEqual(['Bye']);
    expect(caller.isOnTheLine).toBe(false);
  });

  test('as the first verb ends a call that was answered', async () => {
    const app = application({ '/voice': '<Hangup/>' });
    app.call();
    await app.seconds(1);
    expect(app.events('call').map(({ status }) => status)).toEqual(['ringing', 'in-progress', 'completed']);
  });
});

// In a wait document it leaves the queue and ends the call; the page does not say which result the action gets.
// https://www.twilio.com/docs/voice/twiml/enqueue
describe.each(answersTo('hangupInWait'))(
  '<Hangup> in a wait document, told as $answer',
  ({ answer, given }) => {
    test('leaves the queue, requests the action for a completed call, and ends it', async () => {
      const app = application(
        {
          '/voice': '<Enqueue waitUrl="/wait" action="/left">support</Enqueue><Say>Never</Say>',
          '/wait': '<Say>Bye</Say><Hangup/>',
          '/left': '<Say>Never</Say>',
        },
        { assumptions: given },
      );
      const caller = app.call();
      await app.seconds(10);
      expect(caller.heard).toEqual(['Bye']);
      expect(caller.isOnTheLine).toBe(false);
      expect(app.asked('/left')).toMatchObject([{ QueueResult: answer, CallStatus: 'completed' }]);
      expect(app.events('unqueued')).toMatchObject([{ why: answer }]);
      expect(app.twilio.queueNamed('support')?.members).toEqual([]);
    });
  },
);
