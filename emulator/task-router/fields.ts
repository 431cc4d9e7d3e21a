import type { Names } from './evaluation';
import { done, type Outcome, refuseValue } from './outcome';
import type { RecordStore, StoredRecord } from './record-store';

/** https://www.twilio.com/docs/taskrouter/limits */
export const longestName = 64;
export const longestAttributes = 4096;

/** A name that is there, short enough, and nobody else’s; case does not count. */
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
  return taken ? refuseValue(`FriendlyName '${name}' is already that of ${taken.sid}.`) : done(name);
}

/** The attributes of a worker or a task: a JSON object as text, and read. */
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

/** A whole number within bounds, both included. */
export function readInteger(name: string, value: number, lowest: number, highest: number): Outcome<number> {
  if (Number.isInteger(value) && value >= lowest && value <= highest) return done(value);
  return refuseValue(`${name} must be an integer from ${lowest} to ${highest}, not ${value}.`);
}
