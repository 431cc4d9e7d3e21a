import type { Randomness } from './randomness';

const hour = 3600;

/** How many of a hundred calls come in each hour of a day: there are two peaks and a long, quiet evening. */
const arrivalsByHour = [0, 0, 0, 0, 0, 0, 0, 2, 5, 9, 12, 12, 9, 9, 11, 10, 9, 6, 3, 2, 1, 0, 0, 0];

/** A caller. Times are in seconds since midnight. */
export interface PlannedCaller {
  readonly number: string;
  readonly arrivesAt: number;
  readonly hangsUpInGreeting: boolean;
  /** One for each time that the caller may be in line: more often nobody is put back. */
  readonly stays: readonly [PlannedStay, PlannedStay, PlannedStay];
}

/** What a caller does in line, and the conversation that follows. Both are the caller’s own, no matter who answers. */
export interface PlannedStay {
  readonly patienceSeconds: number;
  readonly leavesByKey: boolean;
  readonly talk: PlannedTalk;
}

export interface PlannedTalk {
  readonly seconds: number;
  /** By the caller, by the agent, or because the agent’s line drops. */
  readonly endedBy: 'caller' | 'agent' | 'drop';
}

/** An agent's shift. Times are in seconds since midnight. */
export interface PlannedAgent {
  readonly number: string;
  readonly startsAt: number;
  readonly endsAt: number;
}

/** Early, middle and late shifts of eight hours. */
const shiftsStartAt = [7, 8, 9, 10.5].map((hours) => hours * hour);
const shiftLength = 8 * hour;

const shareGoneInGreeting = 0.01;
const meanPatienceSeconds = 8 * 60;
const leastPatienceSeconds = 20;
const shareLeavingByKey = 0.15;
const medianTalkSeconds = 120;
const talkSpread = 0.7;
const shareOfDroppedTalks = 0.01;
const droppedTalkSeconds = 3;
const shareEndedByCaller = 0.6;

export function planCallers(count: number, randomness: Randomness): PlannedCaller[] {
  return numbered(count, (index) => ({
    number: `${callerPhones}${String(index).padStart(4, '0')}`,
    arrivesAt: (randomness.weighted(arrivalsByHour) + randomness.uniform()) * hour,
    hangsUpInGreeting: randomness.happens(shareGoneInGreeting),
    stays: [planStay(randomness), planStay(randomness), planStay(randomness)],
  }));
}

const planStay = (randomness: Randomness): PlannedStay => ({
  patienceSeconds: leastPatienceSeconds + randomness.exponential(meanPatienceSeconds),
  leavesByKey: randomness.happens(shareLeavingByKey),
  talk: planTalk(randomness),
});

function planTalk(randomness: Randomness): PlannedTalk {
  const seconds = randomness.logNormal(medianTalkSeconds, talkSpread);
  const endedBy = randomness.happens(shareEndedByCaller) ? 'caller' : 'agent';
  return randomness.happens(shareOfDroppedTalks)
    ? { seconds: droppedTalkSeconds, endedBy: 'drop' }
    : { seconds, endedBy };
}

/** The phone of an agent, from whom the agent calls or where it rings. */
export const agentNumber = (index: number) => `+${15553000000 + index}` as const;

/** What all agents' phones begin with, and all callers' ones. */
export const agentPhones = '+1555300';
export const callerPhones = '+1555200';

/** Agents come within five minutes of the beginning of their shift. */
export function planAgents(count: number, randomness: Randomness): PlannedAgent[] {
  return numbered(count, (index) => {
    const shiftStartsAt = shiftsStartAt[index % shiftsStartAt.length] ?? 0;
    const startsAt = shiftStartsAt + randomness.uniform() * 300;
    return {
      number: agentNumber(index),
      startsAt,
      endsAt: startsAt + shiftLength,
    };
  });
}

const numbered = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
