import type { Language } from './language';

const numberWords = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

const callers = (count: number) =>
  `${numberWords[count - 1] ?? count} ${count === 1 ? 'caller is' : 'callers are'}`;

const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

export const english: Language = {
  tag: 'en-US',
  caller: {
    callersAhead: (count) =>
      count === 0 ? 'You are next in line.' : sentence(`${callers(count)} ahead of you.`),
    stillWaiting: 'You are still in line.',
    backInLine: 'Sorry, we lost the connection to the agent. You are back in line.',
    queuedDespiteTrouble: 'Sorry, we are having some trouble. We are putting you in line now.',
    afterTheTalk: 'Thank you for calling. Goodbye.',
    apologyAndGoodbye: 'Sorry, something went wrong on our side. Please call us again. Goodbye.',
  },
  agent: {
    enterPin: 'Please enter your PIN, then press pound.',
    wrongPin: 'That PIN is not right.',
    notAnAgent: 'This line is for agents only. Goodbye.',
    callersWaiting: (count) => sentence(`${callers(count)} waiting. Here is the first.`),
    nobodyWaiting: 'Nobody is waiting. Stay on the line, and the next caller will be connected.',
    nextCallerComing: 'Stay on the line for the next caller.',
    dialInAgain: 'Your call is about to reach its four hour limit. Please dial in again. Goodbye.',
    apologyAndGoodbye: 'Sorry, something went wrong. Please dial in again. Goodbye.',
  },
};
