import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { readLog } from '../../../reporting/log/read-log';

const root = join(__dirname, '..', '..', '..');

/** The fields of each event in the type `LogLine`, with their types as they are written. */
function fieldsInCode(): Map<string, Map<string, string>> {
  const text = readFileSync(join(root, 'src/log.ts'), 'utf8');
  const file = ts.createSourceFile('log.ts', text, ts.ScriptTarget.Latest, true);
  const alias = file.statements.find(
    (statement): statement is ts.TypeAliasDeclaration =>
      ts.isTypeAliasDeclaration(statement) && statement.name.text === 'LogLine',
  );
  if (!alias || !ts.isUnionTypeNode(alias.type)) throw new Error('src/log.ts has no union type LogLine.');
  return new Map(
    alias.type.types.filter(ts.isTypeLiteralNode).map((line) => {
      const fields = new Map(
        line.members
          .filter(ts.isPropertySignature)
          .map((member) => [member.name.getText(), member.type?.getText() ?? '']),
      );
      const event = fields.get('event')?.replaceAll("'", '') ?? '';
      return [event, fields];
    }),
  );
}

interface Row {
  readonly event: string;
  readonly fields: readonly string[];
  readonly example: string;
}

/** The rows of the first table of docs/log.md. */
function rowsInTable(): Row[] {
  const text = readFileSync(join(root, 'docs/log.md'), 'utf8');
  const section = text.slice(text.indexOf('## The lines'), text.indexOf('## More than once'));
  return section.split('\n').flatMap((line) => {
    const [, event = '', , fields = '', example = ''] = line.split('|').map((cell) => cell.trim());
    if (!event.startsWith('`')) return [];
    const names = [...fields.matchAll(/`(\w+)`/g)].map(([, name]) => name ?? '');
    return [{ event: event.replaceAll('`', ''), fields: names, example: example.replaceAll('`', '') }];
  });
}

/** Whether a value can be of a type, as far as its first letters show; names of types mean texts. */
function fits(value: unknown, type: string): boolean {
  return type
    .replace(/^\|/, '')
    .split('|')
    .map((part) => part.trim())
    .some((part) => {
      if (part === 'null') return value === null;
      if (part === 'number' || part === 'boolean') return typeof value === part;
      if (part.startsWith('readonly')) return Array.isArray(value);
      return part.startsWith("'") ? value === part.slice(1, -1) : typeof value === 'string';
    });
}

const code = fieldsInCode();
const rows = rowsInTable();

test('docs/log.md has a row for each event of the log, and no others', () => {
  expect(code.size).toBeGreaterThan(15);
  expect(rows.map(({ event }) => event)).toEqual([...code.keys()]);
});

describe.each(rows)('the row of $event', ({ event, fields, example }) => {
  test('names the fields that the line has', () => {
    const inCode = [...(code.get(event)?.keys() ?? [])];
    expect(['event', 'call', ...fields].sort()).toEqual(inCode.sort());
  });

  test('has an example that could be such a line', () => {
    const line = JSON.parse(example) as Record<string, unknown>;
    expect(line.event).toBe(event);
    expect(Object.keys(line).sort()).toEqual(['at', ...(code.get(event)?.keys() ?? [])].sort());
    for (const [name, type] of code.get(event) ?? [])
      expect([name, fits(line[name], type)]).toEqual([name, true]);
    expect(readLog(example).lines).toEqual([line]);
  });
});
