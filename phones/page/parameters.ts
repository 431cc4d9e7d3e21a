/** The parameters that matter most, in this order. */
const important = [
  ...['QueueResult', 'QueuePosition', 'QueueTime', 'CurrentQueueSize', 'AvgQueueTime', 'Digits'],
  ...['DialCallStatus', 'DialBridged', 'DialCallDuration', 'DequeingCallSid', 'CallStatus', 'CallDuration'],
  ...['RecordingStatus', 'RecordingDuration', 'RecordingUrl', 'ErrorCode', 'ErrorUrl', 'From', 'To'],
];

export interface SortedParameters {
  readonly important: readonly (readonly [name: string, value: string])[];
  /** All others, by name; the empty ones last. */
  readonly others: readonly (readonly [name: string, value: string])[];
}

/** The parameters of a webhook: first the important ones. */
export function sortedParameters(parameters: Readonly<Record<string, string>>): SortedParameters {
  const isImportant = ([name, value]: readonly [string, string]) => important.includes(name) && value !== '';
  const all = Object.entries(parameters);
  return {
    important: all
      .filter(isImportant)
      .sort(([one], [other]) => important.indexOf(one) - important.indexOf(other)),
    others: all
      .filter((entry) => !isImportant(entry))
      .sort(([one, value], [other, otherValue]) =>
        (value === '') === (otherValue === '') ? one.localeCompare(other) : value === '' ? 1 : -1,
      ),
  };
}

/** A path without the fragment, which says how to retry it. */
export const pathOf = (path: string): string => path.replace(/#.*$/, '');
