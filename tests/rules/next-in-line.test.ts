import fc from 'fast-check';
import { busyLanes, nextLane, type QueueLane } from '../../src/rules/next-in-line';

/** Lines by a short name: `vip` and `sales` are lanes of one queue, `support` is a queue without lanes. */
const line = {
  vip: (waiting: number, frontSecondsWaited?: number): QueueLane => ({
    queue: 'sales',
    lane: 'priority',
    waiting,
    ...(frontSecondsWaited !== undefined && { frontSecondsWaited }),
  }),
  sales: (waiting: number, frontSecondsWaited?: number): QueueLane => ({
    queue: 'sales',
    lane: 'normal',
    waiting,
    normalLaneFirstAfterSeconds: 300,
    ...(frontSecondsWaited !== undefined && { frontSecondsWaited }),
  }),
  support: (waiting: number, frontSecondsWaited?: number): QueueLane => ({
    queue: 'support',
    lane: 'normal',
    waiting,
    ...(frontSecondsWaited !== undefined && { frontSecondsWaited }),
  }),
};

const nameOf = (given: QueueLane | undefined) =>
  given === undefined ? 'nobody' : given.lane === 'priority' ? 'vip' : given.queue;

describe('the next caller', () => {
  test.each<[string, QueueLane[], string]>([
    ['is nobody without lines', [], 'nobody'],
    ['is nobody while nobody waits', [line.vip(0), line.sales(0), line.support(0)], 'nobody'],
    ['is of the one line in which somebody waits', [line.vip(0), line.sales(0), line.support(1)], 'support'],
    [
      'is of the priority lane, however long others have waited',
      [line.vip(1, 0), line.support(1, 9999)],
      'vip',
    ],
    ['is of the priority lane, whatever the order', [line.support(1, 9999), line.vip(1, 0)], 'vip'],
    ['is of the priority lane a second before it yields', [line.vip(1, 900), line.sales(1, 299)], 'vip'],
    [
      'is of the normal lane once it has waited too long for that',
      [line.vip(1, 900), line.sales(1, 300)],
      'sales',
    ],
    ['is of the priority lane while the wait of the other is unknown', [line.vip(1), line.sales(1)], 'vip'],
    [
      'is the caller who has waited longer in two normal lines',
      [line.sales(1, 60), line.support(1, 61)],
      'support',
    ],
    [
      'is of the first line where both have waited as long',
      [line.sales(1, 60), line.support(1, 60)],
      'sales',
    ],
    ['is of the first line where both waits are unknown', [line.support(1), line.sales(1)], 'support'],
    [
      'is of the line whose wait is known where the other is not',
      [line.sales(1), line.support(1, 1)],
      'support',
    ],
    ['is not told by how many wait', [line.sales(1, 60), line.support(50, 59)], 'sales'],
    [
      'is not of a line that is empty, whatever is said of its front',
      [line.vip(0, 900), line.support(1, 1)],
      'support',
    ],
  ])('%s', (_sentence, lines, name) => {
    expect(nameOf(nextLane(lines))).toBe(name);
  });

  const wait = fc.option(fc.nat({ max: 2000 }), { nil: undefined });
  const anyLine = fc
    .tuple(fc.constantFrom('vip' as const, 'sales' as const, 'support' as const), fc.nat({ max: 2 }), wait)
    .map(([name, waiting, seconds]) => line[name](waiting, seconds));
  const anyLines = fc.array(anyLine, { maxLength: 8 });

  const hasStarved = (given: QueueLane) =>
    given.normalLaneFirstAfterSeconds !== undefined &&
    (given.frontSecondsWaited ?? 0) >= given.normalLaneFirstAfterSeconds;

  test('is there whenever somebody waits, and of a line in which somebody does', () => {
    fc.assert(
      fc.property(anyLines, (lines) => {
        const next = nextLane(lines);
        expect(next === undefined).toBe(busyLanes(lines).length === 0);
        if (next) expect(next.waiting).toBeGreaterThan(0);
      }),
    );
  });

  test('is of the priority lane, unless a normal front has waited too long for that: nobody starves', () => {
    fc.assert(
      fc.property(anyLines, (lines) => {
        const next = nextLane(lines);
        const busy = busyLanes(lines);
        if (busy.some(hasStarved)) expect(next && hasStarved(next)).toBe(true);
        else if (busy.some(({ lane }) => lane === 'priority')) expect(next?.lane).toBe('priority');
      }),
    );
  });

  test('has waited longest of those with as good a claim', () => {
    fc.assert(
      fc.property(anyLines, (lines) => {
        const next = nextLane(lines);
        if (!next) return;
        const alike = busyLanes(lines).filter(
          (other) => other.lane === next.lane && hasStarved(other) === hasStarved(next),
        );
        const longest = Math.max(...alike.map(({ frontSecondsWaited = 0 }) => frontSecondsWaited));
        expect(next.frontSecondsWaited ?? 0).toBe(longest);
      }),
    );
  });
});
