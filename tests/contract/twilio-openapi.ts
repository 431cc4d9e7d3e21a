import Ajv, { type ErrorObject, type SchemaObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { RestResponse } from '../../emulator/index';
import { answerUri, twilioFormats } from './formats';
import { type FoundOperation, findOperation, type Parameter, type Schema } from './openapi';
import { strictSchema } from './strict-schema';

/** Schemas are compiled anew for each file of tests, which is most of the time that they cost. */
const quick = { validateSchema: false, code: { optimize: false } } as const;
const answers = addFormats(new Ajv({ ...quick, allErrors: true, formats: twilioFormats }));
answers.addFormat('uri', answerUri);
/** Parameters come as text, one or many of a name. */
const requests = addFormats(
  new Ajv({ ...quick, allErrors: true, formats: twilioFormats, coerceTypes: 'array' }),
);

const compiled = new Map<string, ValidateFunction>();

/** The host whose contract counts where none is named. */
const usualHost = 'api.twilio.com';

/** What is wrong with an answer by Twilio's published OpenAPI; nothing if it could come from Twilio. */
export function contract(
  method: string,
  path: string,
  response: RestResponse,
  host = usualHost,
): readonly string[] {
  const operation = findOperation(method, path, host);
  if (!operation) return [`Twilio's OpenAPI has no ${method} ${path}`];
  const { status } = response;
  const declared = operation.responses[status];
  const name = `${operation.name} ${status}`;
  const schema = declared?.content?.['application/json']?.schema;
  if (declared) return answerFaults(name, schema, operation, response);
  if (status >= 400 && status < 600) return errorFaults(response);
  return [`${operation.name} answers ${Object.keys(operation.responses).join(' or ')}, not ${status}`];
}

/** What is wrong with a request: the values in its path, and its parameters (a GET's query, a POST's form). */
export function requestFaults(
  method: string,
  path: string,
  sent: URLSearchParams,
  host = usualHost,
): readonly string[] {
  const operation = findOperation(method, path, host);
  if (!operation) return [`Twilio's OpenAPI has no ${method} ${path}`];
  const form = operation.requestBody?.content['application/x-www-form-urlencoded']?.schema;
  return [
    ...parameterFaults(operation, 'path', schemaOf(operation, 'path'), operation.pathValues),
    ...parameterFaults(operation, 'sent', form ?? schemaOf(operation, 'query'), asRecord(sent)),
  ];
}

function answerFaults(
  name: string,
  schema: Schema | undefined,
  { schemas }: FoundOperation,
  { body }: RestResponse,
): readonly string[] {
  if (!schema) return body === undefined ? [] : [`${name} has no body`];
  return faults(
    validator(answers, name, () => strictSchema(schema, { side: 'answer', schemas })),
    asSent(body),
  );
}

/**
 * The specs describe no errors of queues and calls, so this is the error of their other operations
 * (408 of UpdateCallRecording), with the meaning of https://www.twilio.com/docs/usage/twilios-response#errors
 */
function errorFaults({ status, body }: RestResponse): readonly string[] {
  const schema = () => ({
    type: 'object',
    properties: {
      code: { type: 'integer', minimum: 10000, maximum: 99999 },
      message: { type: 'string', minLength: 1 },
      more_info: { type: 'string', pattern: '^https://www\\.twilio\\.com/docs/errors/\\d{5}$' },
      status: { type: 'integer', const: status },
    },
    required: ['code', 'message', 'more_info', 'status'],
    additionalProperties: false,
  });
  return faults(validator(answers, `error ${status}`, schema), asSent(body));
}

function parameterFaults(
  { name, schemas }: FoundOperation,
  part: string,
  schema: Schema,
  values: object,
): readonly string[] {
  return faults(
    validator(requests, `${name} ${part}`, () => strictSchema(schema, { side: 'request', schemas })),
    values,
  );
}

function validator(ajv: Ajv, name: string, schema: () => SchemaObject): ValidateFunction {
  const known = compiled.get(name) ?? ajv.compile(schema());
  compiled.set(name, known);
  return known;
}

function faults(validate: ValidateFunction, value: unknown): readonly string[] {
  return validate(value) ? [] : (validate.errors ?? []).map(inWords);
}

function inWords({ instancePath, message, params }: ErrorObject): string {
  const { additionalProperty, allowedValues } = params;
  const detail = additionalProperty ?? allowedValues?.join(', ');
  return `${instancePath || 'all'} ${message}${detail === undefined ? '' : `: ${detail}`}`;
}

function schemaOf({ parameters = [] }: FoundOperation, place: Parameter['in']): Schema {
  const here = parameters.filter((parameter) => parameter.in === place);
  return {
    type: 'object',
    properties: Object.fromEntries(here.map(({ name, schema }) => [name, schema])),
    required: here.filter(({ required }) => required).map(({ name }) => name),
  };
}

/** Dates, undefined and the like are judged as what JSON makes of them. */
function asSent(body: unknown): unknown {
  return body === undefined ? undefined : JSON.parse(JSON.stringify(body));
}

function asRecord(sent: URLSearchParams): object {
  const names = [...new Set(sent.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const values = sent.getAll(name);
      return [name, values.length === 1 ? values[0] : values];
    }),
  );
}
