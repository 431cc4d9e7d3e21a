import { join } from 'node:path';
import {
  type AssumptionName,
  assume,
  type LocalTwilio,
  type NumberedEvent,
  type Person,
} from '../../emulator/index';
import { type CallOutcome, outcomesOf } from '../../reporting/outcome';
import { LocalQueue, type LocalQueueOptions, localPin } from '../../simulation/local-queue';
import { projectWith, type TemporaryProject } from '../../simulation/project-with';
import { twilioRunOn } from '../../simulation/twilio-run-on';
import { activityNames } from '../../src/config/task-router';
import type { LoggedLine } from '../../src/log';

export { localPin };

import type { StoryAnswers } from './each-answer';
import everything from './everything.config';
import everythingButRung from './everything-but-rung.config';
import projectButRung from './project-but-rung.config';

/** What runs the functions in these stories: `jest.config.js` gives it to each of its projects. */
declare const storyRuntime: 'in-process' | 'twilio-run';
/** Set in the project that runs stories under each answer. */
declare const storyAnswers: StoryAnswers | null;

let everythingProject: Promise<TemporaryProject> | undefined;
let everythingRungProject: Promise<TemporaryProject> | undefined;
let rungProject: Promise<TemporaryProject> | undefined;

afterAll(async () => {
  await (await everythingProject)?.close();
  await (await everythingRungProject)?.close();
  await (await rungProject)?.close();
});

const running: { close(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((runtime) => runtime.close()));
});

async function realRuntime(twilio: LocalTwilio, environment: Readonly<Record<string, string>>) {
  const runtime = await twilioRunOn(twilio, environment);
  running.push(runtime);
  return runtime;
}

/** The built call queue on a local Twilio, and the people of a story. */
export class Stage {
  private callers = 0;

  private constructor(readonly queue: LocalQueue) {}

  /** The stage with `everything.config.ts` in place of the project's own. */
  static async openEverything(options: LocalQueueOptions = {}): Promise<Stage> {
    everythingProject ??= projectWith(join(__dirname, 'everything.config.ts'), everything);
    return Stage.open({ ...options, project: await everythingProject });
  }

  /** The same with agents who are rung; they are there, and busy. */
  static async openEverythingRung(options: LocalQueueOptions = {}): Promise<Stage> {
    everythingRungProject ??= projectWith(
      join(__dirname, 'everything-but-rung.config.ts'),
      everythingButRung,
    );
    const stage = await Stage.open({ ...options, project: await everythingRungProject });
    stage.keepAgentsBusy();
    return stage;
  }

  /** The stage with the project's own queue, whose agents are rung; one of them is there, and busy. */
  static async openRung(options: LocalQueueOptions = {}): Promise<Stage> {
    rungProject ??= projectWith(join(__dirname, 'project-but-rung.config.ts'), projectButRung);
    const stage = await Stage.open({ ...options, project: await rungProject });
    stage.keepAgentsBusy();
    return stage;
  }

  static async open(options: LocalQueueOptions = {}): Promise<Stage> {
    const runtime = storyRuntime === 'twilio-run' ? { runtime: realRuntime } : {};
    return new Stage(await LocalQueue.open({ ...options, ...runtime, ...answersOf(options) }));
  }

  get twilio() {
    return this.queue.twilio;
  }

  /** Where agents are rung: they are there, and write notes for two hours. */
  keepAgentsBusy(): void {
    for (const routed of this.twilio.taskRouter.workspaces) {
      const notes = routed.workspace.activities.find(
        ({ friendlyName }) => friendlyName === activityNames.wrapUp,
      );
      const until = Math.floor(this.twilio.clock.now().getTime() / 1000) + 7200;
      for (const { sid, attributeValues } of routed.workspace.workers) {
        const attributes = JSON.stringify({ ...attributeValues, until });
        routed.updateWorker(sid, { attributes, activitySid: notes?.sid ?? '' });
      }
    }
  }

  /** Somebody rings the queue's number. */
  caller(): Person {
    this.callers += 1;
    return this.onTheLine(this.queue.call(`+1555000${String(this.callers).padStart(4, '0')}`));
  }

  /** Somebody rings a number. */
  ring(to: string, from = `+1555001${String(this.callers).padStart(4, '0')}`): Person {
    this.callers += 1;
    return this.onTheLine(this.queue.dial(from, to));
  }

