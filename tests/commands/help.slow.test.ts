import { execFileSync, spawnSync } from 'node:child_process';
import { commands, runByNpm } from '../../commands/help';
import { scripts } from '../../package.json';

it('npm run help has a line of at most 80 characters for each script that people run', () => {
  expect([...Object.keys(commands), ...runByNpm].toSorted()).toEqual(Object.keys(scripts).toSorted());
  const lines = execFileSync('npm', ['run', '--silent', 'help'], { encoding: 'utf8' }).trimEnd().split('\n');
  expect(lines).toHaveLength(Object.keys(commands).length + 2);
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
});

/** Our own commands; the others run tools. */
const own = Object.entries(scripts).flatMap(([name, line]) => {
  const [, file] = /^node --import tsx (\S+\.ts)$/.exec(line) ?? [];
  return file === undefined || name === 'help' ? [] : [[name, file]];
});

it.each([...own, ['the vocabulary', 'scripts/twiml-vocabulary.ts']])(
  '%s --help prints how to use it, and does nothing else',
  (_name, file) => {
    const before = changedFiles();
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', file, '--help'], {
      encoding: 'utf8',
    });
    expect([status, stdout, stderr]).toEqual([0, expect.stringMatching(/^Usage: np[mx] /), '']);
    expect(changedFiles()).toBe(before);
  },
);

const changedFiles = () => execFileSync('git', ['status', '--porcelain'], { encoding: 'utf8' });
