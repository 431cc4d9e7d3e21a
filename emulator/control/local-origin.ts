import { isLoopback } from '../web/loopback';
import { ControlError } from './request';

/** The headers that say where a request was meant to go, and which page sent it. */
export interface OriginHeaders {
  readonly host?: string | undefined;
  readonly origin?: string | undefined;
}

/**
 * Throws unless a request is meant for this machine and sent from it. A page of the internet can give this address a name
 * of its own, but it cannot hide that name.
 */
export function requireLocalOrigin({ headers }: { readonly headers: OriginHeaders }): void {
  const { host = '', origin } = headers;
  requireLoopback('Host', `http://${host}`);
  if (origin !== undefined) requireLoopback('Origin', origin);
}

function requireLoopback(header: string, address: string): void {
  if (URL.canParse(address) && isLoopback(new URL(address))) return;
  throw new ControlError(403, `${header} is not this machine. Use http://127.0.0.1 and the port.`);
}