  /** Somebody rings the agents' number. */
  agent(from = '+15550990001', stirVerstat?: string): Person {
    return this.onTheLine(this.queue.callAsAgent(from, stirVerstat));
  }

  /** An agent who has entered the PIN. */
  async signedInAgent(): Promise<Person> {
    const agent = this.agent();
    await this.seconds(1);
    agent.press(`${localPin}#`);
    await this.seconds(1);
    return agent;
  }

  /** Lets so much time pass. */
  seconds(count: number): Promise<void> {
    return this.twilio.clock.advance(count * 1000);
  }

  /** Lets time pass until it is so, or fails after an hour. */
  async until(isSo: () => boolean): Promise<void> {
    if (await this.twilio.clock.advanceUntil(isSo, 3600_000)) return;
    throw new Error('An hour has passed, and it has not come so.');
  }

  log(): LoggedLine[] {
    return this.queue.log();
  }

  outcome(person: Person): CallOutcome | undefined {
    return outcomesOf(this.log()).get(person.callSid);
  }

  /** The requests about one call to one endpoint. */
  requests(person: Person, path: string) {
    return person
      .events()
      .flatMap((event) => (event.kind === 'webhook' && new URL(event.url).pathname === path ? [event] : []));
  }

  /** Everything that Twilio would complain about. */
  faults(): string[] {
    return this.twilio.timeline
      .events()
      .flatMap((event) =>
        'fault' in event && event.fault ? [`${event.fault.code} ${event.fault.message}`] : [],
      );
  }

  private onTheLine(person: Person | undefined): Person {
    if (!person) throw new Error('The account carries no further call.');
    return person;
  }
}

/** Both ways to serve a queue: a caller hears the same. `open` opens a stage where one serves the project's own. */
export const kindsOfQueue: [string, (options?: LocalQueueOptions) => Promise<Stage>][] = [
  ['agents dial in', (options) => Stage.open(options)],
  ['agents are rung', (options) => Stage.openRung(options)],
];

/** What the story runs under, and the answers that it chooses itself. */
function answersOf({ assumptions: chosen = {} }: LocalQueueOptions): Pick<LocalQueueOptions, 'assumptions'> {
  if (!storyAnswers) return { assumptions: chosen };
  const { given, asked } = storyAnswers;
  for (const name of Object.keys(chosen) as AssumptionName[]) storyAnswers.chosen.add(name);
  const answers = Object.entries(assume({ ...given, ...chosen })).map(([name, answer]) => {
    const get = () => {
      asked.add(name as AssumptionName);
      return answer;
    };
    return [name, { get, enumerable: true }];
  });
  return { assumptions: Object.defineProperties({}, Object.fromEntries(answers)) };
}

/** What a person heard, except for ringing, which Twilio may play to a waiting agent. */
export const wordsHeard = (person: Person) => person.heard.filter((sound) => sound !== '(ringing)');

/** The longest time in seconds for which a person on the line heard nothing, from the first sound on. */
export function longestSilence(person: Person): number {
  const sounds = soundsOf(person.events());
  const [first] = sounds;
  let longest = 0;
  let until = first?.from ?? 0;
  for (const { from, to } of sounds) {
    longest = Math.max(longest, from - until);
    until = Math.max(until, to);
  }
  return longest;
}

/** When there was something to hear: from and to, in seconds since 1970. */
function soundsOf(events: readonly NumberedEvent[]): { from: number; to: number }[] {
  const sounds: { from: number; to: number }[] = [];
  for (const event of events) {
    const at = event.at.getTime() / 1000;
    const last = sounds.at(-1);
    if (event.kind === 'heard' && event.sound.kind !== 'silence') {
      sounds.push({ from: at, to: at + event.seconds });
    } else if (event.kind === 'cut' && last && last.to > at) {
      last.to = at;
    } else if (event.kind === 'bridged') {
      sounds.push({ from: at, to: Number.POSITIVE_INFINITY });
    } else if (event.kind === 'parted' && last) {
      last.to = at;
    } else if (event.kind === 'call' && event.status === 'completed') {
      sounds.push({ from: at, to: at });
    }
  }
  return sounds;
}
