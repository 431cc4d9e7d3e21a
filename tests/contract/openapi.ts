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

/** One of Twilio's published descriptions. */
export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** What Twilio publishes of its REST API, by the word that each host begins with; see specs/README.md. */
export const openApis: Readonly<Record<string, OpenApi>> = {
  api: published('twilio_api_v2010'),
  voice: published('twilio_voice_v1'),
  trusthub: published('twilio_trusthub_v1'),
  monitor: published('twilio_monitor_v1'),
  taskrouter: published('twilio_taskrouter_v1'),
  serverless: published('twilio_serverless_v1'),
  'serverless-upload': uploads(published('twilio_serverless_v1')),
};

/** An operation that a request reached. */
export interface FoundOperation extends Operation {
  /** Host, method and template, such as `api GET /2010-04-01/Accounts/{AccountSid}/Queues.json`. */
  readonly name: string;
  /** What the path has where the template has names. */
  readonly pathValues: Readonly<Record<string, string>>;
  /** What the schemas of the operation refer to. */
  readonly schemas: Readonly<Record<string, Schema>>;
}

/** The operation that a request reaches, by its host and the template of its path. */
export function findOperation(method: string, requestPath: string, host: string): FoundOperation | undefined {
  const [product = ''] = host.split('.');
  const { paths = {}, components } = openApis[product] ?? {};
  for (const [template, operations] of byPlainness(paths)) {
    const match = patternOf(template).exec(requestPath);
    const operation = operations[method.toLowerCase()];
    if (match && operation) {
      const name = `${product} ${method} ${template}`;
      return { ...operation, name, pathValues: { ...match.groups }, schemas: components?.schemas ?? {} };
    }
  }
  return undefined;
}

/** Where a word and a name fit, the word is meant: `/Workers/Statistics` is not a worker. */
const byPlainness = (paths: OpenApi['paths']) =>
  Object.entries(paths).sort(([one], [other]) => one.split('{').length - other.split('{').length);

function published(name: string): OpenApi {
  return JSON.parse(readFileSync(path.join(__dirname, 'specs', `${name}.json`), 'utf8'));
}

/**
 * Twilio publishes no spec of its upload host. Its page says that an upload is answered with the version, which the
 * spec of the other host can fetch: https://www.twilio.com/docs/serverless/api/resource/function-version
 */
function uploads({ paths, components }: OpenApi): OpenApi {
  const creations = Object.entries(paths)
    .filter(([template]) => template.endsWith('/Versions/{Sid}'))
    .map(([template, { get }]) => [template.replace('/{Sid}', ''), { post: creationLike(get) }]);
  return { paths: Object.fromEntries(creations), components };
}

function creationLike(fetch: Operation | undefined): Operation {
  const isInList = ({ name }: Parameter) => name !== 'Sid';
  return {
    parameters: (fetch?.parameters ?? []).filter(isInList),
    responses: { 201: { ...fetch?.responses[200] } },
  };
}

/** `/Queues/{Sid}.json` becomes a pattern with a group of the name `Sid`. */
function patternOf(template: string): RegExp {
  return new RegExp(`^${template.replaceAll('.', '\\.').replace(/\{(\w+)\}/g, '(?<$1>[^/]+?)')}$`);
}
