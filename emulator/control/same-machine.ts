import type { IncomingMessage } from 'node:http';
import { isLoopback } from '../web/loopback';
import { ControlError } from './request';

/** A page of the internet can give its own name this address, but it cannot hide that name. */
export function refuseForeigners({ headers: { host = '', origin } }: IncomingMessage): void {
  refuseForeigner('Host', `http://${host}`);
  if (origin !== undefined) refuseForeigner('Origin', origin);
}

function refuseForeigner(header: string, address: string): void {
  if (URL.canParse(address) && isLoopback(new URL(address))) return;
  throw new ControlError(403, `${header} is not this machine. Use http://127.0.0.1 and the port.`);
}
