import { endpoints, routes, tryAgain } from '../src/routes';
import { nowSeconds, queue, ticket } from './example-config';

const shift = { agent: 'agent-1', queue: queue('sales'), startedAt: nowSeconds, dialledAt: nowSeconds + 60 };

const urls: Record<keyof typeof routes, [url: string, pathAndQuery: string]> = {
  wait: [routes.wait(ticket()), `/wait?queue=support&joined=${nowSeconds}`],
  keyPressed: [
    routes.keyPressed(ticket({ secondsWaitedBefore: 300, returns: 1 })),
    `/wait/key?queue=support&joined=${nowSeconds}&waited=300&returns=1`,
  ],
  leftQueue: [routes.leftQueue(ticket({ joinedAt: undefined })), '/action?queue=support'],
  agentPin: [routes.agentPin(2, nowSeconds, undefined), `/agent/pin?attempt=2&started=${nowSeconds}`],
  nextCaller: [
    routes.nextCaller(shift),
    `/agent/next?agent=agent-1&queue=sales&started=${nowSeconds}&dialled=${nowSeconds + 60}`,
  ],
  connect: [routes.connect(shift), '/agent/connect?queue=sales&agent=agent-1'],
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
});
