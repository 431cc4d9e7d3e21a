import { LocalTwilio } from '../../../emulator/index';
import { ProjectCopy } from '../../deployment/project-copy';

let project: ProjectCopy;

beforeAll(async () => {
  project = await ProjectCopy.make(new LocalTwilio({ settings: { buildMillis: 200 } }));
  project.write('.env', 'AGENT_PIN=730518\n');
  for (let deploys = 0; deploys < 2; deploys += 1) await project.command('deploy').ended;
});
afterAll(() => project.close());

const rollback = (...options: string[]) => project.command('rollback', options).ended;

describe('npm run rollback at a terminal', () => {
  it('lists, goes back, and asks for no variables', async () => {
    const listed = await rollback('--list');
    expect([listed.status, listed.out]).toEqual([
      0,
      expect.stringMatching(/^.* UTC {2}ZB\w+ {2}live now\n.* UTC {2}ZB\w+ {2}rollback goes here\n$/),
    ]);
    const [, second = '', first = ''] = /(ZB\w+) {2}live now\n.*(ZB\w+) /.exec(listed.out) ?? [];
    const { status, out, err } = await rollback();
    expect([status, out]).toEqual([0, '']);
    expect(err).toMatch(new RegExp(`Live in staging is build ${second},.*\nLive now is build ${first},`));
    expect(err).toContain(`npm run rollback -- ${second}`);
    expect(await rollback(second)).toMatchObject({ status: 0 });
  });

  it.each<[string, string[], string]>([
    ['a malformed build SID', ['latest'], 'A build’s SID is ZB and 32 hexadecimal digits'],
    ['a build that is not there', [`ZB${'0'.repeat(32)}`], 'Nothing was changed.'],
    ['two wishes at once', ['--list', `ZB${'0'.repeat(32)}`], '--list changes nothing'],
    ['nothing deployed', ['--production'], 'Run npm run deploy -- --production first.'],
  ])('ends with 1 for %s', async (_what, options, words) => {
    const { status, err } = await rollback(...options);
    expect([status, err]).toEqual([1, expect.stringContaining(words)]);
  });
});
