import { inWords } from '../../src/config/errors/config-problem';
import { shapeOf } from '../../src/config/errors/shape';
import { config } from '../example-config';
import everything from '../stories/everything.config';

const { support } = config.queues;

/** What somebody wrote whom no compiler stopped. */
const problemsOf = (exported: unknown): string[] => {
  const shape = shapeOf(exported);
  return shape.kind === 'problems' ? shape.problems.map(inWords) : [];
};

const inSupport = (changes: object) => ({
  ...config,
  queues: { ...config.queues, support: { ...support, ...changes } },
});

const without = (...names: (keyof typeof support)[]) => ({
  ...config,
  queues: {
    support: Object.fromEntries(
      Object.entries(support).filter(([name]) => !names.some((one) => one === name)),
    ),
  },
});

const steps = (...full: unknown[]) => inSupport({ plans: { ...support.plans, full } });

const hours = (openingHours: object) => inSupport({ openingHours });

const asAgent = (changes: object) => ({
  ...config,
  agents: [{ id: 'ana', queues: ['support'], ...changes }],
});

const asMenu = (changes: object) => ({
  ...config,
  menus: {
    main: {
      ...config.agentLine,
      numbers: ['+15550100009'],
      prompt: 'For sales press 1.',
      choices: { '1': 'sales' },
      fallbackQueue: 'support',
      ...changes,
    },
  },
});

const everyDay = { timeZone: 'UTC', weekly: { monday: ['09:00-17:00'] }, atClosing: 'keep-waiting' };

describe('a config in shape', () => {
  test.each([
    ['the example', config],
    ['one that uses everything', everything],
  ])('is %s', (_which, given) => {
    expect(shapeOf(given)).toEqual({ kind: 'config', config: given });
  });
});

