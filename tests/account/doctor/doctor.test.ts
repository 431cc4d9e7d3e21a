import { Twilio } from 'twilio';
import { checks } from '../../../account/doctor/checks';
import { exitStatusOf, reportInWords } from '../../../account/doctor/report';
import { failureInWords } from '../../../account/failure-in-words';
import { type Assumptions, restHttpClient } from '../../../emulator/index';
import { builtProject } from '../../../simulation/local-queue';
import { filesPlayed } from '../../../src/config/files-played';
import { type DeployedQueue, supportNumber } from '../../deployment/deployed-queue';
import { examined, foundIn, healthyAccount, setNumber } from './healthy-account';
import { withPlan, withSupport } from './injected/injected-fault';

let queue: DeployedQueue;
beforeEach(async () => {
  queue = await healthyAccount();
});
afterEach(() => queue.twilio.serverless.close());

/** The account as one who has an API key alone opens it. */
function keyAlone({ twilio, account }: DeployedQueue) {
  const { sid, secret } = twilio.apiKey;
  const httpClient = restHttpClient(twilio.rest);
  const { accountSid } = account.credentials;
  return {
    client: new Twilio(sid, secret, { accountSid, httpClient }),
    credentials: {
      ...account.credentials,
      authToken: undefined,
      signIn: { kind: 'api-key', username: sid, password: secret } as const,
    },
  };
}

describe('a healthy account', () => {
  it('gets one line that says so', async () => {
    const report = await examined(queue);
    expect(reportInWords(report)).toBe(
      `All ${checks.length} checks of staging of ${queue.twilio.account.sid} passed.`,
    );
    expect(exitStatusOf(report)).toBe(0);
  });

  it('is as healthy in production', async () => {
    const production = await healthyAccount({ environment: 'production' });
    expect(foundIn(await examined(production, { environment: 'production' }))).toEqual([]);
    production.twilio.serverless.close();
  });

  it.each<Partial<Assumptions>>([
    { unsignedRequests: '400' },
    { unsetSettings: 'null' },
    { largeEnvironment: 'invocations-fail' },
  ])('is healthy whatever Twilio does where its pages are silent: %j', async (assumptions) => {
    const other = await healthyAccount({ assumptions });
    expect(foundIn(await examined(other))).toEqual([]);
    other.twilio.serverless.close();
  });

  it('is only read', async () => {
    const { timeline } = queue.twilio;
    const before = timeline.newest;
    await examined(queue);
    const events = timeline.events(before);
    const asked = events.flatMap((event) => (event.kind === 'rest' ? [event.method] : []));
    expect(asked.length).toBeGreaterThan(20);
    expect(new Set(asked)).toEqual(new Set(['GET']));
    expect(events.filter(({ kind }) => kind !== 'rest')).toEqual([]);
  });

  it('may have other numbers that lead elsewhere, or are of the other environment', async () => {
    const { twilio, deployment } = queue;
    const production = deployment.domain.replace('-staging', '');
    twilio.setNumber({ phoneNumber: '+15557770001', voiceUrl: 'https://demo.twilio.com/welcome/voice/' });
    twilio.setNumber({ phoneNumber: '+15557770002', voiceUrl: `https://${production}/caller` });
    expect(foundIn(await examined(queue))).toEqual([]);
  });
});

