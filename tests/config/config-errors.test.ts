import queuesConfig from '../../queues.config';
import { faultsOf, longestAnnouncementSeconds } from '../../src/config/errors/config-errors';
import type {
  Agent,
  Announcements,
  Menu,
  PlanStep,
  Queue,
  QueuesConfig,
} from '../../src/config/queue-config';
import { english } from '../../src/languages/english';
import { closingNow, config, configWith, queue } from '../example-config';

/** How long the files of the example really play. */
const pieceSeconds = new Map(
  Object.values(config.queues).flatMap(({ holdMusic }) =>
    holdMusic.map(({ file, seconds }) => [file, seconds]),
  ),
);

type Mistake = (config: QueuesConfig) => QueuesConfig;

/** What somebody may write who is not stopped by the compiler, or does not ask it. */
const inSupport =
  (changes: { readonly [Key in keyof Queue]?: unknown }): Mistake =>
  (given) => ({
    ...given,
    queues: { ...given.queues, support: { ...queue(), ...(changes as Partial<Queue>) } },
  });

const asAgent =
  (changes: { readonly [Key in keyof Agent]?: unknown }): Mistake =>
  (given) => ({ ...given, agents: [{ id: 'agent-1', queues: ['support'], ...(changes as Partial<Agent>) }] });

const inFallback =
  (changes: object): Mistake =>
  (given) => ({ ...given, fallback: { ...given.fallback, ...changes } });

const inPlans = (changes: object) => inSupport({ plans: { ...queue().plans, ...changes } });

/** A step of the plan for a full line, where numbers in the United States may be rung. */
const step =
  (given: object): Mistake =>
  (before) => ({ ...inPlans({ full: [given as PlanStep] })(before), allowedDialPrefixes: ['+1'] });

const ring = (changes: object) => step({ ring: { number: '+15550300001', ...changes } });

const inAnnouncements = (changes: { readonly [Key in keyof Announcements]?: unknown }) =>
  inSupport({ announcements: { firstInLineEverySeconds: 120, ...changes } });

const message = (changes: object) =>
  inAnnouncements({ messages: [{ say: ['Hello.'], startSeconds: 60, everySeconds: 180, ...changes }] });

const inMenu =
  (changes: { readonly [Key in keyof Menu]?: unknown }): Mistake =>
  (given) => ({
    ...given,
    menus: {
      main: {
        language: english,
        voice: 'Polly.Amy-Neural',
        numbers: ['+15550100009'],
        prompt: 'For sales press 1.',
        choices: { '1': 'sales' },
        fallbackQueue: 'support',
        ...(changes as Partial<Menu>),
      },
    },
  });

const lane = (changes: object) =>
  inSupport({ priority: { callers: ['+15550107777'], normalLaneFirstAfterSeconds: 300, ...changes } });

const leadsTo = (name: string) => ({ plans: { ...queue().plans, full: [{ queue: name }] } as const });

const music = (...seconds: readonly number[]) =>
  seconds.map((length, index) => ({ file: `${'abc'[index]}.wav`, seconds: length }));

const named =
  (name: string): Mistake =>
  (given) => ({ ...given, queues: { ...given.queues, [name]: queue() } });

