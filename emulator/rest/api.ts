import type { LocalTwilio } from '../local-twilio';
import { type RestApi, restError } from './exchange';
export function restApi(_twilio: LocalTwilio): RestApi {
  return async () => restError(404, 20404, 'not yet');
}
