import { Command } from 'commander';
import { runBuild } from '../build/run-build';
import type { Project } from '../simulation/local-queue';
import { type Receiver, startReceiver } from '../simulation/scenes/receiver';
import { resultsOf, resultsTable, type SceneResult } from '../simulation/scenes/results';
import { BuiltBusinesses, openScene, playScene, type Scene } from '../simulation/scenes/scene';
import { scenes } from '../simulation/scenes/scenes';
import { transcriptOf } from '../simulation/transcript';
import { errorInWords } from '../wording/error-in-words';

/** Plays every scene, each on its own local Twilio, and prints what people heard and what went wrong. */
async function demo({ json = false }: { json?: boolean }): Promise<void> {
  await runBuild({ isQuiet: json });
  const businesses = await BuiltBusinesses.of(scenes);
  const receiver = await startReceiver();
  try {
    const played: Played[] = [];
    for (const scene of scenes)
      played.push(await showScene(scene, businesses.projectOf(scene), receiver, json));
    if (!json) console.log(`\n${resultsTable(played.map(({ results }) => results)).join('\n')}`);
    if (played.some(({ wrong }) => wrong.length > 0)) process.exitCode = 1;
    else (json ? console.error : console.log)(`\nAll ${scenes.length} scenes went as scripted.`);
  } finally {
    await receiver.close();
    await businesses.close();
  }
}

/** The results of a scene, and what did not go as scripted. */
interface Played {
  readonly results: readonly SceneResult[];
  readonly wrong: readonly string[];
}

/** Plays one scene and prints it. */
async function showScene(scene: Scene, project: Project, receiver: Receiver, json: boolean): Promise<Played> {
  const queue = await openScene(scene, project, receiver);
  const { roles, wrong } = await playScene(scene, queue, receiver, queue.twilio.clock);
  const events = queue.twilio.timeline.events().map((event) => queue.withQueueName(event));
  if (json) {
    console.log(JSON.stringify({ scene: scene.name, events }));
  } else {
    console.log(`\n══ ${scene.name}`);
    for (const { name, person } of roles) {
      console.log(`\n${name}\n\n${transcriptOf(events, person.callSid, scene.at).join('\n')}`);
    }
  }
  for (const sentence of wrong) (json ? console.error : console.log)(`\nFAILED: ${sentence}`);
  return { results: resultsOf(roles, queue), wrong };
}

new Command('npm run demo --')
  .description('Shows what the queue does on the local Twilio, scene by scene, in virtual time.')
  .option('--json', 'print the timeline of each scene as a line of JSON instead of the transcripts')
  .action(demo)
  .parseAsync()
  .catch((error: unknown) => {
    console.error(errorInWords(error));
    process.exitCode = 1;
  });
