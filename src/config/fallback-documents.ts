import { callerPhrases, holdMusicFile, say } from '../speech';
import { callAgainUrl } from '../state/urls';
import VoiceResponse from '../twiml';
import { firstQueue, type NamedQueue, type QueuesConfig, queueNamed } from './queue-config';

/** In an outage, every call is dialed. Without a limit, each one could last, and cost, four hours. */
const longestConversationSeconds = 3600;

/** The document for callers whose number names no queue: a menu's number, or one that was wired earlier. */
const anyCaller = 'caller.xml';
const agent = 'agent.xml';

export type FallbackDocuments = Readonly<Record<typeof anyCaller | typeof agent, string>> &
  Readonly<Record<string, string>>;

/** The file for callers of a queue. */
export const fallbackNameOf = (queue: string) => `caller-${queue}.xml`;

/**
 * What Twilio plays when our functions cannot answer: static files, by their names in `assets/fallback/`. None of them puts
 * a caller in a queue, because a file knows no environment, lane or closing time, and the call would keep what it names.
 * Callers go back to the very beginning. Agents do not, because they can dial in again.
 */
export function fallbackDocuments(config: QueuesConfig): FallbackDocuments {
  const names = Object.keys(config.queues);
  const queues = names.flatMap((name) => queueNamed(config, name) ?? []);
  return {
    [anyCaller]: callersDocument(firstQueue(config), undefined, config),
    [agent]: agentsDocument(config),
    ...Object.fromEntries(
      queues.map((queue) => [fallbackNameOf(queue.name), callersDocument(queue, queue.name, config)]),
    ),
  };
}

function callersDocument(speaker: NamedQueue, queue: string | undefined, config: QueuesConfig): string {
  const { tryAgain = true, caller, dialNumber } = config.fallback;
  const response = new VoiceResponse();
  if (tryAgain && !dialNumber) {
    const [piece] = speaker.holdMusic;
    say(response, speaker, callerPhrases(speaker).allLinesBusy);
    if (piece) response.play(`/${holdMusicFile(piece.file)}`);
    // If the music is missing, the next request would come too soon.
    response.pause({ length: 3 });
    response.redirect({ method: 'POST' }, callAgainUrl(queue));
    return response.toString();
  }
  say(response, speaker, caller);
  if (dialNumber) dialOutside(response, dialNumber, config);
  response.hangup();
  return response.toString();
}

function agentsDocument({ agentLine, fallback }: QueuesConfig): string {
  const response = new VoiceResponse();
  say(response, agentLine, fallback.agent);
  response.hangup();
  return response.toString();
}

/**
 * The caller ID is our own number, if the config has one: the number of a hidden caller cannot be shown, and the call would
 * fail. https://www.twilio.com/docs/voice/twiml/dial#callerid
 * Callers hear the words after it if nobody answers, or if the other side hangs up first.
 */
function dialOutside(response: VoiceResponse, number: string, config: QueuesConfig): void {
  const queue = firstQueue(config);
  const [callerId] = ownNumbers(config);
  response.dial({ ...(callerId && { callerId }), timeLimit: longestConversationSeconds }, number);
  say(response, queue, callerPhrases(queue).afterTheTalk);
}

const ownNumbers = ({ queues, menus = {} }: QueuesConfig) => [
  ...Object.values(queues).flatMap(({ numbers = [] }) => numbers),
  ...Object.values(menus).flatMap(({ numbers }) => numbers),
  ...Object.values(queues).flatMap(({ priority }) => priority?.numbers ?? []),
];
