import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { secondsOfWav } from '../../../music/wav';
import { configErrors } from '../../../src/config/errors/config-errors';
import { inWords } from '../../../src/config/errors/config-problem';
import { readConfigType } from '../../config/config-type';
import { mutantsOf } from '../../config/mutants';
import { Office } from './office';
import { rungConfig } from './rung-config';

const music = join(process.cwd(), 'assets', 'hold-music');
const pieceSeconds = new Map(
  readdirSync(music).map((file) => [file, secondsOfWav(readFileSync(join(music, file)))]),
);

/** What decides who is rung. */
const matters = /^(agents|queues(\.\w+(\.(ringing|priority|maxCallers|plans\.noAgents)\b.*)?)?) /;

const judged = mutantsOf(rungConfig, readConfigType())
  .filter(({ change }) => matters.test(change.replace(/^(agents)\S*/, '$1')))
  .map((mutant) => ({ ...mutant, problems: configErrors(mutant.config, pieceSeconds).map(inWords) }));
const accepted = judged.filter(({ problems }) => problems.length === 0);

jest.setTimeout(600_000);

test('the config that is changed has no fault', () => {
  expect(configErrors(rungConfig, pieceSeconds)).toEqual([]);
});

test('a config that was changed in one place is mostly refused, in our own words', () => {
  expect(judged.length).toBeGreaterThan(700);
  expect(judged.length - accepted.length).toBeGreaterThan(judged.length * 0.6);
  const ours = /Cannot read|is not a function|is not iterable|undefined is not|\n\s+at /;
  expect(judged.flatMap(({ problems }) => problems).filter((text) => ours.test(text))).toEqual([]);
});

test('TaskRouter takes every config that is accepted, and a second run changes nothing', async () => {
  expect(accepted.length).toBeGreaterThan(50);
  for (const { change, config } of accepted) {
    const office = new Office();
    if (Object.values(config.queues).every(({ ringing }) => ringing === undefined)) continue;
    const problem = await office.ensure(config).then(
      async () => (await office.plan(config)).changes,
      (error: unknown) => String(error),
    );
    expect({ change, problem }).toEqual({ change, problem: [] });
    for (const { name, filters } of office.wanted(config).workflows) {
      for (const { targets } of filters) {
        const priorities = targets.map(({ priority }) => priority);
        expect({ change, name, priorities }).toEqual({
          change,
          name,
          priorities: priorities.toSorted((a = 0, b = 0) => a - b),
        });
      }
    }
  }
});
