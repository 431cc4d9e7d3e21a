import { decideState, readSignedIn } from '../../../src/agent/rung/state';
import { ada, atTaskRouter, requestWith } from './ada';

test.each<[string, Record<string, unknown>, object]>([
  ['is known by the id', { agent: 'ada' }, { call: 'CA1', agent: ada }],
  ['has no phone to ring without one', {}, { call: 'CA1', agent: undefined }],
  ['who is not in the config has none', { agent: 'gone' }, { call: 'CA1', agent: undefined }],
  ['may call without a SID', { agent: 'ada', CallSid: undefined }, { call: 'unknown', agent: ada }],
])('an agent on the agents’ line %s', (_sentence, given, signedIn) => {
  expect(readSignedIn(requestWith(given))).toEqual(signedIn);
});

test('an agent hears the state only if TaskRouter knows it', () => {
  const presence = { worker: atTaskRouter(), hasColleagues: true };
  expect(decideState(presence)).toEqual({ kind: 'tell', presence });
  expect(decideState(undefined)).toEqual({ kind: 'not-listed' });
});
