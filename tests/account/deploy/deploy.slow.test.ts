import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { domainSuffixes, type EnvironmentName } from '../../../account/environment';
import { type Environment, LocalTwilio, newestDeployment, type Service } from '../../../emulator/index';
import { ProjectCopy, type Run, type Running } from '../../deployment/project-copy';

let twilio: LocalTwilio;
let project: ProjectCopy;

beforeEach(async () => {
  twilio = new LocalTwilio({ settings: { buildMillis: 200 } });
  project = await ProjectCopy.make(twilio);
  project.write('.env', 'AGENT_PIN=730518\n');
});
afterEach(() => project.close());

const deploy = (options: readonly string[] = [], environment?: Record<string, string>): Promise<Run> =>
  project.command('deploy', options, environment).ended;

const services = () => [...twilio.serverless.services.values()];

function service(): Service {
  const [only, ...others] = services();
  if (!only || others.length > 0) throw new Error(`There are ${services().length} services.`);
  return only;
}

function environment(name: EnvironmentName = 'staging'): Environment {
  const suffix = domainSuffixes[name];
  const found = [...service().environments.values()].find(({ domainSuffix }) => domainSuffix === suffix);
  if (!found) throw new Error(`There is no environment ${name}.`);
  return found;
}

const live = (of = environment()) => newestDeployment(of)?.buildSid;

const variablesOf = ({ variables }: Environment) =>
  Object.fromEntries([...variables.values()].map(({ key, value }) => [key, value]));

/** What a build is made of, no matter who uploaded it. */
function contentOf(buildSid: string | undefined) {
  const build = service().builds.get(buildSid ?? '');
  if (!build) throw new Error(`There is no build ${buildSid}.`);
  const { functionVersions, assetVersions, dependencies, runtime } = build;
  const files = [...functionVersions, ...assetVersions].map(({ of, path, visibility, content }) => ({
    ...{ kind: of.kind, path, visibility, content: content.toString('base64') },
  }));
  return { files: files.toSorted((one, other) => one.path.localeCompare(other.path)), dependencies, runtime };
}

const restEvents = () => twilio.timeline.events().filter(({ kind }) => kind === 'rest');

/** Resolves when the first file has been uploaded. */
function firstUpload(): Promise<void> {
  return new Promise((resolve) => {
    const stop = twilio.timeline.follow((event) => {
      if (event.kind !== 'rest' || !event.path.endsWith('/Versions')) return;
      stop();
      resolve();
    });
  });
}

/** What every process of this machine was started with. */
const commandLines = () => execFileSync('ps', ['-ewwo', 'args'], { encoding: 'utf8' });

