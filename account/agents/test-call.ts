import { setTimeout as pause } from 'node:timers/promises';
import { businessNumber } from '../../src/agent/rung/assignment';
import { sayTestCall } from '../../src/agent/rung/test-call';
import { ringingDefaults } from '../../src/config/task-router';
import { callerPath } from '../../src/state/urls';
import { requireDeployment } from '../deployment';
import { listNumbers } from '../numbers/phone-numbers';
import { ownCommand } from '../typed-commands';
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
  office: Office,
  printMessage: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const { client, config, agents } = office;
  const [id] = requireAgents([name], agents);
  const agent = agents.find((one) => one.id === id);
  if (!agent?.contactUri) throw new Error(`${name} has no contactUri in queues.config.ts.`);
  const from = businessNumber(config) ?? (await wiredNumber(office));
  const seconds = ringingDefaults.ringTimeoutSeconds;
  const { sid } = await client.calls.create({
    ...{ to: agent.contactUri, from, timeout: seconds },
    twiml: sayTestCall(config).toString(),
  });
  printMessage(`Ringing ${agent.id} at ${agent.contactUri} from ${from} (call ${sid}) …`);
  printMessage(await endOf(async () => (await client.calls(sid).fetch()).status, signal));
}

/** A config with one queue need not list its numbers. */
async function wiredNumber({ client, environment }: Office): Promise<string> {
  const { domain } = await requireDeployment(client, environment);
  const numbers = await listNumbers(client);
  const wired = numbers.find(({ settings: { voiceUrl } }) =>
    voiceUrl.startsWith(`https://${domain}${callerPath}`),
  );
  if (wired) return wired.phoneNumber;
  throw new Error(
    `No number in this account points at ${environment} yet, so there is no number to call from. Run ${ownCommand('wire', environment)}`,
  );
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
