import { setTimeout as pause } from 'node:timers/promises';
import { businessNumber } from '../../src/agent/rung/assignment';
import { sayTestCall } from '../../src/agent/rung/test-call';
import { ringingDefaults } from '../../src/config/task-router';
import { requireAgents } from './named-agents';
import type { Office } from './office';

/** The longest ringing at TaskRouter, plus the words. */
const mostSecondsFollowed = 90;
const secondsBetweenLooks = 2;

/** How a call to an agent's phone went. https://www.twilio.com/docs/voice/api/call-resource#call-status-values */
const endsInWords: Readonly<Record<string, string>> = {
  completed: 'The phone was answered, by a person or a mailbox.',
  busy: 'The phone is busy.',
  'no-answer': 'Nobody answered.',
  canceled: 'The call was canceled.',
  failed:
    'The call could not be placed. Check contactUri in queues.config.ts, and run npm run doctor to see which countries the account may call.',
};

/** Calls one agent, says that it is a test, and prints how the call ended. */
export async function ringForTest(
  name: string,
  { client, config, agents }: Office,
  printMessage: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const [id] = requireAgents([name], agents);
  const agent = agents.find((one) => one.id === id);
  const from = businessNumber(config);
  if (!agent?.contactUri) throw new Error(`${name} has no contactUri in queues.config.ts.`);
  if (from === undefined) {
    throw new Error(
      'No queue in queues.config.ts has numbers, so there is no number to call from. Add a number to a queue.',
    );
  }
  const seconds = ringingDefaults.ringTimeoutSeconds;
  const { sid } = await client.calls.create({
    ...{ to: agent.contactUri, from, timeout: seconds },
    twiml: sayTestCall(config).toString(),
  });
  printMessage(`Ringing ${agent.id} at ${agent.contactUri} from ${from} (call ${sid}) …`);
  printMessage(await endOf(async () => (await client.calls(sid).fetch()).status, signal));
}

async function endOf(readStatus: () => Promise<string>, signal: AbortSignal): Promise<string> {
  for (let seconds = 0; seconds < mostSecondsFollowed; seconds += secondsBetweenLooks) {
    const isStopped = await pause(secondsBetweenLooks * 1000, false, { signal }).catch(() => true);
    if (isStopped) break;
    const words = endsInWords[await readStatus()];
    if (words !== undefined) return words;
  }
  return 'The call is still in progress.';
}
