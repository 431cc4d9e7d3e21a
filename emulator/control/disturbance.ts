import type { Disturbance } from '../web/disturbances';
import { ControlError, type Fields, numberField, optionalNumber, optionalText, textField } from './request';

const kinds = {
  webhook: ['status', 'body', 'lost', 'answer-lost', 'doubled', 'delayed'],
  rest: ['status', 'hang', 'answer-lost'],
} as const;

/** Reads a disturbance from the fields of a request. Other fields are ignored. */
export function readDisturbance(fields: Fields): Disturbance {
  const where = oneOf(fields, 'where', ['webhook', 'rest'], 'webhook');
  const kind = oneOf(fields, 'kind', kinds[where]);
  const path = optionalText(fields, 'path');
  const times = optionalNumber(fields, 'times', { min: 1, max: 1_000_000 });
  return {
    where,
    kind,
    ...(path !== undefined && { path }),
    ...(times !== undefined && { times }),
    ...detailsOf(kind, fields),
  } as Disturbance;
}

function detailsOf(kind: Disturbance['kind'], fields: Fields): object {
  switch (kind) {
    case 'status':
      return { status: numberField(fields, 'status', { min: 400, max: 599 }) };
    case 'delayed':
      return { millis: numberField(fields, 'millis', { min: 0, max: 60_000 }) };
    case 'body': {
      const contentType = optionalText(fields, 'contentType');
      const body = textField(fields, 'body', '<Response/>');
      return { body, ...(contentType !== undefined && { contentType }) };
    }
    default:
      return {};
  }
}

function oneOf<Name extends string>(
  fields: Fields,
  field: string,
  names: readonly Name[],
  standard?: Name,
): Name {
  const value = fields[field] ?? standard;
  const name = names.find((known) => known === value);
  if (name) return name;
  throw new ControlError(400, `${field} is not valid. Send one of ${names.join(', ')}.`, field);
}
