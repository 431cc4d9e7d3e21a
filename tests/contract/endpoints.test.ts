import { endpoints } from '../../src/endpoints';

/**
 * The paths that calls under way, wired numbers and links in mails lead to. None of them may change or go away without
 * a new version of the queue that still answers the old ones.
 */
const contract = [
  '/caller',
  '/caller/menu',
  '/caller/join',
  '/agent',
  '/agent/pin',
  '/wait',
  '/wait/key',
  '/agent/connect',
  '/action',
  '/action/step',
  '/action/accept',
  '/action/accepted',
  '/action/survey',
  '/action/voicemail',
  '/agent/assignment',
  '/agent/ring',
  '/agent/accept',
  '/agent/after',
  '/agent/after/key',
  '/agent/rang',
  '/agent/events',
  '/agent/reconcile',
  '/agent/state',
  '/agent/state/choice',
  '/agent/state/break',
  '/agent/next',
  '/agent/idle',
  '/agent/paused',
  '/caller/ended',
  '/voicemail',
];

describe('the endpoints of a deployment', () => {
  test('are these, each once, in the order in which a call usually asks', () => {
    expect(endpoints.map(({ path }) => path)).toEqual(contract);
  });

  test('are for Twilio alone, except those whose URL we sign ourselves', () => {
    const open = endpoints.filter(({ visibility }) => visibility === 'public');
    expect(open.map(({ path }) => path)).toEqual(['/agent/rang', '/agent/reconcile', '/voicemail']);
  });
});
