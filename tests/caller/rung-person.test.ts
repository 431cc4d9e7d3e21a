import {
  acceptedLogged,
  askToAccept,
  declineCall,
  readRungPerson,
  sayAccepted,
} from '../../src/caller/rung-person';
import { againAtOnce, document, said, webhookRequest } from '../example-config';

const goodbye = document('<Response><Hangup/></Response>');

describe('somebody outside who answers', () => {
  const answer = (given: Record<string, unknown> = {}) =>
    readRungPerson(webhookRequest({ queue: 'support', ...given }));

  test('is asked for any key, and hung up on without one, as a voicemail is', () => {
    expect(askToAccept(answer()).toString()).toBe(
      document(`
        <Response>
          <Gather action="/action/accepted?queue=support${againAtOnce}" finishOnKey="" input="dtmf"
            numDigits="1" timeout="3">
            ${said('A call for support. To take it, press any key.')}
          </Gather>
          <Hangup/>
        </Response>`),
    );
  });

  test.each(['1', '0', '#', '*'])('and presses %s is joined to the caller without a word', (Digits) => {
    expect(sayAccepted(answer({ Digits })).toString()).toBe(document('<Response/>'));
  });

  test.each([[''], [undefined]])('and presses %p is hung up on', (Digits) => {
    expect(sayAccepted(answer({ Digits })).toString()).toBe(goodbye);
  });

  test.each([
    ['CA1', 'CA1'],
    [undefined, 'unknown'],
  ])('has the call %p in the log as %s', (CallSid, call) => {
    expect(acceptedLogged(answer({ CallSid, Digits: '1' }))).toEqual({
      ...{ event: 'accepted', call, queue: 'support', accepted: true },
    });
  });

  test('is hung up on if our code fails', () => {
    expect(declineCall().toString()).toBe(goodbye);
  });
});
