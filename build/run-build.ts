import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildComplaint } from './build-complaint';

const root = join(__dirname, '..');

export interface RunBuildOptions {
  readonly isQuiet?: boolean;
  /** Whether a secret will sign the links to voicemails. Default: true. */
  readonly hasVoicemailSecret?: boolean;
}

/** Builds the project in a separate process, so that it uses the current code and config. */
export function runBuild({
  isQuiet = false,
  hasVoicemailSecret = true,
}: RunBuildOptions = {}): Promise<void> {
  const tsx = require.resolve('tsx/cli');
  const words = [
    tsx,
    join(root, 'build', 'build.ts'),
    ...(hasVoicemailSecret ? [] : ['--no-voicemail-secret']),
  ];
  const build = spawn(process.execPath, words, {
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
