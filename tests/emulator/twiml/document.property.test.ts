import fc from 'fast-check';
import { twiml } from 'twilio';
import { type Element, readDocument } from '../../../emulator/twiml/document';
import { anyText } from '../../any-text';
import { runs } from '../../thorough';

type Attributes = Record<string, string | number | boolean | readonly string[]>;
interface Verb {
  name: string;
  attributes: Attributes;
  text?: string;
  children?: Verb[];
}

describe('any string', () => {
  const tokens = fc.constantFrom(
    ...[
      '<',
      '>',
      '</',
      '/>',
      '<Response>',
      '</Response>',
      '<Say>',
      '</Say>',
      '<Gather',
      '<?xml version="1.0"?>',
      '<!--',
    ],
    ...[
      '-->',
      '<![CDATA[',
      ']]>',
      '<!DOCTYPE a [',
      ']>',
      '<!ENTITY a "b">',
      '&',
      '&a;',
      '&#0;',
      '&#x',
      ';',
      '=',
      '"',
    ],
    ...[
      ' loop="1"',
      ' __proto__="x"',
      'xmlns:a="u"',
      'a:b',
      '<?',
      '?>',
      '\n',
      '\uFEFF',
      '\u0000',
      '\ud800',
      '🎵',
    ],
  );
  const soup = fc.array(tokens, { maxLength: 40 }).map((parts) => parts.join(''));
  const wellBegun = soup.map((inner) => `<Response>${inner}</Response>`);
  const bodies = fc.oneof(anyText, soup, wellBegun);
  const types = fc.constantFrom(
    'text/xml',
    'text/html; charset=utf-8',
    'text/plain',
    'audio/wav',
    'image/png',
    undefined,
  );

  test('is read, with a reading of one of three kinds', () => {
    fc.assert(
      fc.property(bodies, types, (body, contentType) => {
        expect(['twiml', 'audio', 'refused']).toContain(readDocument(body, contentType).kind);
      }),
      runs(2000),
    );
  });
});

describe('any document the helper library writes', () => {
  const text = fc
    .array(
      fc.oneof(
        fc.string({ unit: 'grapheme', maxLength: 4 }),
        fc.constantFrom('<', '&', ']]>', '"', "'", '\u2028', ' '),
      ),
    )
    .map((parts) => parts.join('').trim());
  const spoken = text.map((words) => words.replace(/\s+/g, ' '));
  const value = fc.oneof(text, fc.constantFrom('', ' a ', 'a\nb\tc', 'é'));
  const count = fc.nat({ max: 1000 });
  const flag = fc.boolean();
  const verb = (
    name: string,
    attributes: Record<string, fc.Arbitrary<Attributes[string]>>,
    words?: fc.Arbitrary<string>,
  ) =>
    fc.record({
      name: fc.constant(name),
      attributes: fc.record(attributes, { requiredKeys: [] }),
      ...(words ? { text: words } : {}),
    }) as fc.Arbitrary<Verb>;

  const say = verb(
    'Say',
    { voice: fc.constantFrom('man', 'Polly.Joanna'), language: fc.constant('en-GB'), loop: count },
    spoken,
  );
  const play = verb('Play', { loop: count, digits: value }, text);
  const pause = verb('Pause', { length: count });
  const gatherAttributes = {
    input: fc.constantFrom(['dtmf'], ['dtmf', 'speech']),
    action: value,
    method: fc.constantFrom('GET', 'POST'),
    timeout: count,
    numDigits: count,
    finishOnKey: fc.constantFrom('#', '', '*'),
    actionOnEmptyResult: flag,
  };
  const nestedInGather = fc.array(fc.oneof(say, play, pause), { maxLength: 3 });
  const gather = nestedInGather.chain((children) =>
    verb('Gather', gatherAttributes).map((made) => ({ ...made, children })),
  );
  const redirect = verb('Redirect', { method: fc.constantFrom('GET', 'POST') }, text);
  const enqueue = verb(
    'Enqueue',
    { action: value, waitUrl: value, waitUrlMethod: value, maxQueueSize: count },
    text,
  );
  const queue = verb('Queue', { url: value, method: value, reservationSid: value }, text);
  const dialAttributes = {
    action: value,
    timeout: count,
    timeLimit: count,
    hangupOnStar: flag,
    record: fc.constant('record-from-answer-dual'),
  };
  const dial = queue.chain((child) =>
    verb('Dial', dialAttributes).map((made) => ({ ...made, children: [child] })),
  );
  const leaf = (name: string) => verb(name, {});
  const documents = fc.array(
    fc.oneof(say, play, pause, gather, redirect, enqueue, dial, leaf('Leave'), leaf('Hangup')),
    { maxLength: 6 },
  );

  test('is read without a warning, and every word and attribute is unchanged', () => {
    fc.assert(
      fc.property(documents, (verbs) => {
        const response = new twiml.VoiceResponse();
        for (const one of verbs) write(response, one);
        const reading = readDocument(response.toString(), 'text/xml');
        expect(reading).toMatchObject({ kind: 'twiml', warnings: [] });
        expect(reading.kind === 'twiml' && reading.verbs.map(read)).toEqual(verbs.map(expected));
      }),
      runs(300),
    );
  });

  /** Calls the method of the helper library that is named like the element. */
  function write(parent: object, { name, attributes, text, children = [] }: Verb): void {
    const methods = parent as Record<string, (attributes: Attributes, text?: string) => object>;
    const made = methods[name.toLowerCase()]?.call(parent, attributes, text) ?? {};
    for (const child of children) write(made, child);
  }

  const read = ({ name, attributes, text, children }: Element): unknown => ({
    name,
    attributes,
    text,
    children: children.map(read),
  });

  const expected = ({ name, attributes, text = '', children = [] }: Verb): unknown => ({
    name,
    attributes: Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, written(value)])),
    text,
    children: children.map(expected),
  });

  const written = (value: Attributes[string]) =>
    typeof value === 'object' ? value.join(' ') : String(value);
});
