import type { ServerEvents } from '../protocol';

type Listeners = { readonly [Name in keyof ServerEvents]: (data: ServerEvents[Name]) => void };

const tryAgainMillis = 2000;

/**
 * Listens to the server as long as the page is open, and reports whether it is connected. After each interruption the
 * server sends the whole simulation again.
 */
export function listen(listeners: Listeners, isHeard: (isHeard: boolean) => void): void {
  const source = new EventSource('/events');
  for (const [name, listener] of Object.entries(listeners)) {
    source.addEventListener(name, ({ data }: MessageEvent<string>) => listener(JSON.parse(data)));
  }
  source.addEventListener('open', () => isHeard(true));
  source.addEventListener('error', () => {
    isHeard(false);
    // A browser retries automatically, but not after an answer that is not a stream.
    if (source.readyState === EventSource.CLOSED)
      setTimeout(() => listen(listeners, isHeard), tryAgainMillis);
  });
}
