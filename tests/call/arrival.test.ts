import { readArrival, sayArrival, sayArrivalDespiteTrouble } from '../../src/call/arrival';
import { again, config, document, now, nowSeconds, parameters, queue, ticket } from '../example-config';

describe('a call that reaches us', () => {
  test.each<[string, Record<string, unknown>, 'support' | 'sales', string[]]>([
    ['goes to the queue that the URL names', { queue: 'sales', To: '+15550100001' }, 'sales', []],
    ['goes to the queue of the dialled number', { To: '+15550100002' }, 'sales', []],
    ['goes to the first queue from a number of none', { To: '+15550100001' }, 'support', []],
    ['goes to the first queue when nothing is told', {}, 'support', []],
    [
      'goes to the first queue if the URL names an unknown one',
      { queue: 'x' },
      'support',
      ['queue: not in the config'],
    ],
    [
      'goes to the queue of the dialled number if the URL names an unknown one',
      { queue: 'x', To: '+15550100002' },
      'sales',
      ['queue: not in the config'],
    ],
    [
      'goes to the first queue if the URL names what every object has',
      { queue: 'constructor' },
      'support',
      ['queue: not in the config'],
    ],
    [
      'goes to the first of two queues in the URL',
      { queue: ['sales', 'support'] },
      'sales',
      ['queue: repeated'],
    ],
  ])('%s', (_sentence, given, name, faults) => {
    const request = parameters(given);
    expect(readArrival(request, config, now).ticket.queue).toEqual(queue(name));
    expect(request.faults).toEqual(faults);
  });

  test('begins to wait when the greeting of two seconds is over', () => {
    expect(readArrival(parameters(), config, now)).toEqual({
      call: 'CA1',
      ticket: ticket({ joinedAt: nowSeconds + 2 }),
    });
  });

  test('is answered without a CallSid too, and its absence is noted', () => {
    const request = parameters({ CallSid: undefined });
    expect(readArrival(request, config, now).call).toBe('unknown');
    expect(request.faults).toEqual(['CallSid: missing']);
  });

  test('hears the greeting and is put in line, with every way out leading to /action', () => {
    expect(sayArrival(ticket()).toString()).toBe(
      document(`
        <Response>
          <Say voice="Polly.Joanna-Neural" language="en-US">Welcome. Please hold the line.</Say>
          <Enqueue waitUrl="/wait?queue=support&amp;joined=1767625200${again}"
            action="/action?queue=support&amp;joined=1767625200${again}">support</Enqueue>
        </Response>`),
    );
  });

  test('hears an apology when our first answer failed, and is put in line all the same', () => {
    expect(sayArrivalDespiteTrouble(ticket()).toString()).toBe(
      document(`
        <Response>
          <Say voice="Polly.Joanna-Neural" language="en-US">Sorry, we are having some trouble. We are putting you in line now.</Say>
          <Enqueue waitUrl="/wait?queue=support&amp;joined=1767625200${again}"
            action="/action?queue=support&amp;joined=1767625200${again}">support</Enqueue>
        </Response>`),
    );
  });
});
