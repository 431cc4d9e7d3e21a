import { readEndedCall, sayNothing } from '../../src/caller/ended';
import { document, webhookRequest } from '../example-config';

describe('a call that is over', () => {
  test('is logged with how it ended and how long it took', () => {
    const request = webhookRequest({ CallStatus: 'completed', CallDuration: '63' });
    expect(readEndedCall(request)).toEqual({ call: 'CA1', status: 'completed', seconds: 63 });
    expect(request.parameters.issues).toEqual([]);
  });

  test.each<[string, Record<string, unknown>, object, string[]]>([
    ['nothing', {}, { status: 'unknown', seconds: undefined }, ['CallStatus: missing']],
    [
      'an absurd duration',
      { CallStatus: 'completed', CallDuration: '1e9' },
      { status: 'completed', seconds: undefined },
      ['CallDuration: not a whole number'],
    ],
  ])('counts even if Twilio sends %s', (_told, given, ended, issues) => {
    const request = webhookRequest(given);
    expect(readEndedCall(request)).toEqual({ call: 'CA1', ...ended });
    expect(request.parameters.issues).toEqual(issues);
  });

  test('is answered with an empty document, since nobody is on the line', () => {
    expect(sayNothing().toString()).toBe(document('<Response/>'));
  });
});
