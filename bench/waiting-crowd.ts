import { defaultSettings, type NumberedEvent, type VoiceQueue } from '../emulator/index';
import config from '../queues.config';
import { LocalQueue } from '../simulation/local-queue';
import { waitPath } from '../src/state/urls';

/** How many requests the functions of one service may run at once, as the local Twilio has it. */
export const { mostConcurrentRequests } = defaultSettings;

/** The most callers that a queue of Twilio's can take. https://www.twilio.com/docs/voice/api/queue-resource */
export const mostWaiting = 5000;

/** Many callers in one queue that nobody serves, and the requests that they cause. */
export class WaitingCrowd {
  /** How many waited when a request was first refused. */
  waitingAtRefusal: number | undefined;
  private calls = 0;
  private waitRequests = 0;
  private secondsWaited = 0;
  private countedAt: number;
  private waitingWhenCounted = 0;

  private constructor(
    private readonly queue: LocalQueue,
    private readonly line: VoiceQueue,
  ) {
    this.countedAt = queue.twilio.clock.now().getTime();
    queue.twilio.timeline.follow((event) => this.note(event));
  }

  static async open(answerMillis: number): Promise<WaitingCrowd> {
    const settings = { answerMillis, mostConcurrentRequests, mostConcurrentCalls: mostWaiting * 2 };
    const queue = await LocalQueue.open({ settings, timelineCapacity: 100 });
    const line = queue.twilio.queueNamed(Object.keys(config.queues)[0] ?? '');
    if (!line) throw new Error('The local Twilio has no queue: does queues.config.ts name one?');
    line.maxSize = mostWaiting;
    return new WaitingCrowd(queue, line);
  }

  get isRefused(): boolean {
    return this.waitingAtRefusal !== undefined;
  }

  get waiting(): number {
    return this.line.members.length;
  }

  /** Somebody calls, so many seconds from now. */
  callAfter(seconds: number): void {
    const number = `+1555${String(this.calls).padStart(7, '0')}`;
    this.calls += 1;
    this.queue.twilio.clock.after(seconds * 1000, () => this.queue.call(number));
  }

  seconds(count: number): Promise<void> {
    return this.queue.twilio.clock.advance(count * 1000);
  }

  /** How often `/wait` is asked for one waiting caller. */
  requestsASecondOfWaiting(): number {
    return this.waitRequests / this.secondsWaited;
  }

  private note(event: NumberedEvent): void {
    if (event.kind === 'queued' || event.kind === 'unqueued') this.countWaiting();
    if (event.kind !== 'webhook') return;
    if (new URL(event.url).pathname === waitPath) this.waitRequests += event.attempts;
    // Nothing else fails here, and every URL of ours asks for another attempt when it is refused.
    if (event.attempts > 1 || event.status === 429) this.waitingAtRefusal ??= this.waiting;
  }

  /** Adds up the time that all who wait have waited so far. */
  private countWaiting(): void {
    const now = this.queue.twilio.clock.now().getTime();
    this.secondsWaited += (this.waitingWhenCounted * (now - this.countedAt)) / 1000;
    this.countedAt = now;
    this.waitingWhenCounted = this.waiting;
  }
}
