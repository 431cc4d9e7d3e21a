import { type ApplicationOptions, answersTo, application, status } from '../application';

/** A caller who is asked to leave a message, including the beep. */
const voicemail = (attributes = '', answers = {}, options?: ApplicationOptions) => {
  const record = `<Record action="/done" recordingStatusCallback="/recorded" ${attributes}/>`;
  const app = application(
    { '/voice': `${record}<Say>Never</Say>`, '/done': '<Say>Thanks</Say>', '/recorded': '', ...answers },
    options,
  );
  return { app, caller: app.call() };
};

/** Right after the beep, which takes half a second. */
const beeped = 0.5;

// It records the caller after a beep, and then requests its action, with RecordingUrl, RecordingDuration and the key that
// ended it; verbs after it are never reached. https://www.twilio.com/docs/voice/twiml/record
describe('<Record>', () => {
  test('records a caller until they are silent, and then continues with its action', async () => {
    const { app, caller } = voicemail();
    await app.seconds(beeped);
    caller.speak(10);
    await app.seconds(14.9);
    expect(app.paths).toEqual(['/voice']);
    await app.seconds(0.2);
    const [recording] = app.twilio.recordings.values();
    const url = `https://api.twilio.com/2010-04-01/Accounts/${app.twilio.account.sid}/Recordings/${recording?.sid}`;
    expect(app.asked('/done')).toMatchObject([
      {
        CallSid: caller.callSid,
        CallStatus: 'in-progress',
        RecordingUrl: url,
        RecordingSid: recording?.sid,
        RecordingDuration: '10',
      },
    ]);
    expect(app.asked('/done')[0]).not.toHaveProperty('Digits');
    expect(recording?.sid).toMatch(/^RE[0-9a-f]{32}$/);
    await app.seconds(10);
    expect(caller.heard).toEqual(['(beep)', 'Thanks']);
  });

  // timeout: this many seconds of silence end it, five by default.
  test.each([
    ['', 5],
    ['timeout="3"', 3],
  ])('with %s ends after %d seconds of silence', async (attribute, seconds) => {
    const { app, caller } = voicemail(attribute);
    await app.seconds(beeped);
    caller.speak(2);
    await app.seconds(4);
    caller.speak(2);
    await app.seconds(2 + seconds - 0.1);
    expect(app.asked('/done')).toEqual([]);
    await app.seconds(0.2);
    expect(app.asked('/done')).toMatchObject([{ RecordingDuration: '6' }]);
  });

  // Silence cannot be noticed between two milliseconds of the clock.
  test.each([
    [2.0003, '2'],
    [1.9996, '2'],
    [0.0004, '0'],
    [7.123456789, '7'],
  ])('records somebody who speaks for %d seconds', async (seconds, recorded) => {
    const { app, caller } = voicemail('trim="trim-silence"');
    await app.seconds(beeped);
    caller.speak(seconds);
    await app.seconds(20);
    expect(app.asked('/done')).toMatchObject([{ RecordingDuration: recorded }]);
  });

  test.each([Number.NaN, -1, Infinity, 1e300])('nobody can speak for %p seconds', async (seconds) => {
    const { app, caller } = voicemail();
    await app.seconds(beeped);
    expect(() => caller.speak(seconds)).toThrow(RangeError);
    await app.seconds(20);
    expect(app.asked('/done')).toHaveLength(1);
  });

  test('with timeout="0" no silence ends it', async () => {
    const { app, caller } = voicemail('timeout="0" maxLength="60"');
    caller.speak(2);
    await app.seconds(beeped + 59.9);
    expect(app.asked('/done')).toEqual([]);
    await app.seconds(0.2);
    expect(app.asked('/done')).toHaveLength(1);
  });

  // maxLength: the longest recording in seconds.
  test.each([59.9, 60.1])('with maxLength="60", %d seconds later', async (seconds) => {
    const { app, caller } = voicemail('maxLength="60"');
    caller.speak(600);
    await app.seconds(beeped + seconds);
    expect(app.asked('/done')).toMatchObject(seconds > 60 ? [{ RecordingDuration: '60' }] : []);
  });

  // finishOnKey: any of these keys ends it, by default every key; Digits has the key.
  test.each([
    ['', '5', '5'],
    ['', '#', '#'],
    ['finishOnKey="*#"', '#', '#'],
    ['finishOnKey="*"', '#', undefined],
    ['finishOnKey=""', '#', undefined],
  ])('with %s and %s pressed has the digits %s', async (attribute, key, digits) => {
    const { app, caller } = voicemail(attribute);
    await app.seconds(beeped);
    caller.speak(60);
    await app.seconds(10);
    caller.press(key);
    await app.seconds(1);
    expect(app.asked('/done').map(({ Digits }) => Digits)).toEqual(digits === undefined ? [] : [digits]);
    if (digits !== undefined) expect(app.asked('/done')).toMatchObject([{ RecordingDuration: '10' }]);
  });

  test('a key during the beep is not heard', async () => {
    const { app, caller } = voicemail();
    await app.seconds(0.2);
    caller.press('1');
    await app.seconds(1);
    expect(app.events('pressed')).toMatchObject([{ isHeard: false }]);
    expect(app.asked('/done')).toEqual([]);
  });

  test('with playBeep="false" starts without a beep', async () => {
    const { app, caller } = voicemail('playBeep="false"');
    caller.speak(3);
    await app.seconds(8.1);
    expect(caller.heard).toEqual(['Thanks']);
    expect(app.asked('/done')).toMatchObject([{ RecordingDuration: '3' }]);
  });

  // trim: silence at both ends is removed, except with do-not-trim.
  test.each([
    ['', '4'],
    ['trim="trim-silence"', '4'],
    ['trim="do-not-trim"', '12'],
  ])(
    'with %s of three silent seconds, four with words and five silent ones has %s',
    async (trim, seconds) => {
      const { app, caller } = voicemail(trim);
      await app.seconds(beeped + 3);
      caller.speak(4);
      await app.seconds(10);
      expect(app.asked('/done')).toMatchObject([{ RecordingDuration: seconds }]);
    },
  );

  test('a caller who speaks during the beep is recorded from its end on', async () => {
    const { app, caller } = voicemail();
    caller.speak(beeped + 4);
    await app.seconds(20);
    expect(app.asked('/done')).toMatchObject([{ RecordingDuration: '4' }]);
  });

  test('without an action requests its own document', async () => {
    const answer = ({ form }: { form: URLSearchParams }) =>
      form.has('RecordingUrl') ? '<Say>Thanks</Say>' : '<Record/>';
    const app = application({ '/voice': answer });
    const caller = app.call();
    caller.speak(2);
    await app.seconds(10);
    expect(caller.heard).toEqual(['(beep)', 'Thanks']);
  });

  test('requests its action by GET if it says so', async () => {
    const { app, caller } = voicemail('method="GET" recordingStatusCallbackMethod="GET"');
    caller.speak(3);
    await app.seconds(20);
    expect([...app.requestsTo('/done'), ...app.requestsTo('/recorded')]).toMatchObject([
      { method: 'GET' },
      { method: 'GET' },
    ]);
  });

  // https://www.twilio.com/docs/api/errors/13610 and following
  test.each([
    [13610, 'method="PUT"'],
    [13611, 'timeout="-1"'],
    [13612, 'maxLength="1"'],
    [13613, 'finishOnKey="x"'],
    [13616, 'playBeep="yes"'],
    [13621, 'recordingStatusCallbackEvent="started"'],
    [13699, 'trim="both"'],
  ])('with an invalid attribute is a fault: %d', async (code, attribute) => {
    const { app } = voicemail(attribute);
    await app.seconds(10);
    expect(app.faults).toContain(code);
  });

  test.each([
    ['transcribe="true"', 'the transcription of a <Record>'],
    ['transcribeCallback="/text"', '<Record transcribeCallback>'],
    ['recordingConfigurationId="RC1"', '<Record recordingConfigurationId>'],
  ])('%s is not emulated', async (attribute, what) => {
    const { app } = voicemail(attribute);
    await expect(app.seconds(1)).rejects.toThrow(`does not have ${what}`);
  });

  // Only seven verbs are allowed in a wait document. https://www.twilio.com/docs/voice/twiml/enqueue
  test('in a wait document is an error', async () => {
    const app = application({
      '/voice': '<Enqueue waitUrl="/wait" action="/left">support</Enqueue>',
      '/wait': '<Record/>',
      '/left': '',
    });
    app.call();
    await app.seconds(10);
    expect(app.faults).toEqual([14202]);
    expect(app.asked('/left')).toMatchObject([{ QueueResult: 'error' }]);
    expect(app.twilio.recordings.size).toBe(0);
  });
});