describe('a config out of shape', () => {
  const { keyPressed: _keyPressed, ...fourPlans } = support.plans;

  test.each<[string, unknown, ...messages: string[]]>([
    [
      'nothing exported',
      undefined,
      'queues.config.ts: it has no default export. Export a config: export default defineQueues({ queues: …, agents: …, agentLine: …, fallback: … }).',
    ],
    [
      'a plan that is missing',
      inSupport({ plans: fourPlans }),
      "queues.support.plans.keyPressed: it is missing. Write a list of what callers hear when they press the exit key, such as [{ say: 'Goodbye.' }].",
    ],
    [
      'settings that are missing',
      without('language', 'announcements', 'connecting'),
      "queues.support.language: it is missing. Import a language, import { english } from './src/languages/english', and write language: english.",
      "queues.support.connecting: it is missing. Write the words in quotes: 'Here is your agent.'",
      'queues.support.announcements: it is missing. Write announcements: { firstInLineEverySeconds: 120 }.',
    ],
    [
      'hours under another name',
      hours({ timeZone: 'UTC', week: {}, atClosing: 'keep-waiting' }),
      'queues.support.openingHours.week: there is no such setting here. Did you mean weekly?',
    ],
    [
      'a holiday under the name that others use',
      hours({ ...everyDay, holidays: [] }),
      "queues.support.openingHours.holidays: there is no such setting here. Write oneOffDays: [{ date: '2026-12-25', open: [] }].",
    ],
    [
      'hours that do not say what happens at closing',
      hours({ timeZone: 'UTC', weekly: {} }),
      "queues.support.openingHours.atClosing: it is missing. Write 'keep-waiting' or 'run-closed-plan'.",
    ],
    [
      'a value that is nearly right',
      hours({ ...everyDay, atClosing: 'keepwaiting' }),
      "queues.support.openingHours.atClosing: it is the text 'keepwaiting'. Did you mean 'keep-waiting'?",
    ],
    [
      'weekdays that are none',
      hours({ ...everyDay, weekly: { Monday: [], tue: [], lunes: [] } }),
      'queues.support.openingHours.weekly.Monday: there is no such setting here. Did you mean monday?',
      'queues.support.openingHours.weekly.tue: there is no such setting here. Write tuesday.',
      'queues.support.openingHours.weekly.lunes: there is no such setting here. Remove it. The settings here are sunday, monday, tuesday, wednesday, thursday, friday, saturday.',
    ],
    [
      'a range that is not in a list',
      hours({ ...everyDay, weekly: { monday: '09:00-17:30' } }),
      "queues.support.openingHours.weekly.monday: it is the text '09:00-17:30'. Write a list, such as ['09:00-17:30'], or [] for closed.",
    ],
    [
      'steps that are none',
      steps({ sya: 'Hello.' }, {}, 'Hello.', { sing: 'La.' }, 5),
      "queues.support.plans.full[0]: it is { sya: … }. Did you mean say? Write { say: 'Goodbye.' }.",
      "queues.support.plans.full[1]: it is {}. Write a step, such as { say: 'Goodbye.' }, with one of these keys: say, play, voicemail, ring, queue.",
      'queues.support.plans.full[2]: it is the text \'Hello.\' Write { say: "Hello." }.',
      "queues.support.plans.full[3]: it is { sing: … }. Did you mean ring? Write { ring: { number: '+15551230000' } }.",
      "queues.support.plans.full[4]: it is the number 5. Write a step, such as { say: 'Goodbye.' }, with one of these keys: say, play, voicemail, ring, queue.",
    ],
    [
      'two steps in one',
      steps({ say: 'Hello.', queue: 'sales' }),
      'queues.support.plans.full[0].queue: there is no such setting here. A step does one thing. Make this a separate step: { … }, { … }.',
    ],
    [
      'a mistake within a step',
      steps({ ring: { number: '+15550300001', mustacept: true } }, { say: 7 }),
      'queues.support.plans.full[0].ring.mustacept: there is no such setting here. Did you mean mustAccept?',
      "queues.support.plans.full[1].say: it is the number 7. Write the words in quotes: 'Goodbye.'",
    ],
    [
      'a recording without words',
      inSupport({ recording: true }),
      "queues.support.recording: it is true. Write what callers hear: { notice: 'This call is recorded.' }. Leave it out to record nothing.",
    ],
    [
      'a setting in the plural',
      inSupport({ recordings: { notice: 'This call is recorded.' } }),
      'queues.support.recordings: there is no such setting here. Did you mean recording?',
    ],
    [
      'a misspelled setting, which is then missing as well',
      {
        ...without('servedAfterSeconds'),
        queues: { support: { ...without('servedAfterSeconds').queues.support, servedAfterSecond: 10 } },
      },
      'queues.support.servedAfterSecond: there is no such setting here. Did you mean servedAfterSeconds?',
    ],
    [
      'a language by its code',
      inSupport({ language: 'es' }),
      "queues.support.language: it is the text 'es'. Import a language, import { english } from './src/languages/english', and write language: english.",
    ],
    ...[
      ['12', "it is the text '12'. Write one telephone key in quotes: '0' to '9', '*' or '#'."],
      ['A', "it is the text 'A'. Write one telephone key in quotes: '0' to '9', '*' or '#'."],
      [1, "it is the number 1. Write it in quotes: '1'."],
    ].map(([key, message]): [string, unknown, string] => [
      `the exit key ${key}`,
      inSupport({ exitKey: { key, offer: 'To leave, press it.' } }),
      `queues.support.exitKey.key: ${message}`,
    ]),
    [
      'a choice that does not exist',
      inSupport({ anonymousCallers: 'block' }),
      "queues.support.anonymousCallers: it is the text 'block'. Write 'welcome' or 'reject'.",
    ],
    [
      'an undefined setting',
      inSupport({ wrapUpSeconds: undefined }),
      'queues.support.wrapUpSeconds: it is undefined. Write a whole number of seconds from 0 to 600.',
    ],
    [
      'a menu with a key of two',
      asMenu({ choices: { '10': 'sales' } }),
      "menus.main.choices['10']: there is no such setting here. It is not a telephone key. Use '0' to '9', '*' or '#': a single key, because a menu listens for one.",
    ],
    [
      'a secret that would be committed',
      asAgent({ pin: '1234' }),
      'agents[0].pin: there is no such setting here. A PIN is a secret and does not belong in this file: remove it, and set it in .env, as .env.example shows.',
    ],
    // Numbers.
    ...[
      [
        '\u202a+15550123456\u202c',
        'It has the invisible character U+202A, as copied numbers often do. Type it again by hand: +15550123456.',
        '[U+202A]+15550123456[U+202C]',
      ],
      ['+1 (555) 012-3456', 'Remove the spaces and punctuation: +15550123456.'],
      ['+1-555-012-3456', 'Remove the punctuation: +15550123456.'],
      ['0044 20 7946 0000', 'Remove the spaces: +442079460000.'],
      [
        '5550123456',
        'Write + and the country code first, as in +15551230000. If it is a North American number: +15550123456.',
      ],
      [
        '+15550123456789012',
        'A telephone number has at most 15 digits. Write + and the country code first, as in +15551230000.',
      ],
      [
        'sip:ana@example.com',
        'SIP addresses are not supported here. Write + and the country code first, as in +15551230000.',
      ],
      [
        'client:ana',
        'A telephone number has digits only. Write + and the country code first, as in +15551230000.',
      ],
    ].map(([number = '', fix, seen = number]): [string, unknown, string] => [
      `the number ${seen}`,
      asAgent({ number }),
      `agents[0].number: it is the text '${seen}'. ${fix}`,
    ]),
    [
      'a number that is one',
      asAgent({ number: 15550123456 }),
      "agents[0].number: it is the number 15550123456. Write it in quotes: '+15550123456'.",
    ],
    // Names that settings had before.
    [
      'the old names of the top',
      { ...config, ringPrefixes: ['+1'], agentLine: { ...config.agentLine, longestIdleSeconds: 60 } },
      'agentLine.longestIdleSeconds: there is no such setting here. It is now called maxIdleSeconds: rename it.',
      'ringPrefixes: there is no such setting here. It is now called allowedDialPrefixes: rename it.',
    ],
    [
      'the old names of a menu',
      asMenu({ fallbackQueue: undefined, otherwise: 'support' }),
      "menus.main.fallbackQueue: it is undefined. Write the name of a queue in quotes, such as 'support'.",
      'menus.main.otherwise: there is no such setting here. It is now called fallbackQueue: rename it.',
    ],
    [
      'the old name of a priority lane’s limit',
      inSupport({ priority: { callers: ['+15550123456'], yieldAfterSeconds: 300 } }),
      'queues.support.priority.yieldAfterSeconds: there is no such setting here. It is now called normalLaneFirstAfterSeconds: rename it.',
    ],
    [
      'the old name of a limit for conversations outside',
      steps({ ring: { number: '+15550300001', longestTalkSeconds: 60 } }),
      'queues.support.plans.full[0].ring.longestTalkSeconds: there is no such setting here. It is now called maxConversationSeconds: rename it.',
    ],
    [
      'the old values of atClosing: send-away',
      hours({ ...everyDay, atClosing: 'send-away' }),
      "queues.support.openingHours.atClosing: it is the text 'send-away'. It is now called 'run-closed-plan': write that.",
    ],
    [
      'the old values of atClosing: serve-who-waits',
      hours({ ...everyDay, atClosing: 'serve-who-waits' }),
      "queues.support.openingHours.atClosing: it is the text 'serve-who-waits'. It is now called 'keep-waiting': write that.",
    ],
  ])('has %s, and hears what to write', (_what, given, ...messages) => {
    expect(problemsOf(given)).toEqual(messages);
  });
});
