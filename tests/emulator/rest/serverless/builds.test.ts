import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LocalTwilio } from '../../../../emulator/local-twilio';
import { answersTo } from '../../application';
import { clientOf, twilioWithApplication } from '../application';
import { documentFunction, Project, type ProjectFile } from './project';

let twilio: LocalTwilio;
let project: Project;

async function start(options?: Parameters<typeof twilioWithApplication>[0]) {
  twilio = twilioWithApplication(options);
  project = await Project.create(twilio, clientOf(twilio));
}
beforeEach(() => start());
afterEach(() => twilio.serverless.close());

const voice: ProjectFile = { path: '/voice', content: documentFunction('') };
const asset = (path: string, megabytes: number, visibility: string): ProjectFile => ({
  kind: 'asset',
  path,
  visibility,
  content: Buffer.alloc(megabytes * 1024 * 1024 + 1),
});

const statusOf = async (sid: string) => (await project.service.builds(sid).buildStatus().fetch()).status;

// https://www.twilio.com/docs/serverless/api/resource/build
describe('a build', () => {
  it('is building, and then completed', async () => {
    const { sid, status } = await project.build([voice]);
    expect(status).toBe('building');
    await twilio.clock.advance(1999);
    expect(await statusOf(sid)).toBe('building');
    await twilio.clock.advance(1);
    expect(await statusOf(sid)).toBe('completed');
    expect(await project.service.builds(sid).fetch()).toMatchObject({
      status: 'completed',
      runtime: 'node22',
      dateUpdated: twilio.clock.now(),
    });
  });

  it('has its versions and dependencies, even as the toolkit sends them', async () => {
    const { sid } = await project.build([voice, { ...voice, kind: 'asset', path: '/a.xml' }]);
    const build = await project.service.builds(sid).fetch();
    expect(build.functionVersions).toMatchObject([{ path: '/voice', visibility: 'PUBLIC' }]);
    expect(build.assetVersions).toMatchObject([{ path: '/a.xml', visibility: 'PUBLIC' }]);
    const [version] = build.functionVersions;
    const quoted = await project.service.builds.create({
      functionVersions: [version.sid],
      dependencies: '"[{"name":"ajv","version":"8.20.0"}]"',
    });
    expect(quoted.dependencies).toEqual([{ name: 'ajv', version: '8.20.0' }]);
  });

  it('uses the runtime of the previous build, if none is named', async () => {
    await project.build([voice], { runtime: 'node20' });
    expect(await project.build([voice])).toMatchObject({ runtime: 'node20' });
  });

  it('is deleted, unless it is served', async () => {
    const first = await project.deploy([voice]);
    const second = await project.deploy([voice]);
    expect(await project.service.builds(first).remove()).toBe(true);
    await expect(project.service.builds(second).remove()).rejects.toMatchObject({ status: 409, code: 20409 });
    expect((await project.service.builds.list()).map(({ sid }) => sid)).toEqual([second]);
  });
});

describe('a build is refused (20001)', () => {
  const handler = (version: string) => ({ dependencies: { '@twilio/runtime-handler': version } });

  it.each<[string, object, string]>([
    // https://www.twilio.com/docs/api/errors/82007
    ['a runtime that is gone', { runtime: 'node18' }, 'Runtime node18 is not supported'],
    // https://github.com/twilio-labs/serverless-toolkit/issues/564
    ['a runtime handler that only npm has', handler('2.1.0'), 'No matching version found'],
    ['a range of runtime handlers', handler('^2.0.1'), 'No matching version found'],
    ['an old runtime handler on Node 24', { ...handler('1.1.3'), runtime: 'node24' }, '1.2.0 or later'],
    // https://github.com/twilio-labs/serverless-toolkit/issues/325
    ['a module of this machine', { dependencies: { texts: 'file:../texts' } }, 'cannot install'],
  ])('for %s', async (_, options, why) => {
    const message = expect.stringContaining(why);
    await expect(project.build([voice], options)).rejects.toMatchObject({
      status: 400,
      code: 20001,
      message,
    });
    expect(await project.service.builds.list()).toEqual([]);
  });

  it('without any version, with an unknown one, or with invalid dependencies', async () => {
    const { builds } = project.service;
    const refused = { status: 400, code: 20001 };
    await expect(builds.create()).rejects.toMatchObject(refused);
    await expect(builds.create({ functionVersions: [`ZN${'a'.repeat(32)}`] })).rejects.toMatchObject(refused);
    await expect(builds.create({ dependencies: 'ajv' })).rejects.toMatchObject(refused);
  });

  it('for two files with one path', async () => {
    await expect(project.build([voice, voice])).rejects.toMatchObject({ status: 400, code: 20001 });
  });

  it('for more than 50 private assets', async () => {
    const files = Array.from(
      { length: 51 },
      (_, index) => ({ ...voice, kind: 'asset', path: `/${index}`, visibility: 'private' }) as const,
    );
    await expect(project.build(files)).rejects.toMatchObject({
      message: expect.stringContaining('50 private'),
    });
  });
});

