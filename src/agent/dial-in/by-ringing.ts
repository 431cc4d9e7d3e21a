import type { QueueInformation, ServingStrategy } from './serving';

/** Rung agents do not stay on the line: they only choose whether they are available. */
export const byRinging: ServingStrategy = {
  informationAtSignIn: nothingToSay,
  informationAfterConversation: nothingToSay,
  firstStep: ({ agent }) => ({ kind: 'presence', agent }),
  nextStep: ({ session: { agent } }) => ({ kind: 'presence', agent }),
};

async function nothingToSay(): Promise<QueueInformation> {
  return { kind: 'none' };
}
