import { isLoopback } from '../web/loopback';
import { ControlError } from './request';

/** The headers that name the host of a request and the page that sent it. */
export interface OriginHeaders {
  readonly host?: string | undefined;
  readonly origin?: string | undefined;
}

/**
 * Throws a `ControlError` (403) unless a request names this machine and comes from it. A website can point its own host
 * name at this address (DNS rebinding), but it cannot hide that name.
 */
export function requireLocalOrigin({ headers }: { readonly headers: OriginHeaders }): void {
  const { host = '', origin } = headers;
  requireLoopback('Host', `http://${host}`);
  if (origin !== undefined) requireLoopback('Origin', origin);
}

function requireLoopback(header: string, address: string): void {
  if (URL.canParse(address) && isLoopback(new URL(address))) return;
  throw new ControlError(
    403,
    `The ${header} header does not name this machine. Use http://127.0.0.1 and the port.`,
  );
}