describe('the platform has the runtime handlers', () => {
  it.each(['1.3.1', '2.0.1', '2.1.2'])('%s', async (version) => {
    const build = await project.build([voice], { dependencies: { '@twilio/runtime-handler': version } });
    expect(build.status).toBe('building');
  });

  it.each(answersTo('runtimeHandler203'))('and perhaps 2.0.3: $answer', async ({ answer, given }) => {
    await start({ assumptions: given });
    const build = project.build([voice], { dependencies: { '@twilio/runtime-handler': '2.0.3' } });
    if (answer === 'accepted') await expect(build).resolves.toMatchObject({ status: 'building' });
    else await expect(build).rejects.toMatchObject({ status: 400, code: 20001 });
  });
});

// "Failed: Packaging has failed at any of the above steps."
describe('a build fails', () => {
  it.each<[string, object, string]>([
    ['with a module that is not installed here', { 'no-such-module': '1.0.0' }, 'is not installed'],
    ['with a version that is not installed here', { ajv: '8.0.0' }, 'ajv 8.0.0 is not installed'],
    [
      'with more than 100 modules',
      Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`module-${index}`, '1.0.0'])),
      'more than 100',
    ],
  ])('%s, and the timeline says why', async (_, dependencies, why) => {
    const { sid, status } = await project.build([voice], { dependencies });
    expect(status).toBe('building');
    await twilio.clock.advance(2000);
    expect(await statusOf(sid)).toBe('failed');
    const deployment = project.environment.deployments.create({ buildSid: sid });
    await expect(deployment).rejects.toMatchObject({ status: 400, code: 20001 });
    expect(twilio.timeline.events()).toContainEqual(
      expect.objectContaining({ kind: 'log', level: 'error', text: expect.stringContaining(why) }),
    );
  });
});

// https://www.twilio.com/docs/serverless/functions-assets/functions/dependencies: no native modules.
describe('a module with native code', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'modules-'));
    mkdirSync(join(folder, 'fast'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it.each<[string, string, object, 'failed' | 'completed']>([
    ['a recipe', 'binding.gyp', {}, 'failed'],
    ['the compiled code', 'fast.node', {}, 'failed'],
    ['a note in its package', 'index.js', { gypfile: true }, 'failed'],
    ['neither', 'index.js', {}, 'completed'],
  ])('is recognized by %s', async (_, file, notes, status) => {
    writeFileSync(join(folder, 'fast', 'package.json'), JSON.stringify({ version: '1.0.0', ...notes }));
    writeFileSync(join(folder, 'fast', file), '');
    await start({ modulesFolder: folder });
    const { sid } = await project.build([voice], { dependencies: { fast: '1.0.0' } });
    await twilio.clock.advance(2000);
    expect(await statusOf(sid)).toBe(status);
  });
});

// https://www.twilio.com/docs/serverless/api/resource/function-version
describe('an upload', () => {
  it('is answered with the version, which can be read again', async () => {
    const { status, body } = await project.upload({ ...voice, path: 'voice', visibility: 'protected' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ path: '/voice', visibility: 'protected' });
    const [fn] = await project.service.functions.list();
    const versions = project.service.functions(fn?.sid ?? '').functionVersions;
    const [version] = await versions.list();
    const read = await versions(version?.sid ?? '')
      .functionVersionContent()
      .fetch();
    expect(read.content).toBe(voice.content);
  });

  it('keeps every byte', async () => {
    const content = Buffer.from([0, 13, 10, 45, 45, 108, 255, 13, 10]);
    await project.upload({ kind: 'asset', path: '/a.wav', content });
    const [service] = [...twilio.serverless.services.values()];
    const [one] = [...(service?.assets.values() ?? [])];
    expect([...(one?.versions.values() ?? [])][0]?.content).toEqual(content);
  });

  it.each<[string, ProjectFile, number]>([
    ['a public asset of more than 25 MB', asset('/a.wav', 25, 'public'), 413],
    ['a protected asset of more than 25 MB', asset('/a.wav', 25, 'protected'), 413],
    ['a private asset of more than 10 MB', asset('/a.wav', 10, 'private'), 413],
    ['a visibility that Twilio does not have', { ...voice, visibility: 'secret' }, 400],
    ['no path', { ...voice, path: '' }, 400],
    ['a path with a space', { ...voice, path: '/my voice' }, 400],
    ['a path of 256 characters', { ...voice, path: `/${'a'.repeat(255)}` }, 400],
  ])('of %s is refused (20001)', async (_, file, status) => {
    expect(await project.upload(file)).toMatchObject({ status, body: { code: 20001 } });
  });

  it('of a public file of 10 MB is accepted', async () => {
    expect(await project.upload(asset('/a.wav', 10, 'public'))).toMatchObject({ status: 201 });
  });

  // The word counts right before the last ending only: https://www.twilio.com/docs/serverless/functions-assets/visibility
  it.each(['/rules.private.js.map', '/rules.private.d.ts'])(
    'of %s for everybody is refused, although Twilio itself would accept it',
    async (path) => {
      const file: ProjectFile = { kind: 'asset', path, content: '{}' };
      expect(await project.upload(file)).toMatchObject({ status: 400, body: { code: 20001 } });
      expect(await project.upload({ ...file, visibility: 'private' })).toMatchObject({ status: 201 });
      await start({ settings: { refusesLeaks: false } });
      expect(await project.upload(file)).toMatchObject({ status: 201 });
    },
  );
});
