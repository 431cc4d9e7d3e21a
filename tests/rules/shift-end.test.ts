import { type Agent, type QueuesConfig, queueNamed } from '../../src/config/queue-config';
import { type TimeRange, weekdays } from '../../src/rules/opening-hours';
import { shiftEndOf } from '../../src/rules/shift-end';
import rung from '../stories/rung.config';

/** Queues that are open on every weekday from Monday to Friday, and an agent of all of them. */
function office(...ranges: (readonly TimeRange[])[]): { config: QueuesConfig; agent: Agent } {
  const like = queueNamed(rung, 'office');
  if (!like) throw new Error('The config has no queue office.');
  const queues = ranges.map((open, index) => {
    const weekly = { monday: open, tuesday: open, wednesday: open, thursday: open, friday: open };
    return [`q${index}`, { ...like, openingHours: { timeZone: 'UTC', weekly, atClosing: 'keep-waiting' } }];
  });
  const agent = { id: 'ada', queues: queues.map(([name]) => name) } as unknown as Agent;
  return { config: { ...rung, queues: Object.fromEntries(queues), agents: [agent] }, agent };
}

const monday = (time: string) => new Date(`2026-01-05T${time}:00Z`);

const endOf = ({ agent, config }: ReturnType<typeof office>, moment: Date) =>
  shiftEndOf(agent, config, moment)?.toISOString().slice(0, 16);

describe('a shift ends', () => {
  test.each<[string, (readonly TimeRange[])[], string, string]>([
    ['when the queue closes', [['09:00-17:00']], '15:00', '2026-01-05T17:00'],
    ['on the same day for who comes before the opening', [['09:00-17:00']], '08:50', '2026-01-05T17:00'],
    ['on the next day for who comes after closing', [['09:00-17:00']], '17:00', '2026-01-06T17:00'],
    ['not at noon', [['09:00-12:00', '13:00-17:00']], '10:00', '2026-01-05T17:00'],
    ['before a long pause', [['09:00-12:00', '15:00-20:00']], '10:00', '2026-01-05T12:00'],
    [
      'when the last of several queues closes',
      [['09:00-17:00'], ['12:00-20:00']],
      '10:00',
      '2026-01-05T20:00',
    ],
    ['after midnight, where it is open until then', [['20:00-02:00']], '21:00', '2026-01-06T02:00'],
  ])('%s', (_when, ranges, time, end) => {
    expect(endOf(office(...ranges), monday(time))).toBe(end);
  });

  test('never where the queues are never closed together', () => {
    expect(endOf(office(['00:00-12:00'], ['12:00-24:00']), monday('10:00'))).toBe('2026-01-10T00:00');
    expect(endOf(office(['09:00-17:00'], []), monday('10:00'))).toBe('2026-01-05T17:00');
    const always = { monday: ['00:00-24:00'], tuesday: ['00:00-24:00'], wednesday: ['00:00-24:00'] } as const;
    const { agent, config } = office(['09:00-17:00']);
    const { q0 } = config.queues;
    const weekly = { ...always, thursday: always.monday, friday: always.monday, saturday: always.monday };
    const hours = {
      timeZone: 'UTC',
      weekly: { ...weekly, sunday: always.monday },
      atClosing: 'keep-waiting',
    } as const;
    const open = { ...config, queues: { q0: { ...(q0 as NonNullable<typeof q0>), openingHours: hours } } };
    expect(shiftEndOf(agent, open, monday('10:00'))).toBeUndefined();
  });

  test('by the agent’s own choice where a queue does not say so', () => {
    const { agent, config } = office(['09:00-17:00'], ['09:00-17:00']);
    const { q0, q1 } = config.queues;
    const queues = { q0, q1: { ...q1, ringing: {} } } as QueuesConfig['queues'];
    expect(shiftEndOf(agent, { ...config, queues }, monday('10:00'))).toBeUndefined();
  });

  // TaskRouter has no timer that is longer than two weeks.
  test.each<[string, string, string | undefined]>([
    ['in two weeks, if the queue is open until then', '2026-01-19', '2026-01-19T00:00'],
    ['never, if it is open for longer', '2026-01-20', undefined],
  ])('%s', (_when, date, end) => {
    const { agent, config } = office(['09:00-17:00']);
    const { q0 } = config.queues;
    const allDay = ['00:00-24:00'] as const;
    const weekly = Object.fromEntries(weekdays.map((day) => [day, allDay]));
    const oneOffDays = [{ date, open: [] }];
    const openingHours = { timeZone: 'UTC', weekly, oneOffDays, atClosing: 'keep-waiting' } as const;
    const queues = { q0: { ...(q0 as NonNullable<typeof q0>), openingHours } };
    expect(endOf({ agent, config: { ...config, queues } }, monday('00:00'))).toBe(end);
  });

  test('by the agent’s own choice where agents of a queue dial in', () => {
    const { agent, config } = office(['09:00-17:00']);
    const { ringing: _none, ...dialIn } = config.queues.q0 as NonNullable<(typeof config.queues)[string]>;
    expect(shiftEndOf(agent, { ...config, queues: { q0: dialIn } }, monday('10:00'))).toBeUndefined();
  });
});
