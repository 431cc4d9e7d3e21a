import { type NumberPurpose, purposeAt, webhooksFor } from '../../../account/numbers/number-purpose';
import { purposeAsWritten } from '../../../account/numbers/purpose-in-words';
import { readRequestedRoutes } from '../../../account/numbers/requested-routes';
import { readArrival } from '../../../src/caller/arrival';
import type { QueuesConfig } from '../../../src/config/queue-config';
import { webhookRequest } from '../../example-config';
import everything from '../../stories/everything.config';

const agents: NumberPurpose = { kind: 'agents', queues: [] };
const queue = (name: string): NumberPurpose => ({ kind: 'queue', queue: name });
const menu = (name: string): NumberPurpose => ({ kind: 'menu', menu: name });

/** The example with a queue of this name, too, and a menu of that. */
const withNames = (queueName: string, menuName = 'main'): QueuesConfig => ({
  ...everything,
  queues: { ...everything.queues, [queueName]: everything.queues.sales },
  menus: { [menuName]: everything.menus?.main ?? fail() },
});
const fail = () => {
  throw new Error('The example has lost its menu.');
};

describe('what a number is for', () => {
  test.each<[string, NumberPurpose, QueuesConfig?]>([
    ['support', queue('support')],
    ['queue:support', queue('support')],
    [' support ', queue('support')],
    ['agents', agents],
    ['agents:sales', { kind: 'agents', queues: ['sales'] }],
    ['agents:sales, support', { kind: 'agents', queues: ['sales', 'support'] }],
    ['agents', agents, withNames('agents')],
    ['queue:agents', queue('agents'), withNames('agents')],
    ['queue:main', queue('main'), withNames('main')],
  ])('%j is read', (text, purpose, config = everything) => {
    expect(readRequestedRoutes([`+15551230000=${text}`], config)).toEqual({
      requested: [{ phoneNumber: '+15551230000', purpose }],
      faults: [],
    });
  });

  test.each<[string, RegExp, QueuesConfig?]>([
    ['+15551230000', /^\+15551230000: write the number and what it is for, such as \+15551230000=sales\.$/],
    ['+15551230000=', /write the number and what it is for/],
    ['+15551230000=sales=support', /write the number and what it is for/],
    ['support=+15551230000', /support is not a phone number/],
    [
      '+15551230000=Support',
      /queues\.config\.ts has no Support\. It has sales, support, night, main, agents\.$/,
    ],
    ['+15551230000=menu:sales', /has no menu:sales/],
    ['+15551230000=queue:main', /has no queue:main/],
    ['+15551230000=agents:', /agents of no queue\? Write agents:sales,support,night/],
    ['+15551230000=agents:sales,shop', /agents of shop\?/],
    ['+15551230000=main', /main is a queue and a menu: write queue:main or menu:main/, withNames('main')],
    ['+15551230000=x', /It has .*queue:agents, main, agents\.$/, withNames('agents')],
  ])('%j is refused, and the error says what to write', (text, fault, config = everything) => {
    expect(readRequestedRoutes([text], config)).toEqual({
      requested: [],
      faults: [expect.stringMatching(fault)],
    });
  });
});

describe('a number', () => {
  test.each([
    '+15551230000',
    '+1 555 123 0000',
    '+1 (555) 123-0000',
    '+1.555.123.0000',
    // As pages and telephone books print it: no-break spaces and the other dashes.
    '+1\u00a0555\u2011123\u20130000',
  ])('may be written as %j', (written) => {
    expect(readRequestedRoutes([`${written}=support`], everything).requested).toMatchObject([
      { phoneNumber: '+15551230000' },
    ]);
  });

  test.each([
    '15551230000',
    '0015551230000',
    '555-1230',
    '+0555123000',
    '+155512',
    '+1555123000012345',
    '+1555CALLNOW',
    '',
  ])('is not %j', (written) => {
    const [fault] = readRequestedRoutes([`${written}=support`], everything).faults;
    expect(fault).toMatch(
      /is not a phone number\. Write it with \+ and the country code, such as \+15551230000\./,
    );
  });

  test('stands once among the arguments', () => {
    const { faults } = readRequestedRoutes(['+15551230000=sales', '+1 555 123 0000=agents'], everything);
    expect(faults).toEqual(['+15551230000 is given more than once. Keep one.']);
  });
});

