import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { deployedFiles } from '../../../emulator/functions/deployment';

let project: string;
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'deployment-'));
});
afterEach(() => rmSync(project, { recursive: true }));

function deploy(names: readonly string[]) {
  for (const folder of ['functions', 'assets']) mkdirSync(join(project, folder));
  for (const name of names) {
    mkdirSync(dirname(join(project, name)), { recursive: true });
    writeFileSync(join(project, name), '');
  }
  return deployedFiles(join(project, 'functions'), join(project, 'assets'));
}

// A file's name says where it is reached and by whom; functions lose their ending, assets keep it.
// https://www.twilio.com/docs/labs/serverless-toolkit/guides/project-structure,
// https://www.twilio.com/docs/serverless/functions-assets/visibility
describe('a file is deployed by its name', () => {
  test.each([
    ['functions/voice.js', '/voice', 'public'],
    ['functions/voice.protected.js', '/voice', 'protected'],
    ['functions/lib/util.private.js', '/lib/util', 'private'],
    ['functions/index.js', '/index', 'public'],
    ['functions/queue/index.protected.js', '/queue/index', 'protected'],
    ['functions/my voice.js', '/my-voice', 'public'],
    ['functions/voice.test.js', '/voice.test', 'public'],
    ['assets/music.wav', '/music.wav', 'public'],
    ['assets/texts.private.json', '/texts.json', 'private'],
    ['assets/hold-music/a.protected.wav', '/hold-music/a.wav', 'protected'],
    ['assets/README', '/README', 'public'],
    // The mark counts right before the last ending only: this one is open to everybody.
    ['assets/message.private.js.map', '/message.private.js.map', 'public'],
    ['assets/message.private.d.ts', '/message.private.d.ts', 'public'],
  ])('%s is %s, %s', (name, path, visibility) => {
    const kind = name.startsWith('functions') ? 'function' : 'asset';
    expect(deploy([name])).toEqual([{ kind, path, visibility, file: join(project, name) }]);
  });

  test.each(['functions/voice.ts', 'functions/voice.js.map', 'functions/README.md', 'assets/.DS_Store'])(
    '%s is not deployed',
    (name) => {
      expect(deploy([name])).toEqual([]);
    },
  );

  test('two files for one path are an error', () => {
    expect(() => deploy(['functions/voice.js', 'functions/voice.protected.js'])).toThrow(
      'would have the same path, /voice: rename one of them.',
    );
  });
});
