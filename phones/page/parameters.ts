/** What tells one request from another, the most telling first. */
const telling = [
  ...['QueueResult', 'QueuePosition', 'QueueTime', 'CurrentQueueSize', 'AvgQueueTime', 'Digits'],
  ...['DialCallStatus', 'DialBridged', 'DialCallDuration', 'DequeingCallSid', 'CallStatus', 'CallDuration'],
  ...['RecordingStatus', 'RecordingDuration', 'RecordingUrl', 'ErrorCode', 'ErrorUrl', 'From', 'To'],
];

export interface SortedParameters {
  readonly telling: readonly (readonly [name: string, value: string])[];
  /** All others, by name; the empty ones last. */
  readonly others: readonly (readonly [name: string, value: string])[];
}

/** The parameters of a webhook: first those that matter. */
export function sortedParameters(parameters: Readonly<Record<string, string>>): SortedParameters {
  const isTelling = ([name, value]: readonly [string, string]) => telling.includes(name) && value !== '';
  const all = Object.entries(parameters);
  return {
    telling: all.filter(isTelling).sort(([one], [other]) => telling.indexOf(one) - telling.indexOf(other)),
    others: all
      .filter((entry) => !isTelling(entry))
      .sort(([one, value], [other, otherValue]) =>
        (value === '') === (otherValue === '') ? one.localeCompare(other) : value === '' ? 1 : -1,
      ),
  };
}

/** A path without how its URL asks to be tried again. */
export const pathOf = (path: string): string => path.replace(/#.*$/, '');