describe('npm run deploy', () => {
  it('has everything on Twilio with an API key, and prints the domain alone to the standard output', async () => {
    const { status, out, err } = await deploy();
    expect([status, err]).toEqual([0, expect.stringContaining('Live in staging: build ZB')]);
    expect(out).toBe(`${environment().domainName}\n`);
    expect(err).toContain('Variables from .env: AGENT_PIN.');
    expect(err).toContain('Uploading 18 functions and 6 assets …');
    expect(err).toContain('npm run wire -- +15551230000=support +15551230001=agents');
    expect(variablesOf(environment())).toEqual({ AGENT_PIN: '730518' });
    expect(service()).toMatchObject({ includesCredentials: true, isUiEditable: false });
  });

  it('shows its secrets to nobody: not in what it prints, on a command line, or in a file', async () => {
    const { secret } = twilio.apiKey;
    const uploading = firstUpload();
    const { ended } = project.command('deploy');
    await uploading;
    const running = commandLines();
    expect(running).toContain(`twilio-run.js deploy --cwd ${project.folder}`);
    expect(running).not.toContain(secret);
    const written = readdirSync(tmpdir())
      .filter((name) => name.startsWith('call-queue-deploy-'))
      .map((name) => readFileSync(join(tmpdir(), name, 'names.env'), 'utf8'));
    expect(written).toContain('AGENT_PIN=\nACCOUNT_SID=\nAUTH_TOKEN=\n');
    const { out, err } = await ended;
    expect(out + err).not.toContain(secret);
    expect(out + err).not.toContain('730518');
  });

  it('uploads every change the second time, and makes nothing twice', async () => {
    await deploy();
    const { domainName } = environment();
    const first = live();
    project.write('.env', 'AGENT_PIN=640917\n');
    const { status, out, err } = await deploy();
    expect([status, out]).toEqual([0, `${domainName}\n`]);
    expect(err).toContain(`Before that, ${first} was live. To go back: npm run rollback`);
    expect(live()).not.toBe(first);
    expect(variablesOf(environment())).toEqual({ AGENT_PIN: '640917' });
    expect([service().functions.size, service().assets.size, service().environments.size]).toEqual([
      18, 6, 1,
    ]);
  });

  it('gives production its own domain and variables', async () => {
    await deploy();
    const missing = await deploy(['--production']);
    expect([missing.status, missing.err]).toEqual([1, expect.stringContaining('.env.production is missing')]);
    project.write('.env.production', 'AGENT_PIN=998876\n');
    const { status, out, err } = await deploy(['--production']);
    expect([status, out]).toEqual([0, `${environment('production').domainName}\n`]);
    expect(err).toContain('npm run wire -- --production +15551230000=support');
    expect(variablesOf(environment('production'))).toEqual({ AGENT_PIN: '998876' });
    expect(variablesOf(environment())).toEqual({ AGENT_PIN: '730518' });
  });

  it('leaves a variable in the cloud that is no longer in the file, and says so', async () => {
    await deploy();
    project.write('.env', '');
    const { status, err } = await deploy();
    expect([status, err]).toEqual([
      0,
      expect.stringContaining('In the cloud but not in .env, unchanged: AGENT_PIN.'),
    ]);
    expect(variablesOf(environment())).toEqual({ AGENT_PIN: '730518' });
    // The Twilio CLI's command is twilio-run's own under another name.
    const [, named = ''] = /twilio serverless:env:unset (.*)/.exec(err) ?? [];
    const { sid, authToken } = twilio.account;
    project.write('.env', `ACCOUNT_SID=${sid}\nAUTH_TOKEN=${authToken}\n`);
    await project.twilioRun(['env', 'unset', ...named.split(' ')]).ended;
    expect(variablesOf(environment())).toEqual({});
    expect((await deploy()).err).toContain('Careful: No agent can sign in: set AGENT_PIN.');
  });

  it('goes to the region that the shell names', async () => {
    await deploy([], { ...project.withApiKey(), TWILIO_REGION: 'ie1', TWILIO_EDGE: 'dublin' });
    expect([...project.hosts].toSorted()).toEqual([
      'serverless-upload.dublin.ie1.twilio.com',
      'serverless.dublin.ie1.twilio.com',
    ]);
  });

  it('is not misled by what the toolkit remembers of a service that is gone', async () => {
    const { sid, authToken } = twilio.account;
    const gone = { serviceSid: `ZS${'0'.repeat(32)}`, latestBuild: `ZB${'0'.repeat(32)}` };
    project.write('.twiliodeployinfo', JSON.stringify({ [`${sid}:us1`]: gone }));
    project.write('.env', `ACCOUNT_SID=${sid}\nAUTH_TOKEN=${authToken}\nAGENT_PIN=730518\n`);
    const { status, err } = await deploy([], {});
    expect([status, err]).toEqual([
      0,
      expect.stringContaining('.twiliodeployinfo points twilio serverless:deploy at another service'),
    ]);
    expect(JSON.parse(project.read('.twiliodeployinfo'))[`${sid}:us1`].serviceSid).toBe(service().sid);
  });

  it('uploads the same files and variables as twilio-run alone, which reads the same settings', async () => {
    const { sid, authToken } = twilio.account;
    const secret = `it's = "a" # secret, of more than 32 characters`;
    project.write(
      '.env',
      `ACCOUNT_SID=${sid}\r\nAUTH_TOKEN=${authToken}\r\n# a comment\r\nAGENT_PIN=730518\r\nVOICEMAIL_SECRET='${secret}'\r\n`,
    );
    expect(await deploy([], {})).toMatchObject({ status: 0 });
    const ours = { build: live(), variables: variablesOf(environment()) };
    expect(ours.variables).toEqual({ AGENT_PIN: '730518', VOICEMAIL_SECRET: secret });
    expect(await project.twilioRun(['deploy']).ended).toMatchObject({ status: 0 });
    expect(live()).not.toBe(ours.build);
    expect(contentOf(live())).toEqual(contentOf(ours.build));
    expect(variablesOf(environment())).toEqual(ours.variables);

    project.write('.env.production', project.read('.env').replace('730518', '998876'));
    expect(await project.twilioRun(['deploy', '--production']).ended).toMatchObject({ status: 0 });
    expect(contentOf(live(environment('production')))).toEqual(contentOf(ours.build));
    expect(variablesOf(environment('production'))).toEqual({ ...ours.variables, AGENT_PIN: '998876' });
  });

  it('lets twilio-run alone replace no service that it does not know', async () => {
    await deploy();
    const before = live();
    const { sid, authToken } = twilio.account;
    project.write('.env', `ACCOUNT_SID=${sid}\nAUTH_TOKEN=${authToken}\n`);
    const { status, err } = await project.twilioRun(['deploy']).ended;
    expect([status, err]).toEqual([1, expect.stringContaining('--override-existing-project')]);
    expect(live()).toBe(before);
  });
});

