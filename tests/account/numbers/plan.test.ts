import { type FoundQueue, planQueues } from '../../../account/ensure-queues';
import { type NumberPurpose, webhooksFor } from '../../../account/numbers/number-purpose';
import { routeInWords, routeOf } from '../../../account/numbers/number-route';
import type { FoundNumber, VoiceSettings } from '../../../account/numbers/phone-numbers';
import { type FoundAccount, planWiring, type Target } from '../../../account/numbers/plan';
import type { RequestedRoute } from '../../../account/numbers/requested-routes';
import { planUndo } from '../../../account/numbers/undo';
import everything from '../../stories/everything.config';

const number = '+15551230000';
const desk = '+15551230001';
const target: Target = { environment: 'staging', domain: 'shop-1-staging.twil.io' };

const unwired: VoiceSettings = {
  trunkSid: '',
  voiceApplicationSid: '',
  voiceUrl: '',
  voiceMethod: 'POST',
  voiceFallbackUrl: '',
  voiceFallbackMethod: 'POST',
  statusCallback: '',
  statusCallbackMethod: 'POST',
};
const wiredFor = (purpose: NumberPurpose, domain = target.domain): VoiceSettings => ({
  ...unwired,
  ...webhooksFor(purpose, domain),
});
const support: NumberPurpose = { kind: 'queue', queue: 'support' };
const agents: NumberPurpose = { kind: 'agents', queues: [] };
const requested: readonly RequestedRoute[] = [
  { phoneNumber: number, purpose: support },
  { phoneNumber: desk, purpose: agents },
];

const foundNumber = (phoneNumber: string, changes: Partial<FoundNumber> = {}): FoundNumber => ({
  sid: `PN${phoneNumber.slice(1).padStart(32, '0')}`,
  phoneNumber,
  friendlyName: phoneNumber,
  takes: 'calls',
  settings: unwired,
  ...changes,
});

const queues: readonly FoundQueue[] = ['sales', 'sales-priority', 'support', 'night'].map((name, index) => ({
  sid: `QU${String(index).repeat(32)}`,
  name,
  maxSize: 5,
}));

const found = (changes: Partial<FoundAccount> = {}): FoundAccount => ({
  accountSid: 'AC1',
  config: everything,
  domains: new Map([
    [target.domain, 'staging'],
    ['shop-1.twil.io', 'production'],
  ]),
  applications: new Map([['AP1', 'Old shop']]),
  numbers: [foundNumber(number), foundNumber(desk)],
  queues,
  ...changes,
});

describe('the queues of the config', () => {
  test.each<[string, readonly FoundQueue[], object[]]>([
    ['are all there', queues, []],
    [
      'are made with their priority lanes',
      queues.slice(3),
      ['sales', 'sales-priority', 'support'].map((name) => ({ kind: 'create', name, maxSize: 5 })),
    ],
    [
      'are given their size',
      queues.map((queue) => (queue.name === 'support' ? { ...queue, maxSize: 1000 } : queue)),
      [{ kind: 'resize', sid: queues[2]?.sid, name: 'support', before: 1000, after: 5 }],
    ],
    ['leave others alone', [...queues, { sid: 'QU9', name: 'other', maxSize: 7 }], []],
  ])('%s', (_, existing, changes) => {
    expect(planQueues(everything, 'production', existing)).toEqual(changes);
  });

  test('of staging are others than those of production', () => {
    expect(planQueues(everything, 'staging', queues)).toEqual(
      ['sales', 'sales-priority', 'support', 'night'].map((name) => ({
        kind: 'create',
        name: `${name}@staging`,
        maxSize: 5,
      })),
    );
  });
});

