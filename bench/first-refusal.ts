import { Randomness } from './day/randomness';
import type { Finding, Measurement, Tell } from './measurement';
import { closeLongLine, maxConcurrentRequests, mostWaiting, WaitingCrowd } from './waiting-crowd';

const answerTimes = [50, 300, 1500];

/** While callers still arrive they take about so many of the slots, so that the waiting have the rest. */
const slotsForArrivals = 1.5;
const mostArrivalsASecond = 15;
/** Each arrival is asked about twice: what to do, and what to hear. */
const requestsAnArrival = 2;

const lineSizes = [100, 1000, 5000];
/** How long the callers of such a line take to come, and how long it is then looked at. */
const secondsToFillLine = 1800;
/** Within how many minutes the longest line comes together. */
const arrivalMinutes = [10, 20];
const slowestAnswerMillis = 1500;

/** How long a rush takes; of an instant all come at once. */
const rushSeconds = 10;
/** Until the last of a rush has asked what to hear; from then on nothing is asked faster. */
const rushIsOverAfterSeconds = 30;
/** Until the last who was refused has been tried again and is in line, or gone. */
const everybodyIsThroughAfterSeconds = 150;
/** A rush is measured as closely as this. */
const closeEnough = 0.02;

/** How many callers wait when a request is first refused, because too many run at once. */
export const firstRefusal: Measurement = {
  letter: 'e',
  title: `Callers at the first refusal (429), with ${maxConcurrentRequests} executions at once`,
  async measure(tell) {
    const findings: Finding[] = [];
    for (const callers of lineSizes) findings.push(await lineFinding(callers, tell));
    for (const minutes of arrivalMinutes) findings.push(...(await hourFindings(minutes, tell)));
    for (const millis of answerTimes) {
      findings.push(await spreadFinding(millis, tell));
      for (const withinSeconds of [rushSeconds, 0]) {
        findings.push(await rushFinding(millis, withinSeconds, 'isRefused', tell));
        findings.push(await rushFinding(millis, withinSeconds, 'isLossy', tell));
      }
    }
    await closeLongLine();
    return findings;
  },
};

/** How often a line of so many is asked about, long after the last of them came. */
async function lineFinding(callers: number, tell: Tell): Promise<Finding> {
  tell(`a line of ${callers}`);
  const crowd = await WaitingCrowd.open(50);
  for (let index = 0; index < callers; index += 1) crowd.callAfter((index * secondsToFillLine) / callers);
  await crowd.seconds(2 * secondsToFillLine);
  const value = await crowd.requestsASecondDuring(secondsToFillLine);
  return { what: `a line of ${callers}: requests per second`, value, unit: '', atMost: 20 / 3 };
}

/** As many callers as a queue takes, who come within so many minutes and wait for an hour. */
async function hourFindings(minutes: number, tell: Tell): Promise<Finding[]> {
  tell(`${mostWaiting} callers within ${minutes} minutes`);
  const crowd = await WaitingCrowd.open(slowestAnswerMillis);
  for (let index = 0; index < mostWaiting; index += 1) crowd.callAfter((index * minutes * 60) / mostWaiting);
  await crowd.seconds(minutes * 60);
  const before = crowd.refusals;
  await crowd.seconds(3600);
  const what = `${slowestAnswerMillis} ms, ${mostWaiting} within ${minutes} minutes`;
  const note = `${before} of them while callers came; ${crowd.waitingAtRefusal ?? 'none'} waiting at the first`;
  return [
    { what: `${what}, an hour: refused attempts`, value: crowd.refusals, unit: '', note },
    { what: `${what}, an hour: lost callers`, value: crowd.lostCallers, unit: '' },
  ];
}

/** Callers arrive by chance, one by one, until a request is refused; no wait is in step with another. */
async function spreadFinding(answerMillis: number, tell: Tell): Promise<Finding> {
  tell(`answers of ${answerMillis} ms, arrivals spread`);
  const crowd = await WaitingCrowd.open(answerMillis);
  const value = await fill(crowd, answerMillis, new Randomness(1));
  const note = value >= mostWaiting ? `no refusal: ${mostWaiting} is all that a queue takes` : 'one run';
  return { what: `${answerMillis} ms, arrivals spread: waiting`, value, unit: '', note };
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
async function rushFinding(
  answerMillis: number,
  withinSeconds: number,
  harm: 'isRefused' | 'isLossy',
  tell: Tell,
): Promise<Finding> {
  const together = withinSeconds === 0 ? 'all in one instant' : `all within ${withinSeconds} s`;
  const harmed = harm === 'isRefused' ? 'first refusal' : 'first lost caller';
  tell(`answers of ${answerMillis} ms, ${together}, ${harmed}`);
  const most = await mostWithout((callers) => isHarmed(callers, answerMillis, withinSeconds, harm));
  const bound = boundOfRush(answerMillis, withinSeconds);
  return {
    what: `${answerMillis} ms, ${together}: ${harmed}`,
    value: Math.min(most + 1, mostWaiting),
    unit: '',
    note: `${most >= mostWaiting ? 'no refusal; ' : ''}by arithmetic ${bound}`,
  };
}

/** While some are still told what to do, those who came first already ask what to hear. */
function boundOfRush(answerMillis: number, withinSeconds: number): number {
  const requestsASecond = withinSeconds === 0 ? Number.POSITIVE_INFINITY : requestsAnArrival / withinSeconds;
  const ofRush = maxConcurrentRequests / (requestsASecond * (answerMillis / 1000));
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
  const end = harm === 'isLossy' ? everybodyIsThroughAfterSeconds : rushIsOverAfterSeconds;
  for (let second = 0; second < end && !crowd[harm]; second += 1) {
    await crowd.seconds(1);
  }
  return crowd[harm];
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
