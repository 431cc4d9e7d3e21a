import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildComplaint } from './build-complaint';

const root = join(__dirname, '..');

export interface RunBuildOptions {
  readonly isQuiet?: boolean;
  /** Whether there will be a secret that signs the links to voicemails; yes unless this is false. */
  readonly hasVoicemailSecret?: boolean;
}

/** Builds the project in its own process, so that it sees the code and the config as they are now. */
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
