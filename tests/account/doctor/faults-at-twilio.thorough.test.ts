import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checks } from '../../../account/doctor/checks';
import { webResponse } from '../../../emulator/index';
import { deployedFiles } from '../../../emulator/reference';
import { dependencies } from '../../../package.json';
import { builtProject } from '../../../simulation/local-queue';
import {
  agentsNumber,
  type DeployedQueue,
  type DeployedQueueOptions,
  supportNumber,
} from '../../deployment/deployed-queue';
import { clientOf } from '../../emulator/rest/application';
import { documentFunction, type ProjectFile } from '../../emulator/rest/serverless/project';
import {
  type Examined,
  examined,
  foundIn,
  healthyAccount,
  setNumber,
  wiredSettings,
} from './healthy-account';
import { withPlan } from './injected/injected-fault';

const files = deployedFiles(builtProject.functionsFolder, join(process.cwd(), 'assets'));

/** What the doctor finds in an account in which something is wrong, from Twilio's API to the report. */
async function foundWith(
  spoil: (queue: DeployedQueue) => unknown,
  given: (queue: DeployedQueue) => Examined = () => ({}),
  options: DeployedQueueOptions = {},
): Promise<string[]> {
  const queue = await healthyAccount(options);
  try {
    await spoil(queue);
    return foundIn(await examined(queue, given(queue))).toSorted();
  } finally {
    queue.twilio.serverless.close();
  }
}

const nothing = () => undefined;

/** The doctor and Twilio agree on what time it is. */
const atItsTime = ({ twilio }: DeployedQueue): Examined => ({ now: twilio.clock.now() });

describe('npm run doctor, reading an account at Twilio, finds', () => {
  it('credentials that Twilio refuses', async () => {
    const found = await foundWith(nothing, ({ twilio }) => ({
      account: { client: clientOf(twilio, 'f'.repeat(32)) },
    }));
    expect(found).toEqual(['fault sign-in']);
  });

  it('that nothing is deployed', async () => {
    expect(await foundWith(({ project }) => project.service.remove())).toEqual(['fault deployed']);
  });

  it('that nothing is deployed to this environment', async () => {
    expect(await foundWith(nothing, () => ({ environment: 'production' }))).toEqual(['fault deployed']);
  });

  it('an environment in which no build was ever activated', async () => {
    const found = await foundWith(({ project }) => project.environment.deployments.create({}));
    expect(found).toEqual(['fault deployed']);
  });

  it('a domain that does not answer', async () => {
    const found = await foundWith(({ twilio, deployment: { domain } }) => twilio.withdraw(domain));
    expect(found).toEqual(['fault domain']);
  });

  it('functions that answer unsigned requests', async () => {
    const run = async () => webResponse(200, 'text/xml', '<Response></Response>');
    const open = files.map((file) => ({ ...file, visibility: 'public' as const }));
    const found = await foundWith(({ twilio, deployment: { domain } }) =>
      twilio.deploy({ domain, files: () => open, runtime: { run } }),
    );
    expect(found).toEqual(['fault unsigned-requests']);
  });

  it('an auth token that the functions do not know', async () => {
    const found = await foundWith(nothing, ({ account: { credentials } }) => ({
      account: { credentials: { ...credentials, authToken: 'f'.repeat(32) } },
    }));
    expect(found).toEqual(['fault signed-requests']);
  });

  it.each<[string, `+${number}`, readonly `+${number}`[], boolean]>([
    ['a country closed that a plan dials', '+442079460000', ['+44'], true],
    ['a special number that a plan dials', '+37190001234', ['+371'], false],
  ])('%s', async (_what, number, allowedDialPrefixes, isClosed) => {
    const found = await foundWith(
      ({ twilio }) => isClosed && twilio.dialingPermissions.set('GB', { lowRisk: false }),
      () => ({
        config: withPlan('full', { ring: { number } }, { allowedDialPrefixes: [...allowedDialPrefixes] }),
      }),
    );
    expect(found).toEqual(['fault geographic-permissions']);
  });

  it('callers who met a 429 and the static fallback, and whose call was not reported', async () => {
    const found = await foundWith(async ({ twilio }) => {
      const status = { kind: 'status', where: 'webhook', times: Number.POSITIVE_INFINITY } as const;
      const takesAway = twilio.disturb({ ...status, path: '/caller', status: 429 });
      const takesAwayToo = twilio.disturb({ ...status, path: '/caller/ended', status: 500 });
      twilio.placeCall({ from: '+15550000001', to: supportNumber });
      await twilio.clock.advance(30 * 60_000);
      takesAway();
      takesAwayToo();
    }, atItsTime);
    expect(found).toEqual(['warning failed-webhooks', 'warning fallback-heard', 'warning refused-requests']);
  });

  it('wrong PINs of the last day, and none of the day before', async () => {
    const guess = async ({ twilio }: DeployedQueue) => {
      const guesser = twilio.placeCall({ from: '+15550000001', to: agentsNumber });
      for (const digits of ['482915#', '482916#', '482917#']) {
        await twilio.clock.advance(8000);
        guesser?.press(digits);
      }
      await twilio.clock.advance(3600_000);
    };
    expect(await foundWith(guess)).toEqual(['warning wrong-pins']);
    const dayLater = async (queue: DeployedQueue) => {
      await guess(queue);
      await queue.twilio.clock.advance(24 * 3600_000);
    };
    expect(await foundWith(dayLater)).toEqual([]);
  });

  it('everything at once that can be wrong together', async () => {
    const found = await foundWith(spoilEverything, () => ({}), {
      settings: { accountStatus: 'suspended', accountType: 'Trial', customerProfile: undefined },
      variables: { AGENT_PIN: '12ab', AGENT_PIN_BOB: '640917', LARGE: 'x'.repeat(450) },
    });
    expect(found).toEqual(
      [
        ...['fault account-status', 'warning account-trial'],
        ...['fault runtime', 'warning dependencies', 'fault service-credentials', 'fault functions'],
        ...['fault visibility', 'fault stray-files', 'warning code'],
        ...['fault files', 'fault file-sound', 'warning file-versions', 'fault fallback-files'],
        ...['fault variables', 'warning unknown-variables'],
        ...['fault number-host', 'fault number-takes-calls', 'warning number-method'],
        ...['fault number-fallback', 'fault number-fallback-method', 'warning number-status-callback'],
        ...['fault queue-size', 'warning stranded-callers', 'warning unused-queues'],
        ...['warning recent-failures', 'warning old-builds', 'warning old-services'],
      ].toSorted(),
    );
    expect(checks.map(({ id }) => id)).toEqual(expect.arrayContaining(found.map((one) => one.split(' ')[1])));
  });
});

