import type { Platform } from '../platform/platform';
import type { ConnectionTerms, QueueConnection } from './queue-connection';
import { type Member, VoiceQueue } from './voice-queue';

/** The queues of the account. */
export class VoiceQueues {
  readonly bySid = new Map<string, VoiceQueue>();

  constructor(private readonly platform: Platform) {}

  named(friendlyName: string): VoiceQueue | undefined {
    return [...this.bySid.values()].find((queue) => queue.friendlyName === friendlyName);
  }

  /** The queue in which a call waits; undefined if it is not waiting. */
  memberOf(callSid: string): { readonly queue: VoiceQueue; readonly member: Member } | undefined {
    for (const queue of this.bySid.values()) {
      const member = queue.members.find(({ call }) => call.sid === callSid);
      if (member) return { queue, member };
    }
    return undefined;
  }

  /** Connects an agent to a particular caller. Undefined if the caller is not waiting. */
  takeCaller(callSid: string, terms: ConnectionTerms): QueueConnection | undefined {
    const waiting = this.memberOf(callSid);
    return waiting?.queue.take(waiting.member, terms);
  }

  create(friendlyName: string, maxSize = Number(this.platform.assumptions.defaultMaxSize)): VoiceQueue {
    const { clock, assumptions, sids } = this.platform;
    const sid = sids.next('QU');
    const queue = new VoiceQueue(sid, friendlyName, maxSize, clock.now(), clock, assumptions);
    this.bySid.set(sid, queue);
    return queue;
  }
}