describe('a number', () => {
  const settingsOf = (settings: Partial<VoiceSettings>) =>
    found({ numbers: [foundNumber(number, { settings: { ...unwired, ...settings } }), foundNumber(desk)] });

  test('that is as wished is left out', () => {
    const plan = planWiring(requested, settingsOf(wiredFor(support)), target);
    expect(plan.changes.numbers.map(({ phoneNumber }) => phoneNumber)).toEqual([desk]);
    expect(plan.warnings).toEqual([]);
  });

  test.each<[string, Partial<VoiceSettings>]>([
    ['a trunk', { trunkSid: 'TK1' }],
    ['an application', { voiceApplicationSid: 'AP1' }],
    ['another method', { voiceMethod: 'GET' }],
    ['another fallback', { voiceFallbackUrl: 'https://shop.example/' }],
    ['no status callback', { statusCallback: '' }],
  ])('that has %s is changed, and nothing else of it', (_, settings) => {
    const before = { ...wiredFor(support), ...settings };
    const { changes } = planWiring(requested, settingsOf(before), target);
    expect(changes.numbers[0]).toEqual({
      sid: expect.any(String),
      phoneNumber: number,
      before,
      after: wiredFor(support),
    });
  });

  test('that was for callers loses the status callback when it is for agents', () => {
    const plan = planWiring(
      [{ phoneNumber: number, purpose: agents }],
      settingsOf(wiredFor(support)),
      target,
    );
    expect(plan.changes.numbers[0]?.after.statusCallback).toBe('');
  });

  test.each<[FoundNumber['takes'], RegExp]>([
    ['faxes', /\+15551230000 accepts faxes, not calls\. First set it to voice calls in the Console/],
    ['messages', /\+15551230000 is for messages only/],
  ])('that takes %s is refused', (takes, fault) => {
    const numbers = [foundNumber(number, { takes }), foundNumber(desk)];
    expect(planWiring(requested, found({ numbers }), target).faults).toEqual([expect.stringMatching(fault)]);
  });

  test.each([
    [number, 'callers'],
    [desk, 'agents'],
  ] as const)('that rings an agent is refused: %s for %s', (contactUri, _who) => {
    const agents = [{ id: 'ada', queues: ['support'] as const, contactUri }];
    const config = { ...everything, agents };
    expect(planWiring(requested, found({ config }), target).faults).toEqual([
      `${contactUri} is the contactUri of ada in queues.config.ts: ringing ada would call the queue itself. Write ada’s own phone there first, then run npm run deploy and npm run taskrouter.`,
    ]);
  });

  test('that is not there is refused; the others are named while they are few', () => {
    const many = Array.from({ length: 11 }, (_, index) => foundNumber(`+1555000${1000 + index}`));
    const faultWith = (numbers: FoundNumber[]) => planWiring(requested, found({ numbers }), target).faults[0];
    expect(faultWith(many.slice(1))).toMatch(/which has \+15550001001, .* and \+15550001010\./);
    expect(faultWith(many)).toMatch(/which has 11 others, which npm run wire lists\./);
    expect(faultWith([])).toMatch(/no number at all: buy one/);
  });
});

describe('the plan warns', () => {
  const warnings = (asked: readonly RequestedRoute[], changes: Partial<FoundAccount>) =>
    planWiring(asked, found(changes), target).warnings;

  test.each<[string, Partial<VoiceSettings>, string]>([
    ['a trunk', { trunkSid: 'TK1' }, 'a SIP trunk, TK1'],
    ['an application', { voiceApplicationSid: 'AP1' }, 'an application, AP1 “Old shop”'],
    ['a server', { voiceUrl: 'https://a:b@shop.example/' }, 'elsewhere: https://a:…@shop.example/'],
    ['production', wiredFor(support, 'shop-1.twil.io'), 'queue support of call-queue (production)'],
  ])('that %s loses the calls of a number', (_, settings, words) => {
    const numbers = [foundNumber(number, { settings: { ...unwired, ...settings } }), foundNumber(desk)];
    expect(warnings(requested, { numbers })).toEqual([
      `${number} is in use (${words}). Its calls will no longer go there.`,
    ]);
  });

  test('nothing if the other environment has its own numbers', () => {
    const settings = wiredFor(support, 'shop-1.twil.io');
    const numbers = [foundNumber(number), foundNumber(desk), foundNumber('+15551230009', { settings })];
    expect(warnings(requested, { numbers })).toEqual([]);
  });

  test('that no agent can answer while no number is for agents, and not when one is already', () => {
    const callers = requested.slice(0, 1);
    expect(warnings(callers, {})).toEqual([expect.stringContaining('There is no number for agents yet')]);
    const numbers = [foundNumber(number), foundNumber(desk, { settings: wiredFor(agents) })];
    expect(warnings(callers, { numbers })).toEqual([]);
    expect(warnings([{ phoneNumber: desk, purpose: support }], { numbers })).toEqual([
      expect.stringContaining('There is no number for agents yet'),
    ]);
  });

  test('how to reach a queue that is named as the agents are', () => {
    const config = { ...everything, queues: { ...everything.queues, agents: everything.queues.night } };
    expect(warnings(requested, { config })).toEqual([expect.stringContaining('write queue:agents')]);
  });
});

