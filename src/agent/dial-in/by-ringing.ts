import type { QueueInformation, ServingStrategy } from './serving';

/** Agents whose phones are rung do not stay on the line: here they say whether they are there. */
export const byRinging: ServingStrategy = {
  informationAtSignIn: nothingToSay,
  informationAfterConversation: nothingToSay,
  firstStep: ({ agent }) => ({ kind: 'presence', agent }),
  nextStep: ({ session: { agent } }) => ({ kind: 'presence', agent }),
};

async function nothingToSay(): Promise<QueueInformation> {
  return { kind: 'none' };
}
