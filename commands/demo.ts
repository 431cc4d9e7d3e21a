import { Command } from 'commander';
import type { Person } from '../emulator/person';
import { type CallOutcome, outcomesOf } from '../src/rules/outcome';
import { LocalQueue, localPin } from './local-queue';
import { runBuild } from './run-build';
import { transcriptOf } from './transcript';

/** Somebody of the demo's story, and what must become of their call. */
interface Role {
  readonly name: string;
  readonly person: Person;
  readonly outcome?: CallOutcome;
  /** Words that they must have heard, in this order. */
  readonly hears: readonly string[];
}

const minute = 60_000;

/** The queue's main job, told as one story on the virtual clock. Returns everybody in it. */
async function playStory(queue: LocalQueue): Promise<Role[]> {
  const { clock } = queue.twilio;
  const ana = onTheLine(queue.call('+15550000001'));
  await clock.advance(5_000);
  const ben = onTheLine(queue.call('+15550000002'));
  await clock.advance(5_000);
  const cleo = onTheLine(queue.call('+15550000003'));
  await clock.advance(2 * minute);
  ana.press('*');
  await clock.advance(1.6 * minute);
  ben.hangUp();
  await clock.advance(minute);
  const dan = onTheLine(queue.call('+15550000004'));
  await clock.advance(minute);
  const agent = onTheLine(queue.callAsAgent('+15550000009'));
  await clock.advance(5_000);
  agent.press(`${localPin}#`);
  await clock.advance(2 * minute);
  agent.press('*');
  await clock.advance(2 * minute);
  dan.hangUp();
  await clock.advance(minute);
  agent.hangUp();
  await clock.advance(minute);
  return [
    {
      name: 'Ana waits, and presses the exit key',
      person: ana,
      outcome: 'keyPressed',
      hears: ['Thank you for calling.', 'You are next in line.', '♪', 'You can reach us again'],
    },
    {
      name: 'Ben waits, and gives up',
      person: ben,
      outcome: 'abandoned',
      hears: ['One caller is ahead of you.', '♪', 'You are next in line.'],
    },
    {
      name: 'Cleo waits, moves up, and is served; the agent ends the talk with *',
      person: cleo,
      outcome: 'served',
      hears: [
        'Two callers are ahead of you.',
        '♪',
        'You are next in line.',
        'Here is your agent.',
        'Thank you for calling.',
      ],
    },
    {
      name: 'Dan comes last, and is served next',
      person: dan,
      outcome: 'served',
      hears: ['One caller is ahead of you.', 'Here is your agent.'],
    },
    {
      name: 'The agent signs in once and serves two callers',
      person: agent,
      hears: ['enter your PIN', 'Two callers are waiting.', 'One caller is waiting.', 'Nobody is waiting.'],
    },
  ];
}

/** What in the story did not come out as told, a sentence each. */
function differences(roles: readonly Role[], queue: LocalQueue): string[] {
  const outcomes = outcomesOf(queue.log());
  const faults = queue.twilio.timeline.events().filter(({ kind }) => kind === 'fault' || kind === 'refused');
  return [
    ...roles.flatMap((role) => {
      const outcome = outcomes.get(role.person.callSid);
      const wrong =
        role.outcome !== outcome && `${role.name}: the outcome is ${outcome}, not ${role.outcome}.`;
      const unheard = firstUnheard(role);
      const missed = unheard !== undefined && `${role.name}: did not hear “${unheard}” in its place.`;
      const stuck = role.person.isOnTheLine && `${role.name}: is still on the line.`;
      return [wrong, missed, stuck].filter((sentence) => sentence !== false);
    }),
    ...faults.map((event) => `A fault: ${JSON.stringify(event)}`),
  ];
}

function firstUnheard({ person, hears }: Role): string | undefined {
  let from = 0;
  const { heard } = person;
  for (const words of hears) {
    const at = heard.findIndex((sound, index) => index >= from && sound.includes(words));
    if (at < 0) return words;
    from = at;
  }
  return undefined;
}

async function demo({ json }: { json?: boolean }): Promise<void> {
  await runBuild({ isQuiet: json === true });
  const queue = await LocalQueue.open();
  const startedAt = queue.twilio.clock.now();
  const roles = await playStory(queue);
  const events = queue.twilio.timeline.events();
  if (json) {
    console.log(JSON.stringify(events, null, 2));
  } else {
    for (const { name, person } of roles) {
      console.log(`\n${name}\n`);
      console.log(transcriptOf(events, person.callSid, startedAt).join('\n'));
    }
  }
  const wrong = differences(roles, queue);
  if (wrong.length > 0) process.exitCode = 1;
  const verdict = wrong.length === 0 ? 'The story came out as told.' : wrong.join('\n');
  (json ? console.error : console.log)(`\n${verdict}`);
}

function onTheLine(person: Person | undefined): Person {
  if (!person) throw new Error('The local account carries too few calls for this story.');
  return person;
}

new Command('npm run demo --')
  .description('Plays the main job of the queue on the local Twilio: callers wait, an agent serves them.')
  .option('--json', 'print the whole timeline as JSON in place of the transcripts')
  .action(demo)
  .parseAsync()
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
