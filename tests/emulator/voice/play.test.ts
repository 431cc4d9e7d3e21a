import { webResponse } from '../../../emulator/web/message';
import { answersTo, application, sound, status } from '../application';

// Play fetches a file by GET, without the parameters of webhooks, and plays it, once by default. With `loop` 0 it
// repeats until the call ends, a thousand times at most. https://www.twilio.com/docs/voice/twiml/play
describe('<Play>', () => {
  test('lasts as long as its file', async () => {
    const app = application({ '/voice': '<Play>/two.wav</Play><Say>Bye</Say>', '/two.wav': sound(2) });
    const caller = app.call();
    await app.seconds(1.9);
    expect(caller.heard).toEqual(['♪ two.wav']);
    await app.seconds(0.1);
    expect(caller.heard).toEqual(['♪ two.wav', 'Bye']);
    expect(app.requestsTo('/two.wav')).toMatchObject([{ method: 'GET', parameters: {} }]);
  });

  test.each([
    [3, 6],
    [0, 2000],
  ])('with loop %d lasts %d seconds in place of 2', async (loop, seconds) => {
    const app = application({ '/voice': `<Play loop="${loop}">/two.wav</Play>`, '/two.wav': sound(2) });
    const caller = app.call();
    await app.seconds(seconds - 0.1);
    expect(caller.isOnTheLine).toBe(true);
    await app.seconds(0.1);
    expect(caller.isOnTheLine).toBe(false);
  });

  test('finds a file relative to its document', async () => {
    const app = application({
      '/menu/voice': '<Play>two.wav</Play><Play>/two.wav</Play>',
      '/menu/two.wav': sound(2),
      '/two.wav': sound(2),
    });
    app.call('/menu/voice');
    await app.seconds(10);
    expect(app.paths).toEqual(['/menu/voice', '/menu/two.wav', '/two.wav']);
  });

  // Files are cached the first time they are played.
  test('fetches a file once for all calls', async () => {
    const app = application({ '/voice': '<Play>/two.wav</Play>', '/two.wav': sound(2) });
    app.call();
    await app.seconds(10);
    app.call();
    await app.seconds(10);
    expect(app.requestsTo('/two.wav')).toHaveLength(1);
  });

  test.each(['http://[', ''])('of "%s", which is not a URL, is 11100', async (url) => {
    const app = application({ '/voice': `<Play>${url}</Play>` });
    app.call();
    await app.seconds(10);
    expect(app.faults).toEqual([11100]);
  });

  test('a file whose length cannot be read counts as a minute', async () => {
    const app = application({
      '/voice': '<Play>/song.mp3</Play><Say>Bye</Say>',
      '/song.mp3': () => webResponse(200, 'audio/mpeg', 'ID3'),
    });
    const caller = app.call();
    await app.seconds(59.9);
    expect(caller.heard).toEqual(['♪ song.mp3']);
    await app.seconds(0.1);
    expect(caller.heard).toEqual(['♪ song.mp3', 'Bye']);
  });
});

// The error numbers are documented, https://www.twilio.com/docs/api/errors/13420 and following, but not what the caller hears.
describe.each(answersTo('playFails'))(
  'a file that cannot be played, if it is $answer',
  ({ answer, given }) => {
    test.each([
      ['/gone.wav', 11200],
      ['/page.wav', 13420],
      ['/broken.wav', 13420],
      ['https://nowhere.example/two.wav', 11210],
    ])('%s is %d', async (file, code) => {
      const app = application(
        {
          '/voice': `<Play>${file}</Play><Say>Bye</Say>`,
          '/gone.wav': status(404),
          '/page.wav': '<Say>A page</Say>',
          '/broken.wav': () => webResponse(200, 'audio/wav', 'no sound'),
        },
        { assumptions: given },
      );
      const caller = app.call();
      await app.seconds(10);
      expect(app.faults).toEqual([code]);
      const isSkipped = answer === 'skipped';
      expect(caller.heard).toEqual([
        isSkipped ? 'Bye' : 'We are sorry, an application error has occurred. Goodbye.',
      ]);
    });
  },
);

// An answer with an audio content type is played, and then the call ends. https://www.twilio.com/docs/voice/twiml
test('audio in place of a document is fetched and played once, and the call ends', async () => {
  const app = application({ '/voice': sound(3) });
  const caller = app.call();
  await app.seconds(2.9);
  expect(caller.isOnTheLine).toBe(true);
  await app.seconds(0.1);
  expect(caller.isOnTheLine).toBe(false);
  expect(caller.heard).toEqual(['♪ voice']);
  expect(app.paths).toEqual(['/voice']);
});