describe('what could not be known', () => {
  it('with only an API key is reported with where to look, and is not a fault', async () => {
    const report = await examined(queue, { account: keyAlone(queue) });
    expect(foundIn(report)).toEqual([
      'unknown account-status',
      'unknown account-trial',
      'unknown signed-requests',
    ]);
    expect(exitStatusOf(report)).toBe(0);
    const words = reportInWords(report);
    expect(words).toContain(
      'Where to look: The status in Account → General settings (https://console.twilio.com',
    );
    expect(words).toContain('only the account’s auth token can sign requests');
    expect(words).toContain(`All ${checks.length - 3} checks of staging`);
  });

  it('of numbers that cannot be read is said once, and stops no other check', async () => {
    queue.twilio.disturb({
      where: 'rest',
      kind: 'status',
      status: 503,
      path: '/IncomingPhoneNumbers',
      times: 9,
    });
    const report = await examined(queue);
    expect(
      new Set(foundIn(report).map((found) => found.replace(/ (number|callers|agents|configured).*/, ''))),
    ).toEqual(new Set(['unknown']));
    expect(reportInWords(report).match(/Where the numbers point\./g)).toHaveLength(1);
  });

  it('does not keep anybody waiting', async () => {
    queue.twilio.disturb({ where: 'rest', kind: 'hang', path: '/CustomerProfiles', times: 9 });
    const report = await examined(queue, { limits: { longestReadMillis: 300 } });
    expect(foundIn(report)).toEqual(['unknown concurrent-calls']);
    expect(reportInWords(report)).toContain('No answer within 300 ms');
  });

  it('when the time for everything is over is left', async () => {
    const report = await examined(queue, { limits: { longestMillis: 0 } });
    expect(reportInWords(report)).toContain('there was no time left to read it');
    expect(exitStatusOf(report)).toBe(0);
  });

  it.each([
    ['whose the approved profile is', { customerProfileOwner: 'individual' } as const, /allows three/],
    ['how many calls an old account carries', { customerProfile: undefined }, /two concurrent calls/],
  ])('is %s', async (_what, settings, words) => {
    const other = await healthyAccount({ settings });
    expect(reportInWords(await examined(other))).toMatch(words);
    other.twilio.serverless.close();
  });

  it('is whether the clocks of a queue are yours: it shows them', async () => {
    const openingHours = {
      timeZone: 'America/New_York',
      weekly: { monday: ['09:00-17:00'] },
      atClosing: 'run-closed-plan',
    } as const;
    const report = await examined(queue, {
      config: withSupport({ openingHours }),
      now: new Date('2026-01-05T15:30:00Z'),
    });
    expect(foundIn(report)).toEqual(['unknown time-zone']);
    expect(reportInWords(report)).toContain(
      'it is 10:30 on Monday, January 5, 2026 (America/New_York), and the queue is open until 17:00 on Monday, January 5, 2026',
    );
  });

  it('is whether recordings are open, if there are any', async () => {
    const report = await examined(queue, { config: withSupport({ recording: { notice: 'We record.' } }) });
    expect(foundIn(report)).toEqual(['unknown recording-access']);
    expect(reportInWords(report)).toContain(
      '“Enforce HTTP Auth on Media URLs” should be enabled in Voice → Settings → General',
    );
  });

  it('is the country of a number that belongs to none', async () => {
    const config = withPlan('full', { ring: { number: '+88213123456' } }, { allowedDialPrefixes: ['+882'] });
    const report = await examined(queue, { config });
    expect(foundIn(report)).toEqual(['unknown geographic-permissions']);
  });

  it('is where calls are processed outside the United States', async () => {
    const { credentials } = queue.account;
    const account = { credentials: { ...credentials, region: 'ie1', edge: 'dublin' } };
    expect(foundIn(await examined(queue, { account }))).toEqual(['unknown region']);
  });
});

