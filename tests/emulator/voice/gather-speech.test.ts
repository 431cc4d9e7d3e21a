import { type ApplicationOptions, application } from '../application';

const menu = (gather: string, answers = {}, options?: ApplicationOptions) => {
  const app = application(
    { '/voice': `${gather}<Say>Nothing came</Say>`, '/heard': '<Say>Thanks</Say>', ...answers },
    options,
  );
  return { app, caller: app.call() };
};

const prompt = '<Say>How can we help you today, dear caller?</Say>';

// "SpeechResult" and "Confidence" are sent to the action: https://www.twilio.com/docs/voice/twiml/gather#action. `Language`
// is in captured requests.
describe('<Gather> of speech', () => {
  test('sends the action what the caller said, once they are silent', async () => {
    const { app, caller } = menu('<Gather input="speech" action="/heard" speechTimeout="2"/>');
    await app.seconds(1);
    caller.say('My phone is broken.');
    await app.seconds(3.2);
    expect(app.asked('/heard')).toEqual([]);
    await app.seconds(0.2);
    expect(app.asked('/heard')).toMatchObject([
      { SpeechResult: 'My phone is broken.', Confidence: '0.9', Language: 'en-US' },
    ]);
    expect(app.asked('/heard')[0]).not.toHaveProperty('Digits');
    await app.seconds(5);
    expect(caller.heard).toEqual(['Thanks']);
  });

  test('combines two sentences into one result, with their confidence', async () => {
    const { app, caller } = menu(
      '<Gather input="speech" action="/heard" speechTimeout="3" language="de-DE"/>',
    );
    await app.seconds(1);
    caller.say('Guten Tag.', 0.4);
    await app.seconds(2);
    caller.say('Mein Telefon geht nicht.', 0.5);
    await app.seconds(10);
    expect(app.asked('/heard')).toMatchObject([
      { SpeechResult: 'Guten Tag. Mein Telefon geht nicht.', Confidence: '0.5', Language: 'de-DE' },
    ]);
  });

  test('continues with the next verb if the caller says nothing', async () => {
    const { app, caller } = menu('<Gather input="speech" action="/heard" timeout="4"/>');
    await app.seconds(10);
    expect(caller.heard).toEqual(['Nothing came']);
  });

  test('ignores keys', async () => {
    const { app, caller } = menu('<Gather input="speech" action="/heard" timeout="4"/>');
    await app.seconds(1);
    caller.press('1');
    await app.seconds(10);
    expect(caller.heard).toEqual(['Nothing came']);
  });

  // maxSpeechTime: "1 to 600", 60 if not given.
  test('does not listen longer than maxSpeechTime', async () => {
    const { app, caller } = menu(
      '<Gather input="speech" action="/heard" maxSpeechTime="5" speechTimeout="auto"/>',
    );
    await app.seconds(1);
    caller.say('a'.repeat(15 * 60));
    await app.seconds(4.9);
    expect(app.asked('/heard')).toEqual([]);
    await app.seconds(0.2);
    expect(app.asked('/heard')).toHaveLength(1);
  });
});

// "If both are given, the first that is detected takes precedence": https://www.twilio.com/docs/voice/twiml/gather#input
describe('<Gather> of speech and keys', () => {
  const both = (attributes = '') =>
    `<Gather input="speech dtmf" action="/heard" numDigits="1" ${attributes}>${prompt}</Gather>`;

  test('takes a key', async () => {
    const { app, caller } = menu(both());
    await app.seconds(1);
    caller.press('2');
    await app.seconds(1);
    expect(app.asked('/heard')).toMatchObject([{ Digits: '2', msg: 'Gather End' }]);
    expect(app.asked('/heard')[0]).not.toHaveProperty('SpeechResult');
  });

  test('takes words, which cut off the prompt, and then ignores keys', async () => {
    const { app, caller } = menu(both());
    await app.seconds(1);
    caller.say('An agent, please.');
    caller.press('2');
    await app.seconds(20);
    expect(app.asked('/heard')).toMatchObject([{ SpeechResult: 'An agent, please.' }]);
    expect(app.events('cut')[0]).toMatchObject({ secondsHeard: 1 });
  });

  test('with bargeIn="false" lets the prompt finish', async () => {
    const { app, caller } = menu(both('bargeIn="false"'));
    await app.seconds(1);
    caller.press('2');
    await app.seconds(1);
    expect(app.asked('/heard')).toEqual([]);
    await app.seconds(2);
    expect(app.asked('/heard')).toMatchObject([{ Digits: '2' }]);
  });

  test('ignores a voice without words', async () => {
    const { app, caller } = menu(both());
    await app.seconds(1);
    caller.speak(2);
    await app.seconds(20);
    expect(caller.heard).toEqual(['How can we help you today, dear caller?', 'Nothing came']);
  });

  test('is not emulated in a wait document', async () => {
    const { app } = menu('<Enqueue waitUrl="/wait">support</Enqueue>', { '/wait': both() });
    await expect(app.seconds(1)).rejects.toThrow('<Gather input="speech dtmf"> in a wait document');
  });
});
