import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import dotenv from 'dotenv';
import { Twilio } from 'twilio';
import { type AskWeb, askWeb } from '../ask-web';
import { variablesFiles } from '../environment';
import { readCliProfiles } from './cli-profile';
import { type Credentials, readCredentials, type Variables } from './credentials';

const root = join(__dirname, '..', '..');

/** A Twilio account, and the clients for it and for its deployment. */
export interface Account {
  readonly credentials: Credentials;
  readonly client: Twilio;
  readonly askWeb: AskWeb;
}

/** Signs in with the credentials of the shell, `.env` or the Twilio CLI. */
export function openAccount(profile?: string): Account {
  const credentials = readCredentials({
    shell: process.env,
    file: readVariables(variablesFiles.staging),
    profiles: cliProfiles(),
    profile,
  });
  return { credentials, client: clientOf(credentials), askWeb: askWeb() };
}

/** The variables in a file such as `.env`, as twilio-run reads them. Empty if there is no such file. */
export function readVariables(fileName: string): Variables {
  const file = join(root, fileName);
  return existsSync(file) ? dotenv.parse(readFileSync(file, 'utf8')) : {};
}

function clientOf({ accountSid, signIn, region, edge }: Credentials): Twilio {
  return new Twilio(signIn.username, signIn.password, {
    accountSid,
    autoRetry: true,
    maxRetries: 5,
    timeout: 30_000,
    ...(region && { region }),
    ...(edge && { edge }),
  });
}

/** https://www.twilio.com/docs/twilio-cli/general-usage describes where the CLI keeps profiles. */
function cliProfiles() {
  const folder = process.env.TWILIO_CONFIG_DIR ?? join(homedir(), '.twilio-cli');
  const file = join(folder, 'config.json');
  return existsSync(file) ? readCliProfiles(readFileSync(file, 'utf8')) : [];
}
