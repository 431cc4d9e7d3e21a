/** The name of a webhook parameter as REST and TaskRouter write it: `CallSid` as `call_sid`. */
export const snakeCase = (name: string): string => name.replace(/(?<=[a-z0-9])[A-Z]/g, '_$&').toLowerCase();

/** The same parameters with every name in snake case. */
export const inSnakeCase = <Value>(parameters: Readonly<Record<string, Value>>): Record<string, Value> =>
  Object.fromEntries(Object.entries(parameters).map(([name, value]) => [snakeCase(name), value]));
