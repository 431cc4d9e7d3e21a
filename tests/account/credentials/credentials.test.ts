import { type CliProfile, readCliProfiles } from '../../../account/credentials/cli-profile';
import { type Credentials, readCredentials } from '../../../account/credentials/credentials';

const account = `AC${'1'.repeat(32)}`;
const other = `AC${'2'.repeat(32)}`;
const token = 'a'.repeat(32);
const key = `SK${'3'.repeat(32)}`;
const secret = 'a secret';

const profile = (accountSid = account, id = 'work'): CliProfile => ({
  id,
  accountSid,
  apiKey: { sid: `SK${'4'.repeat(32)}`, secret: 'of the profile' },
  region: undefined,
  edge: undefined,
});

const read = (given: Partial<Parameters<typeof readCredentials>[0]>) =>
  readCredentials({ shell: {}, file: {}, profiles: [], ...given });

describe('what signs in', () => {
  const shellKey = { TWILIO_API_KEY: key, TWILIO_API_SECRET: secret };
  const cases: [string, Parameters<typeof read>[0], [string, string, Credentials['signIn']['kind']]][] = [
    [
      'a key of the shell',
      { shell: { TWILIO_ACCOUNT_SID: account, ...shellKey } },
      [account, key, 'api-key'],
    ],
    [
      'a key of the shell rather than its token',
      { shell: { TWILIO_ACCOUNT_SID: account, TWILIO_AUTH_TOKEN: token, ...shellKey } },
      [account, key, 'api-key'],
    ],
    [
      'a key of the shell for the account in .env',
      { shell: shellKey, file: { ACCOUNT_SID: account } },
      [account, key, 'api-key'],
    ],
    [
      'the token of the shell',
      { shell: { TWILIO_ACCOUNT_SID: account, TWILIO_AUTH_TOKEN: token } },
      [account, account, 'auth-token'],
    ],
    [
      'the token under the names that functions know',
      { shell: { ACCOUNT_SID: account, AUTH_TOKEN: token } },
      [account, account, 'auth-token'],
    ],
    [
      'the token in .env',
      { file: { ACCOUNT_SID: account, AUTH_TOKEN: token } },
      [account, account, 'auth-token'],
    ],
    [
      'the active profile',
      { profiles: [profile(), profile(other, 'home')] },
      [account, profile().apiKey?.sid ?? '', 'api-key'],
    ],
    [
      'the shell’s account before that in .env',
      {
        shell: { TWILIO_ACCOUNT_SID: other, ...shellKey },
        file: { ACCOUNT_SID: account, AUTH_TOKEN: token },
      },
      [other, key, 'api-key'],
    ],
    [
      'a profile’s key before the token in .env',
      { file: { ACCOUNT_SID: account, AUTH_TOKEN: token }, profiles: [profile(other, 'home'), profile()] },
      [account, profile().apiKey?.sid ?? '', 'api-key'],
    ],
    [
      'the profile that is named, before all',
      {
        shell: { TWILIO_ACCOUNT_SID: account, ...shellKey },
        profiles: [profile(), profile(other, 'home')],
        profile: 'home',
      },
      [other, profile().apiKey?.sid ?? '', 'api-key'],
    ],
  ];

  it.each(cases)('is %s', (_, given, [accountSid, username, kind]) => {
    expect(read(given)).toMatchObject({ accountSid, signIn: { username, kind } });
  });

  it('keeps the account’s own token by the key, for what the key cannot do', () => {
    const given = { shell: shellKey, file: { ACCOUNT_SID: account, AUTH_TOKEN: token } };
    expect(read(given).authToken).toBe(token);
  });

  it('never takes one account’s token for another', () => {
    const shell = { TWILIO_ACCOUNT_SID: other, ...shellKey };
    expect(read({ shell, file: { ACCOUNT_SID: account, AUTH_TOKEN: token } }).authToken).toBeUndefined();
  });

  it('is that of the region in the profile, or else in the shell', () => {
    const shell = { TWILIO_REGION: 'ie1', TWILIO_EDGE: 'dublin' };
    expect(read({ shell, profiles: [profile()] })).toMatchObject({ region: 'ie1', edge: 'dublin' });
    const australian = { ...profile(), region: 'au1', edge: 'sydney' };
    expect(read({ shell, profiles: [australian] })).toMatchObject({ region: 'au1', edge: 'sydney' });
  });
});

