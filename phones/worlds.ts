import { join } from 'node:path';
import { ControlError } from '../emulator/index';
import type { LocalQueue } from '../simulation/local-queue';
import { projectWith } from '../simulation/project-with';
import demoConfig from '../simulation/scenes/config';
import { passingByItself } from '../simulation/scenes/passing-time';
import { startReceiver } from '../simulation/scenes/receiver';
import { differences, openScene, type Scene } from '../simulation/scenes/scene';
import { scenes } from '../simulation/scenes/scenes';
import { type Pace, realTime } from './pace';
import type { World } from './protocol';
import { RunningWorld, type WorldNews } from './world';

const demoConfigFile = join(__dirname, '..', 'simulation', 'scenes', 'config.ts');

/** What those are told who look at whichever world is on show. */
export type ShowNews = WorldNews | { readonly kind: 'world' };

/** The live world, which is always there, and beside it at most one of a scene; one of the two is on show. */
export class Worlds {
  readonly live: RunningWorld;
  private scene: RunningWorld | undefined;
  private worldsSoFar = 1;
  private readonly listeners = new Set<(news: ShowNews) => void>();
  private stopFollowing: () => void;
  /** One thing after the other: a scene may be asked for while another one begins or ends. */
  private moving: Promise<unknown> = Promise.resolve();

  constructor(
    liveQueue: LocalQueue,
    private readonly pace: Pace = realTime,
  ) {
    this.live = new RunningWorld({ id: 1, queue: liveQueue, pace });
    this.stopFollowing = this.live.follow((news) => this.tell(news));
  }

  get onShow(): RunningWorld {
    return this.scene ?? this.live;
  }

  /** What the page is told about the world on show. */
  get told(): World {
    return { ...this.onShow.told, scenes: scenes.map(({ name }) => name) };
  }

  /** Tells all that happens in the world on show, until the returned function is called. */
  follow(listener: (news: ShowNews) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Begins a scene of the demo, in the place of the one before if there is one. */
  playScene(number: number): Promise<void> {
    const scene = scenes[number];
    if (!scene) {
      throw new ControlError(400, `There is no scene ${number}. Send 0 to ${scenes.length - 1}.`, 'scene');
    }
    return this.oneAtATime(async () => {
      const next = await this.open(scene, number);
      await this.show(next);
    });
  }

  /** Back to the queue of queues.config.ts. */
  goLive(): Promise<void> {
    return this.oneAtATime(() => this.show(undefined));
  }

  async close(): Promise<void> {
    await this.goLive();
    this.stopFollowing();
    await this.live.close();
  }

  private oneAtATime(move: () => Promise<void>): Promise<void> {
    const moved = this.moving.then(move);
    this.moving = moved.catch(() => undefined);
    return moved;
  }

  private async show(scene: RunningWorld | undefined): Promise<void> {
    const former = this.scene;
    if (former === scene) return;
    this.scene = scene;
    this.stopFollowing();
    this.stopFollowing = this.onShow.follow((news) => this.tell(news));
    this.tell({ kind: 'world' });
    await former?.close();
  }

  private async open(scene: Scene, number: number): Promise<RunningWorld> {
    const ends: (() => Promise<void>)[] = [];
    const end = async () => {
      for (const one of ends.splice(0).reverse()) await one();
    };
    try {
      const project = await projectWith(demoConfigFile, demoConfig);
      ends.push(() => project.close());
      const receiver = await startReceiver();
      ends.push(() => receiver.close());
      const queue = await openScene(scene, project, receiver);
      this.worldsSoFar += 1;
      const { pace } = this;
      const world = new RunningWorld({
        id: this.worldsSoFar,
        queue,
        pace,
        scene: { number, name: scene.name },
        end,
      });
      const play = async () => {
        const { roles, problems = [] } = await scene.play(
          queue,
          receiver,
          passingByItself(queue.twilio.clock),
        );
        return [...differences(roles, queue), ...problems];
      };
      // Once its world is closed a scene stands still, and so it never comes to its end.
      void play()
        .catch((error: unknown) => [`The scene broke off: ${error}`])
        .then((wentWrong) => world.endScene(wentWrong));
      return world;
    } catch (error) {
      await end();
      throw new ControlError(
        409,
        `The scene cannot begin. ${error instanceof Error ? error.message : error}`,
      );
    }
  }

  private tell(news: ShowNews): void {
    for (const listener of this.listeners) listener(news);
  }
}
