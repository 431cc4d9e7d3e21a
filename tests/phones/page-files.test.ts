import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pageFiles } from '../../phones/page-files';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'page-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const write = (files: Record<string, string>) =>
  Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)));

it('the page has its index, its script with everything that it imports, its styles and its pictures', async () => {
  await write({
    'index.html': '<!doctype html>',
    'style.css': 'body { margin: 0 }',
    'icon.svg': '<svg/>',
    'page.ts': "import { words } from './words';\nconsole.log(words as string);",
    'words.ts': "export const words = 'of the other file';",
  });
  const files = await pageFiles(folder);
  expect([...files.keys()].sort()).toEqual(['/', '/icon.svg', '/index.html', '/page.js', '/style.css']);
  expect(files.get('/')?.body.toString()).toBe('<!doctype html>');
  expect(files.get('/page.js')?.body.toString()).toMatch(/of the other file/);
  expect(files.get('/style.css')?.contentType).toBe('text/css; charset=utf-8');
});

it.each<[string, Record<string, string>, RegExp]>([
  ['has no script', { 'index.html': '' }, /cannot be built.*page\.ts/s],
  [
    'has a script that cannot be parsed',
    { 'index.html': '', 'page.ts': 'const = 1' },
    /cannot be built.*page\.ts:1:6/s,
  ],
  ['has no index', { 'page.ts': '' }, /index\.html is missing/],
])('a page that %s is refused with the reason', async (_, files, complaint) => {
  await write(files);
  await expect(pageFiles(folder)).rejects.toThrow(complaint);
});
