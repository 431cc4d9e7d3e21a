import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { bundleFunctions } from '../../build/bundle';
import { checkedConfig, warningsOf } from '../../build/checked-config';
import { shapeOf } from '../../src/config/errors/shape';
import type { QueuesConfig } from '../../src/config/queue-config';
import { configPage, writeConfigPageExample } from './config-page-example';

const root = join(__dirname, '..', '..');
let file: string;
let config: QueuesConfig;

beforeAll(() => {
  file = writeConfigPageExample();
  config = checkedConfig(file);
});
afterAll(() => rmSync(file, { force: true }));

/** Every setting in it, by its name alone. */
function settingsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(settingsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [name, ...settingsIn(inner)]);
}

describe('the example of docs/config.md', () => {
  test('has neither an error nor anything to warn of', () => {
    expect(warningsOf(config)).toEqual([]);
    expect(Object.keys(config.queues)).toEqual(['support', 'sales', 'ventas', 'repairs']);
  });

  test('is built', async () => {
    const folder = mkdtempSync(join(root, 'dist', 'example-'));
    try {
      await bundleFunctions(join(folder, 'functions'), { configFile: file });
      execFileSync(process.execPath, ['--check', join(folder, 'functions', 'caller.protected.js')]);
      expect(readFileSync(join(folder, 'functions', 'caller.protected.js'), 'utf8')).toContain(
        'Welcome to sales.',
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('shows every setting that there is', () => {
    const types = ['queue-config.ts', '../rules/opening-hours.ts'].map((name) =>
      ts.createSourceFile(
        name,
        readFileSync(join(root, 'src', 'config', name), 'utf8'),
        ts.ScriptTarget.Latest,
        true,
      ),
    );
    const settings = types.flatMap((source) =>
      source.statements
        .filter(ts.isInterfaceDeclaration)
        .flatMap(({ name, members }) =>
          ['NamedQueue', 'Stretch'].includes(name.text)
            ? []
            : members.flatMap((member) => member.name?.getText() ?? []),
        ),
    );
    const shown = settingsIn(config);
    expect(settings.length).toBeGreaterThan(40);
    expect(settings.filter((name) => !shown.includes(name))).toEqual([]);
  });

  test('and its mistakes get the messages that the page shows', () => {
    const { greeting, ...support } = config.queues.support as NonNullable<typeof config.queues.support>;
    const mistaken = { ...config, queues: { support: { ...support, maxCallers: '100', greting: greeting } } };
    const shape = shapeOf(mistaken);
    const messages = shape.kind === 'problems' ? shape.problems : [];
    expect(messages).toHaveLength(2);
    for (const { path, found, fix } of messages)
      expect(configPage).toContain(`  ${path}: ${found}. ${fix}\n`);
  });
});
