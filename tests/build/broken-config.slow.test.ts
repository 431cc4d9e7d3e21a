import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = process.cwd();

/** Every command that reads the config, with its other arguments. The others must work even with a broken config. */
const commands: [name: string, file: string, ...words: string[]][] = [
  ['npm run build', 'build/build.ts'],
  ['npm start', 'commands/start.ts'],
  ['npm run explain', 'commands/explain.ts'],
  ['npm run log', 'commands/log.ts', '/dev/null'],
  ['npm run voicemail', 'commands/voicemail.ts', '--since', '7d'],
  ['npm run deploy', 'commands/deploy.ts'],
  ['npm run wire', 'commands/wire.ts'],
  ['npm run doctor', 'commands/doctor.ts'],
  ['npm run explain-call', 'commands/explain-call.ts', `CA${'0'.repeat(32)}`],
];

let folder: string;
let config: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'broken-config-'));
  const left = ['node_modules', '.git', 'bench', 'docs', 'tests'].map((name) => join(root, name));
  cpSync(root, folder, { recursive: true, filter: (file) => !left.includes(file) && !/\/\.env/.test(file) });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  config = readFileSync(join(folder, 'queues.config.ts'), 'utf8');
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(file: string, words: readonly string[]): Promise<{ status: number; printed: string }> {
  const environment = { PATH: process.env.PATH, HOME: folder };
  return new Promise((resolve) => {
    const tsx = ['--import', 'tsx', file, ...words];
    execFile(process.execPath, tsx, { cwd: folder, env: environment }, (error, stdout, stderr) =>
      resolve({ status: error ? Number(error.code) : 0, printed: `${stdout}${stderr}` }),
    );
  });
}

describe.each<[string, string | RegExp, string, string]>([
  [
    'with a mistake',
    'maxCallers: 100',
    'maxCallers: 0',
    'queues.support.maxCallers: it is the number 0. Write a whole number of callers',
  ],
  [
    'with a syntax error',
    'maxCallers: 100,',
    'maxCallers: 100',
    'queues.config.ts:22:7: Expected "}" but found "maxWaitSeconds". Is a comma missing at the end of the line above?',
  ],
  ['that fails', 'maxCallers: 100', 'maxCallers: most', 'queues.config.ts:21:19: most is not defined.'],
])('a config %s', (_what, from, to, message) => {
  beforeAll(() => writeFileSync(join(folder, 'queues.config.ts'), config.replace(from, to)));

  test.each(commands)(
    'stops %s, which prints the place and the fix, and no stack trace',
    async (_name, file, ...words) => {
      const { status, printed } = await run(file, words);
      expect(printed).toContain(message);
      expect(printed).not.toMatch(/\n\s+at |node:internal|Node\.js v/);
      expect(status).toBeGreaterThan(0);
      // The last build is still there.
      expect(readdirSync(join(folder, 'dist', 'functions'))).toContain('caller.protected.js');
    },
  );
});
