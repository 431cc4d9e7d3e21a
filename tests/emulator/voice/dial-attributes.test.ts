import { type ApplicationOptions, application } from '../application';

const outside = '+14155550123';

const office = (dial: string, options?: ApplicationOptions) => {
  const app = application({ '/voice': dial, '/dialed': '<Say>Over</Say>', '/ended': '' }, options);
  app.twilio.setExternalNumber(outside, { kind: 'answers', afterSeconds: 6 });
  return app;
};

// "answerOnBridge: … the inbound call will ring until the dialed call is connected": https://www.twilio.com/docs/voice/twiml/dial#answeronbridge
describe('<Dial answerOnBridge>', () => {
  const dial = `<Dial answerOnBridge="true" action="/dialed">${outside}</Dial>`;

  test('lets the caller hear ringing until somebody answers', async () => {
    const app = office(dial);
    const caller = app.call();
    await app.seconds(5);
    expect(app.twilio.calls.get(caller.callSid)?.status).toBe('ringing');
    await app.seconds(11);
    expect(app.twilio.calls.get(caller.callSid)?.status).toBe('in-progress');
    app.twilio.personAt(outside)?.hangUp();
    await app.seconds(5);
    expect(caller.heard).toEqual(['(ringing)', 'Over']);
    // From the moment in which the two are connected.
    expect(app.asked('/ended')).toMatchObject([{ CallDuration: '10', CallStatus: 'completed' }]);
  });

  test.each([
    ['busy', 'busy'],
    ['no-answer', 'no-answer'],
    ['fails', 'failed'],
  ] as const)('of a number that is %s ends a call that was never answered', async (kind, status) => {
    const app = office(`<Dial answerOnBridge="true" timeout="5">${outside}</Dial>`);
    app.twilio.setExternalNumber(outside, { kind });
    app.call();
    await app.seconds(20);
    expect(app.asked('/ended')).toMatchObject([{ CallStatus: status, CallDuration: '0' }]);
  });

  test('and then the next verb answers', async () => {
    const app = office(`<Dial answerOnBridge="true" timeout="5">${outside}</Dial><Say>Nobody is here.</Say>`);
    app.twilio.setExternalNumber(outside, { kind: 'no-answer' });
    const caller = app.call();
    await app.seconds(20);
    expect(caller.heard).toEqual(['(ringing)', 'Nobody is here.']);
    expect(app.asked('/ended')).toMatchObject([{ CallStatus: 'completed' }]);
  });

  test('of a queue answers an agent when there is a caller', async () => {
    const app = application({
      '/voice': '<Enqueue waitUrl="">support</Enqueue>',
      '/agent': '<Dial answerOnBridge="true"><Queue>support</Queue></Dial>',
    });
    app.twilio.createQueue('support');
    const agent = app.call('/agent');
    await app.seconds(5);
    expect(app.twilio.calls.get(agent.callSid)?.status).toBe('ringing');
    app.call();
    await app.seconds(5);
    expect(app.twilio.calls.get(agent.callSid)?.status).toBe('in-progress');
  });

  test('by default answers the caller at once', async () => {
    const app = office(`<Dial>${outside}</Dial>`);
    const caller = app.call();
    await app.seconds(1);
    expect(app.twilio.calls.get(caller.callSid)?.status).toBe('in-progress');
  });
});

// https://www.twilio.com/docs/voice/twiml/dial#ringtone
test('<Dial ringTone> rings as in that country', async () => {
  const app = office(`<Dial ringTone="de">${outside}</Dial>`);
  app.call();
  await app.seconds(1);
  expect(app.events('heard')).toMatchObject([{ sound: { kind: 'ringback', tone: 'de' } }]);
});

// https://www.twilio.com/docs/voice/twiml/dial#callreason
test('<Dial callReason> shows the called phone the reason for the call', async () => {
  const app = office(`<Dial callReason="Your order">${outside}</Dial>`);
  app.call();
  await app.seconds(1);
  expect(app.twilio.personAt(outside)?.callReason).toBe('Your order');
});

// https://www.twilio.com/docs/voice/twiml/client, https://www.twilio.com/docs/voice/twiml/parameter
test('<Parameter> in a <Client> reaches the client', async () => {
  const app = office(
    '<Dial><Client><Identity>ada</Identity><Parameter name="order" value="12"/><Parameter name="vip" value="yes"/></Client></Dial>',
  );
  app.call();
  await app.seconds(1);
  expect(app.twilio.personAt('client:ada')?.parameters).toEqual({ order: '12', vip: 'yes' });
});

// A SIP address is not a caller ID, whether a document says so or the caller has it. https://www.twilio.com/docs/api/errors/13214
describe('a SIP caller ID', () => {
  const sip = 'sip:anonymous@anonymous.invalid';
  const from = async (dial: string, caller: string) => {
    const app = office(dial);
    app.twilio.setNumber({ phoneNumber: '+15550100', voiceUrl: 'https://application-1234.twil.io/voice' });
    app.twilio.placeCall({ from: caller, to: '+15550100' });
    await app.seconds(5);
    return app;
  };

  test.each([
    [`<Dial callerId="${sip}">${outside}</Dial>`, sip],
    [`<Dial callerId="${sip}">${outside}</Dial>`, '+15550101'],
    [`<Dial callerId="sips:ada@shop.example">${outside}</Dial>`, '+15550101'],
    [`<Dial>${outside}</Dial>`, sip],
  ])('%s of a call from %s is 13214', async (dial, caller) => {
    const app = await from(dial, caller);
    expect(app.faults).toEqual([13214]);
    expect(app.twilio.personAt(outside)).toBeUndefined();
  });

  test('may be replaced by the account’s number', async () => {
    const app = await from(`<Dial callerId="+15550100">${outside}</Dial>`, sip);
    expect(app.faults).toEqual([]);
    expect(app.twilio.personAt(outside)?.isRung).toBe(true);
  });
});
