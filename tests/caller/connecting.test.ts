import {
  connectingLogged,
  readConnectingCaller,
  sayConnecting,
  sayStraightOn,
} from '../../src/caller/connecting';
import { document, queue, said, webhookRequest } from '../example-config';

const request = (given: Record<string, unknown> = {}) =>
  webhookRequest({ queue: 'sales', agent: 'agent-1', DequeingCallSid: 'CA9', QueueTime: '125', ...given });

const logged = (given: Record<string, unknown>) => connectingLogged(readConnectingCaller(request(given)));

describe('a caller who is about to be joined to an agent', () => {
  test('hears the last words of the queue, and nothing else', () => {
    expect(sayConnecting(queue()).toString()).toBe(
      document(`
        <Response>
          ${said('Thank you for waiting. Here comes your agent.')}
        </Response>`),
    );
  });

  test('is joined straight away if our code fails', () => {
    expect(sayStraightOn(queue()).toString()).toBe(document('<Response/>'));
  });

  describe('in a conversation that will be recorded', () => {
    const recorded = queue('support', { recording: { notice: 'This call is recorded.' } });

    test('hears so after the last words', () => {
      expect(sayConnecting(recorded).toString()).toBe(
        document(
          `<Response>${said('Thank you for waiting. Here comes your agent. This call is recorded.')}</Response>`,
        ),
      );
    });

    test('hears so if our code fails, and nothing else', () => {
      expect(sayStraightOn(recorded).toString()).toBe(
        document(`<Response>${said('This call is recorded.')}</Response>`),
      );
    });
  });

  test('is logged with the agent, both legs and the wait', () => {
    expect(logged({})).toEqual({
      event: 'connected',
      call: 'CA1',
      agentCall: 'CA9',
      agent: 'agent-1',
      queue: 'sales',
      secondsWaited: 125,
      servedAfterSeconds: 11,
    });
  });

  test.each<[string, Record<string, unknown>, object]>([
    ['the agent’s leg', { DequeingCallSid: undefined }, { agentCall: 'unknown' }],
    ['the wait', { QueueTime: undefined }, { secondsWaited: null }],
    ['an agent of the config', { agent: 'somebody' }, { agent: 'agent' }],
    ['a queue of the config', { queue: 'nowhere' }, { queue: 'support' }],
  ])('is logged even if Twilio does not send %s', (_what, given, line) => {
    expect(logged(given)).toMatchObject(line);
  });
});
