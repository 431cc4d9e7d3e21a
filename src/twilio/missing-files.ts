import { mediaUrl } from '../speech';
import { stoppedWithin } from './within';

/** How long an answer about a file is kept. A missing file may be back after the next deployment. */
const goodForMillis = { present: 300_000, missing: 60_000 };
/** A slower check counts as passed: a late answer is worse than a missing file. */
const longestCheckMillis = 800;

interface Checked {
  readonly isMissing: boolean;
  readonly until: number;
}

/** A cache of answers by URL. */
const known = new Map<string, Checked>();

/**
 * The files that the deployment lacks. Twilio does not report a failed `<Play>`: it skips the file, and requests a
 * waiting document without other sound again at once.
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
