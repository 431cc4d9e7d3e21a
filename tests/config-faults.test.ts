import queuesConfig from '../queues.config';
import { faultsOf, longestAnnouncementSeconds } from '../src/config-faults';
import type { Agent, Queue, QueuesConfig } from '../src/queue-config';
import { config, queue } from './example-config';

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
  (given) => ({ ...given, agents: [{ id: 'agent-1', queue: 'support', ...(changes as Partial<Agent>) }] });

const inFallback =
  (changes: object): Mistake =>
  (given) => ({ ...given, fallback: { ...given.fallback, ...changes } });

const inPlans = (changes: object) => inSupport({ plans: { ...queue().plans, ...changes } });

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
  ['a name of a queue that is too long', named('q'.repeat(64)), `queues.${'q'.repeat(64)}:`, 'Rename it.'],
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
    (given) => ({ ...given, agentLine: { language: 'english', voice: ' ' } }),
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
    (given) => ({ ...given, agents: [...given.agents, { id: 'agent-1', queue: 'support' }] }),
    "agents[3].id: 'agent-1'",
    'Give each an id of its own.',
  ],
  [
    'an agent of a queue that is not there',
    asAgent({ queue: 'front' }),
    "agents[0].queue: there is no queue 'front'.",
    'There are: support, sales.',
  ],
  [
    'an agent of a queue that every object has',
    asAgent({ queue: 'constructor' }),
    "agents[0].queue: there is no queue 'constructor'.",
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
    'a number for when nothing works that is none',
    inFallback({ dialNumber: '+44' }),
    'fallback.dialNumber: +44',
    'Write + and the country code first',
  ],
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
    ['a name of a queue of 63 characters', named('q'.repeat(63))],
    ['a greeting of 3,000 characters', inSupport({ greeting: 'a'.repeat(3000) })],
    ['a limit of the wait as long as the longest piece', inSupport({ maxWaitSeconds: 70 })],
    ['a limit of the wait of three hours', inSupport({ maxWaitSeconds: 10_800 })],
    ['room for 5,000 callers', inSupport({ maxCallers: 5000 })],
    ['room for one caller', inSupport({ maxCallers: 1 })],
    ['service after a second', inSupport({ servedAfterSeconds: 1 })],
    ['service after two minutes', inSupport({ servedAfterSeconds: 120 })],
    ['a length half a second from the file’s', inSupport({ holdMusic: music(50.5, 59.5, 70) })],
    ['a number to dial when nothing works', inFallback({ dialNumber: '+15550100009' })],
    ['words in any script', inSupport({ greeting: 'Grüß Gott 👋 – 您好' })],
  ])('with %s has no fault', (_what, change) => {
    expect(faultsOf(change(config), pieceSeconds)).toEqual([]);
  });
});

describe('pieces of music', () => {
  // "Seven callers are ahead of you. To leave, press star." are 53 characters: 3.53 s. With the pause, and the second
  // that Twilio's whole seconds hide, a round lasts 5.53 s longer than its piece, and must stay under twice 50 s.
  const lengths = (longest: number) => {
    const holdMusic = music(50, 60, longest);
    const files = new Map(holdMusic.map(({ file, seconds }) => [file, seconds]));
    return faultsOf(inSupport({ holdMusic })({ ...config, queues: {}, agents: [] }), files);
  };

  test('may be of such lengths that two slots are never over in one round', () => {
    expect(longestAnnouncementSeconds(queue())).toBeCloseTo(3.53);
    expect(lengths(91.4)).toEqual([]);
  });

  test('may not be longer, and the message tells the lengths', () => {
    expect(lengths(91.5)).toEqual([
      expect.stringMatching(
        /^queues\.support\.holdMusic: .*100\.0 s.*Use pieces of more equal length, or one more\.$/,
      ),
    ]);
  });
});
