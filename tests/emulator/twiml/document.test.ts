import type { TwilioError } from '../../../emulator/platform/twilio-errors';
import { readDocument } from '../../../emulator/twiml/document';

const xml = 'text/xml';
const response = (inner: string) => `<?xml version="1.0" encoding="UTF-8"?><Response>${inner}</Response>`;

function verbsOf(body: string, contentType = xml) {
  const reading = readDocument(body, contentType);
  if (reading.kind !== 'twiml') throw new Error(`not TwiML: ${JSON.stringify(reading)}`);
  return reading.verbs;
}

function warningsOf(body: string): readonly TwilioError[] {
  const reading = readDocument(body, xml);
  return reading.kind === 'twiml' ? reading.warnings : [];
}

function refusalOf(body: string, contentType: string | undefined = xml): TwilioError {
  const reading = readDocument(body, contentType);
  if (reading.kind !== 'refused') throw new Error(`not refused: ${JSON.stringify(reading)}`);
  return reading.fault;
}

// The table of content types: XML and HTML types are TwiML, audio is played and then the call ends, plain text is spoken
// and then the call ends. https://www.twilio.com/docs/voice/twiml and, older, https://www.twilio.com/docs/api/twiml/your_response
describe('the content type decides what a body is', () => {
  test.each([
    'text/xml',
    'application/xml',
    'text/html',
    'text/xml; charset=utf-8',
    'Text/XML;charset=UTF-8',
  ])('%s is TwiML', (contentType) => {
    expect(verbsOf(response('<Hangup/>'), contentType)).toMatchObject([{ name: 'Hangup' }]);
  });

  // https://www.twilio.com/docs/voice/twiml/play
  test.each([
    'audio/mpeg',
    'audio/wav',
    'audio/x-wav',
    'audio/aiff',
    'audio/x-gsm',
    'audio/ulaw',
    'audio/wav; rate=8000',
  ])('%s is audio, with any content', (contentType) => {
    expect(readDocument('\u0000\u0001RIFF', contentType)).toEqual({ kind: 'audio' });
  });

  test('plain text is spoken, and then the call ends', () => {
    expect(verbsOf('  All agents\n are busy & so on ', 'text/plain')).toEqual([
      { name: 'Say', attributes: {}, text: 'All agents are busy & so on', children: [], line: 1 },
      { name: 'Hangup', attributes: {}, text: '', children: [], line: 1 },
    ]);
  });

  test('plain text that is TwiML is run as TwiML', () => {
    expect(verbsOf(response('<Leave/>'), 'text/plain')).toMatchObject([{ name: 'Leave' }]);
  });

  // Twilio cannot process any other type. https://www.twilio.com/docs/api/errors/12300
  test.each([
    ['application/json', 'it is application/json'],
    ['application/octet-stream', 'it is application/octet-stream'],
    ['audio/ogg', 'it is audio/ogg'],
    ['', 'the answer does not have one'],
    [undefined, 'the answer does not have one'],
  ])('content type %p is refused with 12300', (contentType, detail) => {
    const reading = readDocument(response('<Hangup/>'), contentType);
    expect(reading).toMatchObject({ kind: 'refused', fault: { code: 12300, severity: 'error' } });
    expect(JSON.stringify(reading)).toContain(detail);
  });
});

// A body over 64 kB is an error. https://www.twilio.com/docs/api/errors/11750
// So is an empty one. https://www.twilio.com/docs/api/errors/11770
describe('the size of a body', () => {
  const ofBytes = (bytes: number) => {
    const frame = response('<Say></Say>').length;
    return response(`<Say>${'a'.repeat(bytes - frame)}</Say>`);
  };

  test('65,536 bytes are read', () => {
    expect(verbsOf(ofBytes(65_536))).toHaveLength(1);
  });

  test('65,537 bytes are refused with 11750', () => {
    expect(refusalOf(ofBytes(65_537))).toMatchObject({ code: 11750, severity: 'error' });
  });

  test('bytes are counted, not characters', () => {
    expect(refusalOf(response(`<Say>${'é'.repeat(40_000)}</Say>`))).toMatchObject({ code: 11750 });
  });

  test.each([xml, 'text/plain'])('an empty %s body is refused with 11770', (contentType) => {
    expect(refusalOf('', contentType)).toMatchObject({ code: 11770 });
  });

  test('plain text over 64 kB is refused too', () => {
    expect(refusalOf('a'.repeat(65_537), 'text/plain')).toMatchObject({ code: 11750 });
  });
});