async function spoilEverything(queue: DeployedQueue): Promise<void> {
  await redeployOtherwise(queue);
  await spoilService(queue);
  spoilNumbers(queue);
  await spoilQueues(queue);
}

/** A function is missing, another is open, there are a test and a source map, a piece is not a sound, a fallback is missing. */
async function redeployOtherwise({ project, deployment }: DeployedQueue): Promise<void> {
  const contents = files.map(({ file, ...one }): ProjectFile => ({ ...one, content: readFileSync(file) }));
  const changed = contents
    .filter(({ path }) => !['/agent/idle', '/fallback/agent.xml'].includes(path))
    .filter(({ path }) => !path.includes('satie'))
    .map((file): ProjectFile => {
      if (file.path === '/agent/next') return { ...file, visibility: 'public' };
      if (file.path === '/wait') return { ...file, content: `${file.content}\n// changed` };
      return file.path.includes('porch-light') ? { ...file, content: 'ID3 an MP3' } : file;
    });
  const stray: ProjectFile = {
    ...{ kind: 'function', path: '/caller.test', visibility: 'public' },
    content: documentFunction(''),
  };
  const buildSid = await project.deploy([...changed, stray], { dependencies });
  Object.assign(deployment, { buildSid });
}

/** What nobody could upload today: an old runtime, another module; and what is left of earlier times. */
async function spoilService({ twilio, client, project, deployment }: DeployedQueue): Promise<void> {
  const { serviceSid, environmentSid, buildSid = '' } = deployment;
  const service = twilio.serverless.services.get(serviceSid);
  const build = service?.builds.get(buildSid);
  if (!service || !build) throw new Error('The build is not there.');
  const modules = build.dependencies.map((one) =>
    one.name === 'twilio' ? { ...one, version: '5.0.0' } : one,
  );
  service.builds.set(buildSid, { ...build, runtime: 'node18', dependencies: modules });
  for (let index = 0; index < 50; index += 1) {
    const sid = `ZB${String(index).padStart(32, '0')}`;
    service.builds.set(sid, { ...build, sid });
  }
  service.environments.get(environmentSid)?.logs.push({
    ...{ sid: `NO${'a'.repeat(32)}`, functionSid: `ZH${'a'.repeat(32)}`, requestSid: `RQ${'a'.repeat(32)}` },
    ...{ buildSid, deploymentSid: `ZD${'a'.repeat(32)}` },
    ...{ level: 'error', message: 'secret words', dateCreated: twilio.clock.now() },
  });
  await project.service.update({ includeCredentials: false });
  await client.serverless.v1.services.create({ uniqueName: 'call-queue-old', friendlyName: 'Old' });
}

function spoilNumbers(queue: DeployedQueue): void {
  const { voiceUrl } = wiredSettings(queue, agentsNumber);
  const { domain } = queue.deployment;
  setNumber(queue, supportNumber, { takesCalls: false });
  setNumber(queue, agentsNumber, { voiceUrl, voiceMethod: 'GET', voiceFallbackMethod: 'POST' });
  const more = (phoneNumber: string, other: object) =>
    queue.twilio.setNumber({ phoneNumber, ...wiredSettings(queue, supportNumber), ...other });
  more('+15551230002', { voiceFallbackUrl: '', statusCallback: '' });
  more('+15551230003', { voiceUrl: `https://${domain.replace('call-queue', 'call-queue-old')}/caller` });
}

async function spoilQueues({ client, twilio }: DeployedQueue): Promise<void> {
  await client.queues(twilio.queueNamed('support@staging')?.sid ?? '').update({ maxSize: 5 });
  await client.queues.create({ friendlyName: 'help' });
  twilio.setNumber({ phoneNumber: '+15551239999', voiceUrl: 'https://old.example/voice' });
  twilio.deploy({
    domain: 'old.example',
    files: () => [{ kind: 'function', path: '/voice', visibility: 'public', file: '' }],
    runtime: {
      run: async () => webResponse(200, 'text/xml', '<Response><Enqueue>other</Enqueue></Response>'),
    },
  });
  twilio.placeCall({ from: '+15550000001', to: '+15551239999' });
  await twilio.clock.advance(1000);
}
