import { attributeType, type ElementKind } from '../../../emulator/twiml/vocabulary';
import vocabulary from '../../../emulator/twiml/vocabulary.json';
import { application } from '../application';

const kinds: Readonly<Record<string, ElementKind>> = vocabulary.elements;

/** A document for each emulated element, with a place for attributes. */
const documents: Readonly<Record<string, (attributes: string) => string>> = {
  Say: (it) => `<Say ${it}>Hi</Say>`,
  Play: (it) => `<Play ${it}>/nothing.wav</Play>`,
  Pause: (it) => `<Pause ${it}/>`,
  Gather: (it) => `<Gather ${it}/>`,
  Redirect: (it) => `<Redirect ${it}>/next</Redirect>`,
  Enqueue: (it) => `<Enqueue ${it}>support</Enqueue>`,
  Task: (it) => `<Enqueue workflowSid="WW1"><Task ${it}>{}</Task></Enqueue>`,
  Record: (it) => `<Record ${it}/>`,
  Reject: (it) => `<Reject ${it}/>`,
  Dial: (it) => `<Dial ${it}>+14155550199</Dial>`,
  Number: (it) => `<Dial><Number ${it}>+14155550199</Number></Dial>`,
  Client: (it) => `<Dial><Client ${it}>ada</Client></Dial>`,
  Queue: (it) => `<Dial><Queue ${it}>support</Queue></Dial>`,
};

/** Attributes that are not emulated, which is an explicit error. */
const missing: Readonly<Record<string, readonly string[]>> = {
  Dial: ['events', 'passports', 'recordingConfigurationId', 'referMethod', 'referUrl'],
  Gather: ['debug', 'partialResultCallback', 'partialResultCallbackMethod'],
  Number: [
    'amdStatusCallback',
    'amdStatusCallbackMethod',
    'byoc',
    'machineDetection',
    'machineDetectionSilenceTimeout',
    'machineDetectionSpeechEndThreshold',
    'machineDetectionSpeechThreshold',
    'machineDetectionTimeout',
  ],
  Play: ['digits'],
  Record: ['recordingConfigurationId', 'transcribeCallback'],
};

/** Every attribute that Twilio's helper library can write, with a value that it may have. */
const attributes = Object.keys(documents).flatMap((element) => {
  const kind = kinds[element] as ElementKind;
  return Object.keys(kind.attributes).map((attribute) => ({
    element,
    attribute,
    value: valueFor(kind, attribute),
    isMissing: missing[element]?.includes(attribute) === true,
  }));
});

function valueFor(kind: ElementKind, attribute: string): string {
  if (attribute === 'finishOnKey' || attribute === 'digits' || attribute === 'sendDigits') return '1';
  if (/method$/i.test(attribute)) return 'POST';
  if (attribute === 'speechTimeout') return 'auto';
  const { of } = attributeType(kind, attribute) ?? { of: 'string' };
  if (of === 'number') return '7';
  if (of === 'boolean') return 'false';
  // For some, only the usual value is emulated.
  return of === 'string' ? '/text' : (of.find((one) => one === 'do-not-trim') ?? of[0] ?? '');
}

describe('no attribute is silently ignored:', () => {
  test.each(attributes)(
    '<$element $attribute="$value">',
    async ({ element, attribute, value, isMissing }) => {
      const app = application({
        '/voice': documents[element]?.(`${attribute}="${value}"`) ?? '',
        '/next': '',
      });
      app.call();
      const ran = app.seconds(1);
      if (isMissing) await expect(ran).rejects.toThrow(`<${element} ${attribute}>`);
      else await ran;
      expect(app.events('broken')).toHaveLength(isMissing ? 1 : 0);
    },
  );

  test('including elements that only some verbs may contain', async () => {
    const app = application({ '/voice': '<Hangup><Parameter name="a" value="b"/></Hangup>' });
    app.call();
    await expect(app.seconds(1)).rejects.toThrow('<Hangup> with parameters');
  });

  test.each(['Conference', 'Sip', 'Sim', 'Application', 'WhatsApp'])(
    'including a <Dial> of a <%s>',
    async (noun) => {
      const app = application({ '/voice': `<Dial><${noun}>it</${noun}></Dial>` });
      app.call();
      await expect(app.seconds(1)).rejects.toThrow(`<Dial> of a <${noun}>`);
    },
  );
});
