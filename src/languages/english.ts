import type { Language } from './language';

const numberWords = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

const callers = (count: number) =>
  `${numberWords[count - 1] ?? count} ${count === 1 ? 'caller is' : 'callers are'}`;

const count = (number: number, thing: string) =>
  `${numberWords[number - 1] ?? number} ${number === 1 || thing === 'more' ? thing : `${thing}s`}`;

const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

export const english: Language = {
  tag: 'en-US',
  caller: {
    callersAhead: (count) =>
      count === 0 ? 'You are next in line.' : sentence(`${callers(count)} ahead of you.`),
    stillWaiting: 'You are still in line.',
    backInLine: 'Sorry, we lost the connection to the agent. You are back in line.',
    movedToAnotherLine: 'Thank you for waiting. We are moving you to another line now.',
    queuedDespiteTrouble: 'Sorry, we are having some trouble. We are putting you in line now.',
    allLinesBusy:
      'Sorry, all our lines are busy. Please hold while we try again. If the call ends, please call us later.',
    throughAfterAll: 'Thank you for your patience.',
    afterTheTalk: 'Thank you for calling. Goodbye.',
    apologyAndGoodbye: 'Sorry, something went wrong on our side. Please call us again. Goodbye.',
  },
  agent: {
    pressToAccept: (queueName) => `A call for ${queueName}. To take it, press any key.`,
    enterPin: 'Please enter your PIN, then press pound.',
    enterCodeAndPin: 'Please enter your agent code, then star, then your PIN, then press pound.',
    enterPinOrCode:
      'Please enter the shared PIN, or your agent code, star, and your own PIN. Then press pound.',
    wrongPin: 'That PIN is incorrect.',
    notAnAgent: 'This line is for agents only. Goodbye.',
    signedIn: (agentName) => (agentName ? `You are signed in as ${agentName}.` : 'You are signed in.'),
    keysOfOneQueue: 'Press star to end a conversation.',
    keysOfSeveralQueues: 'Press 2 to pause, 9 to log off, and star to end a conversation.',
    callersWaiting: (count) =>
      sentence(`${callers(count)} waiting. ${count === 1 ? 'Connecting you now.' : 'Here is the first.'}`),
    nobodyWaiting: 'Nobody is waiting. Stay on the line, and the next caller will be connected.',
    nextCallerComing: 'Stay on the line for the next caller.',
    nextCaller: (queueName, minutesWaited, behind) =>
      [
        `${sentence(queueName)}.`,
        ...(minutesWaited ? [`Waiting for ${count(minutesWaited, 'minute')}.`] : []),
        ...(behind > 0 ? [`${sentence(count(behind, 'more'))} waiting.`] : []),
      ].join(' '),
    callerGone: 'That caller is no longer waiting.',
    wrapUp: (seconds) =>
      `You have ${count(seconds, 'second')} for your notes. Press 1 to take the next caller now, 2 to pause, or 9 to log off.`,
    paused: 'You are paused. Press any key to take calls again, or 9 to log off.',
    loggedOff: 'You are logged off. Goodbye.',
    idleTooLong: 'Nobody has called for a long time. Please dial in again when you are back. Goodbye.',
    dialInAgain: 'Your call is about to reach its four hour limit. Please dial in again. Goodbye.',
    apologyAndGoodbye: 'Sorry, something went wrong. Please dial in again. Goodbye.',
  },
};
