import {
  type DeployHistory,
  historyInWords,
  planRollback,
  type RollbackPlan,
} from '../../../account/rollback/history';

/** Builds by a letter each, in the order in which they were activated, an hour apart; - is nothing. */
const historyOf = (letters: string, usable = letters): DeployHistory => {
  const activations = [...letters].map((letter, hour) => ({
    buildSid: letter === '-' ? undefined : letter,
    at: new Date(Date.UTC(2026, 0, 5, hour)),
  }));
  return {
    activations: activations.toReversed(),
    liveBuildSid: letters.at(-1) ?? '',
    usableBuilds: new Set(usable),
  };
};

describe('what a rollback goes back to', () => {
  const to = (buildSid: string): RollbackPlan => ({ kind: 'activate', buildSid });

  it.each<[string, string, RollbackPlan]>([
    ['is the build before', 'ABC', to('B')],
    ['is one further back after a rollback', 'ABCB', to('A')],
    ['is the build before, even if it was live again and again', 'ABABAB', to('A')],
    ['is the build before a pause', 'AB-C', to('B')],
    ['is nothing before the first build', 'A', { kind: 'nothing-before' }],
    ['is nothing further back than the first build', 'ABA', { kind: 'nothing-before' }],
  ])('%s', (_what, letters, plan) => {
    expect(planRollback(historyOf(letters), undefined)).toEqual(plan);
  });

  it.each<[string, string, RollbackPlan]>([
    ['the build that is named', 'A', to('A')],
    ['a newer one, after a rollback', 'D', to('D')],
    ['a build that was never live here', 'X', to('X')],
    ['nothing, if it is live already', 'C', { kind: 'already-live' }],
    ['nothing, if there is no such build', 'Y', { kind: 'not-usable', buildSid: 'Y', earlier: 'D' }],
  ])('is %s', (_what, wanted, plan) => {
    expect(planRollback(historyOf('ABDC', 'ABCDX'), wanted)).toEqual(plan);
  });

  it('is not a build that was deleted; the one before it is named', () => {
    const plan = (usable: string) => planRollback(historyOf('ABC', usable), undefined);
    expect(plan('AC')).toEqual({ kind: 'not-usable', buildSid: 'B', earlier: 'A' });
    expect(plan('C')).toEqual({ kind: 'not-usable', buildSid: 'B', earlier: undefined });
  });
});

describe('the list', () => {
  it('has the newest first, and says of each build once what it is now', () => {
    expect(historyInWords(historyOf('ABC-B', 'BC'))).toEqual([
      '2026-01-05 04:00:00 UTC  B  live now',
      '2026-01-05 03:00:00 UTC  nothing',
      '2026-01-05 02:00:00 UTC  C',
      '2026-01-05 01:00:00 UTC  B',
      '2026-01-05 00:00:00 UTC  A  deleted',
    ]);
    expect(historyInWords(historyOf('AB'))).toContainEqual(
      expect.stringMatching(/ A {2}rollback goes here$/),
    );
  });

  it('has the last twenty', () => {
    expect(historyInWords(historyOf('A'.repeat(20)))).toHaveLength(20);
    expect(historyInWords(historyOf('A'.repeat(21)))).toHaveLength(20);
  });
});