// If the caller hangs up, the action is requested with the digits `hangup`, and the recording still exists.
// https://www.twilio.com/docs/voice/twiml/record
describe('a caller who hangs up while being recorded', () => {
  test('leaves a message', async () => {
    const { app, caller } = voicemail();
    await app.seconds(beeped);
    caller.speak(60);
    await app.seconds(7);
    caller.hangUp();
    await app.seconds(10);
    expect(app.asked('/done')).toMatchObject([
      { Digits: 'hangup', CallStatus: 'completed', RecordingDuration: '7' },
    ]);
    expect(caller.heard).toEqual(['(beep)']);
    expect(app.asked('/recorded')).toMatchObject([{ RecordingStatus: 'completed', RecordingDuration: '7' }]);
  });

  test('during the beep leaves none', async () => {
    const { app, caller } = voicemail();
    await app.seconds(0.2);
    caller.hangUp();
    await app.seconds(10);
    expect(app.paths).toEqual(['/voice']);
    expect(app.twilio.recordings.size).toBe(0);
  });

  test('by REST, the same', async () => {
    const { app, caller } = voicemail();
    await app.seconds(beeped);
    caller.speak(3);
    await app.seconds(4);
    app.twilio.calls.get(caller.callSid)?.interrupt({ kind: 'hangup', by: 'rest' });
    await app.seconds(10);
    expect(app.asked('/done')).toMatchObject([{ Digits: 'hangup' }]);
    expect(app.asked('/recorded')).toHaveLength(1);
  });
});

