import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { stripVTControlCharacters } from 'node:util';
import type { Credentials } from '../credentials/credentials';
import { domainSuffixes, type EnvironmentName } from '../environment';
import type { AnsweredRequest } from './requests';

const root = join(__dirname, '..', '..');

export interface TwilioRunDeploy {
  readonly credentials: Credentials;
  readonly serviceSid: string;
  readonly environment: EnvironmentName;
  readonly variables: Readonly<Record<string, string>>;
  /** Called with each request when it is answered. */
  readonly onRequest: (request: AnsweredRequest) => void;
  /** Stops the deploy. */
  readonly signal: AbortSignal;
}

/** How it ended: with the SID of the live build, or with twilio-run's words for the failure. */
export type TwilioRunOutcome =
  | { readonly kind: 'deployed'; readonly buildSid: string }
  | { readonly kind: 'failed'; readonly words: string };

/** Runs the real `twilio-run deploy` in the project's folder, and resolves when it has ended. */
export async function twilioRunDeploy(deploy: TwilioRunDeploy): Promise<TwilioRunOutcome> {
  const folder = await mkdtemp(join(tmpdir(), 'call-queue-deploy-'));
  try {
    const { names, values } = environmentOf(deploy);
    const file = join(folder, 'names.env');
    await writeFile(file, names.map((name) => `${name}=\n`).join(''), { mode: 0o600 });
    return await run(argumentsOf(deploy, file), values, deploy);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * A file with names only; twilio-run takes the values from its own environment. So no secret is on disk or on a command
 * line, and every value arrives unchanged. See `--load-system-env` in
 * https://www.twilio.com/docs/labs/serverless-toolkit/deploying#environment-variables
 */
function environmentOf({ credentials, variables }: TwilioRunDeploy) {
  const { username, password } = credentials.signIn;
  // An API key takes the place of the account's SID and token.
  const values = { ...variables, ACCOUNT_SID: username, AUTH_TOKEN: password };
  return { names: Object.keys(values), values };
}

function argumentsOf({ credentials, serviceSid, environment }: TwilioRunDeploy, file: string): string[] {
  const { region, edge } = credentials;
  const suffix = domainSuffixes[environment];
  return [
    'deploy',
    ...['--cwd', root, '--env', file, '--load-system-env', '--service-sid', serviceSid],
    ...(suffix === undefined ? ['--production'] : ['--environment', suffix]),
    ...(region ? ['--region', region] : []),
    ...(edge ? ['--edge', edge] : []),
    ...['--output-format', 'json'],
  ];
}

async function run(
  options: readonly string[],
  values: Readonly<Record<string, string>>,
  { onRequest, signal }: TwilioRunDeploy,
): Promise<TwilioRunOutcome> {
  const command = require.resolve('twilio-run/bin/twilio-run.js');
  const observer = join(__dirname, 'observe-requests.js');
  const child = spawn(process.execPath, ['--require', observer, command, ...options], {
    cwd: root,
    env: { ...process.env, ...values },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  child.on('message', (request) => onRequest(request as AnsweredRequest));
  const end = () => child.kill();
  signal.addEventListener('abort', end, { once: true });
  // Ctrl-C also ends the child, and ends this process unless it handles the signal. Neither may outlive the other.
  process.once('exit', end);
  try {
    const exit = new Promise<number | null>((resolve, reject) =>
      child.once('error', reject).once('close', resolve),
    );
    const [out, words, code] = await Promise.all([textOf(child.stdout), textOf(child.stderr), exit]);
    const buildSid = code === 0 ? buildSidIn(out) : undefined;
    return buildSid
      ? { kind: 'deployed', buildSid }
      : { kind: 'failed', words: withoutValues(plainWords(words), values) };
  } finally {
    signal.removeEventListener('abort', end);
    process.off('exit', end);
  }
}

const textOf = (stream: NodeJS.ReadableStream | null) => (stream ? text(stream) : '');

/** Reads the JSON document that twilio-run prints at the end. */
function buildSidIn(output: string): string | undefined {
  const [json] = /\{.*\}/s.exec(output) ?? [];
  const { buildSid } = json ? JSON.parse(json) : { buildSid: undefined };
  return typeof buildSid === 'string' ? buildSid : undefined;
}

/** Removes variables and credentials from twilio-run's output. */
export const withoutValues = (words: string, values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .toSorted(([, one], [, other]) => other.length - one.length)
    .reduce((text, [name, value]) => text.replaceAll(value, `(${name})`), words);

/** Removes colors, frames and the spinner. */
function plainWords(output: string): string {
  return stripVTControlCharacters(output)
    .split('\n')
    .map((line) => line.replace(/^[│\s]+(ERROR )?/, '').trim())
    .filter((line) => line !== '' && !/^([-✔✖]|\u2026) /.test(line))
    .join(' ');
}
