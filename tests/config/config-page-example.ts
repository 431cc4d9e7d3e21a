import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');

export const configPage = readFileSync(join(root, 'docs', 'config.md'), 'utf8');

/** Writes the page's example beside the project's own config, so that its imports are found, and returns the file. */
export function writeConfigPageExample(): string {
  const [, example = ''] = /```ts\n([\s\S]*?)```/.exec(configPage) ?? [];
  const file = join(root, `example-of-config-page-${process.pid}.config.ts`);
  writeFileSync(file, example);
  return file;
}
