import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The part of an OpenAPI 3.0 schema that Twilio uses. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
}

/** One method of one path. */
export interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

/** A parameter of the path or of the query. */
export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required?: boolean;
  readonly schema: Schema;
}

/** Bodies by media type, with Twilio's own examples. */
export type Content = Readonly<
  Record<
    string,
    { readonly schema: Schema; readonly examples?: Readonly<Record<string, { readonly value: unknown }>> }
  >
>;

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** Twilio's published description of the calls, queues and recordings of its REST API; see specs/README.md. */
export const openApi: OpenApi = JSON.parse(
  readFileSync(path.join(__dirname, 'specs', 'twilio_api_v2010.json'), 'utf8'),
);

/** An operation that a request reached. */
export interface FoundOperation extends Operation {
  /** Method and template, such as `GET /2010-04-01/Accounts/{AccountSid}/Queues.json`. */
  readonly name: string;
  /** What stands in the path where the template has names. */
  readonly pathValues: Readonly<Record<string, string>>;
}

/** The operation that a request reaches, by the template of its path. */
export function findOperation(method: string, requestPath: string): FoundOperation | undefined {
  for (const [template, operations] of Object.entries(openApi.paths)) {
    const match = patternOf(template).exec(requestPath);
    const operation = operations[method.toLowerCase()];
    if (match && operation) {
      return { ...operation, name: `${method} ${template}`, pathValues: { ...match.groups } };
    }
  }
  return undefined;
}

/** `/Queues/{Sid}.json` becomes a pattern with a group of the name `Sid`. */
function patternOf(template: string): RegExp {
  return new RegExp(`^${template.replaceAll('.', '\\.').replace(/\{(\w+)\}/g, '(?<$1>[^/]+?)')}$`);
}
