import { type FileToUpload, uploadFaults } from '../../build/upload-faults';
import { endpoints, functionNameOf } from '../../src/endpoints';

const file = (kind: FileToUpload['kind'], name: string, given: Partial<FileToUpload> = {}): FileToUpload => ({
  ...{ kind, name, bytes: 1000, isLink: false, ...given },
});

const functions = endpoints.map((endpoint) => file('function', `${functionNameOf(endpoint)}.js`));
const asset = (name: string, given?: Partial<FileToUpload>) => file('asset', name, given);
const fit = [...functions, asset('fallback/caller.xml'), asset('hold-music/porch-light.v1.wav')];

describe('what is uploaded', () => {
  it('is every endpoint, music and documents', () => {
    expect(uploadFaults(fit)).toEqual([]);
  });

  it('is not what a Mac leaves in folders, which the toolkit leaves out', () => {
    expect(uploadFaults([...fit, asset('hold-music/.DS_Store')])).toEqual([]);
  });

  it.each<[string, RegExp]>([
    ['caller.protected.js', /^functions\/caller\.protected\.ts is missing\.$/],
    ['voicemail.js', /^functions\/voicemail\.ts is missing\.$/],
  ])('is not begun with while %s is missing', (missing, words) => {
    expect(uploadFaults(fit.filter(({ name }) => name !== missing))).toEqual([expect.stringMatching(words)]);
  });

  it('is never without any functions, as the toolkit itself would have it', () => {
    expect(uploadFaults([])).toHaveLength(functions.length);
  });

  it.each([
    ['a function that is no endpoint', 'debug.js'],
    ['an endpoint that everybody could ask', 'caller.js'],
    ['a source map', 'caller.protected.js.map'],
    ['a declaration', 'caller.protected.d.ts'],
    ['a test', 'caller.test.js'],
    ['the local Twilio', 'emulator/clock.js'],
    ['a hidden file', '.env'],
  ])('has among the functions no %s', (_what, name) => {
    const source = name.replace(/\.js$/, '.ts');
    expect(uploadFaults([...fit, file('function', name)])).toEqual([
      `functions/${source} is not an endpoint: list it in src/endpoints.ts or remove it.`,
    ]);
  });

  it.each<[string, string, Partial<FileToUpload>, string]>([
    ['a text', 'notes.txt', {}, 'is neither a sound nor a document'],
    ['a source map', 'rules.private.js.map', {}, 'is neither a sound nor a document'],
    ['a declaration', 'rules.d.ts', {}, 'is neither a sound nor a document'],
    ['a file without an ending', 'LICENSE', {}, 'is neither a sound nor a document'],
    ['a hidden file', '.hidden.wav', {}, 'is hidden here'],
    ['a file in a hidden folder', '.git/x.wav', {}, 'is hidden here'],
    ['what a Mac writes beside a file', 'hold-music/._x.wav', {}, 'is hidden here'],
    ['a private file', 'closed.private.wav', {}, 'would be closed to Twilio’s players'],
    ['a protected file', 'closed.protected.wav', {}, 'would be closed to Twilio’s players'],
    ['a name with a space', 'we are closed.wav', {}, 'has “ ” in its name'],
    ['a name with a sign of URLs', 'prompts/closed?.wav', {}, 'has “?” in its name'],
    ['a link', 'closed.wav', { isLink: true }, 'is a link'],
  ])('has among the assets no %s', (_what, name, given, words) => {
    expect(uploadFaults([...fit, asset(name, given)])).toEqual([
      expect.stringContaining(`assets/${name} ${words}`),
    ]);
  });

  it.each<[string, FileToUpload, FileToUpload]>([
    [
      'sounds of 25 MB',
      asset('a.wav', { bytes: 25 * 1024 * 1024 }),
      asset('a.wav', { bytes: 25 * 1024 * 1024 + 1 }),
    ],
    ['documents of 64 kB', asset('a.xml', { bytes: 64 * 1024 }), asset('a.xml', { bytes: 64 * 1024 + 1 })],
    ['names of 254 characters', asset(`${'a'.repeat(250)}.wav`), asset(`${'a'.repeat(251)}.wav`)],
  ])('has %s and nothing larger', (_what, right, wrong) => {
    expect(uploadFaults([...fit, right])).toEqual([]);
    expect(uploadFaults([...fit, wrong])).toHaveLength(1);
  });

  it('has a thousand assets and no more', () => {
    const assets = Array.from({ length: 1000 }, (_, index) => asset(`${index}.wav`));
    expect(uploadFaults([...functions, ...assets])).toEqual([]);
    expect(uploadFaults([...functions, ...assets, asset('one-more.wav')])).toEqual([
      'assets/ has 1001 files, and Twilio takes 1000: remove some.',
    ]);
  });
});
