import { join } from 'node:path';
import ts from 'typescript';

/** What a part of a config may be, as the types in `queue-config.ts` say. */
export type Kind =
  | { readonly kind: 'object'; readonly properties: ReadonlyMap<string, Kind> }
  | { readonly kind: 'record' | 'list'; readonly of: Kind }
  | { readonly kind: 'union'; readonly members: readonly Kind[] }
  | { readonly kind: 'choice'; readonly texts: readonly string[] }
  | { readonly kind: 'text' | 'number' | 'boolean' | 'function' };

/** The config with names of queues that are not known yet. */
const probe = `import type { QueuesConfig } from '../../src/config/queue-config';
export declare const config: QueuesConfig<string>;`;

/** Reads the type `QueuesConfig` with the compiler, which knows nothing of the schema. */
export function readConfigType(): Kind {
  const file = join(__dirname, 'probe-of-config-type.ts');
  const options = {
    strict: true,
    target: ts.ScriptTarget.ES2022,
    exactOptionalPropertyTypes: true,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => name === file || fileExists(name);
  host.getSourceFile = (name, target, ...others) =>
    name === file ? ts.createSourceFile(name, probe, target) : getSourceFile(name, target, ...others);
  const program = ts.createProgram([file], options, host);
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const [config] = source ? checker.getExportsOfModule(checker.getSymbolAtLocation(source) as ts.Symbol) : [];
  if (!config) throw new Error('The types of a config cannot be read.');

  const kindOf = (type: ts.Type): Kind => {
    if (type.flags & ts.TypeFlags.BooleanLike) return { kind: 'boolean' };
    if (type.flags & ts.TypeFlags.NumberLike) return { kind: 'number' };
    if (type.isStringLiteral()) return { kind: 'choice', texts: [type.value] };
    if (type.isUnion()) return unionOf(type.types.filter(({ flags }) => !(flags & ts.TypeFlags.Undefined)));
    if (type.flags & ts.TypeFlags.StringLike) return { kind: 'text' };
    if (checker.isArrayType(type) || checker.isTupleType(type)) {
      return { kind: 'list', of: kindOf(checker.getTypeArguments(type as ts.TypeReference)[0] as ts.Type) };
    }
    if (type.getCallSignatures().length > 0) return { kind: 'function' };
    const properties = checker.getPropertiesOfType(type);
    const index = type.getStringIndexType();
    if (index) return { kind: 'record', of: kindOf(index) };
    return {
      kind: 'object',
      properties: new Map(
        properties.map((property) => [property.name, kindOf(checker.getTypeOfSymbol(property))]),
      ),
    };
  };
  const unionOf = (types: readonly ts.Type[]): Kind => {
    const [only] = types;
    if (types.length === 1 && only) return kindOf(only);
    if (types.every(({ flags }) => flags & ts.TypeFlags.BooleanLike)) return { kind: 'boolean' };
    const members = types.map(kindOf);
    return members.every((member) => member.kind === 'choice')
      ? { kind: 'choice', texts: members.flatMap((member) => (member.kind === 'choice' ? member.texts : [])) }
      : { kind: 'union', members };
  };
  return kindOf(checker.getTypeOfSymbol(config));
}