/** A mistake, and what of the message tells where it is and how to mend it. */
const mistakes: [string, Mistake, place: string, repair: string][] = [
  ['no queue', (given) => ({ ...given, queues: {}, agents: [] }), 'queues:', 'Define at least one queue.'],
  ['a name of a queue with a space', named('front desk'), 'queues.front desk:', 'Rename it.'],
  ['a name of a queue that begins with a dash', named('-desk'), 'queues.-desk:', 'Rename it.'],
  ['a name of a queue with an umlaut', named('büro'), 'queues.büro:', 'Rename it.'],
  ['an empty name of a queue', named(''), 'queues.:', 'Rename it.'],
  ['a name of a queue that is too long', named('q'.repeat(38)), `queues.${'q'.repeat(38)}:`, 'Rename it.'],
  [
    'a name of a queue like that of a priority lane',
    named('sales-priority'),
    'queues.sales-priority:',
    'Rename it.',
  ],
  ['an empty greeting', inSupport({ greeting: '' }), 'queues.support.greeting:', 'Write what is said.'],
  ['a greeting of spaces', inSupport({ greeting: '  ' }), 'queues.support.greeting:', 'Write what is said.'],
  [
    'a greeting longer than a voice says',
    inSupport({ greeting: 'a'.repeat(3001) }),
    'queues.support.greeting: 3001 characters',
    'Shorten it.',
  ],
  [
    'a greeting with a character that XML cannot carry',
    inSupport({ greeting: 'Hello\u0007' }),
    'queues.support.greeting: character 6',
    'Type the text anew.',
  ],
  ['no last words', inSupport({ connecting: '' }), 'queues.support.connecting:', 'Write what is said.'],
  ['no voice', inSupport({ voice: '' }), 'queues.support.voice:', 'Name one of Twilio’s, such as'],
  [
    'no voice on the agents’ line',
    (given) => ({ ...given, agentLine: { language: english, voice: ' ' } }),
    'agentLine.voice:',
    'Name one of Twilio’s, such as',
  ],
  [
    'own words that are empty',
    inSupport({ phrases: { backInLine: '' } }),
    'queues.support.phrases.backInLine:',
    'Write what is said.',
  ],
  [
    'own news that is empty for nobody ahead',
    inSupport({ phrases: { callersAhead: (count: number) => (count === 0 ? '' : `${count} ahead.`) } }),
    'queues.support.phrases.callersAhead(0):',
    'Write what is said.',
  ],
  [
    'an exit key that nobody is told of',
    inSupport({ exitKey: { key: '*', offer: '' } }),
    'queues.support.exitKey.offer:',
    'Write what is said.',
  ],
  [
    'a plan of nothing',
    inPlans({ full: [] }),
    'queues.support.plans.full:',
    "Add at least one { say: '…' }.",
  ],
  [
    'a plan with a step of no words',
    inPlans({ error: [{ say: 'Sorry.' }, { say: '' }] }),
    'queues.support.plans.error[1].say:',
    'Write what is said.',
  ],
  [
    'a piece of music that is not there',
    inSupport({ holdMusic: [{ file: 'z.wav', seconds: 50 }] }),
    'queues.support.holdMusic[0].file: assets/hold-music/ has no z.wav',
    'It has: a.wav, b.wav, c.wav, d.wav, e.wav, f.wav.',
  ],
  [
    'a length that is not the file’s',
    inSupport({ holdMusic: music(50, 60.6, 70) }),
    'queues.support.holdMusic[1].seconds: it says 60.6',
    'b.wav plays 60.0 s. Write that.',
  ],
  [
    'a length of nothing',
    inSupport({ holdMusic: music(0, 60, 70) }),
    'queues.support.holdMusic[0].seconds:',
    'a.wav plays 50.0 s. Write that.',
  ],
  [
    'too few pieces of music',
    inSupport({ holdMusic: music(50, 60) }),
    'queues.support.holdMusic:',
    'Add a piece.',
  ],
  ['no music', inSupport({ holdMusic: [] }), 'queues.support.holdMusic:', 'Add a piece.'],
  [
    'a limit of the wait below the longest piece',
    inSupport({ maxWaitSeconds: 69 }),
    'queues.support.maxWaitSeconds: it is 69.',
    'Give a whole number from 70 to 10800.',
  ],
  [
    'a limit of the wait above three hours',
    inSupport({ maxWaitSeconds: 10_801 }),
    'queues.support.maxWaitSeconds: it is 10801.',
    'Give a whole number from 70 to 10800.',
  ],
  [
    'a limit of the wait that is no number',
    inSupport({ maxWaitSeconds: '1800' }),
    'queues.support.maxWaitSeconds:',
    'Give a whole number',
  ],
  [
    'room for nobody',
    inSupport({ maxCallers: 0 }),
    'queues.support.maxCallers: it is 0.',
    'Give a whole number from 1 to 5000.',
  ],
  [
    'room for more than Twilio has',
    inSupport({ maxCallers: 5001 }),
    'queues.support.maxCallers: it is 5001.',
    'Give a whole number from 1 to 5000.',
  ],
  [
    'room for half a caller',
    inSupport({ maxCallers: 1.5 }),
    'queues.support.maxCallers: it is 1.5.',
    'Give a whole number',
  ],
  [
    'service in no time',
    inSupport({ servedAfterSeconds: 0 }),
    'queues.support.servedAfterSeconds: it is 0.',
    'Give a whole number from 1 to 120.',
  ],
  [
    'service after so long that hardly anybody is served',
    inSupport({ servedAfterSeconds: 121 }),
    'queues.support.servedAfterSeconds: it is 121.',
    'Give a whole number from 1 to 120.',
  ],
  [
    'a number without its country',
    inSupport({ numbers: ['+05550100001'] }),
    'queues.support.numbers[0]: +05550100001',
    'Write + and the country code first',
  ],
  [
    'a number with spaces',
    inSupport({ numbers: ['+15550100001', '+1 555 010 0009'] }),
    'queues.support.numbers[1]: +1 555 010 0009',
    'Write + and the country code first',
  ],
  [
    'a number that leads to two queues',
    inSupport({ numbers: ['+15550100003'] }),
    'queues.sales.numbers[1]: +15550100003 already stands at queues.support.numbers[0].',
    'Keep one.',
  ],
  ['an agent without an id', asAgent({ id: '' }), 'agents[0].id:', 'Use letters, digits, - and _'],
  [
    'an agent with a name in place of an id',
    asAgent({ id: 'Ann Lee' }),
    'agents[0].id:',
    'Use letters, digits, - and _',
  ],
  [
    'an agent whose id is that of unknown agents',
    asAgent({ id: 'agent' }),
    'agents[0].id:',
    "not 'agent' alone",
  ],
  [
    'two agents of one id',
    (given) => ({ ...given, agents: [...given.agents, { id: 'agent-1', queues: ['support'] }] }),
    "agents[3].id: 'agent-1' and 'agent-1' would share AGENT_PIN_AGENT_1.",
    'Give each an id of its own.',
  ],
  [
    'two agents whose PINs would stand in one variable',
    (given) => ({ ...given, agents: [...given.agents, { id: 'Agent_2', queues: ['support'] }] }),
    "agents[3].id: 'Agent_2' and 'agent-2' would share AGENT_PIN_AGENT_2.",
    'Give each an id of its own.',
  ],
  ['an agent of no queue', asAgent({ queues: [] }), 'agents[0].queues:', 'Name at least one queue.'],
  [
    'an agent of a queue that is not there',
    asAgent({ queues: ['support', 'front'] }),
    "agents[0].queues[1]: there is no queue 'front'.",
    'There are: support, sales.',
  ],
  [
    'an agent of a queue that every object has',
    asAgent({ queues: ['constructor'] }),
    "agents[0].queues[0]: there is no queue 'constructor'.",
    'There are: support, sales.',
  ],
  [
    'an agent with a number that is none',
    asAgent({ number: '+1e5' }),
    'agents[0].number: +1e5',
    'Write + and the country code first',
  ],
  [
    'an agent who is trusted for a number that is not given',
    asAgent({ trustCallerId: true }),
    'agents[0].trustCallerId:',
    'Give the agent a number, or take this out.',
  ],
  [
    'no words for callers when nothing works',
    inFallback({ caller: '' }),
    'fallback.caller:',
    'Write what is said.',
  ],
  [
    'no words for agents when nothing works',
    inFallback({ agent: '\n' }),
    'fallback.agent:',
    'Write what is said.',
  ],
  [
    'a step that plays nothing',
    step({ play: '' }),
    'queues.support.plans.full[0].play:',
    'Write what is said.',
  ],
  [
    'a voicemail without words',
    step({ voicemail: ' ' }),
    'queues.support.plans.full[0].voicemail:',
    'Write what is said.',
  ],
  [
    'a step to a queue that is not there',
    step({ queue: 'front' }),
    "queues.support.plans.full[0].queue: there is no queue 'front'.",
    'There are: support, sales.',
  ],
  [
    'a step after the one that leads to another queue',
    inPlans({ full: [{ say: 'One moment.' }, { queue: 'sales' }, { say: 'Goodbye.' }] }),
    'queues.support.plans.full[2]: it is never reached',
    'Take it out.',
  ],
  [
    'a plan that leads back to its own queue',
    step({ queue: 'support' }),
    'queues: their plans go round in a circle, support → support.',
    'Let one of them end in another step.',
  ],
  [
    'plans of two queues that lead to each other',
    () => configWith({ support: leadsTo('sales'), sales: leadsTo('support') }),
    'queues: their plans go round in a circle, support → sales → support.',
    'Let one of them end in another step.',
  ],
  [
    'plans that lead into a circle of others',
    () => {
      const { queues } = configWith({ support: leadsTo('sales'), sales: leadsTo('night') });
      return { ...config, queues: { ...queues, night: { ...queue(), ...leadsTo('sales') } } };
    },
    'queues: their plans go round in a circle, sales → night → sales.',
    'Let one of them end in another step.',
  ],
  [
    'a number to ring that is none',
    ring({ number: '+1 555 030 0001' }),
    'queues.support.plans.full[0].ring.number: +1 555 030 0001',
    'Write + and the country code first',
  ],
  [
    'a number to ring in a country that is not listed',
    ring({ number: '+442079460000' }),
    'queues.support.plans.full[0].ring.number: +442079460000 begins with none of allowedDialPrefixes.',
    'Add its prefix there if you mean it.',
  ],
  [
    'a number to ring where none may be',
    inPlans({ full: [{ ring: { number: '+15550300001' } }] }),
    'queues.support.plans.full[0].ring.number: +15550300001 begins with none of allowedDialPrefixes.',
    'Add its prefix there if you mean it.',
  ],
  [
    'a number to ring that is our own',
    ring({ number: '+15550100003' }),
    'queues.support.plans.full[0].ring.number: +15550100003 leads back here, as queues.sales.numbers[1] says.',
    'Give a number outside.',
  ],
  [
    'a talk outside that is over before it has begun',
    ring({ maxConversationSeconds: 59 }),
    'queues.support.plans.full[0].ring.maxConversationSeconds: it is 59.',
    'Give a whole number from 60 to 14400.',
  ],
  [
    'a talk outside of more than four hours',
    ring({ maxConversationSeconds: 14_401 }),
    'queues.support.plans.full[0].ring.maxConversationSeconds: it is 14401.',
    'Give a whole number from 60 to 14400.',
  ],
  [
    'a prefix of nothing, which lets everything be rung',
    (given) => ({ ...given, allowedDialPrefixes: ['+1', '+' as '+1'] }),
    "allowedDialPrefixes[1]: '+' is no prefix.",
    'Write + and a country code, as in +44.',
  ],
  [
    'a prefix without its plus sign',
    (given) => ({ ...given, allowedDialPrefixes: ['0044' as '+1'] }),
    "allowedDialPrefixes[0]: '0044' is no prefix.",
    'Write + and a country code, as in +44.',
  ],
  [
    'a blocked number that is none',
    (given) => ({ ...given, blockedCallers: ['+15550106666', '+0'] }),
    'blockedCallers[1]: +0',
    'Write + and the country code first',
  ],
  [
    'hours in a time zone that nobody knows',
    inSupport({ openingHours: closingNow({ timeZone: 'New York' }) }),
    "queues.support.openingHours.timeZone: 'New York'",
    'Did you mean America/New_York?',
  ],
  [
    'hours that never are',
    inSupport({ openingHours: closingNow({ weekly: {} }) }),
    'queues.support.openingHours.weekly: the queue would never open.',
    "Add a day, such as monday: ['09:00-17:30'].",
  ],
  [
    'a one-off day with empty words',
    inSupport({ openingHours: closingNow({ oneOffDays: [{ date: '2026-12-25', open: [], say: '' }] }) }),
    'queues.support.openingHours.oneOffDays[0].say:',
    'Write what is said, or take it out.',
  ],
  [
    'news for the first in line at every turn',
    inAnnouncements({ firstInLineEverySeconds: 29 }),
    'queues.support.announcements.firstInLineEverySeconds: it is 29.',
    'Give a whole number from 30 to 3600.',
  ],
  [
    'news for the first in line hardly ever',
    inAnnouncements({ firstInLineEverySeconds: 3601 }),
    'queues.support.announcements.firstInLineEverySeconds: it is 3601.',
    'Give a whole number from 30 to 3600.',
  ],
  [
    'a message of nothing',
    message({ say: [] }),
    'queues.support.announcements.messages[0].say:',
    'Write at least one message.',
  ],
  [
    'a message without words among others',
    message({ say: ['Hello.', ''] }),
    'queues.support.announcements.messages[0].say[1]:',
    'Write what is said.',
  ],
  [
    'a message that begins before the wait',
    message({ startSeconds: -1 }),
    'queues.support.announcements.messages[0].startSeconds: it is -1.',
    'Give a whole number from 0 to 10800.',
  ],
  [
    'a message that never stops',
    message({ everySeconds: 29 }),
    'queues.support.announcements.messages[0].everySeconds: it is 29.',
    'Give a whole number from 30 to 10800.',
  ],
  [
    'messages so long that a piece may be heard twice running',
    message({ say: ['a'.repeat(600)] }),
    'queues.support.holdMusic: callers may hear one piece twice running',
    'Use pieces of more equal length, or one more.',
  ],
  [
    'a priority lane that nobody gets into',
    lane({ callers: [] }),
    'queues.support.priority: nobody gets into this lane.',
    'List numbers or callers.',
  ],
  [
    'a priority lane for a caller whose number is none',
    lane({ callers: ['+15550107777', '5550107778'] }),
    'queues.support.priority.callers[1]: 5550107778',
    'Write + and the country code first',
  ],
  [
    'a priority lane with a number that is none',
    lane({ numbers: ['+123'] }),
    'queues.support.priority.numbers[0]: +123',
    'Write + and the country code first',
  ],
  [
    'a priority lane with the number of a queue',
    lane({ numbers: ['+15550100002'] }),
    'queues.sales.numbers[0]: +15550100002 already stands at queues.support.priority.numbers[0].',
    'Keep one.',
  ],
  [
    'a priority lane that never waits for anybody',
    lane({ normalLaneFirstAfterSeconds: 0 }),
    'queues.support.priority.normalLaneFirstAfterSeconds: it is 0.',
    'Give a whole number from 1 to 10800.',
  ],
  [
    'a priority lane that lets others starve',
    lane({ normalLaneFirstAfterSeconds: Number.POSITIVE_INFINITY }),
    'queues.support.priority.normalLaneFirstAfterSeconds: it is Infinity.',
    'Give a whole number from 1 to 10800.',
  ],
  [
    'a recording with an empty notice',
    inSupport({ recording: { notice: '' } }),
    'queues.support.recording.notice:',
    'Write what is said.',
  ],
  [
    'a survey without a question',
    inSupport({ survey: { question: '', thanks: 'Thank you.' } }),
    'queues.support.survey.question:',
    'Write what is said.',
  ],
  [
    'a survey without thanks',
    inSupport({ survey: { question: 'How was it?', thanks: '' } }),
    'queues.support.survey.thanks:',
    'Write what is said.',
  ],
  [
    'time after a talk that is less than none',
    inSupport({ wrapUpSeconds: -1 }),
    'queues.support.wrapUpSeconds: it is -1.',
    'Give a whole number from 0 to 600.',
  ],
  [
    'time after a talk that hardly ever ends',
    inSupport({ wrapUpSeconds: 601 }),
    'queues.support.wrapUpSeconds: it is 601.',
    'Give a whole number from 0 to 600.',
  ],
  ['a menu that asks nothing', inMenu({ prompt: '' }), 'menus.main.prompt:', 'Write what is said.'],
  ['a menu without a voice', inMenu({ voice: '' }), 'menus.main.voice:', 'Name one of Twilio’s, such as'],
  ['a menu without a choice', inMenu({ choices: {} }), 'menus.main.choices:', 'Give each queue a key.'],
  [
    'a menu that leads to a queue that is not there',
    inMenu({ choices: { '1': 'sales', '*': 'front' } }),
    "menus.main.choices['*']: there is no queue 'front'.",
    'There are: support, sales.',
  ],
  [
    'a menu that leads nowhere without a key',
    inMenu({ fallbackQueue: 'front' }),
    "menus.main.fallbackQueue: there is no queue 'front'.",
    'There are: support, sales.',
  ],
  [
    'a menu with a number that is none',
    inMenu({ numbers: ['+15550100009', '9'] }),
    'menus.main.numbers[1]: 9',
    'Write + and the country code first',
  ],
  [
    'a menu with the number of a queue',
    inMenu({ numbers: ['+15550100002'] }),
    'menus.main.numbers[0]: +15550100002 already stands at queues.sales.numbers[0].',
    'Keep one.',
  ],
  [
    'a menu with the number of a priority lane',
    (given) => inMenu({ numbers: ['+15550100007'] })(lane({ numbers: ['+15550100007'] })(given)),
    'menus.main.numbers[0]: +15550100007 already stands at queues.support.priority.numbers[0].',
    'Keep one.',
  ],
  [
    'an agents’ line on which a minute is too long',
    (given) => ({ ...given, agentLine: { ...given.agentLine, maxIdleSeconds: 59 } }),
    'agentLine.maxIdleSeconds: it is 59.',
    'Give a whole number from 60 to 14400.',
  ],
  [
    'an agents’ line on which nobody is ever sent home',
    (given) => ({ ...given, agentLine: { ...given.agentLine, maxIdleSeconds: Number.NaN } }),
    'agentLine.maxIdleSeconds: it is NaN.',
    'Give a whole number from 60 to 14400.',
  ],
  [
    'a number for when nothing works that is our own',
    inFallback({ dialNumber: '+15550100002' }),
    'fallback.dialNumber: +15550100002 leads back here, as queues.sales.numbers[0] says.',
    'Give a number outside.',
  ],
  [
    'a number for when nothing works that is none',
    inFallback({ dialNumber: '+44' }),
    'fallback.dialNumber: +44',
    'Write + and the country code first',
  ],
];

