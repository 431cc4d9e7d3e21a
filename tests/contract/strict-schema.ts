import type { SchemaObject } from 'ajv';
import type { Schema } from './openapi';

/**
 * What is compared with the schema. Twilio's published answers require no property and allow any other;
 * real ones have every property, so an answer must too. Of a request only what the schema requires is required.
 */
export type Side = 'answer' | 'request';

/** Who is judged, and what the schemas refer to. */
export interface Measure {
  readonly side: Side;
  readonly schemas: Readonly<Record<string, Schema>>;
}

/** An OpenAPI 3.0 schema as a JSON schema that allows nothing extra, at any depth. */
export function strictSchema(schema: Schema, measure: Measure): SchemaObject {
  if (schema.$ref) return strictSchema(referenced(schema.$ref, measure), measure);
  if (schema.properties) return withNull(schema, strictObject(schema.properties, schema.required, measure));
  if (schema.items) return withNull(schema, { type: 'array', items: strictSchema(schema.items, measure) });
  // Ajv judges the format of texts and numbers only.
  if (schema.format === 'uri-map') return withNull(schema, uriMap);
  return withNull(schema, plain(schema));
}

const uriMap: SchemaObject = { type: 'object', additionalProperties: { type: 'string', format: 'uri' } };

/**
 * What a number, application or notification has not got is empty text in most of Twilio's examples, against the spec
 * itself; and in a request empty text is how it is taken away.
 */
const mayBeEmpty =
  /^((voice|sms)_?(fallback_?)?url|(\w+_?)?status_?callback|event_?callback_?url|(voice|sms)_?application_?sid|trunksid|request_url)$/i;

function strictObject(
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[] = [],
  measure: Measure,
): SchemaObject {
  const entries = Object.entries(properties).map(([name, schema]) => {
    const strict = strictSchema(schema, measure);
    return [name, mayBeEmpty.test(name) ? { anyOf: [{ const: '' }, strict] } : strict];
  });
  return {
    type: 'object',
    properties: Object.fromEntries(entries),
    required: measure.side === 'answer' ? Object.keys(properties) : required,
    additionalProperties: false,
  };
}

/** A schema without parts: all that Ajv knows of it, which leaves out notes for Twilio's generators. */
function plain(schema: Schema): SchemaObject {
  const isMeant = ([keyword]: [string, unknown]) => !keyword.startsWith('x-') && keyword !== 'nullable';
  return Object.fromEntries(Object.entries(schema).filter(isMeant));
}

/** JSON schema has no `nullable`: null is one more type, and one more of the allowed values. */
function withNull({ nullable }: Schema, schema: SchemaObject): SchemaObject {
  // Without a type anything may stand there, null as well.
  if (!nullable || schema.type === undefined) return schema;
  const orNull = { ...schema, type: [schema.type, 'null'] };
  return schema.enum ? { ...orNull, enum: [...schema.enum, null] } : orNull;
}

function referenced(reference: string, { schemas }: Measure): Schema {
  const schema = schemas[reference.replace('#/components/schemas/', '')];
  if (!schema) throw new Error(`${reference} is not in the trimmed copy: add it to specs/`);
  return schema;
}
