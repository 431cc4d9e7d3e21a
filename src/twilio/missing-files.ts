import { mediaUrl } from '../speech';
import { stoppedWithin } from './within';

/** How long an answer about a file counts; a missing one may be there again after the next deployment. */
const goodForMillis = { present: 300_000, missing: 60_000 };
/** A check that takes longer counts as passed: music that may be there is better than a late answer. */
const longestCheckMillis = 800;

interface Checked {
  readonly isMissing: boolean;
  readonly until: number;
}

/** What this instance of the function knows, by URL. It is a cache: losing it changes nothing that is heard. */
const known = new Map<string, Checked>();

/**
 * Those of these files that the deployment does not have. Twilio does not tell us when a `<Play>` fails: it passes over
 * the file, and a waiting document without any other sound is asked for again at once.
 */
export async function missingFiles(files: readonly string[], domain: string): Promise<ReadonlySet<string>> {
  const checked = await Promise.all(files.map((file) => isMissing(mediaUrl(domain, file))));
  return new Set(files.filter((_, index) => checked[index]));
}

async function isMissing(url: string): Promise<boolean> {
  const before = known.get(url);
  const now = Date.now();
  if (before && now < before.until) return before.isMissing;
  const found = await stoppedWithin(longestCheckMillis, (signal) => answersMissing(url, signal)).catch(
    () => false,
  );
  known.set(url, {
    isMissing: found,
    until: now + (found ? goodForMillis.missing : goodForMillis.present),
  });
  return found;
}

/** One byte is enough to know. */
async function answersMissing(url: string, signal: AbortSignal): Promise<boolean> {
  const response = await fetch(url, { headers: { range: 'bytes=0-0' }, signal });
  await response.body?.cancel();
  return response.status === 404 || response.status === 410;
}