// The document must be well-formed XML: nothing before the declaration, every element closed, every attribute quoted,
// & and < escaped. https://www.twilio.com/docs/api/errors/12100
describe('a document that is not well-formed is refused with 12100 and the line', () => {
  test.each([
    ['a blank line before the declaration', `\n${response('<Hangup/>')}`, 2],
    ['an element that is not closed', '<Response>\n<Say>Hello</Response>', 2],
    ['an end that differs in case', '<Response>\n\n<Say>Hello</say></Response>', 3],
    ['an attribute without quotes', '<Response>\n<Play loop=2>a.wav</Play></Response>', 2],
    ['an attribute without a value', '<Response><Dial\nhangupOnStar/></Response>', 1],
    ['the same attribute twice', '<Response><Say loop="1" loop="2">Hi</Say></Response>', 1],
    ['a loose & in words', '<Response>\n<Say>Smith & Sons</Say></Response>', 2],
    ['a loose & in a URL', '<Response>\n\n<Redirect>/wait?a=1&b=2</Redirect></Response>', 3],
    ['a loose & in an attribute', '<Response>\n<Gather action="/key?a=1&b=2"/></Response>', 2],
    ['a loose < in words', '<Response><Say>1 < 2</Say></Response>', 1],
    ['an entity of HTML', '<Response>\n<Say>a&nbsp;b</Say></Response>', 2],
    ['a control character', '<Response><Say>a\u0007b</Say></Response>', 1],
    ['a reference to a control character', '<Response>\n<Say>a&#7;b</Say></Response>', 2],
    ['a reference beyond Unicode', '<Response><Say>&#x110000;</Say></Response>', 1],
    ['half a surrogate pair', '<Response><Say>\ud83d</Say></Response>', 1],
    ['two roots', '<Response/>\n<Response/>', 2],
    ['words after the root', '<Response/>OK', 1],
    ['a prefix nobody declared', '<Response><twilio:Say>Hi</twilio:Say></Response>', 1],
    ['words only', 'OK', 1],
    ['white space only', ' \n ', 1],
  ])('%s', (_sentence, body, line) => {
    expect(refusalOf(body)).toMatchObject({ code: 12100, severity: 'error', line });
  });

  test('the message says what is wrong', () => {
    expect(refusalOf('<Response>\n<Say>Smith & Sons</Say></Response>')).toEqual({
      code: 12100,
      severity: 'error',
      message: 'The document is not well-formed XML: an & that is not &amp; or another entity of XML',
      repair: expect.stringContaining('&amp;'),
      line: 2,
    });
  });
});

// XML 1.0 itself: entities, CDATA, comments, ends of lines, byte order mark. Comments are ignored by the interpreter.
// https://www.twilio.com/docs/voice/twiml
describe('what XML allows is read', () => {
  test.each([
    ['the five entities', '<Say>&lt;a&gt; &amp; &quot;b&quot; &apos;c&apos;</Say>', `<a> & "b" 'c'`],
    ['references to characters', '<Say>&#233;&#xE9;&#x1F3B5;</Say>', 'éé🎵'],
    ['CDATA, where & needs no escape', '<Say>a <![CDATA[<b> & ]]>c</Say>', 'a <b> & c'],
    ['words around a comment with a loose &', '<Say>one<!-- R&D --> two</Say>', 'one two'],
    ['words around a processing instruction', '<Say>one<?php & ?> two</Say>', 'one two'],
  ])('%s', (_sentence, inner, text) => {
    expect(verbsOf(response(inner))).toMatchObject([{ text }]);
  });

  test.each([
    ['no declaration', '<Response><Leave/></Response>'],
    ['white space before the root', '\n  <Response><Leave/></Response>'],
    ['a byte order mark', `\uFEFF${response('<Leave/>')}`],
    ['a document type', '<!DOCTYPE Response SYSTEM "twiml.dtd"><Response><Leave/></Response>'],
    ['comments everywhere', '<!-- a --><Response><!-- b --><Leave><!-- c --></Leave></Response><!-- d -->'],
    [
      'a schema location',
      '<Response xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="t.xsd"><Leave/></Response>',
    ],
  ])('%s', (_sentence, body) => {
    expect(readDocument(body, xml)).toMatchObject({
      kind: 'twiml',
      verbs: [{ name: 'Leave' }],
      warnings: [],
    });
  });

  test('an empty <Response/> is a document with no verbs', () => {
    expect(readDocument('<Response/>', xml)).toEqual({ kind: 'twiml', verbs: [], warnings: [] });
  });

  test('the replacement character is an ordinary one', () => {
    expect(readDocument('<Response><Say>\uFFFD</Say></Response>', 'text/xml')).toMatchObject({
      kind: 'twiml',
      verbs: [{ text: '\uFFFD' }],
      warnings: [],
    });
  });

  test('entities of a DOCTYPE are refused, so no document can explode while it is parsed', () => {
    const laughs = '<!DOCTYPE Response [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>';
    expect(refusalOf(`${laughs}<Response><Say>&b;</Say></Response>`)).toMatchObject({ code: 12100 });
  });
});

