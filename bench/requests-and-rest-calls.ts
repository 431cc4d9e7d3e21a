import { inProcessRuntime, LocalTwilio, type NumberedEvent } from '../emulator/index';
import { LocalQueue, localPin } from '../simulation/local-queue';
import { waitPath } from '../src/state/urls';
import type { Finding, Measurement } from './measurement';
import { peerFiles } from './project';

const minute = 60_000;
const waits = [5, 10, 20];
const callerNumber = '+15550000001';
const peerNumber = '+15550100001';

/** How many requests a waiting caller causes, and how many REST calls one call costs. */
export const requestsAndRestCalls: Measurement = {
  letter: 'c',
  title: 'Requests while a caller waits, and REST calls, counted on the virtual clock',
  async measure(reportProgress) {
    const findings: Finding[] = [];
    for (const minutes of waits) {
      reportProgress(`a caller waits for ${minutes} minutes`);
      findings.push(await waitingFinding(minutes));
    }
    reportProgress('an agent serves a caller');
    return [...findings, ...(await servedCallFindings())];
  },
};

async function waitingFinding(minutes: number): Promise<Finding> {
  const queue = await LocalQueue.open();
  const ours = await waitRequests(queue.twilio, () => queue.call(callerNumber), minutes);
  const peer = openPeer();
  const peers = await waitRequests(peer, () => callPeer(peer), minutes);
  return {
    what: `requests of ${waitPath} per minute, over ${minutes} minutes`,
    value: ours / minutes,
    unit: '',
    peer: peers / minutes,
    atMost: 1.3,
  };
}

const callPeer = (twilio: LocalTwilio) => twilio.placeCall({ from: callerNumber, to: peerNumber });

/** The guide's sample on its own local Twilio. */
function openPeer(): LocalTwilio {
  const domain = 'guide-1234.twil.io';
  const voiceUrl = `https://${domain}/incoming`;
  const twilio = new LocalTwilio({ numbers: [{ phoneNumber: peerNumber, voiceUrl }] });
  const { account, clock, timeline, rest } = twilio;
  const files = peerFiles();
  const runtime = inProcessRuntime({ account, clock, timeline, rest, domain });
  twilio.deploy({ domain, files: () => files, runtime });
  return twilio;
}

/** How often Twilio requests `/wait` while a caller is in line for this many minutes. */
async function waitRequests(twilio: LocalTwilio, call: () => unknown, minutes: number): Promise<number> {
  const { clock, timeline } = twilio;
  const isInLine = () => timeline.events().some(({ kind }) => kind === 'queued');
  call();
  if (!(await clock.advanceUntil(isInLine, minute))) throw new Error('The caller never joined the line.');
  await clock.advance(minutes * minute);
  return timeline.events().filter((event) => isRequestOf(event, waitPath)).length;
}

const isRequestOf = (event: NumberedEvent, path: string) =>
  event.kind === 'webhook' && new URL(event.url).pathname === path;

/** An agent signs in, serves one caller and is free for the next. */
async function servedCallFindings(): Promise<Finding[]> {
  const queue = await LocalQueue.open();
  const { clock, timeline } = queue.twilio;
  const restCalls = () => timeline.events().filter(({ kind }) => kind === 'rest').length;
  const toOpen = restCalls();
  const caller = queue.call(callerNumber);
  await clock.advance(2 * minute);
  const whileWaiting = restCalls() - toOpen;
  const agent = queue.callAsAgent('+15550000009');
  await clock.advance(5000);
  agent?.press(`${localPin}#`);
  await clock.advance(3 * minute);
  const toSignIn = restCalls() - toOpen - whileWaiting;
  caller?.hangUp();
  await clock.advance(minute);
  const afterConversation = restCalls() - toOpen - whileWaiting - toSignIn;
  return [
    {
      what: 'REST calls from the arrival of a caller to the agent',
      value: whileWaiting,
      unit: '',
      atMost: 0,
    },
    { what: 'REST calls when an agent signs in', value: toSignIn, unit: '' },
    {
      what: 'REST calls of one served call, until the agent is free again',
      value: afterConversation,
      unit: '',
    },
  ];
}
