import type { ExternalNumber } from '../voice/external-number';
import { ControlError, type Fields, numberField, optionalNumber } from './request';

const kinds = ['rings', 'answers', 'declines', 'voicemail', 'busy', 'no-answer', 'fails'] as const;
const bounds = { min: 0, max: 600, isWhole: false };

/** Reads the behavior of an external number from the fields of a request. */
export function readExternalNumber(fields: Fields): ExternalNumber {
  const maxCalls = optionalNumber(fields, 'maxCalls', { min: 1, max: 1000, isWhole: true });
  return { ...readBehavior(fields), ...(maxCalls !== undefined && { maxCalls }) };
}

function readBehavior(fields: Fields): ExternalNumber {
  const kind = kinds.find((known) => known === fields.kind);
  switch (kind) {
    case 'rings':
    case 'no-answer':
      return { kind };
    case 'answers':
    case 'declines':
      return { kind, afterSeconds: numberField(fields, 'afterSeconds', bounds) };
    case 'voicemail': {
      const recordsSeconds = optionalNumber(fields, 'recordsSeconds', bounds);
      const afterSeconds = numberField(fields, 'afterSeconds', bounds);
      return { kind, afterSeconds, ...(recordsSeconds !== undefined && { recordsSeconds }) };
    }
    case 'busy':
    case 'fails': {
      const afterSeconds = optionalNumber(fields, 'afterSeconds', bounds);
      return { kind, ...(afterSeconds !== undefined && { afterSeconds }) };
    }
    default:
      throw new ControlError(400, `kind is not valid. Send one of ${kinds.join(', ')}.`, 'kind');
  }
}