// The root must be <Response>. https://www.twilio.com/docs/api/errors/12102
describe('another root is refused with 12102', () => {
  test.each([
    ['<response><Hangup/></response>', 'it is <response>'],
    ['<html><body>Internal error</body></html>', 'it is <html>'],
    ['<Say>Hello</Say>', 'it is <Say>'],
  ])('%s', (body, detail) => {
    expect(refusalOf(body)).toMatchObject({
      code: 12102,
      severity: 'error',
      message: expect.stringContaining(detail),
    });
  });
});

// Verbs run in the order of the document. https://www.twilio.com/docs/voice/twiml
describe('a verb is read with its attributes, words, nested elements and line', () => {
  test('a queue document', () => {
    const body = `<?xml version="1.0" encoding="UTF-8"?>
<Response>
  <Gather numDigits="1" action="/wait/key?lang=en&amp;q=sales">
    <Say voice="Polly.Joanna">You are
      number two.</Say>
    <Play>
      https://example.com/music.wav
    </Play>
  </Gather>
  <Enqueue waitUrl="">  sales  line  </Enqueue>
</Response>`;
    expect(readDocument(body, xml)).toEqual({
      kind: 'twiml',
      warnings: [],
      verbs: [
        {
          name: 'Gather',
          attributes: { numDigits: '1', action: '/wait/key?lang=en&q=sales' },
          text: '',
          line: 3,
          children: [
            {
              name: 'Say',
              attributes: { voice: 'Polly.Joanna' },
              text: 'You are number two.',
              children: [],
              line: 4,
            },
            { name: 'Play', attributes: {}, text: 'https://example.com/music.wav', children: [], line: 6 },
          ],
        },
        { name: 'Enqueue', attributes: { waitUrl: '' }, text: 'sales  line', children: [], line: 10 },
      ],
    });
  });

  // SSML may be nested in <Say> and marks up words that are spoken. https://www.twilio.com/docs/voice/twiml/say
  test('the words of <Say> include those inside SSML', () => {
    const say = '<Say>Thank <emphasis>you</emphasis>!<break time="1s"/><p>One.</p><p>Two.</p></Say>';
    expect(verbsOf(response(say))[0]?.text).toBe('Thank you! One. Two.');
    expect(warningsOf(response(say))).toEqual([]);
  });

  test('the words of <Dial> do not include the number nested in it', () => {
    const [dial] = verbsOf(response('<Dial><Number>+15550100</Number></Dial>'));
    expect(dial).toMatchObject({ text: '', children: [{ name: 'Number', text: '+15550100' }] });
  });
});

