import type { NamedQueue, Speaker } from '../config/queue-config';
import { ringingDefaults } from '../config/task-router';
import { ringingPhrases } from '../languages/ringing/ringing-phrases';
import { slowestVoice } from './round-seconds';

/** TaskRouter requests the callback URL and then the fallback URL, and waits five seconds for each. */
const callbackSeconds = 10;

/** From the instruction to call until the phone rings. */
const callSetupSeconds = 8;

/** Twilio lets a phone ring longer than `timeout`: https://www.twilio.com/docs/voice/api/call-resource */
const extraRingSeconds = 5;

/** From the last word until the two hear each other. */
const bridgeSeconds = 5;

/**
 * How long TaskRouter reserves a caller for an agent, in seconds: as long as the slowest agent needs to press the key.
 */
export function reservationSeconds(queue: NamedQueue, agentLine: Speaker): number {
  const { ringTimeoutSeconds, confirmTimeoutSeconds } = { ...ringingDefaults, ...queue.ringing };
  const spoken = longestWhisper(queue, agentLine).length + lastWordsLength(queue);
  return (
    callbackSeconds +
    callSetupSeconds +
    ringTimeoutSeconds +
    extraRingSeconds +
    confirmTimeoutSeconds +
    Math.ceil(spoken / slowestVoice) +
    bridgeSeconds
  );
}

/** What the agent hears before pressing the key. */
function longestWhisper({ name, maxWaitSeconds }: NamedQueue, { language }: Speaker): string {
  const { callFor, takeOrDecline } = ringingPhrases(language);
  return `${callFor(name, Math.ceil(maxWaitSeconds / 60))} ${takeOrDecline}`;
}

const lastWordsLength = ({ connecting, recording }: NamedQueue) =>
  connecting.length + (recording ? recording.notice.length + 1 : 0);
