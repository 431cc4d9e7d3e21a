import { Randomness } from './day/randomness';
import type { Finding, Measurement, ReportProgress } from './measurement';
import { closeLongLine, maxConcurrentRequests, maxWaiting, WaitingCrowd } from './waiting-crowd';

const answerTimes = [50, 300, 1500];

/** Arriving callers use about this many slots, so that waiting callers have the rest. */
const slotsForArrivals = 1.5;
const maxArrivalsPerSecond = 15;
/** Twilio sends two requests per arrival: what to do, and what to play. */
const requestsPerArrival = 2;

const lineSizes = [100, 1000, 5000];
/** How long the callers of such a line take to arrive, and how long it is then measured. */
const secondsToFillLine = 1800;
/** How many minutes the callers of the longest line take to arrive. */
const arrivalMinutes = [10, 12, 15, 20];
const slowestAnswerMillis = 1500;

/** The length of a rush. In an instant rush, all callers arrive at once. */
const rushSeconds = 10;
/** After this time every caller of a rush is waiting, and the rate of requests does not rise any more. */
const rushSettledAfterSeconds = 30;
/** After this time every refused request was retried, and its caller is in line or gone. */
const retriesSettledAfterSeconds = 150;
/** The relative precision of the search in a rush. */
const closeEnough = 0.02;

/** How many callers are waiting when a request is first refused because too many run at once. */
export const firstRefusal: Measurement = {
  letter: 'e',
  title: `Callers at the first refusal (429), with ${maxConcurrentRequests} concurrent executions`,
  async measure(reportProgress) {
    const findings: Finding[] = [];
    for (const callers of lineSizes) findings.push(await lineFinding(callers, reportProgress));
    for (const minutes of arrivalMinutes) findings.push(...(await hourFindings(minutes, reportProgress)));
    for (const millis of answerTimes) {
      findings.push(await spreadFinding(millis, reportProgress));
      for (const withinSeconds of [rushSeconds, 0]) {
        findings.push(await rushFinding(millis, withinSeconds, 'isRefused', reportProgress));
        findings.push(await rushFinding(millis, withinSeconds, 'isLossy', reportProgress));
      }
    }
    await closeLongLine();
    return findings;
  },
};

/** The rate of requests for a line of this many callers, long after the last one arrived. */
async function lineFinding(callers: number, reportProgress: ReportProgress): Promise<Finding> {
  reportProgress(`a line of ${callers}`);
  const crowd = await WaitingCrowd.open(50);
  for (let index = 0; index < callers; index += 1) crowd.callAfter((index * secondsToFillLine) / callers);
  await crowd.seconds(2 * secondsToFillLine);
  const value = await crowd.requestsPerSecondDuring(secondsToFillLine);
  return { what: `a line of ${callers}: requests per second`, value, unit: '', atMost: 20 / 3 };
}

/** A full queue, whose callers arrive within this many minutes and wait for an hour. */
async function hourFindings(minutes: number, reportProgress: ReportProgress): Promise<Finding[]> {
  reportProgress(`${maxWaiting} callers within ${minutes} minutes`);
  const crowd = await WaitingCrowd.open(slowestAnswerMillis);
  for (let index = 0; index < maxWaiting; index += 1) crowd.callAfter((index * minutes * 60) / maxWaiting);
  await crowd.seconds(minutes * 60);
  const before = crowd.refusals;
  await crowd.seconds(3600);
  const what = `${slowestAnswerMillis} ms, ${maxWaiting} within ${minutes} minutes`;
  const note = `${before} of them while callers came; ${crowd.waitingAtRefusal ?? 'none'} waiting at the first`;
  return [
    { what: `${what}, an hour: refused attempts`, value: crowd.refusals, unit: '', note },
    { what: `${what}, an hour: lost callers`, value: crowd.lostCallers, unit: '' },
  ];
}

/** Callers arrive at random, one by one, until a request is refused. Their waits are not in step. */
async function spreadFinding(answerMillis: number, reportProgress: ReportProgress): Promise<Finding> {
  reportProgress(`answers of ${answerMillis} ms, arrivals spread`);
  const crowd = await WaitingCrowd.open(answerMillis);
  const value = await fill(crowd, answerMillis, new Randomness(1));
  const note = value >= maxWaiting ? `no refusal: a queue cannot hold more than ${maxWaiting}` : 'one run';
  return { what: `${answerMillis} ms, arrivals spread: waiting`, value, unit: '', note };
}

async function fill(crowd: WaitingCrowd, answerMillis: number, randomness: Randomness): Promise<number> {
  const slotsPerArrival = requestsPerArrival * (answerMillis / 1000);
  const arrivalsPerSecond = Math.min(maxArrivalsPerSecond, slotsForArrivals / slotsPerArrival);
  while (!crowd.isRefused && crowd.waiting < maxWaiting) {
    const gapSeconds = randomness.exponential(1 / arrivalsPerSecond);
    crowd.callAfter(gapSeconds);
    await crowd.seconds(gapSeconds);
  }
  return crowd.waitingAtRefusal ?? crowd.waiting;
}

/** Callers arrive together, so their wait documents stay in step. */
async function rushFinding(
  answerMillis: number,
  withinSeconds: number,
  harm: 'isRefused' | 'isLossy',
  reportProgress: ReportProgress,
): Promise<Finding> {
  const together = withinSeconds === 0 ? 'all at once' : `all within ${withinSeconds} s`;
  const harmed = harm === 'isRefused' ? 'first refusal' : 'first lost caller';
  reportProgress(`answers of ${answerMillis} ms, ${together}, ${harmed}`);
  const most = await largestUnharmed((callers) => isHarmed(callers, answerMillis, withinSeconds, harm));
  const bound = boundOfRush(answerMillis, withinSeconds);
  return {
    what: `${answerMillis} ms, ${together}: ${harmed}`,
    value: Math.min(most + 1, maxWaiting),
    unit: '',
    note: `${most >= maxWaiting ? 'no refusal; ' : ''}expected ${bound}`,
  };
}

/** The expected result: the first callers already request what to play while others are still arriving. */
function boundOfRush(answerMillis: number, withinSeconds: number): number {
  const requestsPerSecond =
    withinSeconds === 0 ? Number.POSITIVE_INFINITY : requestsPerArrival / withinSeconds;
  const ofRush = maxConcurrentRequests / (requestsPerSecond * (answerMillis / 1000));
  return Math.floor(Math.max(maxConcurrentRequests, ofRush));
}

async function isHarmed(
  callers: number,
  answerMillis: number,
  withinSeconds: number,
  harm: 'isRefused' | 'isLossy',
): Promise<boolean> {
  const crowd = await WaitingCrowd.open(answerMillis);
  for (let index = 0; index < callers; index += 1) crowd.callAfter((index * withinSeconds) / callers);
  const end = harm === 'isLossy' ? retriesSettledAfterSeconds : rushSettledAfterSeconds;
  for (let second = 0; second < end && !crowd[harm]; second += 1) {
    await crowd.seconds(1);
  }
  return crowd[harm];
}

/** The largest number of callers without harm, found by doubling and then by bisection. */
async function largestUnharmed(refuses: (callers: number) => Promise<boolean>): Promise<number> {
  let carried = 0;
  let refused = 1;
  while (!(await refuses(refused))) {
    carried = refused;
    if (carried >= maxWaiting) return carried;
    refused = Math.min(refused * 2, maxWaiting);
  }
  while (refused - carried > Math.max(1, carried * closeEnough)) {
    const middle = Math.floor((carried + refused) / 2);
    if (await refuses(middle)) refused = middle;
    else carried = middle;
  }
  return carried;
}
