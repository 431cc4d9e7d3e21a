import { ensureQueues } from '../../account/ensure-queues';
import { type LocalQueue, localDomain } from '../../simulation/local-queue';
import type { Receiver } from '../../simulation/scenes/receiver';
import { playScene, type Scene } from '../../simulation/scenes/scene';
import { clientOf } from '../emulator/rest/application';

/** Plays a scene with what was uploaded; gives everything that did not come out as told. */
export async function playUploaded(
  scene: Scene,
  queue: LocalQueue,
  domain: string,
  receiver: Receiver,
): Promise<readonly string[]> {
  await leadNumbersTo(domain, queue);
  await ensureQueues(clientOf(queue.twilio), queue.config, 'staging');
  return (await playScene(scene, queue, receiver, queue.twilio.clock)).wrong;
}

/** Every number leads to the uploaded functions, and nothing answers where the local ones were. */
async function leadNumbersTo(domain: string, { twilio }: LocalQueue): Promise<void> {
  const { incomingPhoneNumbers } = clientOf(twilio);
  const moved = (url: string) => url.replace(localDomain, domain);
  for (const number of await incomingPhoneNumbers.list()) {
    await incomingPhoneNumbers(number.sid).update({
      voiceUrl: moved(number.voiceUrl),
      voiceFallbackUrl: moved(number.voiceFallbackUrl),
      statusCallback: moved(number.statusCallback),
    });
  }
  twilio.withdraw(localDomain);
}
