import { join } from 'node:path';
import { defaultSettings, type NumberedEvent, type VoiceQueue } from '../emulator/index';
import { LocalQueue } from '../simulation/local-queue';
import { projectWith, type TemporaryProject } from '../simulation/project-with';
import { waitPath } from '../src/state/urls';
import config from './long-line.config';

/** How many requests the functions of one service may run at once in the local Twilio. */
export const { maxConcurrentRequests } = defaultSettings;

/** The most callers that one of Twilio's queues can hold. https://www.twilio.com/docs/voice/api/queue-resource */
export const maxWaiting = 5000;

let project: Promise<TemporaryProject> | undefined;

/** The functions with the longest possible line, built once. */
const longLine = () => {
  project ??= projectWith(join(__dirname, 'long-line.config.ts'), config);
  return project;
};

/** Removes what was built. */
export const closeLongLine = async (): Promise<void> => {
  await (await project)?.close();
  project = undefined;
};

/** Many callers in one queue without agents, and the requests that they cause. */
export class WaitingCrowd {
  /** How many attempts were refused. */
  refusals = 0;
  /** How many callers never got in line or heard a plan, because their first request was refused. */
  lostCallers = 0;
  /** How many callers were waiting when a request was first refused. */
  waitingAtRefusal: number | undefined;
  private calls = 0;
  private readonly queued = new Set<string>();
  private waitRequests = 0;

  private constructor(
    private readonly queue: LocalQueue,
    private readonly line: VoiceQueue,
  ) {
    queue.twilio.timeline.follow((event) => this.note(event));
  }

  /** `webhookJitterMillis` is the longest random delay of a webhook. The same seed gives the same delays. */
  static async open(answerMillis: number, webhookJitterMillis = 0, seed = 1): Promise<WaitingCrowd> {
    const load = { answerMillis, webhookJitterMillis, webhookJitterSeed: seed };
    const settings = { ...load, maxConcurrentRequests, maxConcurrentCalls: maxWaiting * 2 };
    const queue = await LocalQueue.open({ project: await longLine(), settings, timelineCapacity: 100 });
    const line = queue.twilio.queueNamed(Object.keys(config.queues)[0] ?? '');
    if (!line) throw new Error('The local Twilio does not have a queue: add one to long-line.config.ts.');
    line.maxSize = maxWaiting;
    return new WaitingCrowd(queue, line);
  }

  get isRefused(): boolean {
    return this.waitingAtRefusal !== undefined;
  }

  get waiting(): number {
    return this.line.members.length;
  }

  /** A caller calls this many seconds from now. */
  callAfter(seconds: number): void {
    const number = `+1555${String(this.calls).padStart(7, '0')}`;
    this.calls += 1;
    this.queue.twilio.clock.after(seconds * 1000, () => this.queue.call(number));
  }

  seconds(count: number): Promise<void> {
    return this.queue.twilio.clock.advance(count * 1000);
  }

  get isLossy(): boolean {
    return this.lostCallers > 0;
  }

  /** The requests of `/wait` per second, for the whole line, over the next `seconds`. */
  async requestsPerSecondDuring(seconds: number): Promise<number> {
    const before = this.waitRequests;
    await this.seconds(seconds);
    return (this.waitRequests - before) / seconds;
  }

  private note(event: NumberedEvent): void {
    if (event.kind === 'queued') this.queued.add(event.call);
    if (event.kind === 'call' && event.status === 'completed' && !this.queued.has(event.call)) {
      this.lostCallers += 1;
    }
    if (event.kind !== 'webhook') return;
    if (new URL(event.url).pathname === waitPath) this.waitRequests += 1;
    // Nothing else fails here, and all our URLs ask Twilio to retry refused requests.
    if (event.attempts > 1 || event.status === 429) {
      this.waitingAtRefusal ??= this.waiting;
      this.refusals += event.attempts - (event.status === 429 ? 0 : 1);
    }
  }
}