// Misspelt verbs, wrong case (names are case-sensitive), unknown attributes and unexpected nesting are a warning with the
// line, not an error: what is misspelt "will not work" and the rest of the document does.
// https://www.twilio.com/docs/api/errors/12200
describe('what is not in the schema is a warning 12200 that names the repair', () => {
  test.each([
    ['<say>Hi</say>', 'unknown element <say>', 'Did you mean <Say>?'],
    ['<HangUp/>', 'unknown element <HangUp>', 'Did you mean <Hangup>?'],
    ['<Sing>Hi</Sing>', 'unknown element <Sing>', /^<Response> may contain <Connect>, .* or <Stop>\.$/],
    ['<constructor/>', 'unknown element <constructor>', /^<Response> may contain/],
    ['<Number>+15550100</Number>', '<Number> inside <Response>', 'Put it inside <Dial>.'],
    ['<Leave><Foo/></Leave>', 'unknown element <Foo>', '<Leave> may contain no element.'],
    [
      '<Enqueue waiturl="/wait">q</Enqueue>',
      '<Enqueue> does not have the attribute waiturl',
      'Did you mean waitUrl?',
    ],
    [
      '<Enqueue wait_url="/wait">q</Enqueue>',
      '<Enqueue> does not have the attribute wait_url',
      'Did you mean waitUrl?',
    ],
    ['<Pause seconds="2"/>', '<Pause> does not have the attribute seconds', 'It has length.'],
    ['<Leave queue="q"/>', '<Leave> does not have the attribute queue', 'It does not have attributes.'],
    ['<Say toString="1">Hi</Say>', '<Say> does not have the attribute toString', /^It has/],
    ['<Gather timeout="soon"/>', '<Gather> timeout is "soon"', 'Write a number.'],
    ['<Gather numDigits=""/>', '<Gather> numDigits is ""', 'Write a number.'],
    ['<Gather actionOnEmptyResult="yes"/>', '<Gather> actionOnEmptyResult is "yes"', 'Write true or false.'],
    ['<Gather input="dtmf keys"/>', '<Gather> input is "dtmf keys"', 'Write dtmf or speech.'],
    ['<Say voice="polly.joanna">Hi</Say>', '<Say> voice is "polly.joanna"', 'Did you mean Polly.Joanna?'],
    ['<Say language="tlh">Hi</Say>', '<Say> language is "tlh"', /one of \d+ more\.$/],
    ['<Gather>Press one</Gather>', 'text directly inside <Gather>', 'Put words to be spoken inside <Say>.'],
    ['Hello', 'text directly inside <Response>', 'Put words to be spoken inside <Say>.'],
  ])('%s', (inner, detail, repair) => {
    expect(warningsOf(`<Response>${inner}</Response>`)).toEqual([
      {
        code: 12200,
        severity: 'warning',
        message: `The document does not follow the TwiML schema: ${detail}`,
        repair: repair instanceof RegExp ? expect.stringMatching(repair) : repair,
        line: 1,
      },
    ]);
  });

  // Two verbs have their own code for elements that are not allowed in them. https://www.twilio.com/docs/api/errors/13215, …/13320
  test.each([
    ['<Gather><Hangup/></Gather>', 13320, 'Gather: verb not allowed inside: <Hangup> inside <Gather>'],
    ['<Gather><say>1</say></Gather>', 13320, 'Gather: verb not allowed inside: unknown element <say>'],
    ['<Dial><Say>1</Say></Dial>', 13215, 'Dial: element not allowed inside: <Say> inside <Dial>'],
  ])('%s is %d', (inner, code, message) => {
    expect(warningsOf(`<Response>${inner}</Response>`)).toMatchObject([
      { code, message, severity: 'warning' },
    ]);
  });

  test('an unknown verb is left out and the verbs around it are run', () => {
    expect(verbsOf(response('<Say>One</Say><say>Two</say><Number>3</Number><Hangup/>'))).toMatchObject([
      { name: 'Say', text: 'One' },
      { name: 'Hangup' },
    ]);
  });

  test('an element in the wrong verb is left out, with everything in it', () => {
    const [gather] = verbsOf(response('<Gather><Dial><Foo/></Dial><Say>Press one</Say></Gather>'));
    expect(gather?.children).toMatchObject([{ name: 'Say' }]);
    expect(warningsOf(response('<Gather><Dial><Foo/></Dial></Gather>'))).toHaveLength(1);
  });

  test('every warning has the line of its element', () => {
    const body = '<Response>\n<say/>\n<Gather>\n<Hangup/>\n<Say\nloop="x">Hi</Say></Gather></Response>';
    expect(warningsOf(body).map(({ line }) => line)).toEqual([2, 4, 5]);
  });

  // true is an alias of record-from-answer for old documents. https://www.twilio.com/docs/voice/twiml/dial
  test.each(['true', 'false', 'record-from-answer-dual'])('<Dial record="%s"> is not a fault', (record) => {
    expect(warningsOf(response(`<Dial record="${record}"><Queue>q</Queue></Dial>`))).toEqual([]);
  });

  test('very deep nesting is cut off at our own limit', () => {
    const body = response(`<Say>${'<lang>'.repeat(4000)}x${'</lang>'.repeat(4000)}</Say>`);
    expect(warningsOf(body)).toMatchObject([{ code: 12200, message: expect.stringContaining('deep') }]);
  });
});
