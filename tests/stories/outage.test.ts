import type { Disturbance, Person } from '../../emulator/index';
import { endpoints, isWebhook } from '../../src/endpoints';
import { casesAt } from '../thorough';
import { longestSilence, Stage } from './stage';

/** How long a caller may hear nothing in a row, in seconds. */
const longest = 16;

const forEver = Number.POSITIVE_INFINITY;

/** Ways in which functions may not answer, each for good. */
const outages: [string, Disturbance][] = [
  ['hangs', { kind: 'delayed', millis: 20_000, times: forEver }],
  ['answers as late as Twilio waits', { kind: 'delayed', millis: 3400, times: forEver }],
  ['answers as late as our code does', { kind: 'delayed', millis: 2900, times: forEver }],
  ['drops the connection', { kind: 'lost', times: forEver }],
  ['does its work without an answer', { kind: 'answer-lost', times: forEver }],
];

const numbers = { menu: '+15550200000', sales: '+15550200001', support: '+15550200002' };
const outside = '+15550300001';

/** What a caller is doing when it begins. */
interface Situation {
  /** What Twilio asks next about the caller. */
  readonly asks: readonly string[];
  /** Up to the moment when the outage begins. */
  before(stage: Stage): Promise<Person>;
  /** What somebody does then. */
  afterwards?(stage: Stage, caller: Person): void | Promise<void>;
}

const inLine = async (stage: Stage, to: string) => {
  const caller = stage.ring(to);
  await stage.seconds(20);
  return caller;
};

const signedIn = async (stage: Stage) => {
  const agent = stage.agent('+15550990001');
  await stage.seconds(6);
  agent.press('246810#');
  return agent;
};

const situations: Record<string, Situation> = {
  waits: { asks: ['/wait', '/action'], before: (stage) => inLine(stage, numbers.sales) },
  'hears the menu': {
    asks: ['/caller/menu', '/wait'],
    before: async (stage) => {
      const caller = stage.ring(numbers.menu);
      await stage.seconds(1);
      return caller;
    },
  },
  'hears the greeting': {
    asks: ['/wait', '/action'],
    before: async (stage) => {
      const caller = stage.ring(numbers.sales);
      await stage.seconds(0.1);
      return caller;
    },
  },
  'presses a key that means nothing': {
    asks: ['/wait/key', '/action'],
    before: (stage) => inLine(stage, numbers.sales),
    afterwards: (_stage, caller) => caller.press('5'),
  },
  'leaves by the key': {
    asks: ['/wait/key', '/action'],
    before: (stage) => inLine(stage, numbers.sales),
    afterwards: (_stage, caller) => caller.press('*'),
  },
  'is taken by an agent': {
    asks: ['/agent/connect', '/action'],
    before: async (stage) => {
      const caller = await inLine(stage, numbers.sales);
      const agent = await signedIn(stage);
      await stage.until(() =>
        agent.heard.some((words) => words.startsWith('sales') || words.startsWith('Sales')),
      );
      return caller;
    },
  },
  'loses the agent': {
    asks: ['/action', '/wait'],
    before: async (stage) => {
      const caller = await inLine(stage, numbers.sales);
      const agent = await signedIn(stage);
      await stage.until(() => caller.events().some(({ kind }) => kind === 'bridged'));
      agent.hangUp();
      return caller;
    },
  },
  'hears the survey': {
    asks: ['/action/survey'],
    before: async (stage) => {
      const caller = await inLine(stage, numbers.sales);
      const agent = await signedIn(stage);
      await stage.until(() => caller.events().some(({ kind }) => kind === 'bridged'));
      await stage.seconds(30);
      agent.press('*');
      await stage.until(() => caller.heard.includes('How was it, from 1 to 5?'));
      return caller;
    },
  },
  'records a message': {
    asks: ['/action/step'],
    before: async (stage) => {
      const caller = await inLine(stage, numbers.support);
      caller.press('*');
      await stage.until(() => caller.heard.includes('(beep)'));
      return caller;
    },
  },
  'is rung for, and somebody answers': {
    asks: ['/action/accept', '/action/accepted', '/action/step'],
    before: async (stage) => {
      stage.twilio.setExternalNumber(outside, { kind: 'answers', afterSeconds: 5 });
      const caller = stage.ring(numbers.support);
      await stage.until(() => caller.heard.includes('We try somebody else.'));
      return caller;
    },
  },
  'is rung for, and somebody accepts at the last moment': {
    asks: ['/action/accept', '/action/accepted', '/action/step'],
    before: async (stage) => {
      stage.twilio.setExternalNumber(outside, { kind: 'answers', afterSeconds: 5 });
      const caller = stage.ring(numbers.support);
      await stage.until(() => caller.heard.includes('We try somebody else.'));
      return caller;
    },
    async afterwards(stage) {
      const hasAsked = () => stage.twilio.personAt(outside)?.heard.length === 1;
      if (!(await stage.twilio.clock.advanceUntil(hasAsked, 30_000))) return;
      await stage.seconds(5.9);
      stage.twilio.personAt(outside)?.press('1');
    },
  },
};

const paths = endpoints.filter(isWebhook).map(({ path }) => path);

describe.each(Object.entries(situations))('a caller who %s', (situation, { asks, before, afterwards }) => {
  const isRungFor = situation.startsWith('is rung for');
  const whisperSounds = isRungFor ? (['ringback', 'silence'] as const) : (['ringback'] as const);

  test.each(outages.map(([title, outage], index) => [title, outage, index] as const))(
    'is never left in silence for long when a function %s, or all of them do',
    async (_, outage, index) => {
      for (const failing of casesAt(index, [paths, ...asks.map((path) => [path])])) {
        for (const whisperSound of whisperSounds) {
          const stage = await Stage.openEverything({ assumptions: { whisperSound } });
          const caller = await before(stage);
          for (const path of failing) stage.twilio.disturb({ ...outage, path });
          await afterwards?.(stage, caller);
          await stage.seconds(100);
          const silence = longestSilence(caller);
          expect([failing, silence <= longest || silence]).toEqual([failing, true]);
        }
      }
    },
  );
});
