import { basename, extname } from 'node:path/posix';
import { assetLimits, forbiddenInPaths, longestPath } from '../emulator/reference';
import { type endpoints, functionNameOf } from '../src/endpoints';

/** A file as a deploy finds it, in the functions folder or in the assets folder. */
export interface FileToUpload {
  readonly kind: 'function' | 'asset';
  /** Its path in that folder, with slashes: `caller/menu.protected.js`. */
  readonly name: string;
  readonly bytes: number;
  /** A symbolic link: the toolkit follows it, wherever it points. */
  readonly isLink: boolean;
}

/** What Twilio plays, and what it runs. https://www.twilio.com/docs/voice/twiml/play#supported-audio-file-types */
const assetTypes = ['.wav', '.mp3', '.xml'];

/** https://www.twilio.com/docs/api/errors/11750 */
const largestDocumentBytes = 64 * 1024;

/**
 * Every reason not to upload these files, each a sentence with the fix. The functions must be exactly these endpoints:
 * any other file would become a public URL, like every asset.
 */
export function uploadFaults(files: readonly FileToUpload[], deployed: typeof endpoints): string[] {
  const assets = files.filter(({ kind, name }) => kind === 'asset' && basename(name) !== '.DS_Store');
  return [
    ...functionFaults(
      files.filter(({ kind }) => kind === 'function').map(({ name }) => name),
      deployed,
    ),
    ...assets.flatMap(assetFaults),
    ...(assets.length > assetLimits.public.count
      ? [`assets/ has ${assets.length} files, and Twilio allows ${assetLimits.public.count}: remove some.`]
      : []),
  ];
}

function functionFaults(names: readonly string[], deployed: typeof endpoints): string[] {
  const expected = deployed.map((endpoint) => `${functionNameOf(endpoint)}.js`);
  const source = (name: string) => `functions/${name.replace(/\.js$/, '.ts')}`;
  return [
    ...expected.filter((name) => !names.includes(name)).map((name) => `${source(name)} is missing.`),
    ...names
      .filter((name) => !expected.includes(name))
      .map((name) => `${source(name)} is not an endpoint: list it in src/endpoints.ts or remove it.`),
  ];
}

function assetFaults({ name, bytes, isLink }: FileToUpload): string[] {
  const extension = extname(name);
  const most = extension === '.xml' ? largestDocumentBytes : assetLimits.public.bytes;
  const [forbidden] = /[\s%\\]|[^\x20-\x7e]/.exec(name) ?? forbiddenInPaths.exec(name) ?? [];
  const faults = [
    isLink && 'is a link: replace it with the file itself',
    name.split('/').some((part) => part.startsWith('.')) &&
      'is hidden here, but anyone could read it once it is uploaded: remove it',
    !assetTypes.includes(extension) &&
      `is neither a sound nor a document (${assetTypes.join(', ')}), and anyone could read it: move it elsewhere`,
    /\.(private|protected)\.[^.]*$/.test(name) &&
      'could not be played by Twilio: remove the word before its extension',
    forbidden !== undefined && `has “${forbidden}” in its name, which would change its URL: rename it`,
    name.length >= longestPath && `has a name of ${name.length} characters: use fewer than ${longestPath}`,
    bytes > most && `has ${bytes} bytes, and Twilio allows ${most}: make it smaller`,
  ];
  return faults.filter((fault) => fault !== false).map((fault) => `assets/${name} ${fault}.`);
}
