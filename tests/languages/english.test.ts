import { english } from '../../src/languages/english';

describe('in English', () => {
  test.each([
    [0, 'You are next in line.'],
    [1, 'One caller is ahead of you.'],
    [2, 'Two callers are ahead of you.'],
    [10, 'Ten callers are ahead of you.'],
    [11, '11 callers are ahead of you.'],
    [4999, '4999 callers are ahead of you.'],
  ])('a caller with %d others ahead hears: %s', (count, words) => {
    expect(english.caller.callersAhead(count)).toBe(words);
  });

  test.each([
    [1, 'One caller is waiting. Connecting you now.'],
    [2, 'Two callers are waiting. Here is the first.'],
    [10, 'Ten callers are waiting. Here is the first.'],
    [11, '11 callers are waiting. Here is the first.'],
  ])('an agent with %d callers waiting hears: %s', (count, words) => {
    expect(english.agent.callersWaiting(count)).toBe(words);
  });

  test.each([
    [1, 'You have one second for your notes.'],
    [20, 'You have 20 seconds for your notes.'],
  ])('an agent with %d seconds after a conversation hears: %s', (seconds, words) => {
    expect(english.agent.wrapUp(seconds)).toContain(words);
  });

  test.each<[string, number | undefined, number, string]>([
    ['support', undefined, 0, 'Support.'],
    ['support', 0, 0, 'Support.'],
    ['support', 1, 0, 'Support. Waiting for one minute.'],
    ['support', 2, 1, 'Support. Waiting for two minutes. One more waiting.'],
    ['support', 11, 12, 'Support. Waiting for 11 minutes. 12 more waiting.'],
    ['front-desk', undefined, 2, 'Front-desk. Two more waiting.'],
  ])(
    'an agent who is given a caller of %s, %p minutes in line with %d behind, hears: %s',
    (name, minutes, behind, words) => {
      expect(english.agent.nextCaller(name, minutes, behind)).toBe(words);
    },
  );
});
