import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { checkedConfig } from '../../build/checked-config';

const root = join(__dirname, '..', '..');
const page = readFileSync(join(root, 'docs', 'config.md'), 'utf8');
const [, example = ''] = /```ts\n([\s\S]*?)```/.exec(page) ?? [];

let folder: string;
let count = 0;

beforeAll(() => {
  folder = mkdtempSync(join(root, 'dist', 'mistakes-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What a command says of the example of docs/config.md after somebody changed it. */
function toldOf(change: (text: string) => string): string {
  const file = join(folder, `mistake-${++count}.config.ts`);
  writeFileSync(file, change(example).replaceAll("'./src/", "'../../src/"));
  try {
    checkedConfig(file);
  } catch (error) {
    const { message, stack } = error as Error;
    // Nobody needs to know where in our code a mistake of the config was found.
    expect(stack).toBe(message);
    return message.replaceAll(relative(root, file), 'queues.config.ts');
  }
  return 'no error';
}

const oneError = (line: string) => `queues.config.ts has 1 error:\n  ${line}`;

// What people do who have read the README and docs/config.md, and nothing else.
const mistakes: [who: string, from: string | RegExp, to: string, message: string | RegExp][] = [
  [
    'forgets a comma',
    'servedAfterSeconds: 10,',
    'servedAfterSeconds: 10',
    'queues.config.ts:52:7: Expected "}" but found "openingHours". Is a comma missing at the end of the line above?',
  ],
  [
    'leaves an import out',
    /import \{ spanish \}.*\n/,
    '',
    /^queues\.config\.ts:\d+:17: spanish is not defined\. Import it above, or put it in quotes if it is text\.$/,
  ],
  [
    'imports a language that does not exist',
    './src/languages/spanish',
    './src/languages/german',
    'queues.config.ts:3:25: Could not resolve "../../src/languages/german". There is no such file: check its name and its folder.',
  ],
  [
    'leaves a plan out',
    /\n {8}full: \[\{ say: 'Sorry.*/,
    '',
    oneError(
      "queues.support.plans.full: it is missing. Write a list of what callers hear when the queue is full, such as [{ say: 'Goodbye.' }].",
    ),
  ],
  [
    'writes a PIN beside the agent',
    "{ id: 'ana',",
    "{ id: 'ana', pin: '482915',",
    oneError(
      'agents[0].pin: there is no such setting here. A PIN is a secret and does not belong in this file: remove it, and set it in .env, as .env.example shows.',
    ),
  ],
  [
    'writes one text in place of a list of steps',
    "error: [{ say: 'Sorry, something went wrong. Please call again. Goodbye.' }],\n      },\n    },\n\n    // The",
    "error: 'Sorry.',\n      },\n    },\n\n    // The",
    oneError(
      "queues.support.plans.error: it is the text 'Sorry.' Write a list of what callers hear when something fails, such as [{ say: 'Goodbye.' }].",
    ),
  ],
  [
    'switches recording on',
    "recording: { notice: 'This call is recorded for training.' }",
    'recording: true',
    oneError(
      "queues.support.recording: it is true. Write what callers hear: { notice: 'This call is recorded.' }. Leave it out to record nothing.",
    ),
  ],
  [
    'calls the hours by another name',
    'weekly: {',
    'week: {',
    oneError('queues.support.openingHours.week: there is no such setting here. Did you mean weekly?'),
  ],
  [
    'writes hours as they are spoken',
    "['09:00-12:00', '13:00-17:30']",
    "['9am-12pm', '1pm-5:30pm']",
    `queues.config.ts has 2 errors:
  queues.support.openingHours.weekly.monday[0]: the text '9am-12pm' is not a range of times. Write it like 09:00-17:30, with hours up to 23 and minutes up to 59. Only the end may be 24:00.
  queues.support.openingHours.weekly.monday[1]: the text '1pm-5:30pm' is not a range of times. Write it like 09:00-17:30, with hours up to 23 and minutes up to 59. Only the end may be 24:00.`,
  ],
  [
    'writes the time zone as an abbreviation',
    'America/New_York',
    'EST',
    oneError(
      "queues.support.openingHours.timeZone: the text 'EST' is not the IANA time zone of a place. Write continent and city, such as America/New_York.",
    ),
  ],
  [
    'writes minutes where seconds are meant',
    'maxWaitSeconds: 30 * 60,\n\n',
    'maxWaitSeconds: 30,\n\n',
    oneError(
      'queues.support.maxWaitSeconds: it is 30 seconds, and one piece of hold music lasts 84. The wait ends between two pieces. Write 84 or more, or use shorter pieces.',
    ),
  ],
  [
    'copies a number out of a web page',
    "numbers: ['+15550200001']",
    "numbers: ['\u202a+1 555 020 0001\u202c']",
    oneError(
      "queues.support.numbers[0]: it is the text '[U+202A]+1 555 020 0001[U+202C]'. It has the invisible character U+202A, as copied numbers often do. Type it again by hand: +15550200001.",
    ),
  ],
  [
    'writes a number as it is printed on a card',
    "number: '+15550500002'",
    "number: '(555) 050-0002'",
    oneError(
      "agents[1].number: it is the text '(555) 050-0002'. Write + and the country code first, as in +15551230000. If it is a North American number: +15550500002.",
    ),
  ],
  [
    'gives one number to two queues',
    "numbers: ['+15550200002']",
    "numbers: ['+15550200001']",
    oneError(
      'queues.sales.numbers[0]: +15550200001 is already at queues.support.numbers[0]. Keep one of them.',
    ),
  ],
  [
    'sends callers to a queue by its old name',
    "{ queue: 'sales' }",
    "{ queue: 'sale' }",
    oneError(
      "queues.support.plans.waitedTooLong[2].queue: it is the text 'sale', and there is no such queue. Did you mean 'sales'?",
    ),
  ],
  [
    'sends callers on to a queue that waits no longer',
    'maxWaitSeconds: 60 * 60',
    'maxWaitSeconds: 30 * 60',
    oneError(
      'queues.support.plans.waitedTooLong[2].queue: callers come here after up to 1891 seconds, but sales lets them wait only 1800 in total. Time already waited counts. Raise queues.sales.maxWaitSeconds to 1891 or more, lower queues.support.maxWaitSeconds, or end this plan with another step.',
    ),
  ],
  [
    'ends a plan with a call to somebody',
    "          { queue: 'sales' },\n",
    '',
    oneError(
      "queues.support.plans.waitedTooLong[1]: the plan ends here, so if nobody answers, the caller hears nothing more. Add a step after it, such as { say: 'Sorry, nobody could answer. Goodbye.' }.",
    ),
  ],
  [
    'rings a number abroad',
    "number: '+15550400001'",
    "number: '+442079460000'",
    oneError(
      "queues.support.plans.waitedTooLong[1].ring.number: +442079460000 does not start with any of allowedDialPrefixes, so it is never dialed. To allow it, write allowedDialPrefixes: ['+1', '+44'].",
    ),
  ],
  [
    'offers a menu with ten choices',
    "'3': 'ventas' }",
    "'10': 'ventas' }",
    oneError(
      "menus.main.choices['10']: there is no such setting here. It is not a telephone key. Use '0' to '9', '*' or '#': a single key, because a menu listens for one.",
    ),
  ],
  [
    'has English words read by a Spanish voice',
    "voice: 'Polly.Matthew-Neural'",
    "voice: 'Polly.Lupe-Neural'",
    oneError(
      'queues.sales.voice: Polly.Lupe-Neural speaks es-US, but the words are in en-US. Choose a voice of that language, such as Polly.Danielle, or change queues.sales.language.',
    ),
  ],
  [
    'lets the voice pause by SSML',
    'Welcome to sales.',
    'Welcome to <break/> sales.',
    oneError(
      'queues.sales.greeting: it has the tag <break/>, which would be read aloud. Remove the tag: texts are plain, and SSML is not supported.',
    ),
  ],
  [
    'gives the length of a piece roughly',
    'seconds: 48.5',
    'seconds: 45',
    oneError(
      'queues.support.holdMusic[0].seconds: it says 45, but porch-light.v1.wav lasts 48.5 seconds. Write 48.5. The same in queues.sales.holdMusic[0].seconds, queues.ventas.holdMusic[0].seconds, queues.repairs.holdMusic[0].seconds.',
    ),
  ],
  [
    'names a piece of music that is not there',
    'porch-light.v1.wav',
    'porch-light.wav',
    oneError(
      'queues.support.holdMusic[0].file: assets/hold-music/ has no file porch-light.wav. Did you mean porch-light.v1.wav? The same in queues.sales.holdMusic[0].file, queues.ventas.holdMusic[0].file, queues.repairs.holdMusic[0].file.',
    ),
  ],
  [
    'plays a file that is not there',
    "full: [{ say: 'Sorry, too many callers are waiting. Please try again later. Goodbye.' }]",
    "full: [{ play: 'full.wav' }]",
    oneError(
      'queues.support.plans.full[0].play: there is no file assets/full.wav. Put the file there, or name another one.',
    ),
  ],
  [
    'takes a setting from an older config',
    'fallbackQueue:',
    'otherwise:',
    oneError(
      'menus.main.otherwise: there is no such setting here. It is now called fallbackQueue: rename it.',
    ),
  ],
  [
    'writes a setting twice',
    "greeting: 'Welcome to sales.',",
    "greeting: 'Welcome to sales.',\n      greeting: 'Hello.',",
    /^queues\.config\.ts:\d+:7: "greeting" is set twice, first on line \d+\. Rename one of them, or remove it\.$/,
  ],
  [
    'copies a queue and leaves its name',
    '    ventas: {',
    '    sales: {',
    /^queues\.config\.ts:\d+:5: "sales" is set twice, first on line \d+\. Rename one of them, or remove it\.$/,
  ],
  [
    'puts an apostrophe into a text between quotes',
    "greeting: 'Welcome to sales.'",
    "greeting: 'It's sales.'",
    /found "s"\. Does a quote inside the text end it\? Put such a text between backticks: `it’s`\.$/,
  ],
  [
    'writes a semicolon after a setting',
    'maxCallers: 20,',
    'maxCallers: 20;',
    /found ";"\. Write a comma between two settings, not a semicolon\.$/,
  ],
  ['forgets a colon', 'maxCallers: 20,', 'maxCallers 20,', /found "20"\. Is a colon missing before it\?$/],
  [
    'forgets to close a bracket',
    'announcements: { firstInLineEverySeconds: 120 },\n      maxCallers: 20,',
    'announcements: { firstInLineEverySeconds: 120 ,\n      maxCallers: 20,',
    /A bracket that was opened above is not closed\.$/,
  ],
  [
    'writes a thousand with a comma',
    'maxWaitSeconds: 60 * 60',
    'maxWaitSeconds: 1,800',
    /Write numbers without a comma, such as 1000\.$/,
  ],
  [
    'writes curly quotes',
    "voice: 'Polly.Lupe-Neural'",
    'voice: ‘Polly.Lupe-Neural’',
    /Write straight quotes: ' or "\.$/,
  ],
  [
    'calls a language',
    'language: spanish',
    'language: spanish()',
    /spanish is not a function\. Write spanish without parentheses\.$/,
  ],
  [
    'reads a text from a file',
    "greeting: 'Welcome to sales.'",
    "greeting: require('node:fs').readFileSync('greeting.txt', 'utf8')",
    "queues.config.ts: it imports 'node:fs', which a deployed function does not have. Write the text or the number itself.",
  ],
];

describe('somebody who has read docs/config.md', () => {
  test.each(mistakes)('and %s sees what to write', (_who, from, to, message) => {
    expect(example).toMatch(from);
    expect(toldOf((text) => text.replace(from, to))).toEqual(
      typeof message === 'string' ? message : expect.stringMatching(message),
    );
  });

  test('makes at least twenty different mistakes', () => {
    expect(new Set(mistakes.map(([, , , message]) => message)).size).toBeGreaterThanOrEqual(20);
  });
});
