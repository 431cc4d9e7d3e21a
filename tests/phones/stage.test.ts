import { isDocumentPath, type Stage, stageAfter } from '../../phones/stage';
import { endpoints } from '../../src/endpoints';

type Step = readonly [path: string, verb: string, action?: string];

const stage = (role: string, [documentPath, verb, action]: Step, before: Stage = 'listening') =>
  stageAfter({ role, documentPath }, verb, action === undefined ? {} : { action }, before);

test.each<[string, Step, Stage]>([
  ['the greeting', ['/caller', 'Say'], 'greeting'],
  ['a menu', ['/caller', 'Gather', '/caller/menu?menu=main#rc=3'], 'menu'],
  ['the greeting after the menu', ['/caller/menu', 'Say'], 'greeting'],
  ['the last words before the agent', ['/agent/connect', 'Say'], 'connecting'],
  ['a plan', ['/action', 'Say'], 'plan'],
  ['the next step of a plan', ['/action/step', 'Play'], 'plan'],
  ['an external number that is dialed', ['/action/step', 'Dial'], 'calling-out'],
  ['the survey', ['/action', 'Gather', '/action/survey?queue=support'], 'survey'],
  ['the static apology', ['/fallback/caller.xml', 'Say'], 'apology'],
])('a caller hears %s', (_, step, expected) => {
  expect(stage('caller', step)).toBe(expected);
});

test.each<[string, Step, Stage]>([
  ['the PIN is asked for', ['/agent', 'Gather', 'https://x.twil.io/agent/pin?attempt=1#rc=3'], 'pin'],
  ['the PIN was right', ['/agent/pin', 'Say'], 'signed-in'],
  ['one queue is dialed', ['/agent/pin', 'Dial'], 'waiting-for-callers'],
  ['several queues are checked', ['/agent/idle', 'Gather', '/agent/idle?queue=a,b'], 'waiting-for-callers'],
  ['a conversation is over', ['/agent/next', 'Gather', '/agent/idle?queue=a,b'], 'notes'],
  [
    'the agent’s own phone rings for a caller',
    ['/agent/ring', 'Gather', '/agent/accept?queue=a'],
    'accepting',
  ],
  ['the agent has pressed the key', ['/agent/accept', 'Dial'], 'connecting'],
  ['a conversation of a rung agent is over', ['/agent/after', 'Gather', '/agent/after/key?queue=a'], 'notes'],
  ['an agent chooses to be there', ['/agent/state', 'Gather', '/agent/state/choice?agent=a'], 'signed-in'],
  ['the agent pressed 2', ['/agent/idle', 'Gather', '/agent/paused?queue=a,b'], 'paused'],
])('an agent’s phone shows it when %s', (_, step, expected) => {
  expect(stage('agent', step)).toBe(expected);
});

test('an unknown document does not change the stage', () => {
  expect(stage('caller', ['/nowhere', 'Say'], 'greeting')).toBe('greeting');
});

test('only endpoints that answer with a document are followed', () => {
  expect(
    endpoints
      .map(({ path }) => path)
      .filter((path) => !isDocumentPath(path))
      .sort(),
  ).toEqual(['/action/voicemail', '/caller/ended']);
});
