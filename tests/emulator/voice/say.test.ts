import { answersTo, application } from '../application';

// Say reads text to the caller, once by default. With `loop` 0 it repeats until the call ends, a thousand
// times at most. https://www.twilio.com/docs/voice/twiml/say
describe('<Say>', () => {
  test('takes as long as it takes to speak, and then the next verb runs', async () => {
    const app = application({ '/voice': `<Say>${'a'.repeat(30)}</Say><Say>Bye</Say>` });
    const caller = app.call();
    await app.seconds(1.9);
    expect(caller.heard).toEqual(['a'.repeat(30)]);
    await app.seconds(0.1);
    expect(caller.heard).toEqual(['a'.repeat(30), 'Bye']);
  });

  test('has a voice and a language', async () => {
    const app = application({ '/voice': '<Say voice="Polly.Joanna" language="en-GB">Hi</Say><Say>Ho</Say>' });
    app.call();
    await app.seconds(5);
    expect(app.events('heard').map(({ sound }) => sound)).toEqual([
      { kind: 'said', text: 'Hi', voice: 'Polly.Joanna', language: 'en-GB' },
      { kind: 'said', text: 'Ho', voice: 'man', language: 'en-US' },
    ]);
  });

  test.each([
    [2, 4],
    [0, 2000],
  ])('with loop %d lasts %d seconds in place of 2', async (loop, seconds) => {
    const app = application({ '/voice': `<Say loop="${loop}">${'a'.repeat(30)}</Say>` });
    const caller = app.call();
    await app.seconds(seconds - 0.1);
    expect(caller.isOnTheLine).toBe(true);
    await app.seconds(0.1);
    expect(caller.isOnTheLine).toBe(false);
  });

  test('is cut off by a hangup', async () => {
    const app = application({ '/voice': `<Say>${'a'.repeat(30)}</Say><Say>Bye</Say>` });
    const caller = app.call();
    await app.seconds(0.5);
    caller.hangUp();
    await app.seconds(10);
    expect(app.events('cut')).toMatchObject([{ secondsHeard: 0.5 }]);
    expect(caller.heard).toHaveLength(1);
  });

  // https://www.twilio.com/docs/api/errors/13520
  test('without words is a warning, and the next verb runs', async () => {
    const app = application({ '/voice': '<Say></Say><Say>Bye</Say>' });
    const caller = app.call();
    await app.seconds(5);
    expect(caller.heard).toEqual(['Bye']);
    expect(app.faults).toEqual([13520]);
  });
});

// The page of each code has its log level, and the call continues after a warning. No page says what happens
// to the verb. https://www.twilio.com/docs/api/errors/13510
describe.each(answersTo('unreadableAttribute'))(
  'an attribute that cannot be read, if then $answer',
  ({ answer, given }) => {
    test('the caller hears the application error, the next verb, or the verb with its default', async () => {
      const app = application(
        { '/voice': '<Say loop="often">Hello</Say><Say>Bye</Say>' },
        { assumptions: given },
      );
      const caller = app.call();
      await app.seconds(10);
      const heard = {
        'document-fails': ['We are sorry, an application error has occurred. Goodbye.'],
        'verb-skipped': ['Bye'],
        'default-used': ['Hello', 'Bye'],
      };
      expect(caller.heard).toEqual(heard[answer]);
      expect(app.faults).toEqual([12200, 13510]);
    });

    // Only the invalid attribute is left out: the verb's others, and those of nested elements, are read.
    test('also inside a <Gather>, without repeating the sounds before it', async () => {
      const app = application(
        {
          '/voice':
            '<Gather action="/keys" numDigits="2"><Say>One</Say><Say loop="often">Two</Say></Gather><Say>Bye</Say>',
          '/keys': '<Say>Thanks</Say>',
        },
        { assumptions: given },
      );
      const caller = app.call();
      await app.seconds(2);
      caller.press('12');
      await app.seconds(10);
      const heard = {
        'document-fails': ['One', 'We are sorry, an application error has occurred. Goodbye.'],
        'verb-skipped': ['One', 'Bye'],
        'default-used': ['One', 'Two', 'Thanks'],
      };
      expect(caller.heard).toEqual(heard[answer]);
      expect(app.faults).toEqual([12200, 13322]);
    });
  },
);