const everyStep = [
  { say: 'Hello.' },
  { play: 'hello.wav' },
  { voicemail: 'After the beep.' },
  { ring: { number: '+15550300001' } },
  { ring: { number: '+442079460000', mustAccept: false } },
  { queue: 'sales' },
];

describe('a config', () => {
  test('without a mistake has no fault', () => {
    expect(faultsOf(config, pieceSeconds)).toEqual([]);
  });

  test('such as this project’s own has no fault', () => {
    const queues: Queue[] = Object.values(queuesConfig.queues);
    const asStated = queues.flatMap(({ holdMusic }) =>
      holdMusic.map(({ file, seconds }) => [file, seconds] as const),
    );
    expect(faultsOf(queuesConfig, new Map(asStated))).toEqual([]);
  });

  test.each(mistakes)(
    'with %s has one fault, which tells the place and the repair',
    (_what, mistake, place, repair) => {
      const faults = faultsOf(mistake(config), pieceSeconds);
      expect(faults).toEqual([expect.stringContaining(repair)]);
      expect(faults[0]?.startsWith(place)).toBe(true);
    },
  );

  test('with many mistakes tells of all at once', () => {
    const three: Mistake = (given) =>
      inSupport({ greeting: '', maxCallers: 0 })(inFallback({ caller: '' })(given));
    expect(faultsOf(three(config), pieceSeconds)).toHaveLength(3);
  });

  test.each<[string, Mistake]>([
    ['a name of a queue of 37 characters', named('q'.repeat(37))],
    ['a name of a queue that is not quite a priority lane’s', named('priority')],
    ['a greeting of 3,000 characters', inSupport({ greeting: 'a'.repeat(3000) })],
    ['a limit of the wait as long as the longest piece', inSupport({ maxWaitSeconds: 70 })],
    ['a limit of the wait of three hours', inSupport({ maxWaitSeconds: 10_800 })],
    ['room for 5,000 callers', inSupport({ maxCallers: 5000 })],
    ['room for one caller', inSupport({ maxCallers: 1 })],
    ['service after a second', inSupport({ servedAfterSeconds: 1 })],
    ['service after two minutes', inSupport({ servedAfterSeconds: 120 })],
    ['a length half a second from the file’s', inSupport({ holdMusic: music(50.5, 59.5, 70) })],
    ['a number to dial when nothing works', inFallback({ dialNumber: '+15550100009' })],
    ['plans that lead from one queue to the next', () => configWith({ support: leadsTo('sales') })],
    [
      'every kind of step',
      (given) => ({ ...inPlans({ closed: everyStep })(given), allowedDialPrefixes: ['+44', '+1555'] }),
    ],
    ['a talk outside of a minute', ring({ maxConversationSeconds: 60 })],
    ['a talk outside of four hours', ring({ maxConversationSeconds: 14_400 })],
    ['hours', inSupport({ openingHours: closingNow() })],
    ['news for the first in line every half minute', inAnnouncements({ firstInLineEverySeconds: 30 })],
    ['news for the first in line every hour', inAnnouncements({ firstInLineEverySeconds: 3600 })],
    ['a message from the beginning on', message({ startSeconds: 0, everySeconds: 30 })],
    ['a message after three hours', message({ startSeconds: 10_800, everySeconds: 10_800 })],
    ['a priority lane by callers', lane({})],
    ['a priority lane by its number', lane({ callers: [], numbers: ['+15550100007'] })],
    ['a priority lane that yields after a second', lane({ normalLaneFirstAfterSeconds: 1 })],
    ['no time after a talk', inSupport({ wrapUpSeconds: 0 })],
    ['ten minutes after a talk', inSupport({ wrapUpSeconds: 600 })],
    ['a menu', inMenu({})],
    ['an agent of two queues', asAgent({ queues: ['sales', 'support'] })],
    ['a blocked caller', (given) => ({ ...given, blockedCallers: ['+15550106666'] })],
    [
      'a limit of a minute on the agents’ line',
      (given) => ({ ...given, agentLine: { ...given.agentLine, maxIdleSeconds: 60 } }),
    ],
    ['words in any script', inSupport({ greeting: 'Grüß Gott 👋 – 您好' })],
  ])('with %s has no fault', (_what, change) => {
    expect(faultsOf(change(config), pieceSeconds)).toEqual([]);
  });
});

describe('pieces of music', () => {
  // "Seven callers are ahead of you. To leave, press star. " are 54 characters: 3.6 s. With five seconds for whatever
  // else is in it, a round lasts 8.6 s longer than its piece, and must stay under twice 50 s.
  const lengths = (longest: number) => {
    const holdMusic = music(50, 60, longest);
    const files = new Map(holdMusic.map(({ file, seconds }) => [file, seconds]));
    return faultsOf(inSupport({ holdMusic })({ ...config, queues: {}, agents: [] }), files);
  };

  test('may be of such lengths that two slots are never over in one round', () => {
    expect(longestAnnouncementSeconds(queue())).toBeCloseTo(3.6);
    expect(lengths(91.3)).toEqual([]);
  });

  test('may not be longer, and the message tells the lengths', () => {
    expect(lengths(91.5)).toEqual([
      expect.stringMatching(
        /^queues\.support\.holdMusic: .*100\.0 s.*Use pieces of more equal length, or one more\.$/,
      ),
    ]);
  });
});
