import { errorInWords } from '../wording/error-in-words';

/** What went wrong at Twilio or on the way there, in words that say what to do. */
export function failureInWords(error: unknown): string {
  const { status, code } = Object(error) as { status?: unknown; code?: unknown };
  const words = errorInWords(error);
  // https://www.twilio.com/docs/api/errors/20003
  if (status === 401 || code === 20003) {
    return 'Twilio refuses these credentials. Check that the account SID and the API key or auth token belong together, and that the region is right.';
  }
  if (status === 403) return `Twilio allows this only with other credentials: ${words}`;
  // https://www.twilio.com/docs/api/errors/20429
  if (status === 429)
    return 'Twilio received too many requests from this account. Wait a minute and run it again.';
  // The last case is an HTTP_PROXY that is not a URL.
  if (typeof code === 'string' && (isConnectionFault(code) || words.startsWith('connect '))) {
    return `No connection to Twilio (${code}). Check the network, or the proxy in HTTP_PROXY, and run it again.`;
  }
  if (typeof status === 'number' && typeof code === 'number') {
    return `Twilio answers ${status}: ${words} (https://www.twilio.com/docs/api/errors/${code})`;
  }
  return words;
}

const isConnectionFault = (code: string) =>
  /^(E(CONN\w+|NOTFOUND|TIMEDOUT|AI_AGAIN|HOSTUNREACH|NETUNREACH|PIPE)|ERR_NETWORK|.*CERT.*|DEPTH_ZERO.*)$/.test(
    code,
  );