describe('where a number points, in words', () => {
  test.each<[Partial<VoiceSettings>, string]>([
    [{}, 'nowhere'],
    [{ voiceUrl: 'https://shop.example/', voiceApplicationSid: 'AP2' }, 'an application, AP2'],
    [{ voiceUrl: 'not a URL' }, 'elsewhere: not a URL'],
    [{ voiceUrl: 'https://other-1.twil.io/caller' }, 'elsewhere: https://other-1.twil.io/caller'],
    [wiredFor(agents), 'agents of call-queue (staging)'],
    [
      { ...wiredFor(support), voiceMethod: 'GET', statusCallback: '' },
      'queue support of call-queue (staging), but with a different VoiceMethod and StatusCallback than wire sets',
    ],
    [
      { voiceUrl: `https://${target.domain}/wait` },
      `call-queue (staging), but at no path for numbers: https://${target.domain}/wait`,
    ],
  ])('%j', (settings, words) => {
    expect(routeInWords(routeOf({ ...unwired, ...settings }, number, found()))).toBe(words);
  });
});

describe('the way back', () => {
  const change = {
    sid: foundNumber(number).sid,
    phoneNumber: number,
    before: unwired,
    after: wiredFor(support),
  };
  const resize = { kind: 'resize', sid: queues[2]?.sid ?? '', name: 'support', before: 9, after: 5 } as const;
  const wiring = { accountSid: 'AC1', at: '2026-01-05T15:00:00Z', numbers: [change], queues: [resize] };
  const now = (settings: VoiceSettings, maxSize = 5) =>
    found({
      numbers: [foundNumber(number, { settings })],
      queues: [{ sid: resize.sid, name: 'support', maxSize }],
    });
  const somebodysOwn = { ...change.after, voiceUrl: 'https://shop.example/' };

  test.each<
    [string, FoundAccount, boolean, { numbers: number; queues: number; faults: number; warnings: number }]
  >([
    ['all is as it was left', now(change.after), false, { numbers: 1, queues: 1, faults: 0, warnings: 0 }],
    ['all is back already', now(unwired, 9), false, { numbers: 0, queues: 0, faults: 0, warnings: 0 }],
    [
      'the number was changed since',
      now(somebodysOwn),
      false,
      { numbers: 0, queues: 1, faults: 1, warnings: 0 },
    ],
    ['it may be overwritten', now(somebodysOwn), true, { numbers: 1, queues: 1, faults: 0, warnings: 0 }],
    [
      'the queue was changed since',
      now(unwired, 7),
      false,
      { numbers: 0, queues: 0, faults: 1, warnings: 0 },
    ],
    ['it may be resized', now(unwired, 7), true, { numbers: 0, queues: 1, faults: 0, warnings: 0 }],
    [
      'both are gone',
      found({ numbers: [], queues: [] }),
      false,
      { numbers: 0, queues: 0, faults: 0, warnings: 2 },
    ],
  ])('when %s', (_, account, force, counts) => {
    const { changes, faults, warnings } = planUndo(wiring, account, force);
    expect({
      numbers: changes.numbers.length,
      queues: changes.queues.length,
      faults: faults.length,
      warnings: warnings.length,
    }).toEqual(counts);
    for (const { after } of changes.numbers) expect(after).toEqual(unwired);
    for (const queue of changes.queues) expect(queue).toMatchObject({ kind: 'resize', after: 9 });
  });
});
