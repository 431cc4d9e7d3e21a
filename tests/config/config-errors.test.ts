import queuesConfig from '../../queues.config';
import { configWarnings, faultsOf } from '../../src/config/errors/config-errors';
import { inWords } from '../../src/config/errors/config-problem';
import { longestAnnouncementSeconds, rotationWarnings } from '../../src/config/errors/hold-music';
import { walkQueues } from '../../src/config/errors/plans';
import type {
  Agent,
  Announcements,
  Menu,
  PlanStep,
  Queue,
  QueuesConfig,
} from '../../src/config/queue-config';
import { taskRouterVariableLength } from '../../src/config/task-router';
import { english } from '../../src/languages/english';
import { spanish } from '../../src/languages/spanish';
import { closingNow, config, configWith } from '../example-config';

const { support } = config.queues;

/** How long the files of the example really play. */
const pieceSeconds = new Map([
  ['a%20b.wav', 50] as const,
  ...Object.values(config.queues).flatMap(({ holdMusic }) =>
    holdMusic.map(({ file, seconds }) => [file, seconds] as const),
  ),
]);

type Mistake = (config: QueuesConfig) => QueuesConfig;

/** What somebody may write who is not stopped by the compiler, or does not ask it. */
const inSupport =
  (changes: { readonly [Key in keyof Queue]?: unknown }): Mistake =>
  (given) => ({
    ...given,
    queues: { ...given.queues, support: { ...support, ...(changes as Partial<Queue>) } },
  });

const asAgent =
  (changes: { readonly [Key in keyof Agent]?: unknown }): Mistake =>
  (given) => ({ ...given, agents: [{ id: 'agent-1', queues: ['support'], ...(changes as Partial<Agent>) }] });

const inFallback =
  (changes: object): Mistake =>
  (given) => ({ ...given, fallback: { ...given.fallback, ...changes } });

const inPlans =
  (changes: object, others: Partial<QueuesConfig> = {}): Mistake =>
  (given) => ({ ...inSupport({ plans: { ...support.plans, ...changes } })(given), ...others });

/** A step of the plan for a full line, where numbers in the United States may be rung. */
const step =
  (given: object, ...afterwards: PlanStep[]): Mistake =>
  (before) => ({
    ...inPlans({ full: [given as PlanStep, ...afterwards] })(before),
    allowedDialPrefixes: ['+1'],
  });

const ring = (changes: object) => step({ ring: { number: '+15550300001', ...changes } }, { say: 'Goodbye.' });

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

const leadsTo = (name: string) => ({ plans: { ...support.plans, full: [{ queue: name }] } as const });

const music = (...seconds: readonly number[]) =>
  seconds.map((length, index) => ({ file: `${'abc'[index]}.wav`, seconds: length }));

const named =
  (name: string): Mistake =>
  (given) => ({ ...given, queues: { ...given.queues, [name]: support } });

/** The queue `support` rings Ada, Bob at level 2, and the other agents given; `sales` has agents who dial in. */
const rung =
  (
    changes: { readonly [Key in keyof Queue]?: unknown } = {},
    agents: readonly { readonly [Key in keyof Agent]?: unknown }[] = [],
  ): Mistake =>
  (given) => ({
    ...inSupport({
      ringing: {},
      plans: { ...support.plans, noAgents: [{ say: 'Nobody is there.' }] },
      ...changes,
    })(given),
    allowedDialPrefixes: ['+1'],
    agents: [
      { id: 'ada', queues: ['support'], contactUri: '+15550700001' },
      { id: 'bob', queues: ['support'], contactUri: 'client:bob', levels: { support: 2 } },
      ...(agents as readonly Agent[]),
    ],
  });

const eve = (changes: { readonly [Key in keyof Agent]?: unknown }) =>
  rung({}, [{ id: 'eve', queues: ['support'], contactUri: 'client:eve', ...changes }]);

const escalating = (...escalateAfterSeconds: readonly number[]) =>
  rung({ ringing: { escalateAfterSeconds } });

/** Other queues besides `support` that ring Eve. */
const rungToo =
  (...names: readonly string[]): Mistake =>
  (given) => {
    const config = eve({ queues: names })(given);
    const { support: like = support } = config.queues;
    return {
      ...config,
      queues: { ...config.queues, ...Object.fromEntries(names.map((name) => [name, like])) },
    };
  };

