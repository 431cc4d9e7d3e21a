import { optionKeptByNpm } from '../../commands/kept-by-npm';

describe('an option that npm kept for itself, because -- was forgotten', () => {
  const options = ['production', 'profile', 'list', 'json', 'yes'];
  const byNpm = { npm_lifecycle_event: 'rollback' };

  it.each<[string, string[], Record<string, string>, string | undefined]>([
    ['--production', [], { ...byNpm, NODE_ENV: 'production' }, 'production'],
    ['--list', [], { ...byNpm, npm_config_list: 'true' }, 'list'],
    ['--profile, whose name was passed on', ['work'], { ...byNpm, npm_config_profile: 'true' }, 'profile'],
    ['none, given after --', ['--production'], { ...byNpm, NODE_ENV: 'production' }, undefined],
    ['none, given with its value', ['--profile=work'], { ...byNpm, npm_config_profile: 'x' }, undefined],
    ['none at all', [], { ...byNpm, npm_config_list: '' }, undefined],
    [
      'none of npm’s own settings',
      [],
      { ...byNpm, npm_config_yes: 'true', npm_config_json: 'true' },
      undefined,
    ],
    ['none without npm', [], { NODE_ENV: 'production', npm_config_list: 'true' }, undefined],
  ])('%s', (_which, words, environment, kept) => {
    expect(optionKeptByNpm(options, words, environment)).toBe(kept);
  });
});
