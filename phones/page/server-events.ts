import type { ServerEvents } from '../protocol';

type Listeners = { readonly [Name in keyof ServerEvents]: (data: ServerEvents[Name]) => void };

const tryAgainMillis = 2000;

/**
 * Listens to the server for as long as the page is open, and tells whether it can be heard. After each
 * interruption the server begins with the whole simulation again.
 */
export function listen(listeners: Listeners, isHeard: (isHeard: boolean) => void): void {
  const source = new EventSource('/events');
  for (const [name, listener] of Object.entries(listeners)) {
    source.addEventListener(name, ({ data }: MessageEvent<string>) => listener(JSON.parse(data)));
  }
  source.addEventListener('open', () => isHeard(true));
  source.addEventListener('error', () => {
    isHeard(false);
    // A browser tries again by itself, but not after an answer that is not a stream.
    if (source.readyState === EventSource.CLOSED)
      setTimeout(() => listen(listeners, isHeard), tryAgainMillis);
  });
}
