import { type FileToUpload, uploadFaults as faultsOf } from '../../build/upload-faults';
import { endpoints, functionNameOf } from '../../src/endpoints';

const file = (kind: FileToUpload['kind'], name: string, given: Partial<FileToUpload> = {}): FileToUpload => ({
  ...{ kind, name, bytes: 1000, isLink: false, ...given },
});

const uploadFaults = (files: readonly FileToUpload[]) => faultsOf(files, endpoints);
const functions = endpoints.map((endpoint) => file('function', `${functionNameOf(endpoint)}.js`));
const asset = (name: string, given?: Partial<FileToUpload>) => file('asset', name, given);
const fit = [...functions, asset('fallback/caller.xml'), asset('hold-music/porch-light.v1.wav')];

describe('an upload', () => {
  it('takes every endpoint, music and documents', () => {
    expect(uploadFaults(fit)).toEqual([]);
  });

  it('ignores what a Mac leaves in folders, as the toolkit does', () => {
    expect(uploadFaults([...fit, asset('hold-music/.DS_Store')])).toEqual([]);
  });

  it.each<[string, RegExp]>([
    ['caller.protected.js', /^functions\/caller\.protected\.ts is missing\.$/],
    ['voicemail.js', /^functions\/voicemail\.ts is missing\.$/],
  ])('does not start while %s is missing', (missing, words) => {
    expect(uploadFaults(fit.filter(({ name }) => name !== missing))).toEqual([expect.stringMatching(words)]);
  });

  it('never goes without functions, although the toolkit would allow it', () => {
    expect(uploadFaults([])).toHaveLength(functions.length);
  });

  it.each([
    ['a function that is not an endpoint', 'debug.js'],
    ['an endpoint that anyone could request', 'caller.js'],
    ['a source map', 'caller.protected.js.map'],
    ['a declaration', 'caller.protected.d.ts'],
    ['a test', 'caller.test.js'],
    ['the local Twilio', 'emulator/clock.js'],
    ['a hidden file', '.env'],
  ])('refuses %s among the functions', (_what, name) => {
    const source = name.replace(/\.js$/, '.ts');
    expect(uploadFaults([...fit, file('function', name)])).toEqual([
      `functions/${source} is not an endpoint: list it in src/endpoints.ts or remove it.`,
    ]);
  });

  it.each<[string, string, Partial<FileToUpload>, string]>([
    ['a text file', 'notes.txt', {}, 'is neither a sound nor a document'],
    ['a source map', 'rules.private.js.map', {}, 'is neither a sound nor a document'],
    ['a declaration', 'rules.d.ts', {}, 'is neither a sound nor a document'],
    ['a file without an extension', 'LICENSE', {}, 'is neither a sound nor a document'],
    ['a hidden file', '.hidden.wav', {}, 'is hidden here'],
    ['a file in a hidden folder', '.git/x.wav', {}, 'is hidden here'],
    ['what a Mac writes next to a file', 'hold-music/._x.wav', {}, 'is hidden here'],
    ['a private file', 'closed.private.wav', {}, 'could not be played by Twilio'],
    ['a protected file', 'closed.protected.wav', {}, 'could not be played by Twilio'],
    ['a name with a space', 'we are closed.wav', {}, 'has “ ” in its name'],
    ['a name with a character that URLs reserve', 'prompts/closed?.wav', {}, 'has “?” in its name'],
    ['a link', 'closed.wav', { isLink: true }, 'is a link'],
  ])('refuses %s among the assets', (_what, name, given, words) => {
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
  ])('takes %s and nothing larger', (_what, right, wrong) => {
    expect(uploadFaults([...fit, right])).toEqual([]);
    expect(uploadFaults([...fit, wrong])).toHaveLength(1);
  });

  it('does not have /voicemail, which anybody may ask, where no voicemail can be opened', () => {
    const deployed = endpoints.filter(({ path }) => path !== '/voicemail');
    const without = fit.filter(({ name }) => name !== 'voicemail.js');
    expect(faultsOf(without, deployed)).toEqual([]);
    expect(faultsOf(fit, deployed)).toHaveLength(1);
  });

  it('takes a thousand assets and no more', () => {
    const assets = Array.from({ length: 1000 }, (_, index) => asset(`${index}.wav`));
    expect(uploadFaults([...functions, ...assets])).toEqual([]);
    expect(uploadFaults([...functions, ...assets, asset('one-more.wav')])).toEqual([
      'assets/ has 1001 files, and Twilio allows 1000: remove some.',
    ]);
  });
});