describe('a number that the config names', () => {
  test.each([
    ['+15550200001=sales', 'its queue'],
    ['+15550200009=sales', 'the queue of its priority lane'],
    ['+15550200000=main', 'its menu'],
  ])('%s: may be for %s', (text) => {
    expect(readRequestedRoutes([text], everything).faults).toEqual([]);
  });

  test.each([
    [
      '+15550200001=support',
      /it is for the queue sales, not for the queue support\. Write \+15550200001=sales, or/,
    ],
    ['+15550200009=support', /it is for the queue sales/],
    ['+15550200001=agents', /it is for the queue sales, not for the agents/],
    ['+15550200001=main', /it is for the queue sales, not for the menu main/],
    ['+15550200000=sales', /it is for the menu main/],
    [
      '+15551230000=main',
      /Add the number to menus\.main\.numbers in queues\.config\.ts and run npm run deploy first/,
    ],
    ['+15550300001=support', /dials this number, so callers would go in a loop/],
  ])('%s is refused with the repair', (text, fault) => {
    expect(readRequestedRoutes([text], everything)).toEqual({
      requested: [],
      faults: [expect.stringMatching(fault)],
    });
  });
});

test('all mistakes are reported at once', () => {
  expect(readRequestedRoutes(['5=sales', '+15551230000=x'], everything).faults).toHaveLength(2);
});

describe('the URL of a purpose', () => {
  test.each<[NumberPurpose, string]>([
    [queue('support'), '/caller?queue=support'],
    [menu('main'), '/caller'],
    [agents, '/agent'],
    [{ kind: 'agents', queues: ['sales', 'support'] }, '/agent?queue=sales%2Csupport'],
  ])('%j: to %s, which is read as the same purpose', (purpose, path) => {
    const { voiceUrl } = webhooksFor(purpose, 'shop.twil.io');
    expect(voiceUrl).toBe(`https://shop.twil.io${path}#ct=1000&rt=3500&tt=7000&rc=3&rp=4xx,5xx,ct,rt`);
    const number = purpose.kind === 'menu' ? '+15550200000' : '+15551230000';
    expect(purposeAt(new URL(voiceUrl), number, everything)).toEqual(purpose);
    const written = readRequestedRoutes([`${number}=${purposeAsWritten(purpose, everything)}`], everything);
    expect(written.requested).toEqual([{ phoneNumber: number, purpose }]);
  });

  test.each<[string, string, NumberPurpose]>([
    ['/caller', '+15550200001', queue('sales')],
    ['/caller', '+15550200000', menu('main')],
    ['/caller', '+15551230000', queue('sales')],
    ['/caller?queue=gone', '+15550200002', queue('support')],
    ['/caller?queue=night', '+15550200000', queue('night')],
    ['/caller?queue=gone', '+15550200000', queue('sales')],
  ])('a caller whom %s meets at %s is where the functions would have them', (path, to, purpose) => {
    const url = new URL(path, 'https://shop.twil.io');
    expect(purposeAt(url, to, everything)).toEqual(purpose);
    const asked = webhookRequest({ To: to, ...Object.fromEntries(url.searchParams) }, { config: everything });
    const { menu: shared, state } = readArrival(asked);
    expect(shared ? menu(shared.name) : queue(state.queue.name)).toEqual(purpose);
  });

  test.each<[string, NumberPurpose | undefined]>([
    ['/agent?queue=gone', agents],
    ['/agent?queue=gone,sales', { kind: 'agents', queues: ['sales'] }],
    ['/wait', undefined],
  ])('%s is read as %j', (path, purpose) => {
    expect(purposeAt(new URL(path, 'https://shop.twil.io'), '+15551230000', everything)).toEqual(purpose);
  });
});
