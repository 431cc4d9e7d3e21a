import {
  acceptCallPath,
  acceptedCallPath,
  acceptPath,
  afterConversationPath,
  agentFreePath,
  agentIdlePath,
  agentPausedPath,
  agentPinPath,
  agentStatePath,
  breakMinutesPath,
  callEndedPath,
  callerPath,
  connectPath,
  joinLinePath,
  leftQueuePath,
  menuChoicePath,
  planStepPath,
  ringPath,
  stateChoicePath,
  surveyAnswerPath,
  voicemailRecordedPath,
  wrapUpKeyPath,
} from '../src/state/paths';

/** What a person is listening to while neither waiting nor talking. */
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

/** The answers of these are not documents for the call. */
export const isDocumentPath = (path: string): boolean =>
  path !== callEndedPath && path !== voicemailRecordedPath;

/** What the answer of each path is about; a prompt in it says more. */
const stageOfPath: Readonly<Record<string, Stage>> = {
  [callerPath]: 'greeting',
  [menuChoicePath]: 'greeting',
  [joinLinePath]: 'greeting',
  [connectPath]: 'connecting',
  [leftQueuePath]: 'plan',
  [planStepPath]: 'plan',
  [surveyAnswerPath]: 'survey',
  [acceptCallPath]: 'accepting',
  [acceptedCallPath]: 'connecting',
  [agentPinPath]: 'signed-in',
  [agentStatePath]: 'signed-in',
  [stateChoicePath]: 'signed-in',
  [breakMinutesPath]: 'signed-in',
  [ringPath]: 'accepting',
  [acceptPath]: 'connecting',
  [afterConversationPath]: 'notes',
  [wrapUpKeyPath]: 'notes',
};

/** What a `<Gather>` asks for, by the path that gets the keys. */
const stageOfGather: Readonly<Record<string, Stage>> = {
  [menuChoicePath]: 'menu',
  [surveyAnswerPath]: 'survey',
  [acceptedCallPath]: 'accepting',
  [acceptPath]: 'accepting',
  [stateChoicePath]: 'signed-in',
  [breakMinutesPath]: 'signed-in',
  [wrapUpKeyPath]: 'notes',
  [agentPinPath]: 'pin',
  [agentIdlePath]: 'waiting-for-callers',
  [agentPausedPath]: 'paused',
};

/** The stage of a call once a verb of a document runs on it. */
export function stageAfter(
  { role, documentPath = '' }: { readonly role: string; readonly documentPath?: string },
  verb: string,
  attributes: Readonly<Record<string, string>>,
  before: Stage,
): Stage {
  if (verb === 'Dial' && documentPath === acceptPath) return 'connecting';
  if (verb === 'Dial') return role === 'agent' ? 'waiting-for-callers' : 'calling-out';
  const ofPath = documentPath.startsWith('/fallback/') ? 'apology' : stageOfPath[documentPath];
  if (verb !== 'Gather') return ofPath ?? before;
  const ofGather = stageOfGather[pathOfAction(attributes.action)];
  // Right after a conversation the same keys end wrap-up.
  if (ofGather === 'waiting-for-callers' && documentPath === agentFreePath) return 'notes';
  return ofGather ?? ofPath ?? before;
}

/** Where the keys of a `<Gather>` are sent. */
export const pathOfAction = (action = ''): string =>
  action.replace(/[?#].*$/, '').replace(/^https?:\/\/[^/]+/, '');
