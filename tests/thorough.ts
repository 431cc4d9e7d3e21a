declare const thorough: boolean;

/** Whether tests take their time, as `npm test` has none to: `jest.config.js` gives it to each of its projects. */
export const isThorough = thorough;

/** A test that `npm test` has no time for. */
export const thoroughly = isThorough ? test : test.skip;

/** How often a random test runs: so often, or a tenth of it in `npm test`. */
export const runs = (times: number) => ({ numRuns: isThorough ? times : Math.ceil(times / 10) });

/** The cases of a table: all, or in `npm test` one, and another one at another turn. */
export const casesAt = <Case>(turn: number, all: readonly Case[]): readonly Case[] =>
  isThorough ? all : [all[turn % all.length] as Case];
