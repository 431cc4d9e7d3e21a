import { Command, InvalidArgumentError } from 'commander';
import { runBuild } from '../../build/run-build';
import { openRungStormProject, playRungStorm } from './rung-storm';
import { openStormProject, playStorm } from './storm';

/** This many callers share one local Twilio. Then a new storm starts. */
const callersInOneStorm = 400;

interface StormCommandOptions {
  readonly callers: number;
  readonly seed: number;
  readonly secondsBetweenFaults: number;
  readonly rung: boolean;
}

async function storm({ callers, seed, secondsBetweenFaults, rung }: StormCommandOptions): Promise<void> {
  await runBuild({ isQuiet: true });
  const project = await (rung ? openRungStormProject() : openStormProject());
  const play = rung ? playRungStorm : playStorm;
  const total = {
    callers: 0,
    faults: 0,
    brokenConversations: 0,
    twoOutcomes: 0,
    longestSilence: 0,
    wrong: 0,
  };
  const outcomes: Record<string, number> = {};
  try {
    for (let storms = 0; total.callers < callers; storms++) {
      const options = { callers: Math.min(callersInOneStorm, callers - total.callers), secondsBetweenFaults };
      const report = await play({ ...options, seed: seed + storms }, project);
      total.callers += report.callers;
      total.faults += report.faults;
      total.brokenConversations += report.brokenConversations;
      total.twoOutcomes += report.twoOutcomes;
      total.longestSilence = Math.max(total.longestSilence, report.longestSilence);
      for (const [outcome, count] of Object.entries(report.outcomes)) {
        outcomes[outcome] = (outcomes[outcome] ?? 0) + count;
      }
      total.wrong += printWrong(report, seed + storms);
      console.error(`  ${total.callers} callers …`);
    }
  } finally {
    await project.close();
  }
  console.log(JSON.stringify({ ...total, outcomes }, null, 2));
  if (total.wrong > 0) process.exitCode = 1;
}

/** Prints each call that went wrong, and returns their number. */
function printWrong(
  { wrong }: { readonly wrong: Readonly<Record<string, readonly string[]>> },
  seed: number,
): number {
  const stories = Object.entries(wrong).flatMap(([what, calls]) => calls.map((story) => `${what}: ${story}`));
  for (const story of stories) console.log(`seed ${seed}: ${story}`);
  return stories.length;
}

function readCount(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new InvalidArgumentError('Write a whole number, such as 2000.');
  return Number(text);
}

new Command('npm run storm --')
  .description(
    'Plays random callers, agents and faults, and compares the log with what the local Twilio did.',
  )
  .option('--callers <count>', 'how many callers in total', readCount, 2000)
  .option('--seed <number>', 'the same seed plays the same storms', readCount, 1)
  .option('--seconds-between-faults <seconds>', 'how often something goes wrong, on average', readCount, 15)
  .option('--rung', 'agents are rung, and come, leave, miss calls and decline them', false)
  .action(storm)
  .parseAsync()
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
