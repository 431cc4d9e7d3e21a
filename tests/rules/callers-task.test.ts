import { noAgentsReason } from '../../src/config/task-router';
import { type FoundTask, isForgotten } from '../../src/rules/callers-task';

const now = 1_800_000_000;
const task = (endsAs: 'canceled' | 'completed' | undefined, secondsAgo: number, reason = ''): FoundTask => ({
  ...{ sid: 'WT1', endsAs, reason },
  changedAt: now - secondsAgo,
});

describe('TaskRouter has forgotten a caller', () => {
  test.each<[boolean, string, FoundTask, number]>([
    [true, 'who has no task', 'none', 20],
    [false, 'who has come so lately that the task may not be listed yet', 'none', 19],
    [false, 'of whom nothing could be found out', undefined, 600],
    [false, 'for whom agents are looked for', task('canceled', 600), 600],
    [true, 'whose task ended a while ago', task(undefined, 15), 600],
    [false, 'whose task may have ended because the caller has just left', task(undefined, 14), 600],
    [true, 'whose task ended because nobody was there', task(undefined, 0, noAgentsReason), 600],
    [true, 'who still waits long after an agent has taken the call', task('completed', 15), 600],
    [false, 'who is just being joined', task('completed', 14), 600],
  ])('%s: one %s', (expected, _who, found, secondsInLine) => {
    expect(isForgotten(found, secondsInLine, now)).toBe(expected);
  });
});