describe('credentials that cannot be used', () => {
  it.each<[string, Parameters<typeof read>[0], RegExp]>([
    ['none', {}, /No Twilio account.*TWILIO_API_KEY.*twilio login.*\.env/s],
    [
      'an account and nothing that signs in',
      { file: { ACCOUNT_SID: account } },
      /No API key or auth token is set for the account in \.env/,
    ],
    [
      'half a key',
      { shell: { TWILIO_ACCOUNT_SID: account, TWILIO_API_KEY: key } },
      /TWILIO_API_SECRET is missing/,
    ],
    [
      'the other half',
      { shell: { TWILIO_ACCOUNT_SID: account, TWILIO_API_SECRET: secret } },
      /TWILIO_API_KEY is missing/,
    ],
    [
      'a malformed key',
      { shell: { TWILIO_ACCOUNT_SID: account, TWILIO_API_KEY: 'nonsense', TWILIO_API_SECRET: secret } },
      /TWILIO_API_KEY in the shell is malformed: it has 8 characters/,
    ],
    [
      'a malformed account SID',
      { file: { ACCOUNT_SID: 'nonsense', AUTH_TOKEN: token } },
      /SID in \.env is malformed/,
    ],
    [
      'a malformed token',
      { file: { ACCOUNT_SID: account, AUTH_TOKEN: 'nonsense' } },
      /token in \.env is malformed/,
    ],
    [
      'a profile that is not there',
      { profiles: [profile()], profile: 'home' },
      /no such profile. Its profiles: work/,
    ],
    [
      'a profile whose key only the CLI can read',
      { profiles: [{ ...profile(), apiKey: undefined }] },
      /twilio login again/,
    ],
    [
      'a key where it would be uploaded',
      { file: { ACCOUNT_SID: account, TWILIO_API_KEY: key } },
      /would be uploaded.*in the shell instead/,
    ],
  ])('are refused with the repair: %s', (_, given, words) => {
    expect(() => read(given)).toThrow(words);
  });

  it('are never shown', () => {
    const shown = (given: Parameters<typeof read>[0]) => {
      try {
        read(given);
      } catch (error) {
        return String(error);
      }
      throw new Error('These were taken.');
    };
    expect(shown({ file: { ACCOUNT_SID: account, AUTH_TOKEN: 'my-token' } })).not.toContain('my-token');
    expect(
      shown({ shell: { ACCOUNT_SID: account, TWILIO_API_KEY: 'my-key', TWILIO_API_SECRET: secret } }),
    ).not.toContain('my-key');
  });
});

describe('the profiles of the Twilio CLI', () => {
  it('are read with their keys, the active one first', () => {
    const json = JSON.stringify({
      activeProject: 'work',
      profiles: {
        home: { accountSid: other, apiKey: key, apiSecret: secret, region: 'ie1', edge: 'dublin' },
        work: { accountSid: account, apiKey: key, apiSecret: secret },
      },
    });
    expect(readCliProfiles(json)).toEqual([
      { id: 'work', accountSid: account, apiKey: { sid: key, secret }, region: undefined, edge: undefined },
      { id: 'home', accountSid: other, apiKey: { sid: key, secret }, region: 'ie1', edge: 'dublin' },
    ]);
  });

  it('of an old CLI are there without their keys', () => {
    const json = JSON.stringify({ projects: [{ id: 'old', accountSid: account, region: 'us1' }] });
    expect(readCliProfiles(json)).toMatchObject([{ id: 'old', apiKey: undefined }]);
  });

  it.each(['', 'null', '[]', '{"profiles": 1, "projects": "x"}'])('are none in %j', (json) => {
    if (json === '') expect(() => readCliProfiles(json)).toThrow(/not valid JSON/);
    else expect(readCliProfiles(json)).toEqual([]);
  });
});
