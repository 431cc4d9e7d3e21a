import { pointsElsewhere } from '../../../account/deploy/deploy-info';
import { type FailedDeploy, failedDeployInWords, liveInWords } from '../../../account/deploy/failed-deploy';
import { type PackageToDeploy, packageFaults } from '../../../account/deploy/package-faults';
import { Progress } from '../../../account/deploy/progress';
import { type AnsweredRequest, afterRequest, atTheStart } from '../../../account/deploy/requests';
import { isThisQueue } from '../../../account/deploy/service';
import { withoutValues } from '../../../account/deploy/twilio-run-deploy';
import packageJson from '../../../package.json';

describe('package.json', () => {
  const handler = '@twilio/runtime-handler';
  const right: PackageToDeploy = {
    name: 'call-queue',
    dependencies: { [handler]: '2.0.1', twilio: '6.2.0' },
  };

  it('is fit as it is', () => {
    expect(packageFaults(packageJson)).toEqual([]);
    expect(packageFaults(right)).toEqual([]);
  });

  it.each<[string, Partial<PackageToDeploy>, RegExp]>([
    ['a dependency more', { dependencies: { ...right.dependencies, ajv: '8.20.0' } }, /ajv.*move it to/],
    ['a dependency less', { dependencies: { [handler]: '2.0.1' } }, /lacks twilio/],
    ['a range', { dependencies: { ...right.dependencies, twilio: '^6.2.0' } }, /twilio is “\^6\.2\.0”/],
    ['a folder', { dependencies: { ...right.dependencies, twilio: 'file:x' } }, /twilio is “file:x”/],
    [
      'a handler of npm alone',
      { dependencies: { ...right.dependencies, [handler]: '2.1.0' } },
      /use 2\.0\.1/,
    ],
    ['a name that no service can have', { name: '@acme/queue' }, /"name" becomes the name of the service/],
    ['a number after a dash in its name', { name: 'team-2' }, /“team-2-1234” would look like another/],
    ['a number between dashes in its name', { name: 'team-2-queue' }, /remove the dash/],
    ['a name of 51 characters', { name: 'a'.repeat(51) }, /at most 50/],
  ])('is refused with %s', (_what, change, words) => {
    expect(packageFaults({ ...right, ...change })).toEqual([expect.stringMatching(words)]);
  });

  it('may have a name of 50 characters', () => {
    expect(packageFaults({ ...right, name: 'a'.repeat(50) })).toEqual([]);
  });
});

describe('a service of the same name', () => {
  const uploaded = ['/caller', '/wait', '/agent', '/action', '/voicemail', '/fallback/caller.xml'];

  it.each<[string, string[], boolean]>([
    ['is this queue as it is now', uploaded, true],
    [
      'is this queue in another version',
      ['/caller', '/wait', '/agent', '/action', '/gone', '/old.wav'],
      true,
    ],
    ['is this queue after a first deploy that broke off', ['/wait', '/voicemail'], true],
    ['is this queue with nothing in it yet', [], true],
    ['is another’s with other functions', ['/checkout'], false],
    ['is another’s with some of the same names', ['/caller', '/checkout'], false],
    ['is another’s with files alone', ['/index.html'], false],
  ])('%s', (_what, paths, isOurs) => {
    expect(isThisQueue(paths, uploaded)).toBe(isOurs);
  });
});

describe('what the toolkit remembers', () => {
  const accountSid = `AC${'1'.repeat(32)}`;
  const remembering = (key: string, serviceSid: string) =>
    JSON.stringify({ [key]: { serviceSid, latestBuild: 'ZB1' } });

  it.each<[string, string, boolean]>([
    ['leads to this service', remembering(`${accountSid}:us1`, 'ZS1'), false],
    ['leads to another service', remembering(`${accountSid}:us1`, 'ZS2'), true],
    ['leads to another service, in the form of earlier versions', remembering(accountSid, 'ZS2'), true],
    ['is of another region', remembering(`${accountSid}:ie1`, 'ZS2'), false],
    ['is of another account', remembering(`AC${'2'.repeat(32)}:us1`, 'ZS2'), false],
    ['cannot be read', 'nonsense', false],
    ['is nothing', 'null', false],
  ])('%s', (_what, json, isElsewhere) => {
    expect(pointsElsewhere(json, { accountSid }, 'ZS1')).toBe(isElsewhere);
  });

  it('is that of the region', () => {
    const json = remembering(`${accountSid}:ie1`, 'ZS2');
    expect(pointsElsewhere(json, { accountSid, region: 'ie1' }, 'ZS1')).toBe(true);
  });
});

