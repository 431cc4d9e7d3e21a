import type { ServingStrategy } from './serving';

/** Agents whose phones are rung do not stay on the line: here they say whether they are there. */
export const byRinging: ServingStrategy = {
  readQueueInformation: async () => ({ kind: 'none' }),
  firstStep: ({ agent }) => ({ kind: 'presence', agent }),
  nextStep: ({ session: { agent } }) => ({ kind: 'presence', agent }),
};
