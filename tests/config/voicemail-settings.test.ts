import {
  type AccountAccess,
  readAccountAccess,
  readVoicemailSecret,
  readVoicemailSettings,
} from '../../src/config/environment';

const url = 'https://example.com/hooks/very-private';
const secret = 'fedcba9876543210fedcba9876543210';

describe('where voicemails go', () => {
  test.each<[string, object, object]>([
    ['a receiver in the net', {}, { kind: 'set', url, secret }],
    [
      'a receiver of this machine',
      { VOICEMAIL_WEBHOOK_URL: 'http://127.0.0.1:8080/' },
      { kind: 'set', url: 'http://127.0.0.1:8080/', secret },
    ],
    [
      'a receiver in the clear',
      { VOICEMAIL_WEBHOOK_URL: 'http://example.com/hooks' },
      { why: 'VOICEMAIL_WEBHOOK_URL is not a URL that starts with https://' },
    ],
    [
      'a receiver whose name only begins like this machine’s',
      { VOICEMAIL_WEBHOOK_URL: 'http://127.0.0.1.example.com/' },
      { why: 'VOICEMAIL_WEBHOOK_URL is not a URL that starts with https://' },
    ],
    [
      'no URL',
      { VOICEMAIL_WEBHOOK_URL: 'example.com/hooks' },
      { why: 'VOICEMAIL_WEBHOOK_URL is not a URL that starts with https://' },
    ],
    ['nothing', { VOICEMAIL_WEBHOOK_URL: undefined }, { why: 'VOICEMAIL_WEBHOOK_URL is not set' }],
    ['empty, as in the example', { VOICEMAIL_WEBHOOK_URL: '' }, { why: 'VOICEMAIL_WEBHOOK_URL is not set' }],
    ['no secret', { VOICEMAIL_SECRET: undefined }, { why: 'VOICEMAIL_SECRET is not set' }],
    [
      'a secret of 31 characters',
      { VOICEMAIL_SECRET: secret.slice(1) },
      { why: 'VOICEMAIL_SECRET is shorter than 32 characters' },
    ],
    [
      'a secret of one letter',
      { VOICEMAIL_SECRET: 'a'.repeat(32) },
      { why: 'VOICEMAIL_SECRET is easy to guess: it has too few different characters' },
    ],
    [
      'a secret of spaces',
      { VOICEMAIL_SECRET: ' '.repeat(32) },
      { why: 'VOICEMAIL_SECRET is easy to guess: it has too few different characters' },
    ],
  ])('%s', (_what, changes, settings) => {
    const context = { VOICEMAIL_WEBHOOK_URL: url, VOICEMAIL_SECRET: secret, ...changes };
    const read = readVoicemailSettings(context);
    expect(read).toMatchObject(settings);
    if (read.kind === 'not-configured') expect(read.why).not.toContain('example.com');
  });

  test('the links stay open without a receiver', () => {
    expect(readVoicemailSecret({ VOICEMAIL_SECRET: secret })).toBe(secret);
    expect(readVoicemailSecret({ VOICEMAIL_SECRET: secret.slice(1) })).toBeUndefined();
    expect(readVoicemailSecret({ VOICEMAIL_SECRET: 'a'.repeat(32) })).toBeUndefined();
    expect(readVoicemailSecret({ VOICEMAIL_SECRET: ' '.repeat(32) })).toBeUndefined();
    expect(readVoicemailSecret({})).toBeUndefined();
  });
});

describe('access to the account', () => {
  const sid = `AC${'0'.repeat(32)}`;
  const account = { ACCOUNT_SID: sid, AUTH_TOKEN: 'token' };

  test.each<[string, Record<string, unknown>, AccountAccess | undefined]>([
    ['with Twilio’s credentials', account, { sid, token: 'token', apiHost: 'api.twilio.com' }],
    [
      'in Ireland',
      { ...account, TWILIO_REGION: 'ie1', TWILIO_EDGE: 'dublin' },
      { sid, token: 'token', apiHost: 'api.dublin.ie1.twilio.com' },
    ],
    ['without a token', { ACCOUNT_SID: sid }, undefined],
    ['without an account', { AUTH_TOKEN: 'token' }, undefined],
    ['with a path for an account', { ACCOUNT_SID: '../x', AUTH_TOKEN: 'token' }, undefined],
  ])('%s', (_how, context, access) => {
    expect(readAccountAccess(context)).toEqual(access);
  });
});
