import { endpoints, publicEndpoints, routes, tryAgain, voicemailUrl } from '../../src/state/urls';
import { domain, nowSeconds, queue, shift as shiftWith, ticket } from '../example-config';

const shift = shiftWith({
  queues: [queue('sales'), queue('support')],
  dialledAt: nowSeconds + 60,
  idleSince: nowSeconds + 30,
});
const shiftQuery = `agent=agent-1&queue=sales%2Csupport&started=${nowSeconds}&dialled=${nowSeconds + 60}&idle=${nowSeconds + 30}`;

const moved = ticket({ secondsWaitedBefore: 300, returns: 1, moves: 2, lane: 'priority' });
const movedQuery = `queue=support&joined=${nowSeconds}&waited=300&returns=1&moves=2&lane=priority`;

const urls: Record<keyof typeof routes, [url: string, pathAndQuery: string]> = {
  wait: [routes.wait(ticket()), `/wait?queue=support&joined=${nowSeconds}`],
  keyPressed: [routes.keyPressed(moved), `/wait/key?${movedQuery}`],
  menuChoice: [routes.menuChoice('main'), '/caller/menu?menu=main'],
  leftQueue: [routes.leftQueue(ticket({ joinedAt: undefined })), '/action?queue=support'],
  planStep: [routes.planStep(moved, 'full', 2), `/action/step?${movedQuery}&reason=full&step=2`],
  acceptCall: [routes.acceptCall(moved), '/action/accept?queue=support'],
  acceptedCall: [routes.acceptedCall(moved), '/action/accepted?queue=support'],
  voicemailRecorded: [routes.voicemailRecorded(moved), '/action/voicemail?queue=support'],
  surveyAnswer: [routes.surveyAnswer(moved), '/action/survey?queue=support'],
  agentPin: [routes.agentPin(2, nowSeconds, undefined), `/agent/pin?attempt=2&started=${nowSeconds}`],
  nextCaller: [routes.nextCaller(shift, 'support', false), `/agent/next?${shiftQuery}&served=support`],
  idle: [routes.idle(shift), `/agent/idle?${shiftQuery}`],
  paused: [routes.paused(shift), `/agent/paused?${shiftQuery}`],
  connect: [routes.connect(shift, 'support'), '/agent/connect?queue=support&agent=agent-1'],
};

describe('a URL that we hand to Twilio', () => {
  test.each(Object.entries(urls))('%s: path and query', (_name, [url, expected]) => {
    expect(url).toBe(`${expected}${tryAgain}`);
  });

  test.each(Object.entries(urls))('%s: leads to an endpoint of ours', (_name, [url]) => {
    expect(endpoints).toContain(new URL(url, 'https://example.com').pathname);
  });

  test('asks to be tried three times again when it is refused, broken or slow, each time for five seconds', () => {
    const overrides = new URLSearchParams(
      new URL(routes.wait(ticket()), 'https://example.com').hash.slice(1),
    );
    expect(Object.fromEntries(overrides)).toEqual({ ct: '3000', rt: '5000', rc: '3', rp: '4xx,5xx,ct,rt' });
  });

  test('carries a queue name of the URL it came from, whatever is in it', () => {
    const hostile = 'a&attempt=1#rc=0 "<é\u0000';
    const url = new URL(routes.agentPin(3, 5, hostile), 'https://example.com');
    expect(url.searchParams.get('queue')).toBe(hostile);
    expect(url.searchParams.getAll('attempt')).toEqual(['3']);
    expect(url.hash).toBe(tryAgain);
  });

  test('remembers that a queue was dialled in the dark', () => {
    expect(routes.nextCaller(shift, 'sales', true)).toBe(
      `/agent/next?${shiftQuery}&served=sales&blind=1${tryAgain}`,
    );
  });
});

describe('the paths of a deployment', () => {
  test('are each asked by Twilio or open to anybody, and none is both', () => {
    expect(new Set([...endpoints, ...publicEndpoints]).size).toBe(endpoints.length + publicEndpoints.length);
  });

  test('have one that a person opens, without a wish to try again', () => {
    const url = new URL(voicemailUrl(domain, { recording: 'RE1' }));
    expect(url.host).toBe(domain);
    expect(publicEndpoints).toContain(url.pathname);
    expect(url.hash).toBe('');
  });
});
