import type { RequestCard } from '../call-board';

const signature = 'x-twilio-signature';

/** The command that makes a request again, to the functions on this machine. */
export function curlOf({ method, host, path, parameters, headers }: RequestCard, edgeUrl?: string): string {
  const base = edgeUrl?.replace(/\/$/, '') ?? `https://${host}`;
  const signed = headers[signature];
  const fields = Object.entries(parameters).map(
    ([name, value]) => `--data-urlencode ${quoted(`${name}=${value}`)}`,
  );
  return [
    `curl${method === 'GET' ? ' --get' : ''} ${quoted(`${base}${path}`)}`,
    ...(signed === undefined ? [] : [`--header ${quoted(`X-Twilio-Signature: ${signed}`)}`]),
    ...fields,
  ].join(' \\\n  ');
}

/** Quoted for a shell, so that no character is special. */
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
