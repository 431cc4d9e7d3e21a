import { documentOf } from '../../../emulator/voice/document-request';
import { application, sound, urlOf } from '../application';

const faultsOf = async (document: string) => {
  const app = application({ '/voice': document, '/page.html': '<Say>A page</Say>', '/a.wav': sound(1) });
  app.call();
  await app.seconds(20);
  return { app, faults: app.faults };
};

// Each number has a page: https://www.twilio.com/docs/api/errors/13218
describe('an attribute that cannot be read has its own error code:', () => {
  test.each([
    ['<Dial method="PUT">+14155550199</Dial>', 13210],
    ['<Dial timeout="4">+14155550199</Dial>', 13212],
    ['<Dial hangupOnStar="yes">+14155550199</Dial>', 13213],
    ['<Dial timeLimit="0">+14155550199</Dial>', 13216],
    ['<Dial record="always">+14155550199</Dial>', 13217],
    ['<Dial sequential="yes">+14155550199</Dial>', 13218],
    ['<Dial answerOnBridge="yes">+14155550199</Dial>', 13219],
    ['<Dial ringTone="moon">+14155550199</Dial>', 13220],
    ['<Dial><Number method="PUT">+14155550199</Number></Dial>', 13221],
    ['<Dial><Number sendDigits="12x">+14155550199</Number></Dial>', 13222],
    ['<Gather finishOnKey="a"/>', 13310],
    ['<Gather finishOnKey="12"/>', 13311],
    ['<Gather method="PUT"/>', 13312],
    ['<Gather timeout="0"/>', 13313],
    ['<Gather timeout="auto"/>', 13313],
    ['<Gather numDigits="0"/>', 13314],
    ['<Gather><Say loop="-1">Hi</Say></Gather>', 13322],
    ['<Gather input="dtmf voice"/>', 13326],
    ['<Gather input="speech" speechTimeout="soon"/>', 13327],
    ['<Gather input="speech" maxSpeechTime="601"/>', 13328],
    ['<Gather bargeIn="no"/>', 13332],
    ['<Gather profanityFilter="no"/>', 13333],
    ['<Gather actionOnEmptyResult="yes"/>', 13338],
    ['<Play loop="-1">/a.wav</Play>', 13410],
    ['<Play digits="12x"/>', 13430],
    ['<Say loop="-1">Hi</Say>', 13510],
    ['<Record method="PUT"/>', 13610],
    ['<Record timeout="-1"/>', 13611],
    ['<Record maxLength="1"/>', 13612],
    ['<Record finishOnKey="a"/>', 13613],
    ['<Record transcribe="yes"/>', 13614],
    ['<Record playBeep="yes"/>', 13616],
    ['<Record recordingStatusCallbackEvent="begun"/>', 13621],
    ['<Record trim="short"/>', 13699],
    ['<Redirect method="PUT">/voice</Redirect>', 13710],
    ['<Reject reason="tired"/>', 13810],
    ['<Pause length="0"/>', 13910],
    ['<Enqueue method="PUT">q</Enqueue>', 14201],
    ['<Enqueue waitUrlMethod="PUT">q</Enqueue>', 14206],
    ['<Dial><Queue method="PUT">q</Queue></Dial>', 14210],
  ])('%s is %d', async (document, code) => {
    const { faults } = await faultsOf(document);
    expect(faults.filter((fault) => fault !== 12200)).toEqual([code]);
  });
});

describe('other errors in a verb have one too:', () => {
  // "Say element character limits exceeded": https://www.twilio.com/docs/api/errors/13521
  test.each([
    [4096, []],
    [4097, [13521]],
  ])('words of %d characters: %p', async (length, expected) => {
    expect((await faultsOf(`<Say>${'a'.repeat(length)}</Say>`)).faults).toEqual(expected);
  });

  // A country code that nobody has. https://www.twilio.com/docs/api/errors/13224
  test.each(['+69312345678', '+99912345678', '+21012345678'])('a call to %s is 13224', async (number) => {
    expect((await faultsOf(`<Dial>${number}</Dial>`)).faults).toEqual([13224]);
  });

  test.each([
    ['<Say voice="Nobody">Hi</Say><Say>Bye</Say>', 13511, ['Hi', 'Bye']],
    ['<Gather timeout="1"><Say voice="Nobody">Hi</Say></Gather><Say>Bye</Say>', 13321, ['Hi', 'Bye']],
  ])('%s is %d, and the words are still spoken', async (document, code, heard) => {
    const app = application({ '/voice': document });
    const caller = app.call();
    await app.seconds(20);
    expect(app.faults).toEqual([12200, code]);
    expect(caller.heard).toEqual(heard);
  });

  test.each([
    ['<Play>/page.html</Play>', 13420],
    ['<Gather><Play>/page.html</Play></Gather>', 13325],
  ])('%s, which is not audio, is %d', async (document, code) => {
    expect((await faultsOf(document)).faults).toEqual([code]);
  });

  test('a post-work activity without a reservation is a meaningless value', async () => {
    const { faults } = await faultsOf('<Dial><Queue postWorkActivitySid="WA1">q</Queue></Dial>');
    expect(faults).toEqual([12200]);
  });
});

// Twilio's own samples and pages use them: https://www.twilio.com/docs/voice/twiml/say, …/dial#callreason
describe('what Twilio’s pages have but its helper library lacks is not a fault:', () => {
  test.each([
    '<Say language="en">Hi</Say>',
    '<Say voice="woman" language="es">Hola</Say>',
    '<Dial callReason="Your order" timeout="5">+14155550199</Dial>',
  ])('%s', async (document) => {
    expect((await faultsOf(document)).faults).toEqual([]);
  });
});

// A document in a REST request is nowhere, so nothing in it can be relative. https://www.twilio.com/docs/api/errors/15004
describe('in a document in a REST request', () => {
  test.each([
    ['<Gather action="/keys" timeout="1" actionOnEmptyResult="true"/>', 15004],
    ['<Dial action="/keys" timeout="5">+14155550199</Dial>', 15004],
    ['<Record action="/keys"/>', 15004],
    // "If the call is updated by REST, the action is required": https://www.twilio.com/docs/voice/twiml/record#action
    ['<Record/>', 11100],
  ])('%s is %d', async (document, code) => {
    const app = application({ '/voice': '<Gather timeout="60"/>' });
    const caller = app.call();
    await app.seconds(1);
    app.twilio.calls
      .get(caller.callSid)
      ?.interrupt({ kind: 'redirect', request: documentOf(`<Response>${document}</Response>`) });
    await app.seconds(60);
    expect(app.faults).toEqual([code]);
  });

  test('or after a redirect by REST, a <Record> needs an action, so that nothing is recorded again and again', async () => {
    const app = application({ '/voice': '<Gather timeout="60"/>', '/record': '<Record/>' });
    const caller = app.call();
    await app.seconds(1);
    const request = {
      url: new URL(urlOf('/record')),
      method: 'POST',
      parameters: {},
      requestedBy: 'rest',
    } as const;
    app.twilio.calls.get(caller.callSid)?.interrupt({ kind: 'redirect', request });
    await app.seconds(60);
    expect(app.faults).toEqual([11100]);
    expect([app.asked('/record').length, app.twilio.recordings.size]).toEqual([1, 0]);
  });
});
