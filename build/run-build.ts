import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildComplaint } from './build-complaint';

const root = join(__dirname, '..');

/** Builds the project in its own process, so that it sees the code and the config as they are now. */
export function runBuild({ isQuiet = false } = {}): Promise<void> {
  const tsx = require.resolve('tsx/cli');
  const build = spawn(process.execPath, [tsx, join(root, 'build', 'build.ts')], {
    cwd: root,
    stdio: ['ignore', isQuiet ? 'ignore' : 'inherit', 'pipe'],
  });
  let complaints = '';
  build.stderr?.on('data', (text) => {
    complaints += text;
  });
  return new Promise((resolve, reject) => {
    build.on('error', reject);
    build.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(buildComplaint(complaints, root))),
    );
  });
}