describe('a deploy that goes wrong', () => {
  it.each<[string, () => void, string]>([
    [
      'a variable of the laptop',
      () => project.write('.env', 'HTTP_PROXY=x\n'),
      'HTTP_PROXY is not a variable of this queue',
    ],
    ['an invalid PIN', () => project.write('.env', 'AGENT_PIN=12345\n'), 'six to ten digits'],
    [
      'a file that everybody could read',
      () => project.write('assets/notes.txt', 'x'),
      'assets/notes.txt is neither a sound nor a document',
    ],
    [
      'a dependency that Twilio does not have',
      () =>
        project.changePackage(({ dependencies }) => {
          dependencies['@twilio/runtime-handler'] = '2.1.0';
        }),
      'Twilio has no @twilio/runtime-handler 2.1.0',
    ],
    [
      'a config that cannot be built',
      () =>
        project.write(
          'queues.config.ts',
          project.read('queues.config.ts').replace(/maxCallers: \d+/, 'maxCallers: 0'),
        ),
      'queues.config.ts has 1 error',
    ],
  ])('ends before any request with %s', async (_what, spoil, words) => {
    spoil();
    const { status, out, err } = await deploy();
    expect([status, out, err]).toEqual([1, '', expect.stringContaining(words)]);
    expect(err).toContain('Nothing was uploaded, and nothing live has changed.');
    expect(restEvents()).toEqual([]);
  });

  it('says that the credentials are refused', async () => {
    const { status, err } = await deploy([], { ...project.withApiKey(), TWILIO_API_SECRET: 'wrong' });
    expect([status, err]).toEqual([1, expect.stringContaining('Twilio refuses these credentials.')]);
    expect(services()).toEqual([]);
  });

  it('leaves a service alone that has the name and is not this queue', async () => {
    const stranger = twilio.serverless.createService({
      ...{ uniqueName: 'call-queue', friendlyName: 'Shop', includesCredentials: true, isUiEditable: true },
    });
    twilio.serverless.createUploadable(stranger, 'function', '/checkout');
    const { status, err } = await deploy();
    expect([status, err]).toEqual([1, expect.stringContaining('that is not this queue: it has /checkout')]);
    expect(err).toContain('a different "name" in package.json');
    expect([stranger.environments.size, stranger.functions.size]).toEqual([0, 1]);
  });

  it('says which build could not be packed, and that the one before is live', async () => {
    await deploy();
    const before = live();
    project.changePackage(({ dependencies }) => {
      dependencies.twilio = '0.0.1';
    });
    const { status, out, err } = await deploy();
    const failed = [...service().builds.values()].at(-1)?.sid;
    expect([status, out]).toEqual([1, '']);
    expect(err).toContain(`Twilio could not build ${failed}, and does not say why.`);
    expect(err).toContain('twilio 0.0.1');
    expect(err).toContain(`The earlier build is still live: ${before}.`);
    expect(live()).toBe(before);
  });

  it('says that there were too many requests, and goes through when it is run again', async () => {
    await deploy();
    const before = live();
    const path = `/Services/${service().sid}/Functions/`;
    twilio.disturb({ where: 'rest', kind: 'status', status: 429, path, times: Number.POSITIVE_INFINITY });
    const { status, err } = await deploy();
    expect([status, err]).toEqual([1, expect.stringContaining('too many requests')]);
    expect(err).toContain(`The earlier build is still live: ${before}.`);
    twilio.disturbances.clear();
    expect(await deploy()).toMatchObject({ status: 0 });
    expect(live()).not.toBe(before);
  });

  it('says that the connection was lost half way, and starts over when it is run again', async () => {
    const uploading = firstUpload();
    const { ended } = project.command('deploy');
    await uploading;
    await project.proxy.close();
    const { status, err } = await ended;
    expect([status, err]).toEqual([1, expect.stringContaining('The connection to Twilio was lost')]);
    expect(err).toContain('Nothing is live yet.');
    expect(live()).toBeUndefined();
    await project.reconnect();
    expect(await deploy()).toMatchObject({ status: 0 });
    expect([service().functions.size, service().assets.size]).toEqual([18, 6]);
  });

  it('ends at Ctrl-C with all that it started, and says what is live', async () => {
    await deploy();
    const before = live();
    const uploading = firstUpload();
    const running: Running = project.command('deploy');
    await uploading;
    running.child.kill('SIGINT');
    // As tsx does, which runs the command for npm.
    running.child.kill('SIGINT');
    const { status, err } = await running.ended;
    expect([status, err]).toEqual([1, expect.stringContaining('Stopped. Run it again')]);
    expect(err).toContain(`The earlier build is still live: ${before}.`);
    expect(live()).toBe(before);
    expect(commandLines()).not.toContain(project.folder);
  });
});
