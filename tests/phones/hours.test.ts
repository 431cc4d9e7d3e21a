import { HoursOfQueues, nextHoursChange } from '../../phones/hours';
import demo from '../../simulation/scenes/config';
import type { QueueHours } from '../../src/config/queue-config';

const support = demo.queues.support;

/** A business with queues that have these hours on Mondays, in New York. */
const business = (...hours: (string | undefined)[]) => ({
  queues: Object.fromEntries(
    hours.map((range, index) => [
      `queue ${index}`,
      {
        ...support,
        ...(range !== undefined && {
          openingHours: {
            timeZone: 'America/New_York',
            weekly: { monday: [range] },
            atClosing: 'run-closed-plan',
          } as QueueHours,
        }),
      },
    ]),
  ),
});

const monday = (time: string) => new Date(`2026-01-05T${time}-05:00`);

describe('the next closing time', () => {
  it.each<[string, (string | undefined)[], Date, Date | undefined]>([
    ['of a queue that is open is today', ['09:00-17:00'], monday('16:59:59'), monday('17:00:00')],
    [
      'of a queue that just closed is in a week',
      ['09:00-17:00'],
      monday('17:00:00'),
      new Date('2026-01-12T17:00:00-05:00'),
    ],
    ['of a queue that opens later is after that', ['09:00-17:00'], monday('08:00:00'), monday('17:00:00')],
    [
      'of several queues is the first',
      ['09:00-17:00', '09:00-12:00'],
      monday('10:00:00'),
      monday('12:00:00'),
    ],
    [
      'of several queues skips one without hours',
      [undefined, '09:00-17:00'],
      monday('10:00:00'),
      monday('17:00:00'),
    ],
    ['is none if no queue has hours', [undefined], monday('10:00:00'), undefined],
  ])('%s', (_, hours, now, closing) => {
    expect(nextHoursChange(business(...hours), now, 'closing-time')).toEqual(closing);
  });

  it('does not exist for a queue that never closes or never opens', () => {
    const always = {
      monday: ['00:00-24:00'],
      tuesday: ['00:00-24:00'],
      wednesday: ['00:00-24:00'],
      thursday: ['00:00-24:00'],
      friday: ['00:00-24:00'],
      saturday: ['00:00-24:00'],
      sunday: ['00:00-24:00'],
    } as const;
    for (const weekly of [always, {}]) {
      const openingHours: QueueHours = { timeZone: 'America/New_York', weekly, atClosing: 'run-closed-plan' };
      expect(
        nextHoursChange(
          { queues: { support: { ...support, openingHours } } },
          monday('10:00:00'),
          'closing-time',
        ),
      ).toBeUndefined();
    }
  });
});

describe('the next opening time', () => {
  it.each<[string, string, Date]>([
    ['of a queue that opens later is today', '08:00:00', monday('09:00:00')],
    ['of a queue that is open is in a week', '10:00:00', new Date('2026-01-12T09:00:00-05:00')],
    ['of a queue that just closed is in a week', '17:00:00', new Date('2026-01-12T09:00:00-05:00')],
  ])('%s', (_, now, opening) => {
    expect(nextHoursChange(business('09:00-17:00'), monday(now), 'opening-time')).toEqual(opening);
  });
});

describe('the hours of a queue', () => {
  const hours = new HoursOfQueues(business('09:00-17:00', undefined));

  it.each<[string, string, object | undefined]>([
    ['queue 0', '08:59:59', { isOpen: false, changesAt: monday('09:00:00').toISOString() }],
    ['queue 0', '09:00:00', { isOpen: true, changesAt: monday('17:00:00').toISOString() }],
    ['queue 0', '16:59:59', { isOpen: true, changesAt: monday('17:00:00').toISOString() }],
    ['queue 0', '17:00:00', { isOpen: false, changesAt: '2026-01-12T14:00:00.000Z' }],
    ['queue 1', '10:00:00', undefined],
  ])('of %s at %s', (queue, time, state) => {
    expect(hours.at(queue, monday(time))).toEqual(state);
  });
});
