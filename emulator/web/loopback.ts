import type { Clock } from '../platform/clock';
import type { WebHost } from './message';

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether a URL points to this machine. */
export const isLoopback = ({ hostname }: URL): boolean => loopbackNames.has(hostname);

/** Sends webhooks to a server on this machine. The local Twilio does not connect to any other host. */
export function loopbackHost(url: URL, clock: Clock): WebHost | undefined {
  if (url.protocol !== 'http:' || !isLoopback(url)) return undefined;
  return ({ method, url: target, headers, form }) =>
    clock.during(
      fetch(target, {
        method,
        headers,
        redirect: 'manual',
        ...(method === 'POST' && { body: form.toString() }),
      }).then(async (response) => ({
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: Buffer.from(await response.arrayBuffer()),
      })),
    );
}
