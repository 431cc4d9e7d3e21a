import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { build } from 'esbuild';

const pageFolder = join(__dirname, 'page');

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** A file of the page, as sent to the browser. */
export interface PageFile {
  readonly contentType: string;
  readonly body: Buffer;
}

/**
 * The page's files by path: `/` is `index.html`; `/page.js` is `page.ts` with everything that it imports, for current
 * browsers; styles and pictures keep their names.
 */
export async function pageFiles(folder = pageFolder): Promise<ReadonlyMap<string, PageFile>> {
  const names = (await readdir(folder)).filter((name) => ['.html', '.css', '.svg'].includes(extname(name)));
  const others = names.map(async (name) => [`/${name}`, await readPageFile(join(folder, name))] as const);
  const files = new Map(await Promise.all([bundled(join(folder, 'page.ts')), ...others]));
  const start = files.get('/index.html');
  if (!start) throw new Error(`The page of the phones cannot be served: ${folder}/index.html is missing.`);
  return files.set('/', start);
}

const readPageFile = async (file: string): Promise<PageFile> => fileOf(extname(file), await readFile(file));

async function bundled(script: string): Promise<readonly [string, PageFile]> {
  try {
    const { outputFiles } = await build({
      entryPoints: [script],
      bundle: true,
      write: false,
      platform: 'browser',
      target: 'es2022',
      format: 'esm',
      logLevel: 'silent',
    });
    return ['/page.js', fileOf('.js', outputFiles[0]?.contents ?? new Uint8Array())];
  } catch (error) {
    throw new Error(
      `The page of the phones cannot be built. ${error instanceof Error ? error.message : error}`,
    );
  }
}

const fileOf = (ending: string, bytes: Uint8Array): PageFile => ({
  contentType: contentTypes[ending] ?? 'application/octet-stream',
  body: Buffer.from(bytes),
});
