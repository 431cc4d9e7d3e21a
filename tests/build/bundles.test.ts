import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { transform } from 'esbuild';
import { deployedFiles } from '../../emulator/reference';
import config from '../../queues.config';
import { fallbackDocuments } from '../../src/config/fallback-documents';
import { endpoints, functionNameOf, pathsOpenTo } from '../../src/endpoints';

const root = join(__dirname, '..', '..');
const bundlesFolder = join(root, 'dist', 'functions');
const bundles = deployedFiles(bundlesFolder, join(root, 'assets')).filter(({ kind }) => kind === 'function');

const sources = (readdirSync(join(root, 'functions'), { recursive: true }) as string[])
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.replaceAll('\\', '/'));

describe('what is deployed', () => {
  test('is one file of functions/ for each endpoint, for Twilio only unless it says otherwise', () => {
    const files = endpoints.map((endpoint) => `${functionNameOf(endpoint)}.ts`);
    expect(sources.toSorted()).toEqual(files.toSorted());
  });

  test('is one bundle for each endpoint, and what Twilio asks cannot be reached without its signature', () => {
    const withVisibility = (visibility: string) =>
      bundles.filter((bundle) => bundle.visibility === visibility).map(({ path }) => path);
    expect(withVisibility('protected').toSorted()).toEqual(pathsOpenTo('protected').toSorted());
    expect(withVisibility('public').toSorted()).toEqual(pathsOpenTo('public').toSorted());
    expect(bundles).toHaveLength(endpoints.length);
  });

  test.each(sources)('comes from functions/%s, which is read at a glance', (file) => {
    const text = readFileSync(join(root, 'functions', file), 'utf8');
    expect(text.split('\n').length).toBeLessThanOrEqual(7);
  });

  test('are the fallback documents of the config as it is', () => {
    for (const [name, xml] of Object.entries(fallbackDocuments(config))) {
      expect(readFileSync(join(root, 'assets', 'fallback', name), 'utf8')).toBe(xml);
    }
  });

  test('are the functions of the folder that Twilio’s tools are told of', () => {
    const settings = readFileSync(join(root, '.twilioserverlessrc'), 'utf8').replace(/^\s*\/\/.*$/gm, '');
    const { functionsFolder } = JSON.parse(settings.replace(/,(\s*[}\]])/g, '$1'));
    expect(join(root, functionsFolder)).toBe(bundlesFolder);
  });
});

describe('a deployed function', () => {
  /** A place with nothing but `twilio`, as in Twilio's cloud. */
  let elsewhere = '';

  beforeAll(() => {
    elsewhere = mkdtempSync(join(tmpdir(), 'deployed-'));
    mkdirSync(join(elsewhere, 'modules'));
    symlinkSync(dirname(require.resolve('twilio/package.json')), join(elsewhere, 'modules', 'twilio'));
  });

  afterAll(() => {
    rmSync(elsewhere, { recursive: true });
  });

  const inspect = `
    const { handler } = require('./function.js');
    const loaded = Object.keys(require.cache);
    console.log(JSON.stringify({ handler: typeof handler, loaded }));`;

  test.each(bundles)('$path loads alone, and of twilio only what writes TwiML', ({ file }) => {
    copyFileSync(file, join(elsewhere, 'function.js'));
    const output = execFileSync(process.execPath, ['-e', inspect], {
      cwd: elsewhere,
      env: { NODE_PATH: join(elsewhere, 'modules') },
      encoding: 'utf8',
    });
    const { handler, loaded } = JSON.parse(output) as { handler: string; loaded: string[] };
    expect(handler).toBe('function');
    const twilio = dirname(require.resolve('twilio/package.json'));
    const ofTwilio = loaded.map((file) => relative(twilio, file)).filter((file) => !file.startsWith('..'));
    expect(ofTwilio.toSorted()).toEqual(['lib/twiml/TwiML.js', 'lib/twiml/VoiceResponse.js']);
  });

  // What a cold start reads, and what a reader of the cloud's editor sees.
  test.each(bundles)('$path is at most 20 kB once it is minified', async ({ file }) => {
    const { code } = await transform(readFileSync(file, 'utf8'), {
      minify: true,
      platform: 'node',
      format: 'cjs',
    });
    expect(Buffer.byteLength(code)).toBeLessThanOrEqual(20_000);
  });

  test.each(bundles)('$path knows nothing of the local Twilio, and carries no copy of twilio', ({ file }) => {
    expect(readFileSync(file, 'utf8')).not.toMatch(/emulator\/|node_modules\//);
  });

  test.each(bundles)('$path reads its environment from Twilio’s context and nowhere else', ({ file }) => {
    expect(readFileSync(file, 'utf8')).not.toContain('process.env');
  });
});
