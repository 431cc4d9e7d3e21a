import type { Platform } from '../platform/platform';
import { VoiceQueue } from './voice-queue';

/** The queues of the account. */
export class VoiceQueues {
  readonly bySid = new Map<string, VoiceQueue>();

  constructor(private readonly platform: Platform) {}

  named(friendlyName: string): VoiceQueue | undefined {
    return [...this.bySid.values()].find((queue) => queue.friendlyName === friendlyName);
  }

  create(friendlyName: string, maxSize = Number(this.platform.assumptions.defaultMaxSize)): VoiceQueue {
    const { clock, assumptions, sids } = this.platform;
    const sid = sids.next('QU');
    const queue = new VoiceQueue(sid, friendlyName, maxSize, clock.now(), clock, assumptions);
    this.bySid.set(sid, queue);
    return queue;
  }
}
