import { application, urlOf } from '../application';

const from = '+14155550123';
const to = '+442079460123';

/** A caller of a number, which may have an application. */
function called(answers: Record<string, string>, caller = from, isOfApplication = false) {
  const app = application({ '/ended': '', ...answers });
  const settings = { voiceUrl: urlOf('/voice'), statusCallback: urlOf('/ended') };
  const { sid } = app.twilio.numbers.setApplication({ friendlyName: 'Desk', ...settings });
  app.twilio.setNumber({
    phoneNumber: to,
    ...(isOfApplication ? { voiceUrl: '', voiceApplicationSid: sid } : settings),
  });
  const person = app.twilio.placeCall({ from: caller, to });
  if (!person) throw new Error('The account is full.');
  return { app, person, sid };
}

const names = (request: Readonly<Record<string, string>> | undefined) => Object.keys(request ?? {}).sort();

/** The names that every request of a call has, as many public recordings of such requests show. */
const standard = [
  ...['AccountSid', 'ApiVersion', 'CallSid', 'CallStatus', 'Called', 'Caller', 'Direction', 'From', 'To'],
  ...['Called', 'Caller', 'From', 'To'].flatMap((who) =>
    ['City', 'Country', 'State', 'Zip'].map((part) => `${who}${part}`),
  ),
];

const withStandard = (...more: string[]) => [...standard, ...more].sort();

// The names of requests that Twilio has sent, from public code that kept them.
describe('a request has the names that Twilio sends:', () => {
  test('the first of a call', async () => {
    const { app } = called({ '/voice': '' });
    await app.seconds(1);
    expect(names(app.asked('/voice')[0])).toEqual(withStandard());
  });

  test('the status callback of a number', async () => {
    const { app } = called({ '/voice': '<Say>Hello</Say>' });
    await app.seconds(5);
    expect(names(app.asked('/ended')[0])).toEqual(
      withStandard('CallDuration', 'CallbackSource', 'Duration', 'SequenceNumber', 'Timestamp'),
    );
  });

  test('the action of a <Gather>', async () => {
    const { app, person } = called({ '/voice': '<Gather action="/keys" numDigits="3"/>', '/keys': '' });
    await app.seconds(1);
    person.press('12#');
    await app.seconds(1);
    expect(names(app.asked('/keys')[0])).toEqual(withStandard('Digits', 'FinishedOnKey', 'msg'));
    expect(app.asked('/keys')).toMatchObject([{ Digits: '12', FinishedOnKey: '#', msg: 'Gather End' }]);
  });

  test.each([
    ['numDigits="2"', '12', '12', ''],
    ['finishOnKey="*"', '12*', '12', '*'],
    ['timeout="2"', '12', '12', ''],
    ['actionOnEmptyResult="true"', '#', '', '#'],
    ['actionOnEmptyResult="true"', '', '', ''],
  ])(
    'of a <Gather %s> in which "%s" is pressed, the key that ended it',
    async (attribute, keys, Digits, key) => {
      const { app, person } = called({ '/voice': `<Gather action="/keys" ${attribute}/>`, '/keys': '' });
      await app.seconds(1);
      person.press(keys);
      await app.seconds(10);
      expect(app.asked('/keys')).toMatchObject([{ Digits, FinishedOnKey: key, msg: 'Gather End' }]);
    },
  );

  test('the action of a <Record>', async () => {
    const { app, person } = called({ '/voice': '<Record action="/done" playBeep="false"/>', '/done': '' });
    await app.seconds(1);
    person.speak(2);
    await app.seconds(3);
    person.press('1');
    await app.seconds(1);
    expect(names(app.asked('/done')[0])).toEqual(
      withStandard('Digits', 'RecordingDuration', 'RecordingSid', 'RecordingUrl'),
    );
  });

  test('the action of a <Dial> that is recorded', async () => {
    const { app, person } = called({
      '/voice': '<Enqueue waitUrl="">support</Enqueue>',
      '/agent': '<Dial action="/dialed" record="record-from-answer"><Queue>support</Queue></Dial>',
      '/dialed': '',
    });
    await app.seconds(1);
    app.call('/agent');
    await app.seconds(10);
    person.hangUp();
    await app.seconds(1);
    const [recording] = app.twilio.recordings.values();
    expect(app.asked('/dialed')).toMatchObject([
      {
        RecordingSid: recording?.sid,
        RecordingDuration: '10',
        RecordingUrl: expect.stringContaining('/Recordings/RE'),
      },
    ]);
  });

  test('and all of a number that has an application name it', async () => {
    const { app, sid } = called({ '/voice': '<Redirect>/next</Redirect>', '/next': '' }, from, true);
    await app.seconds(1);
    for (const path of ['/voice', '/next', '/ended']) {
      expect(app.asked(path)).toMatchObject([{ ApplicationSid: sid, To: to }]);
    }
  });
});

// As captured requests show: `+266696687`, which is the word "anonymous" in keys, counts as a number of Lesotho.
describe('the countries of caller and called party', () => {
  test.each([
    ['+14155550123', 'US'],
    ['+16135550123', 'CA'],
    ['+12425550123', 'BS'],
    ['+15550000001', 'US'],
    ['+447700900123', 'GB'],
    ['+919876543210', 'IN'],
    ['+4915123456789', 'DE'],
    ['+266696687', 'LS'],
    ['+77012345678', 'KZ'],
    ['+88212345678', ''],
    ['anonymous', ''],
    ['Restricted', ''],
    ['266696687', ''],
  ])('for %s is "%s"', async (caller, country) => {
    const { app } = called({ '/voice': '' }, caller);
    await app.seconds(1);
    expect(app.asked('/voice')).toMatchObject([
      { CallerCountry: country, FromCountry: country, CalledCountry: 'GB', ToCountry: 'GB' },
    ]);
  });

  test('is missing for a client', async () => {
    const { app } = called({ '/voice': '' }, 'client:ada');
    await app.seconds(1);
    const found = names(app.asked('/voice')[0]).filter((name) =>
      /^(From|Caller)(City|Country|State|Zip)$/.test(name),
    );
    expect(found).toEqual([]);
  });
});
