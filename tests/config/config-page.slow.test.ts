import { rmSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { writeConfigPageExample } from './config-page-example';

const root = join(__dirname, '..', '..');
let file: string;

beforeAll(() => {
  file = writeConfigPageExample();
});
afterAll(() => rmSync(file, { force: true }));

/** What the compiler says about the example, with the project's own settings. */
function complaintsOfCompiler(): string[] {
  const { config: settings } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(
    { ...settings, include: [], files: [file] },
    ts.sys,
    root,
  );
  const program = ts.createProgram([file], { ...options, types: ['node'] });
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

test('the example of docs/config.md compiles', () => {
  expect(complaintsOfCompiler()).toEqual([]);
});
