import type { RingingPhrases } from './phrases';

const count = (number: number, thing: string) => (number === 1 ? `one ${thing}` : `${number} ${thing}s`);
const minutes = (number: number) => count(number, 'minute');

export const englishRinging: RingingPhrases = {
  callFor: (queueName, minutesWaited) =>
    `A call for ${queueName}${minutesWaited ? `, waiting for ${minutes(minutesWaited)}` : ''}.`,
  takeOrDecline: 'Press 1 to take it, or star to decline.',
  callerIsGone: 'The caller is no longer waiting. Goodbye.',
  callIsTaken: 'You can no longer take this call. Goodbye.',
  wrapUp: (seconds) =>
    `You have ${count(seconds, 'second')} for your notes. Press 1 for the next call, 2 for more time, or 3 to go offline.`,
  freeAgain: 'You are available. Goodbye.',
  takenOff: 'You are offline. Goodbye.',
  stateIs: (state) =>
    ({
      available: 'You are available.',
      onCall: 'You are on a call.',
      missed: 'You have just missed a call.',
      wrapUp: 'You have time for your notes.',
      onBreak: 'You are on a break.',
      offline: 'You are offline.',
    })[state],
  switchedOff: (misses) =>
    `You were set offline because you missed ${misses === 1 ? 'a call' : `${misses} calls in a row`}.`,
  onBreakFor: (number) => `You are on a break for ${minutes(number)}.`,
  nextStateIs: (next) =>
    `After your call, you will be ${next.kind === 'break' ? `on a break for ${minutes(next.minutes)}` : next.kind}.`,
  onlyOneHere: 'There is no other agent right now.',
  chooseState: 'Press 1 to be available, 2 for a break, or 3 to go offline.',
  callersWouldBeAlone: (callers) =>
    `${callers === 1 ? 'One caller is' : `${callers} callers are`} waiting, and there is no other agent. Press the same key again to leave anyway, or hang up to stay.`,
  breakMinutes: 'Enter the number of minutes, then press pound.',
  notListed: 'To get calls, please sign in with your own PIN. Goodbye.',
  testCall: 'This is a test of your phone. No caller is waiting, and you do not need to do anything.',
  goodbye: 'Goodbye.',
};