test('a call that is redirected while being recorded runs the new document, and the recording is kept', async () => {
  const { app, caller } = voicemail('', { '/elsewhere': '<Say>Elsewhere</Say>' });
  caller.speak(60);
  await app.seconds(5.5);
  const url = new URL('/elsewhere', app.requestsTo('/voice')[0]?.url);
  app.twilio.calls
    .get(caller.callSid)
    ?.interrupt({ kind: 'redirect', request: { url, method: 'POST', parameters: {}, requestedBy: 'rest' } });
  await app.seconds(10);
  expect(caller.heard).toEqual(['(beep)', 'Elsewhere']);
  expect(app.asked('/done')).toEqual([]);
  expect(app.asked('/recorded')).toMatchObject([{ RecordingDuration: '5' }]);
});

// It is requested when the recording is available, for the events that recordingStatusCallbackEvent names: in-progress,
// completed (the default) and absent. https://www.twilio.com/docs/voice/twiml/record#recordingstatuscallback
describe('the status callback of a recording', () => {
  test('reports it some time after its end', async () => {
    const { app, caller } = voicemail('finishOnKey="#"', {}, { settings: { recordingMillis: 30_000 } });
    await app.seconds(beeped);
    const startedAt = app.twilio.clock.now();
    caller.speak(12);
    await app.seconds(12);
    caller.press('#');
    await app.seconds(29.9);
    expect(app.asked('/recorded')).toEqual([]);
    await app.seconds(0.2);
    const [{ sid = '' } = {}] = app.twilio.recordings.values();
    expect(app.asked('/recorded')).toEqual([
      {
        AccountSid: app.twilio.account.sid,
        CallSid: caller.callSid,
        RecordingSid: sid,
        RecordingUrl: expect.stringMatching(new RegExp(`^https://api.twilio.com/.*/Recordings/${sid}$`)),
        RecordingStatus: 'completed',
        RecordingDuration: '12',
        RecordingChannels: '1',
        RecordingStartTime: startedAt.toUTCString().replace('GMT', '+0000'),
        RecordingSource: 'RecordVerb',
        ErrorCode: '0',
      },
    ]);
  });

  test('reports its start if requested', async () => {
    const { app, caller } = voicemail('recordingStatusCallbackEvent="in-progress completed"');
    await app.seconds(beeped + 1);
    expect(app.asked('/recorded')).toMatchObject([{ RecordingStatus: 'in-progress' }]);
    caller.speak(3);
    await app.seconds(20);
    expect(app.asked('/recorded').map(({ RecordingStatus }) => RecordingStatus)).toEqual([
      'in-progress',
      'completed',
    ]);
  });

  // Error 16101 says that a recording was too short; the minimum is not documented. https://www.twilio.com/docs/api/errors/16101
  test.each([
    [0.9, '', []],
    [0.9, 'recordingStatusCallbackEvent="completed absent"', ['absent']],
    [1, 'recordingStatusCallbackEvent="completed absent"', ['completed']],
  ])('after %d seconds and with %s gets %p', async (seconds, events, expected) => {
    const { app, caller } = voicemail(events);
    await app.seconds(beeped);
    caller.speak(60);
    await app.seconds(seconds);
    caller.hangUp();
    await app.seconds(10);
    expect(app.asked('/recorded').map(({ RecordingStatus }) => RecordingStatus)).toEqual(expected);
    expect(app.faults).toEqual(seconds < 1 ? [16101] : []);
  });

  test('that fails is retried as its URL says, and is a warning', async () => {
    const { app, caller } = voicemail('', {
      '/voice': '<Record action="/done" recordingStatusCallback="/recorded#rc=2&amp;rp=5xx"/>',
      '/recorded': status(500),
    });
    caller.speak(3);
    await app.seconds(20);
    expect(app.asked('/recorded')).toHaveLength(3);
    expect(app.faults).toEqual([15003]);
  });

  test('of an account that was emptied meanwhile is not requested', async () => {
    const { app, caller } = voicemail();
    caller.speak(3);
    await app.seconds(6);
    await app.twilio.reset();
    await app.seconds(20);
    expect(app.asked('/recorded')).toEqual([]);
  });
});

