import type { Names } from './evaluation';
import { done, type Outcome, refuseValue } from './outcome';
import type { RecordStore, StoredRecord } from './record-store';

/** https://www.twilio.com/docs/taskrouter/limits */
export const longestName = 64;
export const longestAttributes = 4096;

/** A name that is not empty, too long or taken. Case is ignored. */
export function readName<T extends StoredRecord & { friendlyName: string }>(
  name: string,
  store: RecordStore<T>,
  own?: T,
): Outcome<string> {
  if (name.trim() === '') return refuseValue('FriendlyName must not be empty.');
  if (name.length > longestName) {
    return refuseValue(`FriendlyName must have at most ${longestName} characters.`);
  }
  const taken = store.find(
    (record) => record !== own && record.friendlyName.toLowerCase() === name.toLowerCase(),
  );
  return taken
    ? refuseValue(`FriendlyName '${name}' already belongs to ${taken.sid}. Choose another.`)
    : done(name);
}

/** Parses the attributes of a worker or task, a JSON object. */
export function readAttributes(text: string): Outcome<{ attributes: string; attributeValues: Names }> {
  if (text.length > longestAttributes) {
    return refuseValue(`Attributes must have at most ${longestAttributes} characters, not ${text.length}.`);
  }
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json !== 'object' || json === null || Array.isArray(json)) {
      return refuseValue('Attributes must be a JSON object, such as {"tier": "gold"}.');
    }
    return done({ attributes: text, attributeValues: json as Names });
  } catch (error) {
    return refuseValue(`Attributes are not JSON: ${error instanceof Error ? error.message : error}`);
  }
}

/** A whole number within inclusive bounds. */
export function readInteger(name: string, value: number, lowest: number, highest: number): Outcome<number> {
  if (Number.isInteger(value) && value >= lowest && value <= highest) return done(value);
  return refuseValue(`${name} must be an integer from ${lowest} to ${highest}, not ${value}.`);
}
