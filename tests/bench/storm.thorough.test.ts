import { openStormProject, playStorm } from '../../bench/storm/storm';
import type { TemporaryProject } from '../../simulation/project-with';

let project: TemporaryProject;

beforeAll(async () => {
  project = await openStormProject();
});

afterAll(() => project.close());

// `npm run storm -- --callers 100000` plays more.
test.each([1, 2, 3])(
  'whatever is lost, late, doubled or refused in storm %d, no caller is lost or left in silence, and the log says what happened',
  async (seed) => {
    const storm = await playStorm({ callers: 60, seed, secondsBetweenFaults: 8 }, project);
    expect(storm.callers).toBe(60);
    expect(storm.faults).toBeGreaterThan(30);
    expect(storm.outcomes.served).toBeGreaterThan(10);
    expect(Object.entries(storm.wrong).filter(([, calls]) => calls.length > 0)).toEqual([]);
  },
);
