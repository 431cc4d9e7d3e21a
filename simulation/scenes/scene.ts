import { join } from 'node:path';
import { Clock, type NumberedEvent, type Person } from '../../emulator/index';
import { type CallOutcome, outcomesOf } from '../../reporting/outcome';
import type { QueuesConfig } from '../../src/config/queue-config';
import { LocalQueue, localPin, type Project } from '../local-queue';
import { projectWith, type TemporaryProject } from '../project-with';
import type { PassingTime } from './passing-time';
import type { Receiver } from './receiver';
import { type RingOutcome, ringsOf } from './ring-outcome';

/** A person in a scene, and how their call must go. */
export interface Role {
  /** Short, for a table. */
  readonly who: string;
  readonly name: string;
  readonly person: Person;
  readonly outcome?: CallOutcome;
  /** Of an agent whose phone rings. */
  readonly ring?: RingOutcome;
  /** Words that they must have heard, in this order. */
  readonly hears: readonly string[];
}

/** A business in which scenes play. */
export interface Business {
  readonly config: QueuesConfig;
  /** What exports the config, from the folder of the project. */
  readonly configFile: string;
}

/** A short story on the local Twilio. */
export interface Scene {
  readonly name: string;
  readonly business: Business;
  /** When it starts. */
  readonly at: Date;
  /** Plays it and returns everybody in it; `problems` are sentences about what else went wrong. */
  play(
    queue: LocalQueue,
    receiver: Receiver,
    time: PassingTime,
  ): Promise<{ roles: readonly Role[]; problems?: readonly string[] }>;
}

/** Builds the functions of a business. */
export const projectOf = ({ config, configFile }: Business): Promise<TemporaryProject> =>
  projectWith(join(__dirname, '..', '..', configFile), config);

/** The functions of every business in some scenes, each built once. */
export class BuiltBusinesses {
  private constructor(private readonly projects: ReadonlyMap<Business, TemporaryProject>) {}

  static async of(scenes: readonly Scene[]): Promise<BuiltBusinesses> {
    const projects = new Map<Business, TemporaryProject>();
    for (const business of new Set(scenes.map((scene) => scene.business))) {
      projects.set(business, await projectOf(business));
    }
    return new BuiltBusinesses(projects);
  }

  projectOf({ business }: Scene): Project {
    const project = this.projects.get(business);
    if (!project) throw new Error(`${business.configFile} was not built.`);
    return project;
  }

  async close(): Promise<void> {
    for (const project of this.projects.values()) await project.close();
  }
}

/** A local Twilio for one scene, at the time when the scene starts. */
export const openScene = ({ at }: Scene, project: Project, receiver: Receiver): Promise<LocalQueue> =>
  LocalQueue.open({
    project,
    clock: new Clock({ startsAt: at }),
    environment: {
      AGENT_PIN: localPin,
      VOICEMAIL_WEBHOOK_URL: receiver.url,
      VOICEMAIL_SECRET: receiver.secret,
    },
  });

/** How a scene went. */
export interface PlayedScene {
  /** Nobody if it stopped. */
  readonly roles: readonly Role[];
  /** What did not go as scripted, in sentences. */
  readonly wrong: readonly string[];
}

/** Plays a scene on its local Twilio. */
export async function playScene(
  scene: Scene,
  queue: LocalQueue,
  receiver: Receiver,
  time: PassingTime,
): Promise<PlayedScene> {
  try {
    const { roles, problems = [] } = await scene.play(queue, receiver, time);
    return { roles, wrong: [...differences(roles, queue), ...problems] };
  } catch (error) {
    return { roles: [], wrong: [`The scene stopped: ${error instanceof Error ? error.message : error}`] };
  }
}

function differences(roles: readonly Role[], queue: LocalQueue): string[] {
  const outcomes = outcomesOf(queue.log());
  const rings = ringsOf(queue.log());
  const faults = queue.twilio.timeline
    .events()
    .filter((event) => (event.kind === 'fault' ? event.fault.severity === 'error' : isTrouble(event)));
  return [
    ...roles.flatMap((role) => {
      const { callSid } = role.person;
      const expected = role.outcome ?? role.ring;
      const outcome = outcomes.get(callSid) ?? rings.get(callSid);
      const wrong = expected !== outcome && `${role.name}: the outcome is ${outcome}, not ${expected}.`;
      const unheard = firstUnheard(role);
      const missed = unheard !== undefined && `${role.name}: did not hear “${unheard}” in its place.`;
      const stuck = role.person.isOnTheLine && `${role.name}: is still on the line.`;
      return [wrong, missed, stuck].filter((sentence) => sentence !== false);
    }),
    ...faults.map((event) => `A fault: ${JSON.stringify(event)}`),
  ];
}

/** Twilio's warning about a full queue is part of the story; these events are not. */
const isTrouble = ({ kind }: NumberedEvent) => kind === 'refused' || kind === 'broken';

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

/** The person on a call that must have gotten through. */
export function onTheLine(person: Person | undefined): Person {
  if (!person) throw new Error('The local account allows too few calls for this scene.');
  return person;
}
