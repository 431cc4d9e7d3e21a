import { decideKeyPress, type KeyPressStep, readKeyPress, sayKeyPress } from '../../src/caller/key-press';
import { again, callerState, document, queue, webhookRequest } from '../example-config';

describe('a waiting caller who presses a key', () => {
  test.each<[string, string | undefined, KeyPressStep]>([
    ['leaves by the exit key', '*', 'leave'],
    ['stays with any other key', '1', 'stay'],
    ['stays with the pound key', '#', 'stay'],
    ['stays with the exit key and another one after it', '*1', 'stay'],
    ['stays if Twilio does not say which', undefined, 'stay'],
  ])('%s', (_sentence, key, step) => {
    expect(decideKeyPress(key, '*')).toBe(step);
  });

  test('leaves by the key of the own queue', () => {
    const { state, key } = readKeyPress(webhookRequest({ queue: 'sales', Digits: '9' }));
    expect(state.queue).toEqual(queue('sales'));
    expect(decideKeyPress(key, state.queue.exitKey.key)).toBe('leave');
  });

  test('is noted if Twilio does not say which key', () => {
    const request = webhookRequest({ queue: 'support' });
    expect(readKeyPress(request)).toMatchObject({ call: 'CA1', key: undefined });
    expect(request.parameters.issues).toEqual(['Digits: missing']);
  });

  test('is taken out of line to leave', () => {
    expect(sayKeyPress('leave', callerState()).toString()).toBe(document('<Response><Leave/></Response>'));
  });

  test('goes back to waiting, and the time waited before still counts', () => {
    expect(sayKeyPress('stay', callerState({ secondsWaitedBefore: 300, returns: 1 })).toString()).toBe(
      document(`
        <Response>
          <Redirect>/wait?queue=support&amp;joined=1767625200&amp;waited=300&amp;returns=1${again}</Redirect>
        </Response>`),
    );
  });
});