/** A mistake, and the message: where it is, what is there, and what to write. */
const mistakes: [string, Mistake, message: string][] = [
  [
    'no queue',
    (given) => ({ ...given, queues: {}, agents: [] }),
    'queues: there is no queue. Define at least one.',
  ],
  [
    'a name of a queue with a space',
    named('front desk'),
    "queues['front desk']: the name has characters that are not allowed. Use letters from A to Z, digits, - and _, and start with a letter.",
  ],
  [
    'a name of a queue that starts with a dash',
    named('-desk'),
    "queues['-desk']: the name has characters that are not allowed. Use letters from A to Z, digits, - and _, and start with a letter.",
  ],
  [
    'a name of a queue with an umlaut',
    named('büro'),
    "queues['büro']: the name has characters that are not allowed. Use letters from A to Z, digits, - and _, and start with a letter.",
  ],
  [
    'an empty name of a queue',
    named(''),
    "queues['']: the name has characters that are not allowed. Use letters from A to Z, digits, - and _, and start with a letter.",
  ],
  [
    'a name of a queue that is too long',
    named('q'.repeat(38)),
    'queues.qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq: the name has 38 characters. Use at most 37.',
  ],
  [
    'a name of a queue like that of a priority lane',
    named('sales-priority'),
    'queues.sales-priority: names that end in -priority are reserved for priority lanes. Rename it.',
  ],
  [
    'an empty greeting',
    inSupport({ greeting: '' }),
    'queues.support.greeting: it is empty, so there would be silence. Write the words to say.',
  ],
  [
    'a greeting of spaces',
    inSupport({ greeting: '  ' }),
    'queues.support.greeting: it is empty, so there would be silence. Write the words to say.',
  ],
  [
    'a greeting longer than a voice says',
    inSupport({ greeting: 'a'.repeat(3001) }),
    'queues.support.greeting: it has 3001 characters, and a voice says at most 3000. Shorten it.',
  ],
  [
    'a greeting with a character that XML cannot carry',
    inSupport({ greeting: 'Hello\u0007' }),
    'queues.support.greeting: character 6 is U+0007, which cannot be sent to Twilio. Type the text again.',
  ],
  [
    'no last words',
    inSupport({ connecting: '' }),
    'queues.support.connecting: it is empty, so there would be silence. Write the words to say.',
  ],
  [
    'no voice',
    inSupport({ voice: '' }),
    "queues.support.voice: it is the text '', and no Twilio voice has that name. Write it as Twilio lists it, such as Polly.Joanna-Neural.",
  ],
  [
    'no voice on the agents’ line',
    (given) => ({ ...given, agentLine: { language: english, voice: ' ' } }),
    "agentLine.voice: it is the text ' ', and no Twilio voice has that name. Write it as Twilio lists it, such as Polly.Joanna-Neural.",
  ],
  [
    'own words that are empty',
    inSupport({ phrases: { backInLine: '' } }),
    'queues.support.phrases.backInLine: it is empty, so there would be silence. Write the words to say.',
  ],
  [
    'own news that is empty for nobody ahead',
    inSupport({ phrases: { callersAhead: (count: number) => (count === 0 ? '' : `${count} ahead.`) } }),
    'queues.support.phrases.callersAhead(0): it is empty, so there would be silence. Write the words to say.',
  ],
  [
    'an exit key that no caller hears about',
    inSupport({ exitKey: { key: '*', offer: '' } }),
    'queues.support.exitKey.offer: it is empty, so there would be silence. Write the words to say.',
  ],
  [
    'a plan of nothing',
    inPlans({ full: [] }),
    "queues.support.plans.full: it is an empty list. Write a list of what callers hear when the queue is full, such as [{ say: 'Goodbye.' }].",
  ],
  [
    'a plan with a step of no words',
    inPlans({ error: [{ say: 'Sorry.' }, { say: '' }] }),
    'queues.support.plans.error[1].say: it is empty, so there would be silence. Write the words to say.',
  ],
  [
    'a piece of music that is not there',
    inSupport({ holdMusic: [{ file: 'z.wav', seconds: 50 }] }),
    'queues.support.holdMusic[0].file: assets/hold-music/ has no file z.wav. Did you mean a.wav?',
  ],
  [
    'a length that is not the file’s',
    inSupport({ holdMusic: music(50, 60.6, 70) }),
    'queues.support.holdMusic[1].seconds: it says 60.6, but b.wav lasts 60.0 seconds. Write 60.0.',
  ],
  [
    'a length of nothing',
    inSupport({ holdMusic: music(0, 60, 70) }),
    'queues.support.holdMusic[0].seconds: it is the number 0. Write how many seconds the file plays, such as 48.5.',
  ],
  [
    'too few pieces of music',
    inSupport({ holdMusic: music(50, 60) }),
    'queues.support.holdMusic: it has 2 pieces, and a queue needs at least three. Add one from assets/hold-music/: c.wav, d.wav, e.wav, f.wav.',
  ],
  [
    'no music',
    inSupport({ holdMusic: [] }),
    'queues.support.holdMusic: it has 0 pieces, and a queue needs at least three. Add one from assets/hold-music/: a.wav, b.wav, c.wav, d.wav, e.wav, f.wav.',
  ],
  [
    'a limit of the wait below the longest piece',
    inSupport({ maxWaitSeconds: 69 }),
    'queues.support.maxWaitSeconds: it is 69 seconds, and one piece of hold music lasts 70. The wait ends between two pieces. Write 70 or more, or use shorter pieces.',
  ],
  [
    'a limit of the wait above three hours',
    inSupport({ maxWaitSeconds: 10_801 }),
    'queues.support.maxWaitSeconds: it is the number 10801. Write a whole number of seconds from 1 to 10800: three hours at most.',
  ],
  [
    'a limit of the wait that is not a number',
    inSupport({ maxWaitSeconds: '1800' }),
    "queues.support.maxWaitSeconds: it is the text '1800'. Write a whole number of seconds from 1 to 10800: three hours at most.",
  ],
  [
    'room for nobody',
    inSupport({ maxCallers: 0 }),
    'queues.support.maxCallers: it is the number 0. Write a whole number of callers from 1 to 5000: a Twilio queue holds no more.',
  ],
  [
    'room for more than Twilio has',
    inSupport({ maxCallers: 5001 }),
    'queues.support.maxCallers: it is the number 5001. Write a whole number of callers from 1 to 5000: a Twilio queue holds no more.',
  ],
  [
    'room for half a caller',
    inSupport({ maxCallers: 1.5 }),
    'queues.support.maxCallers: it is the number 1.5. Write a whole number of callers from 1 to 5000: a Twilio queue holds no more.',
  ],
  [
    'service in no time',
    inSupport({ servedAfterSeconds: 0 }),
    'queues.support.servedAfterSeconds: it is the number 0. Write a whole number of seconds from 1 to 120.',
  ],
  [
    'service after so long that hardly anybody is served',
    inSupport({ servedAfterSeconds: 121 }),
    'queues.support.servedAfterSeconds: it is the number 121. Write a whole number of seconds from 1 to 120.',
  ],
  [
    'a number without its country',
    inSupport({ numbers: ['+05550100001'] }),
    "queues.support.numbers[0]: it is the text '+05550100001'. No country code begins with 0. Write + and the country code first, as in +15551230000.",
  ],
  [
    'a number with spaces',
    inSupport({ numbers: ['+15550100001', '+1 555 010 0009'] }),
    "queues.support.numbers[1]: it is the text '+1 555 010 0009'. Remove the spaces: +15550100009.",
  ],
  [
    'a number of two queues',
    inSupport({ numbers: ['+15550100003'] }),
    'queues.sales.numbers[1]: +15550100003 is already at queues.support.numbers[0]. Keep one of them.',
  ],
  [
    'an agent without an id',
    asAgent({ id: '' }),
    "agents[0].id: it is the text ''. Use 1 to 40 letters, digits, - and _, and not 'agent' alone.",
  ],
  [
    'an agent with a name in place of an id',
    asAgent({ id: 'Ann Lee' }),
    "agents[0].id: it is the text 'Ann Lee'. Use 1 to 40 letters, digits, - and _, and not 'agent' alone.",
  ],
  [
    'an agent whose id is that of unknown agents',
    asAgent({ id: 'agent' }),
    "agents[0].id: it is the text 'agent'. Use 1 to 40 letters, digits, - and _, and not 'agent' alone.",
  ],
  [
    'two agents of one id',
    (given) => ({ ...given, agents: [...given.agents, { id: 'agent-1', queues: ['support'] }] }),
    "agents[3].id: 'agent-1' is also the id of agents[0]. Give each agent a different id.",
  ],
  [
    'two agents whose PINs would be in one variable',
    (given) => ({ ...given, agents: [...given.agents, { id: 'Agent_2', queues: ['support'] }] }),
    "agents[3].id: 'Agent_2' and 'agent-2' would share the PIN variable AGENT_PIN_AGENT_2. Give each agent a different id.",
  ],
  [
    'an agent of no queue',
    asAgent({ queues: [] }),
    "agents[0].queues: it is an empty list. Write a list of queues, such as ['support'].",
  ],
  [
    'an agent of a queue that is not there',
    asAgent({ queues: ['support', 'front'] }),
    "agents[0].queues[1]: it is the text 'front', and there is no such queue. The queues are: support, sales.",
  ],
  [
    'an agent of a queue that every object has',
    asAgent({ queues: ['constructor'] }),
    "agents[0].queues[0]: it is the text 'constructor', and there is no such queue. The queues are: support, sales.",
  ],
  [
    'an agent with an invalid number',
    asAgent({ number: '+1e5' }),
    "agents[0].number: it is the text '+1e5'. Only digits may follow the +.",
  ],
  [
    'an agent who is trusted for a number that is not given',
    asAgent({ trustCallerId: true }),
    'agents[0].trustCallerId: there is no number to trust. Give the agent a number, or remove this.',
  ],
  [
    'no words for callers when nothing works',
    inFallback({ caller: '' }),
    'fallback.caller: it is empty, so there would be silence. Write the words to say.',
  ],
  [
    'no words for agents when nothing works',
    inFallback({ agent: '\n' }),
    'fallback.agent: it is empty, so there would be silence. Write the words to say.',
  ],
  [
    'a step that plays nothing',
    step({ play: '' }),
    "queues.support.plans.full[0].play: it is empty, so there would be silence. Write the path of a file below assets/, such as 'closed.v1.wav'.",
  ],
  [
    'a voicemail without words',
    step({ voicemail: ' ' }),
    'queues.support.plans.full[0].voicemail: it is empty, so there would be silence. Write the words to say.',
  ],
  [
    'a step to a queue that is not there',
    step({ queue: 'front' }),
    "queues.support.plans.full[0].queue: it is the text 'front', and there is no such queue. The queues are: support, sales.",
  ],
  [
    'a step after the one that leads to another queue',
    inPlans({ full: [{ say: 'One moment.' }, { queue: 'sales' }, { say: 'Goodbye.' }] }),
    'queues.support.plans.full[2]: it is never reached, because the caller is in another queue by then. Remove it, or move it up.',
  ],
  [
    'a plan that leads back to its own queue',
    step({ queue: 'support' }),
    'queues.support.plans.full[0].queue: plans lead in a circle: support → support. End one of these plans with another step.',
  ],
  [
    'plans of two queues that lead to each other',
    () => configWith({ support: leadsTo('sales'), sales: leadsTo('support') }),
    'queues.sales.plans.full[0].queue: plans lead in a circle: support → sales → support. End one of these plans with another step.',
  ],
  [
    'plans that lead into a circle of others',
    () => {
      const { queues } = configWith({ support: leadsTo('sales'), sales: leadsTo('night') });
      return { ...config, queues: { ...queues, night: { ...support, ...leadsTo('sales') } } };
    },
    'queues.night.plans.full[0].queue: plans lead in a circle: sales → night → sales. End one of these plans with another step.',
  ],
  [
    'an invalid number to call',
    ring({ number: '+1 555 030 0001' }),
    "queues.support.plans.full[0].ring.number: it is the text '+1 555 030 0001'. Remove the spaces: +15550300001.",
  ],
  [
    'a number to ring in a country that is not listed',
    ring({ number: '+442079460000' }),
    "queues.support.plans.full[0].ring.number: +442079460000 does not start with any of allowedDialPrefixes, so it is never dialed. To allow it, write allowedDialPrefixes: ['+1', '+44'].",
  ],
  [
    'a number to ring where none may be',
    inPlans({ full: [{ ring: { number: '+15550300001' } }, { say: 'Goodbye.' }] }),
    "queues.support.plans.full[0].ring.number: +15550300001 does not start with any of allowedDialPrefixes, so it is never dialed. To allow it, write allowedDialPrefixes: ['+1'].",
  ],
  [
    'a number to ring that is our own',
    ring({ number: '+15550100003' }),
    'queues.support.plans.full[0].ring.number: +15550100003 is one of your own numbers: it is at queues.sales.numbers[1]. Write an external number.',
  ],
  [
    'a conversation outside that is over before it has started',
    ring({ maxConversationSeconds: 59 }),
    'queues.support.plans.full[0].ring.maxConversationSeconds: it is the number 59. Write a whole number of seconds from 60 to 14400: Twilio ends a call after four hours.',
  ],
  [
    'a conversation outside of more than four hours',
    ring({ maxConversationSeconds: 14_401 }),
    'queues.support.plans.full[0].ring.maxConversationSeconds: it is the number 14401. Write a whole number of seconds from 60 to 14400: Twilio ends a call after four hours.',
  ],
  [
    'a prefix of nothing, which lets everything be rung',
    (given) => ({ ...given, allowedDialPrefixes: ['+1', '+' as '+1'] }),
    "allowedDialPrefixes[1]: it is the text '+'. Write + and a country code in quotes, as in '+44'.",
  ],
  [
    'a prefix without its plus sign',
    (given) => ({ ...given, allowedDialPrefixes: ['0044' as '+1'] }),
    "allowedDialPrefixes[0]: it is the text '0044'. Write + and a country code in quotes, as in '+44'.",
  ],
  [
    'an invalid blocked number',
    (given) => ({ ...given, blockedCallers: ['+15550106666', '+0'] }),
    "blockedCallers[1]: it is the text '+0'. No country code begins with 0. Write + and the country code first, as in +15551230000.",
  ],
  [
    'hours in an unknown time zone',
    inSupport({ openingHours: closingNow({ timeZone: 'New York' }) }),
    "queues.support.openingHours.timeZone: the text 'New York' is not the IANA time zone of a place. Did you mean America/New_York?",
  ],
  [
    'hours that never are',
    inSupport({ openingHours: closingNow({ weekly: {} }) }),
    "queues.support.openingHours.weekly: the queue would never open. Add a day, such as monday: ['09:00-17:30'].",
  ],
  [
    'a one-off day with empty words',
    inSupport({ openingHours: closingNow({ oneOffDays: [{ date: '2026-12-25', open: [], say: '' }] }) }),
    'queues.support.openingHours.oneOffDays[0].say: it is empty, so there would be silence. Write the words to say.',
  ],
  [
    'news for the first in line at every turn',
    inAnnouncements({ firstInLineEverySeconds: 29 }),
    'queues.support.announcements.firstInLineEverySeconds: it is the number 29. Write a whole number of seconds from 30 to 3600.',
  ],
  [
    'news for the first in line hardly ever',
    inAnnouncements({ firstInLineEverySeconds: 3601 }),
    'queues.support.announcements.firstInLineEverySeconds: it is the number 3601. Write a whole number of seconds from 30 to 3600.',
  ],
  [
    'a message of nothing',
    message({ say: [] }),
    "queues.support.announcements.messages[0].say: it is an empty list. Write a list of texts, such as ['You can also find us online.'].",
  ],
  [
    'a message without words among others',
    message({ say: ['Hello.', ''] }),
    'queues.support.announcements.messages[0].say[1]: it is empty, so there would be silence. Write the words to say.',
  ],
  [
    'a message that starts before the wait',
    message({ startSeconds: -1 }),
    'queues.support.announcements.messages[0].startSeconds: it is the number -1. Write a whole number of seconds from 0 to 10800.',
  ],
  [
    'a message that never stops',
    message({ everySeconds: 29 }),
    'queues.support.announcements.messages[0].everySeconds: it is the number 29. Write a whole number of seconds from 30 to 10800.',
  ],
  [
    'a priority lane that nobody gets into',
    lane({ callers: [] }),
    'queues.support.priority: nobody gets into this lane. List numbers or callers.',
  ],
  [
    'a priority lane for a caller with an invalid number',
    lane({ callers: ['+15550107777', '5550107778'] }),
    "queues.support.priority.callers[1]: it is the text '5550107778'. Write + and the country code first, as in +15551230000. If it is a North American number: +15550107778.",
  ],
  [
    'a priority lane with an invalid number',
    lane({ numbers: ['+123'] }),
    "queues.support.priority.numbers[0]: it is the text '+123'. It is too short for a telephone number with its country code. Write + and the country code first, as in +15551230000.",
  ],
  [
    'a priority lane with the number of a queue',
    lane({ numbers: ['+15550100002'] }),
    'queues.sales.numbers[0]: +15550100002 is already at queues.support.priority.numbers[0]. Keep one of them.',
  ],
  [
    'a priority lane that never waits for anybody',
    lane({ normalLaneFirstAfterSeconds: 0 }),
    'queues.support.priority.normalLaneFirstAfterSeconds: it is the number 0. Write a whole number of seconds from 1 to 10800.',
  ],
  [
    'a priority lane that lets others starve',
    lane({ normalLaneFirstAfterSeconds: Number.POSITIVE_INFINITY }),
    'queues.support.priority.normalLaneFirstAfterSeconds: it is the number Infinity. Write a whole number of seconds from 1 to 10800.',
  ],
  [
    'a recording with an empty notice',
    inSupport({ recording: { notice: '' } }),
    'queues.support.recording.notice: it is empty, so there would be silence. Write the words to say.',
  ],
  [
    'a survey without a question',
    inSupport({ survey: { question: '', thanks: 'Thank you.' } }),
    'queues.support.survey.question: it is empty, so there would be silence. Write the words to say.',
  ],
  [
    'a survey without thanks',
    inSupport({ survey: { question: 'How was it?', thanks: '' } }),
    'queues.support.survey.thanks: it is empty, so there would be silence. Write the words to say.',
  ],
  [
    'negative time after a conversation',
    inSupport({ wrapUpSeconds: -1 }),
    'queues.support.wrapUpSeconds: it is the number -1. Write a whole number of seconds from 0 to 600.',
  ],
  [
    'time after a conversation that hardly ever ends',
    inSupport({ wrapUpSeconds: 601 }),
    'queues.support.wrapUpSeconds: it is the number 601. Write a whole number of seconds from 0 to 600.',
  ],
  [
    'a menu that asks nothing',
    inMenu({ prompt: '' }),
    'menus.main.prompt: it is empty, so there would be silence. Write the words to say.',
  ],
  [
    'a menu without a voice',
    inMenu({ voice: '' }),
    "menus.main.voice: it is the text '', and no Twilio voice has that name. Write it as Twilio lists it, such as Polly.Joanna-Neural.",
  ],
  [
    'a menu without a choice',
    inMenu({ choices: {} }),
    'menus.main.choices: it has no key. Give each queue a key.',
  ],
  [
    'a menu that leads to a queue that is not there',
    inMenu({ choices: { '1': 'sales', '*': 'front' } }),
    "menus.main.choices['*']: it is the text 'front', and there is no such queue. The queues are: support, sales.",
  ],
  [
    'a menu that leads nowhere without a key',
    inMenu({ fallbackQueue: 'front' }),
    "menus.main.fallbackQueue: it is the text 'front', and there is no such queue. The queues are: support, sales.",
  ],
  [
    'a menu with an invalid number',
    inMenu({ numbers: ['+15550100009', '9'] }),
    "menus.main.numbers[1]: it is the text '9'. Write + and the country code first, as in +15551230000.",
  ],
  [
    'a menu with the number of a queue',
    inMenu({ numbers: ['+15550100002'] }),
    'menus.main.numbers[0]: +15550100002 is already at queues.sales.numbers[0]. Keep one of them.',
  ],
  [
    'a menu with the number of a priority lane',
    (given) => inMenu({ numbers: ['+15550100007'] })(lane({ numbers: ['+15550100007'] })(given)),
    'menus.main.numbers[0]: +15550100007 is already at queues.support.priority.numbers[0]. Keep one of them.',
  ],
  [
    'an agents’ line on which a minute is too long',
    (given) => ({ ...given, agentLine: { ...given.agentLine, maxIdleSeconds: 59 } }),
    'agentLine.maxIdleSeconds: it is the number 59. Write a whole number of seconds from 60 to 14400: Twilio ends a call after four hours.',
  ],
  [
    'an agents’ line on which nobody is ever sent home',
    (given) => ({ ...given, agentLine: { ...given.agentLine, maxIdleSeconds: Number.NaN } }),
    'agentLine.maxIdleSeconds: it is not a number: its calculation fails. Write a whole number of seconds from 60 to 14400: Twilio ends a call after four hours.',
  ],
  [
    'a number for when nothing works that is our own',
    inFallback({ dialNumber: '+15550100002' }),
    'fallback.dialNumber: +15550100002 is one of your own numbers: it is at queues.sales.numbers[0]. Write an external number.',
  ],
  [
    'an invalid number for the fallback',
    inFallback({ dialNumber: '+44' }),
    "fallback.dialNumber: it is the text '+44'. It is too short for a telephone number with its country code. Write + and the country code first, as in +15551230000.",
  ],
  // What builds and misbehaves.
  [
    'an overflow into a queue whose limit is reached by then',
    () => configWith({ support: { plans: { ...support.plans, waitedTooLong: [{ queue: 'sales' }] } } }),
    'queues.support.plans.waitedTooLong[0].queue: callers come here after up to 1874 seconds, but sales lets them wait only 600 in total. Time already waited counts. Raise queues.sales.maxWaitSeconds to 1874 or more, lower queues.support.maxWaitSeconds, or end this plan with another step.',
  ],
  [
    'an overflow into a queue that is closed by then and leads to one whose limit is reached',
    () => {
      const { queues } = configWith({
        support: { plans: { ...support.plans, waitedTooLong: [{ queue: 'sales' }] } },
        sales: {
          maxWaitSeconds: 3600,
          openingHours: closingNow(),
          plans: { ...support.plans, closed: [{ queue: 'night' }] },
        },
      });
      return { ...config, queues: { ...queues, night: { ...support, maxWaitSeconds: 900 } } };
    },
    'queues.sales.plans.closed[0].queue: callers come here after up to 1874 seconds, but night lets them wait only 900 in total. Time already waited counts. Raise queues.night.maxWaitSeconds to 1874 or more, lower queues.support.maxWaitSeconds, or end this plan with another step.',
  ],
  [
    'a chain of queues that is longer than callers are sent on',
    () => {
      const names = ['one', 'two', 'three', 'four', 'five'];
      const queues = names.map((name, index) => {
        const next = names[index + 1];
        return [name, next ? { ...support, ...leadsTo(next) } : support] as const;
      });
      return { ...config, queues: Object.fromEntries(queues), agents: [] };
    },
    'queues.four.plans.full[0].queue: plans can move a caller 4 times (one → two → three → four → five), but the call ends after 3. End one of these plans with another step.',
  ],
  [
    'a plan that ends in ringing somebody',
    inPlans(
      { full: [{ say: 'One moment.' }, { ring: { number: '+15550300001' } }] },
      { allowedDialPrefixes: ['+1'] },
    ),
    "queues.support.plans.full[1]: the plan ends here, so if nobody answers, the caller hears nothing more. Add a step after it, such as { say: 'Sorry, nobody could answer. Goodbye.' }.",
  ],
  [
    'a piece of music that is listed twice',
    inSupport({ holdMusic: [...support.holdMusic, { file: 'a.wav', seconds: 50 }] }),
    'queues.support.holdMusic[3].file: a.wav is already at queues.support.holdMusic[0], so callers would hear it twice in a row. List each piece once.',
  ],
  [
    'two agents of one number',
    (given) => ({
      ...given,
      agents: [...given.agents, { id: 'eva', queues: ['sales'], number: '+15550101002' }],
    }),
    "agents[3].number: +15550101002 is also the number of agents[1], so the two could not be told apart. Leave it out for both, give each a different code, such as code: '21', and set AGENT_PIN_AGENT_2 and AGENT_PIN_EVA. Then code and PIN identify the agent.",
  ],
  [
    'two agents of one code',
    (given) => ({
      ...given,
      agents: [
        ...given.agents,
        { id: 'eva', queues: ['sales'], code: '21' },
        { id: 'ida', queues: ['sales'], code: '21' },
      ],
    }),
    'agents[4].code: 21 is also the code of agents[3], so the two could not be told apart. Give each agent a different code.',
  ],
  [
    'an agent with a queue twice',
    asAgent({ queues: ['support', 'support'] }),
    "agents[0].queues[1]: 'support' is already in the list. Remove it.",
  ],
  [
    'an agent with more queues than a URL takes',
    (given) => {
      const names = Array.from({ length: 12 }, (_, index) => `queue-with-a-long-name-${index + 10}`);
      const queues = Object.fromEntries(names.map((name) => [name, support]));
      return { ...given, queues, agents: [{ id: 'eva', queues: names as ['support'] }] };
    },
    'agents[0].queues: the names of these 12 queues have 311 characters together, including commas. A URL has room for 200. Shorten the names, or give the agent fewer queues.',
  ],
  [
    'a name of a queue that is a number',
    named('400'),
    "queues['400']: JavaScript puts names that are numbers first, whatever order you write them in. Start it with a letter, as in 'queue-400'.",
  ],
  [
    'a name of a menu that no URL gives back',
    (given) => ({
      ...inMenu({})(given),
      menus: { ['m'.repeat(300)]: inMenu({})(given).menus?.main as Menu },
    }),
    `menus.${'m'.repeat(300)}: the name has 300 characters. Use at most 37.`,
  ],
  [
    'a number for when nothing works that may not be dialed',
    (given) => ({ ...inFallback({ dialNumber: '+442079460000' })(given), allowedDialPrefixes: ['+1'] }),
    "fallback.dialNumber: +442079460000 does not start with any of allowedDialPrefixes, so it is never dialed. To allow it, write allowedDialPrefixes: ['+1', '+44'].",
  ],
  // Texts that are not plain words.
  [
    'a text with SSML',
    inSupport({ greeting: 'Hello <break time="1s"/> there.' }),
    'queues.support.greeting: it has the tag <break time="1s"/>, which would be read aloud. Remove the tag: texts are plain, and SSML is not supported.',
  ],
  [
    'a text that is escaped already',
    step({ say: 'Smith &amp; Sons' }),
    'queues.support.plans.full[0].say: it has &amp;, which would be read aloud. Write the character itself: it is escaped for you.',
  ],
  [
    'half of an emoji',
    inSupport({ connecting: 'Hello \ud83d' }),
    'queues.support.connecting: character 7 is U+D83D, which cannot be sent to Twilio. Type the text again.',
  ],
  [
    'a greeting that is too long with the notice',
    inSupport({ greeting: 'a'.repeat(2900), recording: { notice: 'b'.repeat(200) } }),
    'queues.support.greeting: it is said together with queues.support.recording.notice, and together they have 3101 characters, and a voice says at most 3000. Shorten one of them.',
  ],
  [
    'a text that is too long once it is URL-encoded',
    inSupport({ greeting: '您'.repeat(501) }),
    'queues.support.greeting: it has 4509 characters once it is URL-encoded, and Twilio allows 4500. Shorten it.',
  ],
  [
    'messages that are too long together',
    inAnnouncements({
      messages: [1, 2].map(() => ({ say: ['a'.repeat(1500)], startSeconds: 60, everySeconds: 180 })),
    }),
    'queues.support.announcements: an announcement with every message has 3055 characters, and a voice says at most 3000. Shorten the messages.',
  ],
  [
    'own words that fail',
    inSupport({
      phrases: {
        callersAhead: (count: number) => {
          if (count > 2) throw new Error('no more words');
          return 'Nearly.';
        },
      },
    }),
    'queues.support.phrases.callersAhead(3): it fails: no more words. Make it return words for every possible argument.',
  ],
  [
    'own words that are none',
    inSupport({ phrases: { callersAhead: (count: number) => count } }),
    'queues.support.phrases.callersAhead(0): it returns the number 0. Make it return text.',
  ],
  // Agents who are rung.
  [
    'a queue that rings its agents and has no plan for when nobody is there',
    rung({ plans: support.plans }),
    "queues.support.plans.noAgents: it is missing, but a queue that rings its agents needs it. Write a list of what callers hear when no agent is there, such as [{ say: 'Goodbye.' }].",
  ],
  [
    'a plan for when nobody is there, in a queue that agents dial in to',
    inPlans({ noAgents: [{ say: 'Nobody is there.' }] }),
    'queues.support.plans.noAgents: agents dial in to this queue, and callers wait even if there are none, so this plan never starts. Remove it, or add ringing to the queue.',
  ],
  [
    'a queue that rings no agent',
    (given) => ({ ...rung()(given), agents: [{ id: 'ana', queues: ['sales'] }] }),
    "queues.support.ringing: nobody can be rung, because no agent of this queue has a contactUri. Add 'support' to the queues of an agent who has a contactUri.",
  ],
  [
    'setting agents offline at a closing time that never comes',
    (given) => {
      const config = rung({ ringing: { signOffAtClosing: true } })(given);
      const { openingHours: _, ...always } = config.queues.support ?? support;
      return { ...config, queues: { ...config.queues, support: always } };
    },
    'queues.support.ringing.signOffAtClosing: this queue has no openingHours, so it never closes. Add openingHours to the queue, or remove this.',
  ],
  [
    'an agent without a phone in a queue that rings',
    rung({}, [{ id: 'eve', queues: ['support'] }]),
    "agents[2].contactUri: it is missing, but support rings its agents. Write the phone that rings, such as '+15550100000' or 'client:ada'.",
  ],
  [
    'a phone in a country that is not dialed',
    eve({ contactUri: '+442079460000' }),
    "agents[2].contactUri: +442079460000 does not start with any of allowedDialPrefixes, so it is never dialed. To allow it, write allowedDialPrefixes: ['+1', '+44'].",
  ],
  [
    'a phone that is the number of a queue',
    eve({ contactUri: '+15550100002' }),
    'agents[2].contactUri: +15550100002 is one of your own numbers: it is at queues.sales.numbers[0]. Write an external number.',
  ],
  [
    'a phone that two agents share',
    eve({ contactUri: 'client:bob' }),
    'agents[2].contactUri: client:bob is also the phone of agents[1], and could be rung for two callers at once. Give each agent a different phone.',
  ],
  [
    'an agent who is rung and dials in',
    eve({ queues: ['support', 'sales'] }),
    'agents[2].queues: support rings its agents, but agents dial in to sales, and one agent cannot do both. Write two agents, one for each kind of queue.',
  ],
  [
    'a level in a queue that the agent does not serve',
    eve({ levels: { sales: 2 } }),
    "agents[2].levels.sales: the agent does not serve 'sales'. Add it to the agent's queues, or remove it here.",
  ],
  [
    'a level in a queue that agents dial in to',
    asAgent({ levels: { support: 2 } }),
    "agents[0].levels.support: agents dial in to 'support', so levels mean nothing there. Remove it.",
  ],
  [
    'two agents whose ids differ by capitals only',
    eve({ id: 'Ada' }),
    "agents[2].id: 'Ada' and 'ada' would share the PIN variable AGENT_PIN_ADA. Give each agent a different id.",
  ],
  [
    'times of escalation that do not rise',
    rung({ ringing: { escalateAfterSeconds: [45, 45] } }, [
      { id: 'eve', queues: ['support'], contactUri: 'client:eve', levels: { support: 3 } },
    ]),
    'queues.support.ringing.escalateAfterSeconds[1]: 45 is not later than 45. Write each time later than the one before.',
  ],
  [
    'more times of escalation than levels',
    escalating(45, 90),
    'queues.support.ringing.escalateAfterSeconds: it has 2 times, and the highest level of its agents is 2. Write 1: one for each level after the first.',
  ],
  [
    'escalation among agents of one level',
    (given) => {
      const config = escalating(45)(given);
      return { ...config, agents: config.agents.slice(0, 1) };
    },
    'queues.support.ringing.escalateAfterSeconds: it has 1 time, and the highest level of its agents is 1. Remove it, or give some agents level 2.',
  ],
  [
    'escalation past a level that no agent has',
    (given) => {
      const config = escalating(45)(given);
      return { ...config, agents: config.agents.slice(1) };
    },
    'queues.support.ringing.escalateAfterSeconds: no agent of this queue has level 1, and some have level 2. Give its agents levels from 1 up, without gaps.',
  ],
  [
    'two queues that ring whose names differ by a hyphen',
    rungToo('night-desk', 'night_desk'),
    "queues.night_desk: TaskRouter treats 'night_desk' and 'night-desk' as the same name. Rename one: hyphens and capitals make no difference there.",
  ],
  [
    'two queues that ring whose names differ by a capital',
    rungToo('Support'),
    "queues.Support: TaskRouter treats 'Support' and 'support' as the same name. Rename one: hyphens and capitals make no difference there.",
  ],
  [
    'a queue that rings and is called timers',
    rungToo('timers'),
    'queues.timers: this name is reserved for timers in TaskRouter. Rename the queue.',
  ],
  [
    'more queues that ring than fit a variable',
    rungToo(...Array.from({ length: 9 }, (_, index) => `service-${index}`)),
    `queues: the 10 queues with ringing need ${taskRouterVariableLength(['support', ...Array(9).fill('service-0')])} bytes of the variable TASKROUTER. Twilio allows 450. Shorten their names, or let agents dial in to some.`,
  ],
  // Voices.
  [
    'a Spanish queue with an English voice',
    inSupport({ language: spanish }),
    'queues.support.voice: Polly.Joanna-Neural speaks en-US, but the words are in es-US. Choose a voice of that language, such as Polly.Lupe, or change queues.support.language.',
  ],
  [
    'an English menu with a German voice of Google',
    inMenu({ voice: 'Google.de-DE-Chirp3-HD-Kore' }),
    'menus.main.voice: Google.de-DE-Chirp3-HD-Kore speaks de-DE, but the words are in en-US. Choose a voice of that language, such as Polly.Danielle, or change menus.main.language.',
  ],
  [
    'a voice without its provider',
    inSupport({ voice: 'Joanna' }),
    "queues.support.voice: it is the text 'Joanna', and no Twilio voice has that name. Did you mean Polly.Joanna-Neural?",
  ],
  // Files.
  [
    'a piece whose name is another in its URL',
    inSupport({ holdMusic: [{ file: 'a%20b.wav', seconds: 50 }, ...support.holdMusic] }),
    'queues.support.holdMusic[0].file: a%20b.wav has characters that change its URL. Rename the file: use letters from A to Z, digits, - and _.',
  ],
  [
    'a file of the web',
    step({ play: 'https://example.com/closed.wav' }),
    "queues.support.plans.full[0].play: https://example.com/closed.wav is a URL, and only files in assets/ are played. Write the path of a file below assets/, such as 'closed.v1.wav'.",
  ],
  [
    'a file outside of the assets',
    step({ play: '../secret.wav' }),
    "queues.support.plans.full[0].play: ../secret.wav is not a path below assets/. Write the path of a file below assets/, such as 'closed.v1.wav'.",
  ],
  [
    'a file that is not a sound',
    step({ play: 'closed.txt' }),
    "queues.support.plans.full[0].play: closed.txt is not a WAV or MP3 file. Write the path of a file below assets/, such as 'closed.v1.wav'.",
  ],
  [
    'a British number with the zero of calls within the country',
    inSupport({ numbers: ['+44 (0)20 7946 0958'] }),
    "queues.support.numbers[0]: it is the text '+44 (0)20 7946 0958'. The (0) is only for calls within the country. Write +442079460958.",
  ],
  [
    'a number with spaces and parentheses',
    inSupport({ numbers: ['+1 (555) 010-0001'] }),
    "queues.support.numbers[0]: it is the text '+1 (555) 010-0001'. Remove the spaces and punctuation: +15550100001.",
  ],
  [
    'a number that lacks a digit',
    inSupport({ numbers: ['+1555010000'] }),
    "queues.support.numbers[0]: it is the text '+1555010000'. It has too few digits for a number with +1: check it.",
  ],
  [
    'a number with a digit too many',
    inSupport({ numbers: ['+155501000011'] }),
    "queues.support.numbers[0]: it is the text '+155501000011'. It has too many digits for a number with +1: check it.",
  ],
  [
    'a number of no country',
    inSupport({ numbers: ['+99912345678'] }),
    "queues.support.numbers[0]: it is the text '+99912345678'. No country code begins like that. Write + and the country code first, as in +15551230000.",
  ],
  [
    'an emergency number',
    inSupport({ numbers: ['911'] }),
    "queues.support.numbers[0]: it is the text '911'. Emergency and service numbers cannot be used here. Write + and the country code first, as in +15551230000.",
  ],
  [
    'hidden callers among the blocked ones',
    (given: QueuesConfig) => ({ ...given, blockedCallers: ['anonymous'] }) as unknown as QueuesConfig,
    "blockedCallers[0]: it is the text 'anonymous'. It is not a number. To turn away callers who hide theirs, write anonymousCallers: 'reject' in the queue.",
  ],
  [
    'a caller who is blocked and goes first',
    (given) => ({ ...lane({})(given), blockedCallers: ['+15550107777'] }),
    'queues.support.priority.callers[0]: +15550107777 is also in blockedCallers. Keep one of them.',
  ],
  [
    'a value in a text between quotes',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the mistake
    inSupport({ greeting: 'Welcome to ${company}.' }),
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is quoted
    'queues.support.greeting: it has ${company}, which would be read aloud. Put the text between backticks (`…`), or write the words themselves.',
  ],
  [
    'a setting of the queue one level too deep',
    inSupport({ announcements: { firstInLineEverySeconds: 120, holdMusic: [] } }),
    'queues.support.announcements.holdMusic: there is no such setting here. It belongs in a queue: move it there.',
  ],
  [
    'a weekday one level too high',
    inSupport({ openingHours: { ...closingNow(), monday: ['09:00-17:00'] } }),
    'queues.support.openingHours.monday: there is no such setting here. It belongs in weekly: move it there.',
  ],
  [
    'the menus among the queues',
    (given: QueuesConfig) =>
      ({ ...given, queues: { ...given.queues, menus: { main: {} } } }) as unknown as QueuesConfig,
    'queues.menus: it is under queues, but is not a queue. Move it one level up: menus belongs next to queues.',
  ],
  [
    'a PIN at the top',
    (given: QueuesConfig) => ({ ...given, pins: { 'agent-1': '482915' } }) as unknown as QueuesConfig,
    'pins: there is no such setting here. A PIN is a secret and does not belong in this file: remove it, and set it in .env, as .env.example shows.',
  ],
  [
    'a number behind ring',
    step({ ring: '+15550300001' }),
    "queues.support.plans.full[0].ring: it is the text '+15550300001'. Write ring: { number: '+15550300001' }.",
  ],
  [
    'a list for the number to ring',
    step({ ring: { number: ['+15550300001', '+15550300002'] } }),
    'queues.support.plans.full[0].ring.number: it is a list of 2. Write one number here, not a list.',
  ],
  [
    'several numbers behind ring',
    step({ ring: ['+15550300001', '+15550300002'] }),
    'queues.support.plans.full[0].ring: it is a list of 2. Call one number here, and each of the others in a separate step.',
  ],
  [
    'a delay in a step that moves the caller',
    step({ queue: 'sales', after: 60 }),
    'queues.support.plans.full[0].after: there is no such setting here. Remove it. The settings here are queue.',
  ],
  [
    'a Date for a date',
    inSupport({ openingHours: { ...closingNow(), oneOffDays: [{ date: new Date(0), open: [] }] } }),
    "queues.support.openingHours.oneOffDays[0].date: it is a Date. Write year, month and day in quotes, as in '2026-12-25'.",
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

  test.each(mistakes)('with %s is one error, with its place and its repair', (_what, mistake, message) => {
    expect(faultsOf(mistake(config), pieceSeconds)).toEqual([message]);
  });

  test('with many mistakes reports all at once', () => {
    const three: Mistake = (given) =>
      inSupport({ greeting: '', connecting: ' ' })(inFallback({ caller: '' })(given));
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
    [
      'a number to dial when nothing works',
      (given) => ({ ...inFallback({ dialNumber: '+15550100009' })(given), allowedDialPrefixes: ['+1'] }),
    ],
    [
      'an overflow into a queue that still lets them wait',
      () =>
        configWith({
          support: { plans: { ...support.plans, waitedTooLong: [{ queue: 'sales' }] } },
          sales: { maxWaitSeconds: 1874 },
        }),
    ],
    ['an ampersand, and less than', inSupport({ greeting: 'Smith & Sons: 3 < 4' })],
    ['messages that make a piece come twice', message({ say: ['a'.repeat(600)] })],
    ['plans that lead from one queue to the next', () => configWith({ support: leadsTo('sales') })],
    [
      'every kind of step',
      (given) => ({ ...inPlans({ closed: everyStep })(given), allowedDialPrefixes: ['+44', '+1555'] }),
    ],
    ['a conversation of a minute', ring({ maxConversationSeconds: 60 })],
    ['a conversation of four hours', ring({ maxConversationSeconds: 14_400 })],
    ['hours', inSupport({ openingHours: closingNow() })],
    ['news for the first in line every half minute', inAnnouncements({ firstInLineEverySeconds: 30 })],
    ['news for the first in line every hour', inAnnouncements({ firstInLineEverySeconds: 3600 })],
    ['a message from the beginning on', message({ startSeconds: 0, everySeconds: 30 })],
    ['a message after three hours', message({ startSeconds: 10_800, everySeconds: 10_800 })],
    ['a priority lane by callers', lane({})],
    ['a priority lane by its number', lane({ callers: [], numbers: ['+15550100007'] })],
    ['a priority lane that yields after a second', lane({ normalLaneFirstAfterSeconds: 1 })],
    ['no time after a conversation', inSupport({ wrapUpSeconds: 0 })],
    ['ten minutes after a conversation', inSupport({ wrapUpSeconds: 600 })],
    ['a menu', inMenu({})],
    ['an agent of two queues', asAgent({ queues: ['sales', 'support'] })],
    ['agents who are rung', rung()],
    ['a level that is rung later', escalating(45)],
    ['levels that are all rung at once', eve({ levels: { support: 9 } })],
    ['an agent of two queues that ring', rungToo('nights')],
    ['queues with names like those of timers and lanes', rungToo('timer', 'timers-1')],
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

describe('a warning', () => {
  const warned = (change: Mistake) => configWarnings(change(config)).map(inWords);

  test('is none for this project’s own config', () => {
    expect(configWarnings(queuesConfig)).toEqual([]);
  });

  test.each<[string, Mistake, ...warnings: string[]]>([
    [
      'of a British voice for American words',
      inSupport({ voice: 'Polly.Emma-Neural' }),
      "queues.support.voice: Polly.Emma-Neural speaks en-GB, but the tag of its language is en-US. Twilio may refuse that pair. Write language: { ...english, tag: 'en-GB' } with your own language for english, or choose another voice.",
    ],
    [
      'of no voice whose country is said',
      inSupport({ voice: 'Polly.Emma', language: { ...english, tag: 'en-GB' } }),
    ],
    [
      'of a voice that we do not know',
      inSupport({ voice: 'Polly.Joana-Neural' }),
      'queues.support.voice: we do not know the voice Polly.Joana-Neural, and a voice that Twilio does not have says nothing. Did you mean Polly.Joanna-Neural? Look it up at https://www.twilio.com/docs/voice/twiml/say/text-speech.',
    ],
    ['of no new voice of Google', inSupport({ voice: 'Google.en-US-Chirp9-HD-New' })],
    ['of no basic voice', inSupport({ voice: 'woman' })],
    [
      'of words for which the music has no room, and what to shorten',
      message({ say: ['a'.repeat(600)] }),
      'queues.support.holdMusic: callers may hear a piece twice in a row: the announcements last up to 44 seconds, but these pieces only leave room for 25. Shorten exitKey.offer and announcements.messages by about 281 characters, or replace the shortest piece, a.wav, with a longer one, or the longest, c.wav, with a shorter one.',
    ],
    [
      'of pieces that leave no room for words at all',
      inSupport({ holdMusic: music(50, 60, 99) }),
      'queues.support.holdMusic: callers may hear a piece twice in a row: the announcements last up to 4 seconds, but these pieces only leave room for 0. Replace the shortest piece, a.wav, with a longer one, or the longest, c.wav, with a shorter one.',
    ],
    [
      'of a message that nobody waits long enough to hear',
      message({ say: ['Hello.'], startSeconds: 1800 }),
      'queues.support.announcements.messages[0].startSeconds: nobody hears this message: it starts after 1800 seconds, but callers wait at most 1800. Write less than 1800, or remove the message.',
    ],
    ['of no message in the last second', message({ say: ['Hello.'], startSeconds: 1799 })],
    [
      'of a normal lane that never goes first',
      lane({ normalLaneFirstAfterSeconds: 1800 }),
      'queues.support.priority.normalLaneFirstAfterSeconds: the normal lane never goes first: that takes 1800 seconds, but callers wait at most 1800. Write less than 1800, unless priority callers should always go first.',
    ],
    ['of no normal lane that goes first in the end', lane({ normalLaneFirstAfterSeconds: 1799 })],
    [
      'of agents who are never set offline',
      (given) => {
        const config = rung({ ringing: { signOffAtClosing: true } })(given);
        const other = { ...config.queues.support, numbers: ['+15550700009'], ringing: {} };
        const agents = config.agents.map((agent) => ({ ...agent, queues: ['support', 'other'] }));
        return { ...config, queues: { ...config.queues, other }, agents } as unknown as QueuesConfig;
      },
      'queues.support.ringing.signOffAtClosing: it sets no agent offline, because each also serves a queue without it. Write signOffAtClosing: true in those queues too, or remove it here.',
    ],
    [
      'of a queue that nothing leads to',
      (given) =>
        ({
          ...given,
          queues: { ...given.queues, spare: { ...support, numbers: [], priority: undefined } },
        }) as unknown as QueuesConfig,
      'queues.spare: no number, menu or plan in this file leads here. List its numbers here, give it a key in a menu, or point a number at it: npm run wire -- +15551230000=spare.',
    ],
  ])('comes %s', (_what, change, ...warnings) => {
    // The voice of the example's agents is a British one.
    expect(warned(change).filter((text) => !text.startsWith('agentLine'))).toEqual(warnings);
  });
});

describe('circles of plans', () => {
  test('are found in a time that grows with the plans, however many ways lead through them', () => {
    const names = Array.from({ length: 2000 }, (_, index) => `queue-${index}`);
    const moves = names.flatMap((from, index) =>
      [1, 2, 3].flatMap((ahead) => {
        const to = names[index + ahead];
        return to === undefined ? [] : [{ path: '', from, reason: 'full' as const, to }];
      }),
    );
    const chains = walkQueues(names, moves);
    expect(chains.kind === 'chains' && chains.longest).toHaveLength(1999);
    const back = { path: '', from: 'queue-1999', reason: 'full' as const, to: 'queue-0' };
    expect(walkQueues(names, [...moves, back])).toMatchObject({ kind: 'circle' });
  });
});

describe('pieces of music', () => {
  // "Seven callers are ahead of you. To leave, press star. " are 54 characters: 3.6 s. With five seconds for whatever
  // else is in it, a round lasts 8.6 s longer than its piece, and must stay under twice 50 s.
  test.each([
    [91.3, 0],
    [91.5, 1],
  ])('may last %d s beside one of 50 s with %d warnings', (longest, warnings) => {
    expect(longestAnnouncementSeconds(support)).toBeCloseTo(3.6);
    const changed = inSupport({ holdMusic: music(50, 60, longest) })(config);
    expect(rotationWarnings('queues.support', changed.queues.support as Queue)).toHaveLength(warnings);
  });
});
