import { Randomness } from './day/randomness';
import type { Finding, Measurement, Tell } from './measurement';
import { mostConcurrentRequests, mostWaiting, WaitingCrowd } from './waiting-crowd';

/** The more callers it takes, the longer a run takes, and the fewer there are. */
const answerTimes = [
  { millis: 50, runs: 1 },
  { millis: 300, runs: 2 },
  { millis: 1500, runs: 3 },
];

/** While callers still arrive they take about so many of the slots, so that the waiting have the rest. */
const slotsForArrivals = 1.5;
const mostArrivalsASecond = 15;
/** Each arrival is asked about twice: what to do, and what to hear. */
const requestsAnArrival = 2;

/** How long a rush takes; of an instant all come at once. */
const rushSeconds = 10;
/** Until the last of a rush has asked what to hear; from then on nothing is asked faster. */
const rushIsOverAfterSeconds = 30;
/** A rush is measured as closely as this. */
const closeEnough = 0.02;

/** How many callers wait when a request is first refused, because too many run at once. */
export const firstRefusal: Measurement = {
  letter: 'e',
  title: `Callers at the first refusal (429), with ${mostConcurrentRequests} executions at once`,
  async measure(tell) {
    const findings: Finding[] = [];
    for (const { millis, runs } of answerTimes) {
      findings.push(await spreadFinding(millis, runs, tell));
      findings.push(await rushFinding(millis, rushSeconds, tell));
      findings.push(await rushFinding(millis, 0, tell));
    }
    return findings;
  },
};

/** Callers arrive by chance, one by one, until a request is refused; no wait is in step with another. */
async function spreadFinding(answerMillis: number, runs: number, tell: Tell): Promise<Finding> {
  const found: number[] = [];
  let requestsASecond = 0;
  for (let run = 1; run <= runs; run += 1) {
    tell(`answers of ${answerMillis} ms, arrivals spread, run ${run} of ${runs}`);
    const crowd = await WaitingCrowd.open(answerMillis);
    found.push(await fill(crowd, answerMillis, new Randomness(run)));
    requestsASecond = crowd.requestsASecondOfWaiting();
  }
  const bound = Math.floor(mostConcurrentRequests / (requestsASecond * (answerMillis / 1000)));
  return {
    what: `${answerMillis} ms, arrivals spread: waiting`,
    value: Math.min(...found),
    unit: '',
    note: `${spanOf(found)}; by arithmetic ${bound}`,
  };
}

function spanOf(found: readonly number[]): string {
  const [least, most] = [Math.min(...found), Math.max(...found)];
  if (least >= mostWaiting) return `no refusal: ${mostWaiting} is all that a queue takes`;
  return found.length === 1 ? 'one run' : `${found.length} runs, ${least} to ${most}`;
}

async function fill(crowd: WaitingCrowd, answerMillis: number, randomness: Randomness): Promise<number> {
  const slotsAnArrival = requestsAnArrival * (answerMillis / 1000);
  const arrivalsASecond = Math.min(mostArrivalsASecond, slotsForArrivals / slotsAnArrival);
  while (!crowd.isRefused && crowd.waiting < mostWaiting) {
    const gapSeconds = randomness.exponential(1 / arrivalsASecond);
    crowd.callAfter(gapSeconds);
    await crowd.seconds(gapSeconds);
  }
  return crowd.waitingAtRefusal ?? crowd.waiting;
}

/** Callers arrive together, and their wait documents are in step from then on. */
async function rushFinding(answerMillis: number, withinSeconds: number, tell: Tell): Promise<Finding> {
  const together = withinSeconds === 0 ? 'all in one instant' : `all within ${withinSeconds} s`;
  tell(`answers of ${answerMillis} ms, ${together}`);
  const most = await mostWithout((callers) => isRefused(callers, answerMillis, withinSeconds));
  const bound = boundOfRush(answerMillis, withinSeconds);
  return {
    what: `${answerMillis} ms, ${together}: arriving`,
    value: Math.min(most + 1, mostWaiting),
    unit: '',
    note: `${most >= mostWaiting ? 'no refusal; ' : ''}by arithmetic ${bound}`,
  };
}

/** While some are still told what to do, those who came first already ask what to hear. */
function boundOfRush(answerMillis: number, withinSeconds: number): number {
  const requestsASecond = withinSeconds === 0 ? Number.POSITIVE_INFINITY : requestsAnArrival / withinSeconds;
  const ofRush = mostConcurrentRequests / (requestsASecond * (answerMillis / 1000));
  return Math.floor(Math.max(mostConcurrentRequests, ofRush));
}

async function isRefused(callers: number, answerMillis: number, withinSeconds: number): Promise<boolean> {
  const crowd = await WaitingCrowd.open(answerMillis);
  for (let index = 0; index < callers; index += 1) crowd.callAfter((index * withinSeconds) / callers);
  for (let second = 0; second < rushIsOverAfterSeconds && !crowd.isRefused; second += 1) {
    await crowd.seconds(1);
  }
  return crowd.isRefused;
}

/** The most that are not refused, found by doubling and then by halving the rest. */
async function mostWithout(refuses: (callers: number) => Promise<boolean>): Promise<number> {
  let carried = 0;
  let refused = 1;
  while (!(await refuses(refused))) {
    carried = refused;
    if (carried >= mostWaiting) return carried;
    refused = Math.min(refused * 2, mostWaiting);
  }
  while (refused - carried > Math.max(1, carried * closeEnough)) {
    const middle = Math.floor((carried + refused) / 2);
    if (await refuses(middle)) refused = middle;
    else carried = middle;
  }
  return carried;
}
