import { whatHappens } from '../../../reporting/call-plan/call-at';
import { type QuestionOptions, readQuestion } from '../../../reporting/call-plan/question';
import { written } from '../../../reporting/call-plan/section';
import { rungConfig } from '../../account/task-router/rung-config';

const now = new Date('2026-11-23T15:00:00Z');
const premium = '+15550009999';

const explained = (options: QuestionOptions) =>
  written(whatHappens(readQuestion({ queue: 'support', ...options }, rungConfig, now), rungConfig)).join(
    '\n',
  );

describe('what would happen to a call, with what agents are given', () => {
  test.each<[string, QuestionOptions, RegExp]>([
    [
      'the only free agent of the first level is rung, and the second level later',
      { agent: ['ada=available', 'bob=available', 'eve=talking'] },
      /Ada and bob are available and eve is in a conversation\.\n.*The phone of ada rings, .*\n.*After 45 seconds of waiting, bob may be rung too\./,
    ],
    [
      'after the escalation, the agent of both who has been idle longest is rung',
      { agent: ['ada=available', 'bob=available'], waited: '60' },
      /Of ada and bob, the agent who has been idle longest is rung/,
    ],
    [
      'nobody is free, but somebody is there: the caller waits',
      { agent: ['ada=talking', 'bob=notes'] },
      /No agent who may be rung is free, so the caller waits/,
    ],
    [
      'nobody is there: the plan starts at once',
      { agent: ['ada=offline', 'bob=break'] },
      /Bob is on a break and ada and eve are offline\.\n.*No agent is there\.\n.*“Nobody is there\.”/,
    ],
    [
      'the last agent has left while the caller waited: the plan begins after the grace period',
      { agent: ['ada=offline'], waited: '60' },
      /No agent is there\.\n.*within 30 seconds after the last one left, .*no agent is there\.\n.*“Nobody is there\.”/,
    ],
    [
      'a premium caller goes first',
      { agent: ['ada=available'], from: premium },
      /goes ahead of everybody in the normal lane who has waited less than 5 minutes\./,
    ],
    [
      'an ordinary caller learns when that ends',
      { agent: ['ada=available'] },
      /Priority callers go ahead of this one until the wait reaches 5 minutes\./,
    ],
  ])('%s', (_what, options, words) => {
    expect(explained(options)).toMatch(words);
  });

  test('nothing is said about agents if their states are not given', () => {
    expect(explained({})).not.toMatch(/ada|bob|No agent is there/);
  });

  test('agents who dial in have no state, and do not change the answer for their queue', () => {
    expect(explained({ queue: 'billing', agent: ['ada=offline'] })).toBe(explained({ queue: 'billing' }));
  });
});

describe('--agent', () => {
  test.each([
    ['dan=available', "--agent: 'dan' is not an agent who is rung. These are: ada, bob, eve."],
    [
      'ada=asleep',
      "--agent: 'asleep' is not a state of an agent. Write ada= and one of available, talking, missed, notes, break, offline.",
    ],
    ['ada', /'' is not a state of an agent/],
  ])('%s sees what to write', (text, complaint) => {
    expect(() => readQuestion({ agent: [text] }, rungConfig, now)).toThrow(complaint);
  });
});
