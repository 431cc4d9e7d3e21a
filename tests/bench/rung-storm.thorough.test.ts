import { openRungStormProject, playRungStorm } from '../../bench/storm/rung-storm';
import type { TemporaryProject } from '../../simulation/project-with';

let project: TemporaryProject;

beforeAll(async () => {
  project = await openRungStormProject();
});

afterAll(() => project.close());

// `npm run storm -- --rung --callers 10000` plays more.
test.each([1, 2])(
  'whatever goes wrong in storm %d where agents are rung, nobody waits in vain, and no agent is stuck',
  async (seed) => {
    const storm = await playRungStorm({ callers: 60, seed, secondsBetweenFaults: 8 }, project);
    expect(storm.callers).toBe(60);
    expect(storm.faults).toBeGreaterThan(30);
    expect(storm.outcomes.served).toBeGreaterThan(10);
    expect(Object.entries(storm.wrong).filter(([, calls]) => calls.length > 0)).toEqual([]);
  },
);
