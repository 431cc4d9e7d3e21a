import fc from 'fast-check';
import { queueNamed } from '../src/queue-config';
import { newTicket, readTicket, type Ticket, ticketForReturn, ticketQuery } from '../src/ticket';
import { config, now, nowSeconds, parameters, queue, ticket } from './example-config';

const tickets: fc.Arbitrary<Ticket> = fc.record({
  queue: fc.constantFrom(queue('support'), queue('sales')),
  joinedAt: fc.option(fc.integer({ min: 0, max: 99_999_999_999 }), { nil: undefined }),
  secondsWaitedBefore: fc.integer({ min: 0, max: 86_400 }),
  returns: fc.integer({ min: 0, max: 99 }),
});

describe('a ticket', () => {
  test('is the same after a journey through a URL', () => {
    fc.assert(
      fc.property(tickets, (given) => {
        expect(readTicket(parameters(ticketQuery(given)), config)).toEqual(given);
      }),
    );
  });

  test('begins when the words before the line are over', () => {
    const twoSeconds = 'Welcome. Please hold the line.';
    expect(newTicket(queue(), twoSeconds, now)).toEqual(ticket({ joinedAt: nowSeconds + 2 }));
  });

  test('of a caller who goes back in line counts the wait so far, and one return more', () => {
    const first = ticket({ joinedAt: nowSeconds - 400, returns: 1 });
    expect(ticketForReturn(first, 300, '', now)).toEqual(ticket({ secondsWaitedBefore: 300, returns: 2 }));
  });
});

describe('a URL without a ticket', () => {
  test('gives one of the first queue that has not waited yet', () => {
    expect(readTicket(parameters(), config)).toEqual(ticket({ joinedAt: undefined }));
  });

  test.each([
    ['joined', { joined: 'yesterday' }],
    ['joined', { joined: '999999999999' }],
    ['waited', { waited: '-5' }],
    ['waited', { waited: '86401' }],
    ['returns', { returns: '100' }],
    ['queue', { queue: 'nobody-has-this' }],
    ['queue', { queue: 'constructor' }],
    ['queue', { queue: '__proto__' }],
  ])('or with a %s of no use does the same, and notes it: %p', (name, query) => {
    const given = parameters(query);
    expect(readTicket(given, config)).toEqual(ticket({ joinedAt: undefined }));
    expect(given.faults).toEqual([expect.stringMatching(`^${name}: `)]);
  });
});

describe('the queue of a call', () => {
  test.each<[string, Record<string, string>, string]>([
    ['is the one that the URL names', { queue: 'sales' }, 'sales'],
    ['is the one that the dialled number leads to', { To: '+15550100003' }, 'sales'],
    [
      'is the one of the URL when the number leads elsewhere',
      { queue: 'support', To: '+15550100002' },
      'support',
    ],
    [
      'is the one of the number when the URL names none that exists',
      { queue: 'nobody', To: '+15550100002' },
      'sales',
    ],
    ['is the first when the number leads nowhere', { To: '+15559999999' }, 'support'],
    ['is the first when nothing is known', {}, 'support'],
  ])('%s', (_sentence, given, name) => {
    expect(readTicket(parameters(given), config).queue).toEqual(queueNamed(config, name));
  });
});
