/** Ways to make the functions fail, each by its name on the page and at the terminal. */
export const failures = {
  '429': { kind: 'status', status: 429 },
  '500': { kind: 'status', status: 500 },
  lost: { kind: 'lost' },
  slow: { kind: 'delayed', millis: 20_000 },
} as const;

export type FailureName = keyof typeof failures;

export const isFailureName = (text: string): text is FailureName => Object.hasOwn(failures, text);