describe('one fault', () => {
  it('is printed with what it means and how to fix it, before a summary', async () => {
    setNumber(queue, supportNumber, { voiceFallbackMethod: 'POST' });
    const words = reportInWords(await examined(queue));
    expect(words.split('\n')).toEqual([
      'FAULT  +15551230000 fetches its fallback with POST, but the fallback is a file, which requires GET.',
      '  Why it matters: The file is refused just when it is needed.',
      '  Fix: npm run wire -- +15551230000=support',
      '',
      `staging of ${queue.twilio.account.sid}: ${checks.length - 1} of ${checks.length} checks passed, 1 fault, 0 warnings.`,
    ]);
  });

  it('shares a block with others that the same command fixes, and each is counted', async () => {
    const { account, twilio } = queue;
    const askWeb: typeof account.askWeb = async (question) => {
      const answer = await account.askWeb(question);
      const isMissing = /\/(agent\/idle|wait)$|hold-music/.test(question.url);
      return isMissing ? { ...answer, status: 404 } : answer;
    };
    const words = reportInWords(await examined(queue, { account: { askWeb } }));
    const missing = (path: string) => `${path} answers 404 to an unsigned request instead of 403.`;
    const files = filesPlayed(builtProject.config).map(
      ({ path, place }) => `${path} cannot be fetched: the answer is 404. It is used in ${place}.`,
    );
    expect(words.split('\n')).toEqual([
      `FAULT  ${missing('/wait')}`,
      `       ${missing('/agent/idle')}`,
      '  Why it matters: Something else is at the URL that Twilio requests.',
      '  Fix: npm run deploy',
      '',
      ...files.map((file, index) => `${index === 0 ? 'FAULT' : '     '}  ${file}`),
      '  Why it matters: Callers hear silence when it should play.',
      '  Fix: Check that the file is in assets/ and has no ".protected" or ".private" in its name, then npm run deploy.',
      '',
      `staging of ${twilio.account.sid}: ${checks.length - 2} of ${checks.length} checks passed, ${2 + files.length} faults, 0 warnings.`,
    ]);
  });

  it('keeps checks from being made, which are counted and not complained of', async () => {
    await queue.project.service.remove();
    const words = reportInWords(await examined(queue));
    expect(words.match(/^FAULT/gm)).toHaveLength(1);
    expect(words).toMatch(/^\d+ checks skipped: nothing is deployed\.$/m);
  });
});

describe('a report for other programs', () => {
  it('has an id for each check that no other has', () => {
    const ids = checks.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  it('gives the state of each check, and what was found', async () => {
    setNumber(queue, supportNumber, { voiceMethod: 'GET' });
    const report = JSON.parse(JSON.stringify(await examined(queue)));
    expect(report).toMatchObject({ environment: 'staging', accountSid: queue.twilio.account.sid });
    expect(report.checks).toHaveLength(checks.length);
    expect(report.checks).toContainEqual({
      id: 'number-method',
      title: 'Numbers use POST',
      state: 'warning',
      findings: [
        {
          kind: 'warning',
          what: expect.stringContaining(supportNumber),
          why: expect.any(String),
          repair: `npm run wire -- ${supportNumber}=support`,
        },
      ],
    });
    expect(report.checks).toContainEqual({
      id: 'sign-in',
      title: 'Twilio accepts the credentials',
      state: 'fine',
      findings: [],
    });
  });
});

describe('an examination', () => {
  it('never shows a secret, whatever is wrong with it', async () => {
    const secrets = {
      AGENT_PIN: '12345',
      VOICEMAIL_WEBHOOK_URL: 'ftp://hidden.example/hook',
      VOICEMAIL_SECRET: 'tooshort',
      TWILIO_API_SECRET: 'abcdefgh-secret',
    };
    const other = await healthyAccount({ variables: secrets });
    setNumber(other, supportNumber, { voiceFallbackUrl: 'https://ann:hunter2@example.com/x' });
    const report = await examined(other);
    expect(foundIn(report)).toContain('fault variables');
    const shown = `${reportInWords(report)} ${JSON.stringify(report)}`;
    for (const secret of [...Object.values(secrets), 'hunter2', other.twilio.account.authToken]) {
      expect(shown).not.toContain(secret);
    }
    other.twilio.serverless.close();
  });

  it('cannot be made without a connection, and says so', async () => {
    const httpClient = restHttpClient(queue.twilio.rest);
    const unreachable = Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' });
    httpClient.request = () => Promise.reject(unreachable);
    const { sid, authToken } = queue.twilio.account;
    const client = new Twilio(sid, authToken, { httpClient });
    const failure = await examined(queue, { account: { client } }).catch((error: unknown) =>
      failureInWords(error),
    );
    expect(failure).toMatch(/^No connection to Twilio \(ENOTFOUND\)/);
  });

  it('says what it is doing', async () => {
    const messages: string[] = [];
    await examined(queue, { progress: (text) => messages.push(text) });
    expect(messages).toEqual([
      'Signing in to Twilio …',
      'Reading the account, its numbers and what is deployed …',
      `Asking ${queue.deployment.domain} …`,
    ]);
  });
});
