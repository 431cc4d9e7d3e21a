import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { Twilio } from 'twilio';
import { bundleFunctions } from '../../build/bundle';
import { Clock, restHttpClient } from '../../emulator/index';
import { secondsOfWav } from '../../music/wav';
import { agentsNumber, LocalQueue, localPin } from '../../simulation/local-queue';
import { configErrors } from '../../src/config/errors/config-errors';
import { type ConfigProblem, inWords } from '../../src/config/errors/config-problem';
import type { QueuesConfig } from '../../src/config/queue-config';
import everything from '../stories/everything.config';
import { readConfigType } from './config-type';
import { held } from './held-config';
import { type Mutant, mutantsOf } from './mutants';

const root = join(__dirname, '..', '..');
const music = join(root, 'assets', 'hold-music');
const pieceSeconds = new Map(
  readdirSync(music).map((file) => [file, secondsOfWav(readFileSync(join(music, file)))]),
);

const mutants = mutantsOf(everything, readConfigType());

/** What is said of a mutant; whatever else goes wrong in saying it is a failure of ours. */
function problemsOf({ config, change }: Mutant): ConfigProblem[] {
  try {
    return configErrors(config, pieceSeconds);
  } catch (error) {
    throw new Error(`${change}: the check itself fails`, { cause: error });
  }
}

const judged = mutants.map((mutant) => ({ ...mutant, problems: problemsOf(mutant) }));
const accepted = new Map(
  judged.filter(({ problems }) => problems.length === 0).map(({ change, config }) => [change, config]),
);
/** One language is like another, and has most of the words. */
const tried = [...accepted.keys()].filter((change) => !change.includes('.language.'));

describe('a config that was changed in one place', () => {
  test('is refused mostly, with a path, what is there and a fix, and never with an error of ours', () => {
    const refused = judged.filter(({ problems }) => problems.length > 0);
    expect(mutants.length).toBeGreaterThan(3000);
    expect(refused.length).toBeGreaterThan(mutants.length * 0.7);
    const ours = /Cannot read|is not a function|is not iterable|undefined is not|\n\s+at /;
    const poor = refused.flatMap(({ change, problems }) =>
      problems
        .filter(
          ({ path, found, fix }) =>
            !/^(queues|menus|agents|agentLine|fallback|blockedCallers|allowedDialPrefixes)\b|^[A-Za-z]+$/.test(
              path,
            ) ||
            found.length < 5 ||
            !/^[A-Z].*[.?'}!]$/s.test(fix) ||
            ours.test(`${found} ${fix}`),
        )
        .map((problem) => `${change} → ${inWords(problem)}`),
    );
    expect(poor).toEqual([]);
  });
});

describe('a config that is accepted', () => {
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(root, 'dist', 'mutants-'));
    await bundleFunctions(join(folder, 'functions'), {
      configFile: join(__dirname, 'held.config.ts'),
    });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('serves calls, key presses, closing time, a full queue and an agent without a failure', async () => {
    expect(tried.length).toBeGreaterThan(100);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...tried), async (change) => {
        const config = accepted.get(change) ?? everything;
        expect({ change, failures: await failuresOf(config, join(folder, 'functions')) }).toEqual({
          change,
          failures: [],
        });
      }),
      { numRuns: 60, seed: 20_260_105, endOnFailure: true },
    );
  });
});

/** A quarter of an hour around closing time, with everything that can happen to a caller; and what failed. */
async function failuresOf(config: QueuesConfig, functionsFolder: string): Promise<string[]> {
  held.config = config;
  // A Monday, ten minutes before five in New York.
  const clock = new Clock({ startsAt: new Date('2026-01-05T21:50:00Z') });
  const queue = await LocalQueue.open({ project: { config, functionsFolder }, clock });
  const { twilio } = queue;
  const seconds = (count: number) => clock.advance(count * 1000);
  const dial = (to: string, from: string) => twilio.placeCall({ from, to });

  const names = Object.keys(config.queues);
  const menus = Object.values(config.menus ?? {}).flatMap(({ numbers }) => numbers.slice(0, 1));
  const callers = names.map((name, index) => queue.call(`+1555600000${index}`, name));
  const choosers = menus.map((number, index) => dial(number, `+1555600001${index}`));
  await seconds(8);
  for (const chooser of choosers) chooser?.press('1');
  const agent = dial(agentsNumber, '+15550990001');
  await seconds(5);
  agent?.press(`${localPin}#`);
  await seconds(60);
  callers[1]?.press(config.queues[names[1] ?? '']?.exitKey.key ?? '*');
  await seconds(30);

  await fill(queue);
  const late = names.map((name, index) => queue.call(`+1555600002${index}`, name));
  await seconds(60);
  // Past closing time.
  await seconds(8 * 60);
  const tooLate = names.map((name, index) => queue.call(`+1555600003${index}`, name));
  await seconds(30);
  agent?.hangUp();
  await seconds(30);
  for (const caller of [...callers, ...choosers, ...late, ...tooLate]) caller?.hangUp();
  await seconds(60);

  return twilio.timeline.events().flatMap((event) => {
    // A full queue is what Twilio warns of, and what was wanted.
    if ('fault' in event && event.fault && event.fault.code !== 14207)
      return [`${event.fault.code} ${event.fault.message}`];
    if (event.kind === 'broken') return [event.why];
    return event.kind === 'log' && event.level === 'error' ? [event.text] : [];
  });
}

/** Leaves every queue no more room than it has callers. */
async function fill({ twilio }: LocalQueue): Promise<void> {
  const { account, rest } = twilio;
  const client = new Twilio(account.sid, account.authToken, { httpClient: restHttpClient(rest) });
  for (const { sid, currentSize } of await client.queues.list()) {
    await client.queues(sid).update({ maxSize: Math.max(1, currentSize) });
  }
}
