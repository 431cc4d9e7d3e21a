import { type ApplicationOptions, application } from '../application';

/** An agent who records, and a caller who is already waiting. */
async function recorded(attributes: string, answers = {}, options?: ApplicationOptions) {
  const dial = `<Dial action="/dialed" recordingStatusCallback="/recorded" ${attributes}>`;
  const app = application(
    {
      '/voice': '<Enqueue waitUrl="" action="/left">support</Enqueue>',
      '/left': '',
      '/agent': `${dial}<Queue url="/connect">support</Queue></Dial>`,
      '/connect': `<Say>${'a'.repeat(60)}</Say>`,
      '/dialed': '',
      '/recorded': '',
      ...answers,
    },
    options,
  );
  const caller = app.call();
  await app.seconds(10);
  return { app, caller, agent: app.call('/agent') };
}

// record: from the answer on, in one channel or, with -dual, in two; true means record-from-answer. The call of the status
// callback is the one that dials. https://www.twilio.com/docs/voice/twiml/dial#record
describe('<Dial record> of a <Queue>', () => {
  test.each([
    ['record="record-from-answer-dual"', '2'],
    ['record="record-from-answer"', '1'],
    ['record="true"', '1'],
  ])(
    'with %s records the conversation in %s channels, from the moment in which the two are connected',
    async (record, channels) => {
      const { app, caller, agent } = await recorded(record);
      await app.seconds(4);
      const startedAt = app.twilio.clock.now();
      expect(app.events('bridged')).toHaveLength(1);
      await app.seconds(30);
      caller.hangUp();
      await app.seconds(10);
      const [{ sid = '' } = {}] = app.twilio.recordings.values();
      const url = expect.stringMatching(new RegExp(`^https://api.twilio.com/.*/Recordings/${sid}$`));
      expect(app.asked('/dialed')).toMatchObject([{ DialCallStatus: 'completed', RecordingUrl: url }]);
      expect(app.asked('/recorded')).toEqual([
        {
          AccountSid: app.twilio.account.sid,
          CallSid: agent.callSid,
          RecordingSid: sid,
          RecordingUrl: url,
          RecordingStatus: 'completed',
          RecordingDuration: '30',
          RecordingChannels: channels,
          RecordingStartTime: startedAt.toUTCString().replace('GMT', '+0000'),
          RecordingSource: 'DialVerb',
          ErrorCode: '0',
        },
      ]);
    },
  );

  test.each(['', 'record="do-not-record"', 'record="false"'])('with %s records nothing', async (record) => {
    const { app, caller } = await recorded(record);
    await app.seconds(30);
    caller.hangUp();
    await app.seconds(10);
    expect(app.twilio.recordings.size).toBe(0);
    expect(app.asked('/recorded')).toEqual([]);
    expect(app.asked('/dialed')[0]).not.toHaveProperty('RecordingUrl');
  });

  test.each(['caller', 'agent'] as const)('ends when the %s hangs up', async (who) => {
    const { app, caller, agent } = await recorded('record="record-from-answer-dual"');
    await app.seconds(24);
    (who === 'caller' ? caller : agent).hangUp();
    await app.seconds(30);
    expect(app.asked('/recorded')).toMatchObject([{ RecordingDuration: '20' }]);
  });

  test('ends at the star key', async () => {
    const { app, agent } = await recorded('record="record-from-answer-dual" hangupOnStar="true"');
    await app.seconds(24);
    agent.press('*');
    await app.seconds(30);
    expect(app.asked('/recorded')).toMatchObject([{ RecordingDuration: '20' }]);
  });

  test.each([
    ['the caller', true],
    ['the agent', false],
  ])('does not exist if %s hangs up before the two are connected', async (_who, isCaller) => {
    const { app, caller, agent } = await recorded('record="record-from-answer-dual"');
    await app.seconds(2);
    (isCaller ? caller : agent).hangUp();
    await app.seconds(30);
    expect(app.twilio.recordings.size).toBe(0);
    expect(app.asked('/recorded')).toEqual([]);
  });

  test('reports its start if requested', async () => {
    const events = 'recordingStatusCallbackEvent="in-progress completed" recordingStatusCallbackMethod="GET"';
    const { app } = await recorded(`record="record-from-answer-dual" ${events}`);
    await app.seconds(5);
    expect(app.requestsTo('/recorded')).toMatchObject([
      { method: 'GET', parameters: { RecordingStatus: 'in-progress' } },
    ]);
  });

  // https://www.twilio.com/docs/api/errors/13217
  test('whose value cannot be read is a fault', async () => {
    const { app } = await recorded('record="yes"');
    await app.seconds(5);
    expect(app.faults).toContain(13217);
  });

  test.each(['record="record-from-ringing-dual"', 'record="true" trim="trim-silence"'])(
    'with %s is not here',
    async (record) => {
      const { app } = await recorded(record);
      await expect(app.seconds(5)).rejects.toThrow('this way of recording');
    },
  );
});