// Silence is kept "by default" now; the page once said that after an empty recording the next verb runs, not the action.
// https://www.twilio.com/docs/voice/twiml/record
describe.each(answersTo('silentRecording'))('when nobody speaks: $answer', ({ answer, given }) => {
  const events = 'recordingStatusCallbackEvent="completed absent"';

  test('five seconds of silence end it', async () => {
    const { app, caller } = voicemail(events, {}, { assumptions: given });
    await app.seconds(20);
    const isKept = answer === 'recorded';
    expect(app.asked('/done')).toMatchObject(isKept ? [{ RecordingDuration: '5' }] : []);
    expect(caller.heard.at(-1)).toBe(isKept ? 'Thanks' : 'Never');
    expect(app.asked('/recorded')).toMatchObject([
      { RecordingStatus: isKept ? 'completed' : 'absent', ErrorCode: isKept ? '0' : '16102' },
    ]);
    expect(app.faults).toEqual(isKept ? [] : [16102]);
  });

  test('a caller hangs up without a word', async () => {
    const { app, caller } = voicemail(events, {}, { assumptions: given });
    await app.seconds(beeped + 3);
    caller.hangUp();
    await app.seconds(20);
    expect(app.asked('/done')).toMatchObject(answer === 'recorded' ? [{ Digits: 'hangup' }] : []);
    expect(app.asked('/recorded')).toHaveLength(1);
  });
});
