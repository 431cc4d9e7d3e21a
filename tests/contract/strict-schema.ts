import type { SchemaObject } from 'ajv';
import { openApi, type Schema } from './openapi';

/**
 * Who is held against the schema. Twilio's published answers require no property and allow any other;
 * real ones have every property, so an answer must too. Of a request only what the schema requires is required.
 */
export type Side = 'answer' | 'request';

/** An OpenAPI 3.0 schema as a JSON schema that allows nothing extra, at any depth. */
export function strictSchema(schema: Schema, side: Side): SchemaObject {
  if (schema.$ref) return strictSchema(referenced(schema.$ref), side);
  if (schema.properties) return withNull(schema, strictObject(schema.properties, schema.required, side));
  if (schema.items) return withNull(schema, { type: 'array', items: strictSchema(schema.items, side) });
  // Ajv judges the format of texts and numbers only.
  if (schema.format === 'uri-map') return withNull(schema, uriMap);
  return withNull(schema, plain(schema));
}

const uriMap: SchemaObject = { type: 'object', additionalProperties: { type: 'string', format: 'uri' } };

function strictObject(
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[] = [],
  side: Side,
): SchemaObject {
  const entries = Object.entries(properties).map(([name, schema]) => [name, strictSchema(schema, side)]);
  return {
    type: 'object',
    properties: Object.fromEntries(entries),
    required: side === 'answer' ? Object.keys(properties) : required,
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
  if (!nullable) return schema;
  const orNull = { ...schema, type: [schema.type, 'null'] };
  return schema.enum ? { ...orNull, enum: [...schema.enum, null] } : orNull;
}

function referenced(reference: string): Schema {
  const schema = openApi.components.schemas[reference.replace('#/components/schemas/', '')];
  if (!schema) throw new Error(`${reference} is not in the trimmed copy: add it to specs/`);
  return schema;
}
