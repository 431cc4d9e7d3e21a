import { answerInBrief } from '../../../phones/page/answer-in-brief';
import { twimlLines, unbreakableGroups } from '../../../phones/page/twiml-lines';

const written = (document: string) =>
  twimlLines(document).map(
    ({ depth, pieces }) => '  '.repeat(depth) + pieces.map(({ text }) => text).join(''),
  );

describe('a document', () => {
  test('is indented by depth, with words on the line of their element', () => {
    expect(
      written(
        '<?xml version="1.0"?><Response><Gather numDigits="1"><Say>Hello &amp; bye</Say><Pause/></Gather></Response>',
      ),
    ).toEqual([
      '<?xml version="1.0"?>',
      '<Response>',
      '  <Gather numDigits="1">',
      '    <Say>Hello &amp; bye</Say>',
      '    <Pause/>',
      '  </Gather>',
      '</Response>',
    ]);
  });

  test('has a line for each attribute of a long tag', () => {
    const wait = `/wait?queue=support&amp;joined=1767625204#ct=3000&amp;rt=5000`;
    expect(
      written(`<Response><Enqueue waitUrl="${wait}" action="/action">support</Enqueue></Response>`),
    ).toEqual([
      '<Response>',
      '  <Enqueue',
      `      waitUrl="${wait}"`,
      '      action="/action">support</Enqueue>',
      '</Response>',
    ]);
  });

  test('is split into its parts, and a URL from its fragment for retries', () => {
    expect(twimlLines('<Say voice="Polly.Joanna">Hi</Say>')[0]?.pieces).toEqual([
      { kind: 'mark', text: '<' },
      { kind: 'verb', text: 'Say' },
      { kind: 'name', text: ' voice' },
      { kind: 'mark', text: '=' },
      { kind: 'value', text: '"Polly.Joanna"' },
      { kind: 'mark', text: '>' },
      { kind: 'text', text: 'Hi' },
      { kind: 'mark', text: '</' },
      { kind: 'verb', text: 'Say' },
      { kind: 'mark', text: '>' },
    ]);
    expect(twimlLines('<Play url="/a#rc=3"/>')[0]?.pieces).toContainEqual({ kind: 'retries', text: '#rc=3' });
  });

  test.each([
    ['plain words', 'Internal error\nat line 2', ['Internal error', 'at line 2']],
    ['JSON', '{"error": "<Say>"}', ['{"error": "<Say>"}']],
    ['cut off in a tag', '<Response><Say voice="Pol', ['<Response>', '  <Say voice="Pol']],
    ['with more end tags than start tags', '</A></B>', ['</A>', '</B>']],
    ['a lone <', '<', ['<']],
  ])('that is %s loses nothing', (_what, document, lines) => {
    expect(written(document)).toEqual(lines);
  });
});

test('a line may break between words and attributes, and after a parameter of a long URL', () => {
  const groups = (document: string) =>
    unbreakableGroups(twimlLines(document)[0]?.pieces ?? []).map((group) =>
      group.map(({ text }) => text).join(''),
    );
  expect(groups('<Say voice="Polly.Joanna">Hello there</Say>')).toEqual([
    '<Say',
    ' voice="Polly.Joanna">',
    'Hello there',
    '</Say>',
  ]);
  const url = '/wait?queue=support&amp;joined=1767625204&amp;stay=1';
  expect(groups(`<Enqueue waitUrl="${url}"/>`)).toEqual([
    '<Enqueue',
    ' waitUrl="/wait?',
    'queue=support&amp;',
    'joined=1767625204&amp;',
    'stay=1"/>',
  ]);
});

describe('an answer in brief', () => {
  test.each([
    [
      '<Response><Say voice="v">Hello &amp; welcome.</Say><Enqueue waitUrl="/wait">support</Enqueue></Response>',
      '“Hello & welcome.” · Enqueue support',
    ],
    [
      '<Response><Gather><Say>Next.</Say><Play>https://x.twil.io/hold-music/a.v1.wav</Play></Gather></Response>',
      'Gather · “Next.” · ♪ a.v1.wav',
    ],
    ['<?xml version="1.0"?><Response><Leave/></Response>', 'Leave'],
    ['<Response><Redirect>/wait?queue=support#rc=3</Redirect></Response>', 'Redirect /wait?queue=support'],
    ['<Response/>', 'nothing to do'],
    ['', 'an empty answer'],
    ['Cannot read\nproperties', 'Cannot read properties'],
  ])('%s is shown as %s', (document, words) => {
    expect(answerInBrief(document)).toBe(words);
  });

  test('is short, however much is said', () => {
    expect(answerInBrief(`<Response><Say>${'word '.repeat(100)}</Say></Response>`).length).toBeLessThan(100);
  });
});
