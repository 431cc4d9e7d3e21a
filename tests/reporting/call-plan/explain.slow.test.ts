import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '..', '..', '..');

/** Runs a command as its script in package.json does, without a terminal. */
function run(command: string, words: readonly string[], input = '') {
  const started = spawnSync(
    process.execPath,
    [require.resolve('tsx/cli'), join(root, 'commands', command), ...words],
    { cwd: root, encoding: 'utf8', input },
  );
  return { status: started.status, printed: started.stdout, complaints: started.stderr };
}

describe('npm run explain', () => {
  test('prints the call plan of queues.config.ts', () => {
    const { status, printed, complaints } = run('explain.ts', []);
    expect({ status, complaints }).toEqual({ status: 0, complaints: '' });
    expect(printed).toMatch(/^The numbers\n/);
  });

  test('answers a question as JSON', () => {
    const { printed } = run('explain.ts', ['--at', '2026-12-24 17:59', '--json']);
    expect(JSON.parse(printed)).toMatchObject([{ title: expect.stringMatching(/^At 17:59 on Thursday/) }]);
  });

  test('says what to write instead of what it cannot read, and ends with 1', () => {
    const { status, printed, complaints } = run('explain.ts', ['--at', 'soon']);
    expect({ status, printed }).toEqual({ status: 1, printed: '' });
    expect(complaints).toBe(`--at: 'soon' is not a date and time. Write it like this: "2026-12-24 17:59".\n`);
  });
});

describe('npm run log', () => {
  const line = {
    at: '2026-01-05T15:00:00Z',
    event: 'announced',
    call: 'CA1',
    queue: 'support',
    position: 2,
    secondsWaited: 0,
  };
  const input = `INFO ${JSON.stringify(line)}\nDuration: 34 ms\n`;

  test('adds up what comes through a pipe, and reports lines that are not log lines', () => {
    const { status, printed, complaints } = run('log.ts', ['-'], input);
    expect(status).toBe(0);
    expect(printed).toContain('Queue support: 1 call');
    expect(complaints).toBe('the input: skipped line 2, which is not a log line.\n');
  });

  test('prints the queue log', () => {
    expect(run('log.ts', ['--queue-log', '-'], input).printed).toBe(
      '1767625200|CA1|support|NONE|ENTERQUEUE|||2\n',
    );
  });

  test.each([
    ['without a file', [], "missing required argument 'files'"],
    ['with a file that is not there', ['nothing.log'], 'nothing.log cannot be read: ENOENT'],
    [
      'with something that is not a limit',
      ['--within', 'soon', '-'],
      'Give whole seconds, at least 1, such as 20.',
    ],
  ])('complains %s, and ends with 1', (_how, words, complaint) => {
    const { status, complaints } = run('log.ts', words);
    expect(status).toBe(1);
    expect(complaints).toContain(complaint);
  });
});
