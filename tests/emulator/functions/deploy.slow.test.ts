import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startProxy, type TwilioProxy } from '../../../emulator/control/proxy';
import { LocalTwilio } from '../../../emulator/local-twilio';
import type { Cancel } from '../../../emulator/platform/clock';
import { clientOf } from '../rest/application';

const NUMBER = '+15550100001';
const command = join(process.cwd(), 'node_modules', '.bin', 'twilio-run');

let twilio: LocalTwilio;
let proxy: TwilioProxy;
let stopClock: Cancel;
let project: string;

beforeEach(async () => {
  twilio = new LocalTwilio({ numbers: [{ phoneNumber: NUMBER, voiceUrl: 'https://nowhere.example/' }] });
  proxy = await startProxy({ rest: twilio.rest, during: (work) => twilio.clock.during(work) });
  stopClock = twilio.clock.followRealTime(10);
  project = mkdtempSync(join(tmpdir(), 'shop-'));
  const { sid, authToken } = twilio.account;
  write('package.json', JSON.stringify({ name: 'shop', version: '1.0.0', dependencies: { ajv: '8.20.0' } }));
  write('.env', `ACCOUNT_SID=${sid}\nAUTH_TOKEN=${authToken}\nGREETING=Welcome\n`);
  write('functions/voice.protected.js', voice('context.GREETING'));
  write('assets/sorry.xml', '<Response><Say>Sorry</Say></Response>');
});
afterEach(async () => {
  stopClock();
  await proxy.close();
  twilio.serverless.close();
  rmSync(project, { recursive: true });
});

const voice = (code: string) => `exports.handler = (context, event, callback) => {
  const twiml = new Twilio.twiml.VoiceResponse();
  twiml.say(String(${code}));
  callback(null, twiml);
};`;

function write(name: string, content: string): void {
  mkdirSync(dirname(join(project, name)), { recursive: true });
  writeFileSync(join(project, name), content);
}

interface Run {
  readonly code: number;
  readonly output: string;
}

/** The real command, which knows nothing of the local Twilio but the way through the proxy. */
function deploy(...options: readonly string[]): Promise<Run> {
  const env = {
    PATH: process.env.PATH,
    HOME: project,
    HTTP_PROXY: proxy.url,
    NODE_EXTRA_CA_CERTS: proxy.certificatePath,
    TWILIO_SERVERLESS_API_RETRY_LIMIT: '2',
  };
  return new Promise((resolve) => {
    execFile(command, ['deploy', ...options], { cwd: project, env }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr });
    });
  });
}

async function environment() {
  const { services } = clientOf(twilio).serverless.v1;
  const [one] = await services('shop').environments.list();
  if (!one) throw new Error('Nothing is deployed.');
  return one;
}

/** Points the number at what is deployed, as a person would by REST. */
async function wire(): Promise<void> {
  const { incomingPhoneNumbers } = clientOf(twilio);
  const { domainName } = await environment();
  const [number] = await incomingPhoneNumbers.list({ phoneNumber: NUMBER });
  await incomingPhoneNumbers(number?.sid ?? '').update({
    voiceUrl: `https://${domainName}/voice`,
    voiceFallbackUrl: `https://${domainName}/sorry.xml`,
    voiceFallbackMethod: 'GET',
  });
}

async function heard(): Promise<readonly string[]> {
  const person = twilio.placeCall({ from: '+15550000001', to: NUMBER });
  await twilio.clock.advance(5000);
  return person?.heard.filter((text) => text !== '') ?? [];
}

const asked = () =>
  twilio.timeline
    .events()
    .flatMap((event) =>
      event.kind === 'rest'
        ? [`${event.method} ${event.path.replace(/\/(Z[A-Z])[0-9a-f]{32}/g, '/$1')}`]
        : [],
    );

