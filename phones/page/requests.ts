/** The server refused a request; the message says why, and what to do. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** Asks the server to do something. Resolves to its answer, or undefined if that is empty. */
export async function post<Answer = undefined>(path: string, body: object = {}): Promise<Answer> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new Refused('The server did not answer. Is npm start still running?');
  });
  const text = await response.text();
  const answer: unknown = text.startsWith('{') ? JSON.parse(text) : undefined;
  if (response.ok) return answer as Answer;
  throw new Refused(complaintIn(answer) ?? `The server answered ${response.status} to ${path}.`);
}

function complaintIn(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null || !('error' in answer)) return undefined;
  return typeof answer.error === 'string' ? answer.error : undefined;
}

/** Sends one thing after another: simultaneous requests could overtake each other. */
export function inOrder<Thing>(send: (thing: Thing) => Promise<unknown>): (thing: Thing) => void {
  let last: Promise<unknown> = Promise.resolve();
  return (thing) => {
    last = last.then(() => send(thing));
  };
}
