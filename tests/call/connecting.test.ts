import {
  connectingLogged,
  readConnectingCaller,
  sayConnecting,
  sayStraightOn,
} from '../../src/call/connecting';
import { config, document, now, parameters, queue } from '../example-config';

const request = (given: Record<string, unknown> = {}) =>
  parameters({ queue: 'sales', agent: 'agent-1', DequeingCallSid: 'CA9', QueueTime: '125', ...given });

const logged = (given: Record<string, unknown>) =>
  connectingLogged(readConnectingCaller(request(given), config, now));

describe('a caller who is about to be joined to an agent', () => {
  test('hears the last words of the queue, and nothing else', () => {
    expect(sayConnecting(queue()).toString()).toBe(
      document(`
        <Response>
          <Say voice="Polly.Joanna-Neural" language="en-US">Thank you for waiting. Here comes your agent.</Say>
        </Response>`),
    );
  });

  test('is joined straight away if our code fails', () => {
    expect(sayStraightOn().toString()).toBe(document('<Response/>'));
  });

  test('is logged with the agent, both legs and the wait', () => {
    expect(logged({})).toEqual({
      event: 'connected',
      call: 'CA1',
      agentCall: 'CA9',
      agent: 'agent-1',
      queue: 'sales',
      secondsWaited: 125,
    });
  });

  test.each<[string, Record<string, unknown>, object]>([
    ['the agent’s leg', { DequeingCallSid: undefined }, { agentCall: 'unknown' }],
    ['the wait', { QueueTime: undefined }, { secondsWaited: null }],
    ['an agent of the config', { agent: 'somebody' }, { agent: 'agent' }],
    ['a queue of the config', { queue: 'nowhere' }, { queue: 'sales' }],
  ])('is logged also when Twilio does not tell %s', (_what, given, line) => {
    expect(logged(given)).toMatchObject(line);
  });
});
