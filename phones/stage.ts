/** What somebody listens to who neither waits nor talks. */
export type Stage =
  | 'listening'
  | 'greeting'
  | 'menu'
  | 'connecting'
  | 'plan'
  | 'calling-out'
  | 'survey'
  | 'accepting'
  | 'pin'
  | 'signed-in'
  | 'waiting-for-callers'
  | 'notes'
  | 'paused'
  | 'apology';

/** The answers of these are no documents for the call. */
export const isDocumentPath = (path: string): boolean =>
  !['/caller/ended', '/action/voicemail'].includes(path);

/** What the answer of each path is about; what is asked in it says more. */
const stageOfPath: Readonly<Record<string, Stage>> = {
  '/caller': 'greeting',
  '/caller/menu': 'greeting',
  '/agent/connect': 'connecting',
  '/action': 'plan',
  '/action/step': 'plan',
  '/action/survey': 'survey',
  '/action/accept': 'accepting',
  '/action/accepted': 'connecting',
  '/agent/pin': 'signed-in',
  '/fallback/caller.xml': 'apology',
  '/fallback/agent.xml': 'apology',
};

/** What is asked for by a `<Gather>`, by the path that is told the keys. */
const stageOfGather: Readonly<Record<string, Stage>> = {
  '/caller/menu': 'menu',
  '/action/survey': 'survey',
  '/action/accepted': 'accepting',
  '/agent/pin': 'pin',
  '/agent/idle': 'waiting-for-callers',
  '/agent/paused': 'paused',
};

/** Where somebody is once a verb of a document runs on their call. */
export function stageAfter(
  { role, documentPath = '' }: { readonly role: string; readonly documentPath?: string },
  verb: string,
  attributes: Readonly<Record<string, string>>,
  before: Stage,
): Stage {
  if (verb === 'Dial') return role === 'agent' ? 'waiting-for-callers' : 'calling-out';
  const ofPath = stageOfPath[documentPath];
  if (verb !== 'Gather') return ofPath ?? before;
  const ofGather = stageOfGather[pathOfAction(attributes.action)];
  // Right after a conversation the same keys end the time for notes.
  if (ofGather === 'waiting-for-callers' && documentPath === '/agent/next') return 'notes';
  return ofGather ?? ofPath ?? before;
}

/** Where the keys of a `<Gather>` are sent. */
export const pathOfAction = (action = ''): string =>
  action.replace(/[?#].*$/, '').replace(/^https?:\/\/[^/]+/, '');
