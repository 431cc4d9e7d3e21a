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

/** An account of Twilio's, and the ways to reach it and what is deployed to it. */
export interface Account {
  readonly credentials: Credentials;
  readonly client: Twilio;
  readonly askWeb: AskWeb;
}

/** Signs in with what the shell, `.env` or the Twilio CLI has. */
export function openAccount(profile?: string): Account {
  const credentials = readCredentials({
    shell: process.env,
    file: readVariables(variablesFiles.staging),
    profiles: cliProfiles(),
    profile,
  });
  return { credentials, client: clientOf(credentials), askWeb: askWeb() };
}

/** The variables in a file of the project such as `.env`, as twilio-run reads them; none if there is no such file. */
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

/** https://www.twilio.com/docs/twilio-cli/general-usage says where the CLI keeps them. */
function cliProfiles() {
  const folder = process.env.TWILIO_CONFIG_DIR ?? join(homedir(), '.twilio-cli');
  const file = join(folder, 'config.json');
  return existsSync(file) ? readCliProfiles(readFileSync(file, 'utf8')) : [];
}
