import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const root = process.cwd();
const left = ['node_modules', '.git', 'bench', 'docs', 'tests', 'dist'].map((name) => join(root, name));

let folder: string;
let config: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'interrupted-build-'));
  cpSync(root, folder, { recursive: true, filter: (file) => !left.includes(file) && !/\/\.env/.test(file) });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  config = readFileSync(join(folder, 'queues.config.ts'), 'utf8');
  expect(await statusOf(build())).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true }));

const build = () =>
  spawn(process.execPath, ['--import', 'tsx', 'build/build.ts'], { cwd: folder, stdio: 'ignore' });

const statusOf = async (process: ChildProcess) => (await once(process, 'exit'))[0];

const writeConfig = (text: string) => writeFileSync(join(folder, 'queues.config.ts'), text);

/** Everything that a deploy would take, by its name. */
function built(): Record<string, string> {
  const read = (below: string) =>
    readdirSync(join(folder, below), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [file.slice(folder.length), readFileSync(file, 'utf8')]);
  return Object.fromEntries([...read('dist/functions'), ...read('assets/fallback')]);
}

describe('the last good build stays as it was', () => {
  test.each([
    [
      'a syntax error in the config',
      () => writeConfig(config.replace('maxCallers: 100,', 'maxCallers: 100')),
    ],
    ['a config that is refused', () => writeConfig(config.replace('maxCallers: 100', 'maxCallers: 0'))],
    [
      'a syntax error in a function',
      () => writeFileSync(join(folder, 'functions', 'wait.protected.ts'), 'export const handler = ;'),
    ],
    ['a stray function', () => writeFileSync(join(folder, 'functions', 'debug.ts'), 'export const a = 1;')],
    ['a stray asset', () => writeFileSync(join(folder, 'assets', 'notes.txt'), 'to do')],
  ])('after %s', async (_what, spoil) => {
    const good = built();
    expect(Object.keys(good).length).toBeGreaterThan(15);
    spoil();
    expect(await statusOf(build())).toBe(1);
    expect(built()).toEqual(good);
    writeConfig(config);
    cpSync(join(root, 'functions'), join(folder, 'functions'), { recursive: true });
    for (const stray of ['functions/debug.ts', 'assets/notes.txt']) {
      rmSync(join(folder, stray), { force: true });
    }
  });

  test('or is the new one, whole, whenever a build is killed', async () => {
    const good = built();
    writeConfig(config.replace('Thank you for calling. You are in line', 'Welcome. You are in line'));
    const startedAt = Date.now();
    expect(await statusOf(build())).toBe(0);
    const wholeMillis = Date.now() - startedAt;
    const next = built();
    expect(next).not.toEqual(good);
    writeConfig(config);
    expect(await statusOf(build())).toBe(0);
    expect(built()).toEqual(good);
    writeConfig(config.replace('Thank you for calling. You are in line', 'Welcome. You are in line'));
    for (let share = 0.15; share < 1; share += 0.2) {
      const killed = build();
      await sleep(share * wholeMillis);
      killed.kill('SIGKILL');
      const functions = Object.keys(built()).filter((name) => name.startsWith('/dist/functions/'));
      expect(functions).toEqual(Object.keys(good).filter((name) => name.startsWith('/dist/functions/')));
      expect([good, next]).toContainEqual(built());
    }
    expect(await statusOf(build())).toBe(0);
    expect(built()).toEqual(next);
    writeConfig(config);
    expect(await statusOf(build())).toBe(0);
  }, 300_000);

  test('or is one of two that are made at once, whole', async () => {
    const good = built();
    const aside = () => readdirSync(join(folder, 'dist')).filter((name) => /next|previous/.test(name));
    const asideBefore = aside();
    expect(await Promise.all([build(), build()].map(statusOf))).toEqual([0, 0]);
    expect(built()).toEqual(good);
    expect(aside()).toEqual(asideBefore);
  });
});