describe('the real twilio-run deploy', () => {
  it('uploads a project, and a call to a wired number reaches it', async () => {
    const { code, output } = await deploy();
    expect([code, output]).toEqual([0, expect.stringContaining('successfully deployed')]);
    await wire();
    expect(await heard()).toEqual(['Welcome']);
    expect(existsSync(join(project, '.twiliodeployinfo'))).toBe(true);
  });

  it('uploads it again with all its changes, and makes nothing twice', async () => {
    await deploy();
    await wire();
    const asBefore = await environment();
    write('functions/voice.protected.js', voice("context.GREETING + ' again'"));
    write('.env', readFileSync(join(project, '.env'), 'utf8').replace('Welcome', 'Hello'));
    const before = asked().length;
    expect(await deploy()).toMatchObject({ code: 0 });
    expect(await heard()).toEqual(['Hello again']);
    expect((await environment()).sid).toBe(asBefore.sid);
    const created = asked()
      .slice(before)
      .filter((line) => /^POST .*(Services|Functions|Assets)$/.test(line));
    expect(created).toEqual([]);
  });

  it('gives two environments a domain each', async () => {
    await deploy();
    expect(await deploy('--environment=stage')).toMatchObject({ code: 0 });
    expect(await deploy('--production')).toMatchObject({ code: 0 });
    const all = await clientOf(twilio).serverless.v1.services('shop').environments.list();
    expect(all.map(({ domainSuffix }) => domainSuffix)).toEqual(['dev', 'stage', null]);
  });

  it('stops at a service that somebody else made, unless forced', async () => {
    await clientOf(twilio).serverless.v1.services.create({ uniqueName: 'shop', friendlyName: 'Other' });
    expect(await deploy()).toMatchObject({ code: 1, output: expect.stringContaining('shop') });
    expect((await environments()).length).toBe(0);
    expect(await deploy('--override-existing-project')).toMatchObject({ code: 0 });
  });

  it('fails if the build fails, and the old version stays live', async () => {
    await deploy();
    await wire();
    write('functions/voice.protected.js', voice("'Never'"));
    write('package.json', JSON.stringify({ name: 'shop', version: '1.0.0', dependencies: { ajv: '0.0.1' } }));
    expect(await deploy()).toMatchObject({ code: 1 });
    expect(await heard()).toEqual(['Welcome']);
  });

  it('fails with a runtime handler that only npm has', async () => {
    const dependencies = { '@twilio/runtime-handler': '2.1.0' };
    write('package.json', JSON.stringify({ name: 'shop', version: '1.0.0', dependencies }));
    expect(await deploy()).toMatchObject({ code: 1, output: expect.stringContaining('No matching version') });
  });

  it('survives a 429 while listing', async () => {
    twilio.disturb({ where: 'rest', kind: 'status', status: 429, path: await below('/Environments') });
    expect(await deploy('--override-existing-project')).toMatchObject({ code: 0 });
    await wire();
    expect(await heard()).toEqual(['Welcome']);
  });

  it('fails on a 429 while uploading, and serves nothing then', async () => {
    const path = await below('/Functions/');
    twilio.disturb({ where: 'rest', kind: 'status', status: 429, path, times: 100 });
    const output = expect.stringContaining('Failed to upload Function');
    expect(await deploy('--override-existing-project')).toMatchObject({ code: 1, output });
    expect(await environment()).toMatchObject({ buildSid: null });
  });

  it('fails without a connection, and the old version stays live', async () => {
    await deploy();
    await wire();
    await proxy.close();
    expect(await deploy()).toMatchObject({ code: 1 });
    expect(await heard()).toEqual(['Welcome']);
  });

  it('fails with invalid credentials', async () => {
    write('.env', `ACCOUNT_SID=${twilio.account.sid}\nAUTH_TOKEN=${'f'.repeat(32)}\n`);
    expect(await deploy()).toMatchObject({ code: 1, output: expect.stringContaining('20003') });
  });

  /** A path of the service, which is there before anything is uploaded to it. */
  async function below(folder: string): Promise<string> {
    const { services } = clientOf(twilio).serverless.v1;
    const { sid } = await services.create({ uniqueName: 'shop', friendlyName: 'Shop' });
    return `/Services/${sid}${folder}`;
  }

  const environments = () => clientOf(twilio).serverless.v1.services('shop').environments.list();
});
