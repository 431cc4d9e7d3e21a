/**
 * Writes emulator/twiml/vocabulary.json: the elements, attributes and nestings that Twilio's helper library can write.
 * The attributes come from the library's declarations, and the element of each method from its code.
 * Run it after changing the version of `twilio`: npx tsx scripts/twiml-vocabulary.ts
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import ts from 'typescript';

const library = join(__dirname, '../node_modules/twilio/lib/twiml');
const destination = join(__dirname, '../emulator/twiml/vocabulary.json');

type Kind = {
  name: string;
  text: boolean;
  attributes: Record<string, string>;
  children: Record<string, string>;
};
type Vocabulary = { elements: Record<string, Kind>; enumerations: Record<string, string[]> };
type Method = { key: string; makes: string; attributes: string | undefined; text: boolean };

/** Reads the vocabulary from the installed helper library. */
export function vocabularyOfLibrary(): Vocabulary {
  const declarations = parse('VoiceResponse.d.ts');
  const names = elementNames(parse('VoiceResponse.js'));
  const methods = declaredMethods(declarations);
  const interfaces = declaredInterfaces(declarations);
  const elements: Vocabulary['elements'] = { Response: emptyKind('Response') };
  for (const method of methods) {
    const name = names.get(method.key);
    if (!name)
      throw new Error(
        `VoiceResponse.js does not have ${method.key}: check what has changed in the helper library.`,
      );
    elements[method.makes] ??= emptyKind(name);
  }
  for (const method of methods) {
    const made = elements[method.makes] as Kind;
    const parent = elements[classKey(method.key)] as Kind;
    parent.children[made.name] = method.makes;
    made.text ||= method.text;
    Object.assign(made.attributes, interfaces.get(method.attributes ?? ''));
  }
  return { elements: sorted(elements), enumerations: usedEnumerations(declarations, elements) };
}

const emptyKind = (name: string): Kind => ({ name, text: false, attributes: {}, children: {} });

/** The class of the document is VoiceResponse, but its element is <Response>. */
const classKey = (key: string) => key.split('.')[0]?.replace(/^VoiceResponse$/, 'Response') ?? '';

function parse(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(join(library, file), 'utf8'), ts.ScriptTarget.ES2022, true);
}

function each<T extends ts.Node>(
  root: ts.Node,
  is: (node: ts.Node) => node is T,
  visit: (node: T) => void,
): void {
  const walk = (node: ts.Node): void => {
    if (is(node)) visit(node);
    ts.forEachChild(node, walk);
  };
  walk(root);
}

/** The elements by method, from the code: "Gather.say" makes "Say". */
function elementNames(code: ts.SourceFile): Map<string, string> {
  const names = new Map<string, string>();
  each(code, ts.isMethodDeclaration, (method) => {
    each(method, ts.isCallExpression, (call) => {
      const [name] = call.arguments;
      const makesElement =
        ts.isPropertyAccessExpression(call.expression) && call.expression.name.text === 'ele';
      if (makesElement && name && ts.isStringLiteral(name)) names.set(keyOf(method), name.text);
    });
  });
  return names;
}

/** The methods from the declarations: the class that each returns, its attributes, and whether it takes text. */
function declaredMethods(declarations: ts.SourceFile): Method[] {
  const methods: Method[] = [];
  each(declarations, ts.isMethodDeclaration, (method) => {
    const makes = lastName(method.type);
    if (!makes || makes === 'XMLElement') return;
    const attributes = method.parameters.find((parameter) => parameter.name.getText() === 'attributes');
    const text = method.parameters.some((parameter) => parameter !== attributes);
    methods.push({ key: keyOf(method), makes, attributes: lastName(attributes?.type), text });
  });
  return methods;
}

function declaredInterfaces(declarations: ts.SourceFile): Map<string, Record<string, string>> {
  const interfaces = new Map<string, Record<string, string>>();
  each(declarations, ts.isInterfaceDeclaration, ({ name, members }) => {
    const attributes = interfaces.get(name.text) ?? {};
    interfaces.set(name.text, attributes);
    for (const member of members.filter(ts.isPropertySignature)) {
      const key = ts.isStringLiteral(member.name) ? member.name.text : member.name.getText();
      attributes[key] = member.type?.getText() ?? 'string';
    }
  });
  return interfaces;
}

function usedEnumerations(
  declarations: ts.SourceFile,
  elements: Vocabulary['elements'],
): Record<string, string[]> {
  const types = Object.values(elements).flatMap((kind) => Object.values(kind.attributes));
  const used = new Set(types.map((type) => type.replace('[]', '')));
  const enumerations: Record<string, string[]> = {};
  each(declarations, ts.isTypeAliasDeclaration, ({ name, type }) => {
    if (!used.has(name.text)) return;
    const members = ts.isUnionTypeNode(type) ? [...type.types] : [type];
    enumerations[name.text] = members.map((member) => JSON.parse(member.getText()));
  });
  return sorted(enumerations);
}

function keyOf(method: ts.MethodDeclaration): string {
  return `${(method.parent as ts.ClassLikeDeclaration).name?.text}.${method.name.getText()}`;
}

/** "Say" for the type VoiceResponse.Say. */
function lastName(type: ts.TypeNode | undefined): string | undefined {
  return type && ts.isTypeReferenceNode(type) ? type.typeName.getText().split('.').at(-1) : undefined;
}

function sorted<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function writeVocabulary(): void {
  writeFileSync(destination, JSON.stringify(vocabularyOfLibrary()));
  execFileSync('npx', ['biome', 'format', '--write', destination], { stdio: 'inherit' });
}

if (require.main === module) {
  new Command('npx tsx scripts/twiml-vocabulary.ts')
    .description(
      'Writes emulator/twiml/vocabulary.json: the TwiML that the installed helper library can write.',
    )
    .action(writeVocabulary)
    .parse();
}
