import type { CliProfile } from './cli-profile';

/** Credentials of a Twilio account. Only the account and the source are ever printed. */
export interface Credentials {
  readonly accountSid: string;
  readonly signIn: SignIn;
  /** The account's auth token, if found. Only it can sign requests and read the account itself. */
  readonly authToken: string | undefined;
  /** Such as `ie1`, for accounts outside the United States. https://www.twilio.com/docs/global-infrastructure */
  readonly region: string | undefined;
  readonly edge: string | undefined;
  /** Where they come from, in words. */
  readonly source: string;
}

export interface SignIn {
  readonly kind: 'api-key' | 'auth-token';
  readonly username: string;
  readonly password: string;
}

/** All places where credentials can be. */
export interface CredentialSources {
  /** The variables of the shell. */
  readonly shell: Variables;
  /** The variables of `.env`. */
  readonly file: Variables;
  /** The profiles of the Twilio CLI, the active one first. */
  readonly profiles: readonly CliProfile[];
  /** The profile chosen with --profile. It takes precedence. */
  readonly profile?: string | undefined;
}

export type Variables = Readonly<Record<string, string | undefined>>;

const howToSet = `Provide credentials in one of these ways:
  - TWILIO_ACCOUNT_SID with TWILIO_API_KEY and TWILIO_API_SECRET in the shell (best),
  - a profile of the Twilio CLI: twilio login,
  - ACCOUNT_SID with AUTH_TOKEN in .env.`;

/**
 * Chooses the account (from the shell, then `.env`, then the CLI profile) and its credentials: an API key before the
 * auth token. Throws an error that says what to set.
 * https://www.twilio.com/docs/twilio-cli/general-usage#environment-variables
 */
export function readCredentials(sources: CredentialSources): Credentials {
  const { shell, file, profiles, profile } = sources;
  assertNoKeyIn(file);
  if (profile !== undefined) return fromProfile(named(profile, profiles), sources);
  const ofShell = shell.TWILIO_ACCOUNT_SID || shell.ACCOUNT_SID;
  const accountSid = ofShell || file.ACCOUNT_SID;
  if (accountSid) return fromVariables(accountSid, ofShell ? 'in the shell' : 'in .env', sources);
  const [active] = profiles;
  if (active) return fromProfile(active, sources);
  throw new Error(`No Twilio account is set. ${howToSet}`);
}

/** The toolkit uploads everything in `.env` except ACCOUNT_SID and AUTH_TOKEN. */
function assertNoKeyIn(file: Variables): void {
  const found = ['TWILIO_API_KEY', 'TWILIO_API_SECRET', 'TWILIO_AUTH_TOKEN'].find((name) => file[name]);
  if (!found) return;
  throw new Error(
    `.env: ${found} would be uploaded with the variables of the functions. Set it in the shell instead.`,
  );
}

function fromVariables(accountSid: string, place: string, sources: CredentialSources): Credentials {
  assertForm(accountSid, /^AC[0-9a-fA-F]{32}$/, `The account SID ${place}`, 'AC and 32 hexadecimal digits');
  const { shell, profiles } = sources;
  const authToken = tokenOf(accountSid, sources);
  const account = { accountSid, authToken, ...placeOf(shell, undefined) };
  const apiKey = apiKeyOf(shell);
  if (apiKey) return { ...account, signIn: apiKey, source: 'an API key of the shell' };
  const profile = profiles.find((one) => one.accountSid === accountSid && one.apiKey);
  if (profile) return fromProfile(profile, sources);
  if (!authToken) throw new Error(`No API key or auth token is set for the account ${place}. ${howToSet}`);
  const signIn = { kind: 'auth-token', username: accountSid, password: authToken } as const;
  return { ...account, signIn, source: `the auth token of the account ${place}` };
}

function apiKeyOf({ TWILIO_API_KEY: key, TWILIO_API_SECRET: secret }: Variables): SignIn | undefined {
  if (!key && !secret) return undefined;
  if (!key || !secret) {
    throw new Error(
      `${key ? 'TWILIO_API_SECRET' : 'TWILIO_API_KEY'} is missing in the shell: an API key needs both.`,
    );
  }
  assertForm(key, /^SK[0-9a-fA-F]{32}$/, 'TWILIO_API_KEY in the shell', 'SK and 32 hexadecimal digits');
  return { kind: 'api-key', username: key, password: secret };
}

/** The account's auth token, only from the same place as its SID: another account's token would not work. */
function tokenOf(accountSid: string, { shell, file }: CredentialSources): string | undefined {
  const ofShell = shell.TWILIO_AUTH_TOKEN || shell.AUTH_TOKEN;
  const shellAccount = shell.TWILIO_ACCOUNT_SID || shell.ACCOUNT_SID;
  const [token, place] =
    ofShell && (shellAccount ?? accountSid) === accountSid
      ? [ofShell, 'in the shell']
      : [file.ACCOUNT_SID === accountSid ? file.AUTH_TOKEN : undefined, 'in .env'];
  if (token) assertForm(token, /^[0-9a-fA-F]{32}$/, `The auth token ${place}`, '32 hexadecimal digits');
  return token || undefined;
}

function named(name: string, profiles: readonly CliProfile[]): CliProfile {
  const found = profiles.find(({ id }) => id === name);
  if (found) return found;
  const known = profiles.map(({ id }) => id).join(', ') || 'none';
  throw new Error(`--profile ${name}: the Twilio CLI has no such profile. Its profiles: ${known}.`);
}

function fromProfile(profile: CliProfile, sources: CredentialSources): Credentials {
  const { id, accountSid, apiKey } = profile;
  if (!apiKey) {
    throw new Error(
      `The profile ${id} of the Twilio CLI keeps its key where only the CLI can read it: run twilio login again, or choose another with --profile.`,
    );
  }
  return {
    accountSid,
    signIn: { kind: 'api-key', username: apiKey.sid, password: apiKey.secret },
    authToken: tokenOf(accountSid, sources),
    ...placeOf(sources.shell, profile),
    source: `the profile ${id} of the Twilio CLI`,
  };
}

const placeOf = (shell: Variables, profile: CliProfile | undefined) => ({
  region: profile?.region || shell.TWILIO_REGION || undefined,
  edge: profile?.edge || shell.TWILIO_EDGE || undefined,
});

/** Throws an error that says what is wrong with a value, without showing it. */
function assertForm(value: string, form: RegExp, what: string, right: string): void {
  if (form.test(value)) return;
  throw new Error(`${what} is malformed: it has ${value.length} characters. It must be ${right}.`);
}
