import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkedConfig, warningsOf } from '../../build/checked-config';
import { runBuild } from '../../build/run-build';
import { type DeployedFile, deployedFiles } from '../../emulator/reference';
import packageJson from '../../package.json';
import { readVoicemailSecret } from '../../src/config/environment';
import type { QueuesConfig } from '../../src/config/queue-config';
import { type Account, openAccount } from '../credentials/account';
import { type EnvironmentName, variablesFiles } from '../environment';
import { packageFaults } from './package-faults';
import { variableFaults, variablesToUpload } from './variables';
import { readVariablesFile } from './variables-file';

const root = join(__dirname, '..', '..');

/** A checked plan of what to upload, and where. */
export interface DeployPlan {
  readonly config: QueuesConfig;
  readonly account: Account;
  readonly environment: EnvironmentName;
  readonly variables: Readonly<Record<string, string>>;
  readonly files: readonly DeployedFile[];
}

/** Builds and checks everything before any request is made. Throws an error with everything to fix. */
export async function planDeploy(
  environment: EnvironmentName,
  profile: string | undefined,
  printMessage: (text: string) => void,
): Promise<DeployPlan> {
  const config = checkedConfig();
  for (const warning of warningsOf(config)) printMessage(`Warning: queues.config.ts: ${warning}`);
  const account = openAccount(profile);
  const { accountSid, region, source } = account.credentials;
  const variables = readVariables(environment, accountSid, config);
  assertNone(packageFaults(packageJson));
  printMessage(
    `Deploying to ${environment} of ${accountSid}${region ? ` in ${region}` : ''}, with ${source}.`,
  );
  printMessage('Building …');
  const hasVoicemailSecret = readVoicemailSecret(variables) !== undefined;
  await runBuild({ isQuiet: true, hasVoicemailSecret });
  const files = deployedFiles(join(root, 'dist', 'functions'), join(root, 'assets'));
  return { config, account, environment, variables, files };
}

function readVariables(
  environment: EnvironmentName,
  accountSid: string,
  { agents }: QueuesConfig,
): Readonly<Record<string, string>> {
  const name = variablesFiles[environment];
  const file = join(root, name);
  if (!existsSync(file)) {
    if (environment === 'production') throw new Error(missingProductionFile(name));
    return {};
  }
  const { variables, faults } = readVariablesFile(name, readFileSync(file, 'utf8'));
  const upload = variablesToUpload(variables);
  const named = variables.ACCOUNT_SID;
  assertNone([
    ...faults,
    ...(environment === 'production' && named && named !== accountSid
      ? [
          `${name}: it is for the account ${named}, but this is ${accountSid}. Choose the account with --profile or in the shell.`,
        ]
      : []),
    ...variableFaults(name, upload, agents),
  ]);
  return upload;
}

const missingProductionFile = (name: string) =>
  `${name} is missing: production has its own variables. Start with a copy: cp .env.example ${name}`;

function assertNone(faults: readonly string[]): void {
  if (faults.length > 0) throw new Error(faults.join('\n'));
}
