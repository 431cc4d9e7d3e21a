import { ControlError } from '../emulator/index';
import type { LocalQueue } from '../simulation/local-queue';
import { startReceiver } from '../simulation/scenes/receiver';
import { openScene, playScene, projectOf, type Scene } from '../simulation/scenes/scene';
import { scenes } from '../simulation/scenes/scenes';
import { type Pace, realTime, skippingQuiet } from './pace';
import type { SimulationState } from './protocol';
import {
  RunningSimulation,
  type RunningSimulationOptions,
  type SimulationChange,
} from './running-simulation';
import { SceneTime } from './scene-time';

/** Fast, but slow enough to follow. */
const speedOfScenes = 5;

export interface SimulationsOptions
  extends Pick<RunningSimulationOptions, 'environment' | 'extraNumbers' | 'edgeUrl' | 'receiver'> {
  readonly pace?: Pace;
  /** How the clock of a scene moves. */
  readonly scenePace?: Pace;
}

/** What followers of the current simulation receive. */
export type ShownChange = SimulationChange | { readonly kind: 'simulation' };

/** The live simulation, which always exists, and at most one of a scene; one of the two is shown. */
export class Simulations {
  readonly live: RunningSimulation;
  private scene: RunningSimulation | undefined;
  private simulationsSoFar = 1;
  private readonly listeners = new Set<(change: ShownChange) => void>();
  private stopFollowing: () => void;
  /** One change after another: a scene may be requested while another one starts or ends. */
  private moving: Promise<unknown> = Promise.resolve();

  private readonly pace: Pace;
  private readonly scenePace: Pace;

  constructor(liveQueue: LocalQueue, options: SimulationsOptions = {}) {
    const { pace = realTime, scenePace = skippingQuiet, ...live } = options;
    this.pace = pace;
    this.scenePace = scenePace;
    this.live = new RunningSimulation({
      id: 1,
      queue: liveQueue,
      pace,
      configFile: 'queues.config.ts',
      ...live,
    });
    this.stopFollowing = this.live.follow((change) => this.report(change));
  }

  get current(): RunningSimulation {
    return this.scene ?? this.live;
  }

  /** What the page shows about the current simulation. */
  get state(): SimulationState {
    return { ...this.current.state, scenes: scenes.map(({ name }) => name) };
  }

  /** Reports everything that happens in the current simulation, until the returned function is called. */
  follow(listener: (change: ShownChange) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Begins a scene of the demo, and ends the previous one if there is one. */
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

  private async show(scene: RunningSimulation | undefined): Promise<void> {
    const former = this.scene;
    if (former === scene) return;
    this.scene = scene;
    this.stopFollowing();
    this.stopFollowing = this.current.follow((change) => this.report(change));
    this.report({ kind: 'simulation' });
    await former?.close();
  }

  private async open(scene: Scene, number: number): Promise<RunningSimulation> {
    const ends: (() => Promise<void>)[] = [];
    const end = async () => {
      for (const one of ends.splice(0).reverse()) await one();
    };
    try {
      const project = await projectOf(scene.business);
      ends.push(() => project.close());
      const receiver = await startReceiver();
      ends.push(() => receiver.close());
      const queue = await openScene(scene, project, receiver);
      this.simulationsSoFar += 1;
      const { clock, timeline } = queue.twilio;
      const time = new SceneTime(clock, timeline, () => simulation.sceneChanged());
      const simulation = new RunningSimulation({
        id: this.simulationsSoFar,
        queue,
        pace: this.scenePace,
        paceAfterScene: this.pace,
        speed: speedOfScenes,
        configFile: scene.business.configFile,
        receiver,
        scene: { number, name: scene.name, next: () => time.next },
        end,
      });
      // Once its simulation is closed, a scene waits forever, and so never reaches its end.
      void playScene(scene, queue, receiver, time).then(({ wrong }) => simulation.endScene(wrong));
      return simulation;
    } catch (error) {
      await end();
      throw new ControlError(
        409,
        `The scene cannot start. ${error instanceof Error ? error.message : error}`,
      );
    }
  }

  private report(change: ShownChange): void {
    for (const listener of this.listeners) listener(change);
  }
}
