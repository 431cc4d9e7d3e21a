import { spawnSync } from 'node:child_process';

const commands = [
  'deploy',
  'taskrouter',
  'agents',
  'rollback',
  'wire',
  'doctor',
  'explain-call',
  'voicemail',
];

/** Without credentials, so that nothing can be reached. */
function run(name: string, words: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', `commands/${name}.ts`, ...words],
    { env: { PATH: process.env.PATH, ...environment }, encoding: 'utf8' },
  );
  return { status, out: stdout, err: stderr };
}

describe.each(commands)('npm run %s', (name) => {
  it('has a help text that fits a terminal, and says where to choose the account', () => {
    const { status, out } = run(name, ['--help']);
    expect({ status, tooWide: out.split('\n').filter((line) => line.length > 80) }).toEqual({
      status: 0,
      tooWide: [],
    });
    expect(out).toContain(`Usage: npm run ${name} -- `);
    expect(out).toMatch(/--production +the production.*--profile <name> +a profile/s);
  });

  it('does nothing if npm kept an option for itself', () => {
    const { status, err } = run(name, [], { npm_lifecycle_event: name, NODE_ENV: 'production' });
    expect(err).toContain(
      `npm kept --production for itself (or NODE_ENV is set to production here; if so, unset it). Put -- before all options: npm run ${name} -- --production …`,
    );
    expect(status).not.toBe(0);
  });

  it('says where to find help for an unknown option', () => {
    const { status, err } = run(name, ['--stagin']);
    expect(err).toMatch(/^error: /);
    expect(err).toContain(`For the options, run: npm run ${name} -- --help`);
    expect(status).not.toBe(0);
  });
});
