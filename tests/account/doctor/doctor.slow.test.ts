import { type DeployedQueue, supportNumber } from '../../deployment/deployed-queue';
import { ProjectCopy } from '../../deployment/project-copy';
import { healthyAccount, setNumber } from './healthy-account';

let queue: DeployedQueue;
let project: ProjectCopy;

beforeAll(async () => {
  queue = await healthyAccount();
  project = await ProjectCopy.make(queue.twilio);
});
beforeEach(() => setNumber(queue, supportNumber, {}));
afterAll(() => project.close());

async function doctor(words: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const { sid, authToken } = queue.twilio.account;
  const signIn = { TWILIO_ACCOUNT_SID: sid, TWILIO_AUTH_TOKEN: authToken };
  const { status, out, err } = await project.command('doctor', words, { ...signIn, ...environment }).ended;
  return { status, printed: out, messages: err };
}

describe('npm run doctor', () => {
  it('passes a healthy account, and reports its progress', async () => {
    const { status, printed, messages } = await doctor([]);
    expect(printed).toMatch(/^All \d+ checks of staging of AC0{32} passed\.\n$/);
    expect(messages.split('\n')).toEqual([
      'Checking staging, with the auth token of the account in the shell …',
      'Signing in to Twilio …',
      'Reading the account, its numbers and what is deployed …',
      `Asking ${queue.deployment.domain} …`,
      '',
    ]);
    expect(status).toBe(0);
  });

  it('ends with 1 where something is wrong', async () => {
    setNumber(queue, supportNumber, { voiceFallbackUrl: '' });
    const { status, printed } = await doctor([]);
    expect(printed).toMatch(/^FAULT {2}\+15551230000 has no fallback\.\n/);
    expect(status).toBe(1);
  });

  it('prints nothing but JSON for other programs', async () => {
    setNumber(queue, supportNumber, { voiceFallbackUrl: '' });
    const { status, printed, messages } = await doctor(['--json']);
    const { checks } = JSON.parse(printed);
    expect(checks).toContainEqual(expect.objectContaining({ id: 'number-fallback', state: 'fault' }));
    expect({ status, messages }).toEqual({ status: 1, messages: '' });
  });

  it('examines the other environment if it is asked to', async () => {
    const { status, printed } = await doctor(['--production']);
    expect(printed).toContain('FAULT  Nothing is deployed to production');
    expect(printed).toContain('Fix: npm run deploy -- --production');
    expect(status).toBe(1);
  });

  it('never shows the token with which it signs', async () => {
    const { printed, messages } = await doctor(['--json']);
    expect(printed + messages).not.toContain(queue.twilio.account.authToken);
  });

  it('signs in with an API key, and says what that does not see', async () => {
    const { sid, secret } = queue.twilio.apiKey;
    const { status, printed } = await doctor([], {
      TWILIO_AUTH_TOKEN: '',
      TWILIO_API_KEY: sid,
      TWILIO_API_SECRET: secret,
    });
    expect(printed).toContain('Twilio does not show it to these credentials');
    expect(printed).not.toMatch(/FAULT|WARNING/);
    expect(status).toBe(0);
  });

  it.each<[string, readonly string[], Readonly<Record<string, string>>, RegExp]>([
    ['without credentials', [], { TWILIO_ACCOUNT_SID: '' }, /^No Twilio account is set/],
    [
      'without a connection',
      [],
      { HTTP_PROXY: 'http://127.0.0.1:9' },
      /No connection to Twilio \(ECONNREFUSED\)/,
    ],
    ['with an unknown option', ['--staging'], {}, /unknown option '--staging'/],
  ])('ends with 2 %s', async (_how, words, environment, complaint) => {
    const { status, printed, messages } = await doctor(words, environment);
    expect(messages).toMatch(complaint);
    expect({ status, printed }).toEqual({ status: 2, printed: '' });
  });

  it('helps', async () => {
    const { status, printed } = await doctor(['--help']);
    expect(printed).toContain('npm run doctor --');
    expect(printed).toContain('--production');
    expect(printed).toContain('2 if the doctor could not run');
    expect(status).toBe(0);
  });
});
