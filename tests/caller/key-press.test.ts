import { decideKeyPress, type KeyPressStep, readKeyPress, sayKeyPress } from '../../src/caller/key-press';
import { again, config, document, parameters, queue, ticket } from '../example-config';

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
    const { ticket, key } = readKeyPress(parameters({ queue: 'sales', Digits: '9' }), config);
    expect(ticket.queue).toEqual(queue('sales'));
    expect(decideKeyPress(key, ticket.queue.exitKey.key)).toBe('leave');
  });

  test('is noted if Twilio does not say which key', () => {
    const request = parameters({ queue: 'support' });
    expect(readKeyPress(request, config)).toMatchObject({ call: 'CA1', key: undefined });
    expect(request.faults).toEqual(['Digits: missing']);
  });

  test('is taken out of line to leave', () => {
    expect(sayKeyPress('leave', ticket()).toString()).toBe(document('<Response><Leave/></Response>'));
  });

  test('goes back to waiting, and the time waited before still counts', () => {
    expect(sayKeyPress('stay', ticket({ secondsWaitedBefore: 300, returns: 1 })).toString()).toBe(
      document(`
        <Response>
          <Redirect>/wait?queue=support&amp;joined=1767625200&amp;waited=300&amp;returns=1${again}</Redirect>
        </Response>`),
    );
  });
});