const service = '/v1/Services/ZS1';
const uploadOf = (status = 201): AnsweredRequest => ({
  ...{ method: 'POST', path: `${service}/Functions/ZH1/Versions`, status },
});
const packing: AnsweredRequest = { method: 'GET', path: `${service}/Builds/ZB1/Status`, status: 200 };
const setting: AnsweredRequest = {
  method: 'POST',
  path: `${service}/Environments/ZE1/Variables`,
  status: 201,
};
const activation: AnsweredRequest = {
  ...{ method: 'POST', path: `${service}/Environments/ZE1/Deployments`, status: 201 },
};

describe('the progress of a deploy', () => {
  it('prints each stage once, and a line about files no more than every two seconds', () => {
    let millis = 0;
    const messages: string[] = [];
    const progress = new Progress(
      4,
      (text) => messages.push(text.trim()),
      () => millis,
    );
    progress.saw({ method: 'GET', path: `${service}/Environments`, status: 200 });
    for (const pause of [0, 1_999, 1, 0]) {
      millis += pause;
      progress.saw(uploadOf());
    }
    for (const request of [packing, packing, setting, activation]) progress.saw(request);
    progress.end();
    expect(messages).toEqual([
      '3 of 4 files uploaded',
      '4 of 4 files uploaded',
      'Twilio is building ZB1',
      'variables set',
      'activated',
    ]);
  });
});

describe('a deploy that failed', () => {
  const failed = (given: Partial<FailedDeploy>) =>
    failedDeployInWords({
      ...{ words: '', state: atTheStart, buildStatus: undefined, wasStopped: false },
      ...{ dependencies: { twilio: '6.2.0' }, ...given },
    });
  const stateAfter = (...requests: AnsweredRequest[]) => requests.reduce(afterRequest, atTheStart);

  it.each<[string, Partial<FailedDeploy>, RegExp]>([
    ['was stopped', { wasStopped: true }, /^Stopped\. Run it again/],
    [
      'could not be packed',
      { state: stateAfter(packing), buildStatus: 'failed' },
      /^Twilio could not build ZB1.*twilio 6\.2\.0/,
    ],
    [
      'asked too much',
      { words: 'Failed to upload Function /wait', state: stateAfter(uploadOf(429), uploadOf()) },
      /too many requests.*Wait a minute/,
    ],
    [
      'lost its connection',
      { words: 'Failed to upload Function /wait', state: stateAfter(uploadOf()) },
      /connection to Twilio was lost.*run it again/,
    ],
    ['found no connection', { words: 'getaddrinfo ENOTFOUND serverless.twilio.com' }, /Check the network/],
    [
      'was refused',
      { words: 'Failed API Request 20001 No matching version', state: stateAfter(uploadOf(400)) },
      /^Twilio refused a request with 400: .*No matching version/,
    ],
    ['took too long', { words: 'Timeout', state: stateAfter(packing) }, /twilio-run ended early: Timeout/],
    ['says nothing', {}, /it does not say why/],
  ])('says so when it %s', (_what, given, words) => {
    expect(failed(given)).toMatch(words);
  });

  it.each<[string, Parameters<typeof liveInWords>, string]>([
    [
      'the build before',
      [{ kind: 'as-before', before: 'ZB0' }, atTheStart, 'staging'],
      'The earlier build is still live: ZB0.',
    ],
    ['nothing', [{ kind: 'as-before', before: undefined }, atTheStart, 'staging'], 'Nothing is live yet.'],
    [
      'the build before with new variables',
      [{ kind: 'as-before', before: 'ZB0' }, stateAfter(packing, setting), 'staging'],
      'The earlier build is still live: ZB0. It already has the new variables.',
    ],
    [
      'the new build',
      [{ kind: 'new', buildSid: 'ZB1' }, stateAfter(packing, activation), 'staging'],
      'The new build is live: ZB1.',
    ],
    [
      'the build before, though Twilio cannot be asked: nothing was packed',
      [{ kind: 'not-known', before: 'ZB0' }, stateAfter(uploadOf()), 'staging'],
      'The earlier build is still live: ZB0.',
    ],
    [
      'not known, if the connection was lost at the end',
      [{ kind: 'not-known', before: 'ZB0' }, stateAfter(packing), 'staging'],
      'It is unknown whether the new build is live: npm run rollback -- --list shows it.',
    ],
    [
      'not known in production',
      [{ kind: 'not-known', before: 'ZB0' }, stateAfter(packing), 'production'],
      'It is unknown whether the new build is live: npm run rollback -- --production --list shows it.',
    ],
  ])('says that live is %s', (_what, given, words) => {
    expect(liveInWords(...given)).toBe(words);
  });
});

it('what twilio-run says is shown without the values of variables, and without what signs in', () => {
  const values = { AGENT_PIN: '730518', VOICEMAIL_SECRET: '730518730518', AUTH_TOKEN: 'topsecret' };
  expect(withoutValues('500 for 730518, then 730518730518, by SK1:topsecret', values)).toBe(
    '500 for (AGENT_PIN), then (VOICEMAIL_SECRET), by SK1:(AUTH_TOKEN)',
  );
});
