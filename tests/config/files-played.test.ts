import { filesPlayed, missingFileProblems } from '../../src/config/files-played';
import { configWith, config as example } from '../example-config';

const config = configWith({
  support: { plans: { ...example.queues.support.plans, full: [{ play: 'sorry.wav' }, { say: 'Goodbye.' }] } },
});

describe('a file that callers are to hear', () => {
  const paths = filesPlayed(config).map(({ path }) => path);

  test('is each piece of music and each file of a plan, named once', () => {
    expect(paths).toContain('/sorry.wav');
    expect(paths.filter((path) => path.startsWith('/hold-music/')).length).toBeGreaterThan(2);
    expect(new Set(paths).size).toBe(paths.length);
  });

  test('is not a fault while it is there', () => {
    expect(missingFileProblems(config, paths)).toEqual([]);
  });

  test('is reported with its place and the repair when it is not', () => {
    expect(
      missingFileProblems(
        config,
        paths.filter((path) => path !== '/sorry.wav'),
      ),
    ).toEqual([
      {
        path: 'queues.support.plans.full[0].play',
        found: 'there is no file assets/sorry.wav',
        fix: 'Put the file there, or name another one.',
      },
    ]);
  });
});
