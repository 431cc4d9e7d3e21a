import { priorityEnding } from '../../state/queue-name';
import type { Queue, QueuesConfig } from '../queue-config';
import { agentFaults } from './agents';
import { holdMusicFaults } from './hold-music';
import { messageTurnFaults } from './message-turns';
import { dialledNumberFaults, menuFaults, numberFaults } from './numbers';
import { openingHoursFaults } from './opening-hours';
import { circleFaults, planFaults, ringPrefixFaults } from './plans';
import { phoneNumberFaults, phraseFaults, rangeFaults, textFaults, voiceFaults } from './values';

export { longestAnnouncementSeconds } from './hold-music';

/** Twilio takes 63 for a line, whose name ends with its lane and with the environment, such as `@staging`. */
const longestEnvironmentEnding = 17;
const longestQueueNameCharacters = 63 - priorityEnding.length - longestEnvironmentEnding;
const longestWaitSeconds = 3 * 3600;
const mostCallers = 5000;

/**
 * Everything in the config that the compiler cannot see, each as one sentence that names the place and the
 * repair. `pieceSeconds` tells how long each file of `assets/hold-music/` really plays.
 */
export function faultsOf(config: QueuesConfig, pieceSeconds: ReadonlyMap<string, number>): string[] {
  const queues = Object.entries(config.queues);
  return [
    ...(queues.length === 0 ? ['queues: there is none. Define at least one queue.'] : []),
    ...queues.flatMap(([name, queue]) => queueFaults(name, queue, pieceSeconds, config)),
    ...circleFaults(config),
    ...numberFaults(config),
    ...menuFaults(config),
    ...agentFaults(config),
    ...agentLineFaults(config),
    ...fallbackFaults(config),
    ...ringPrefixFaults(config),
    ...(config.blockedCallers ?? []).flatMap((number, index) =>
      phoneNumberFaults(`blockedCallers[${index}]`, number),
    ),
  ];
}

function agentLineFaults({ agentLine }: QueuesConfig): string[] {
  const { voice, longestIdleSeconds } = agentLine;
  return [
    ...voiceFaults('agentLine.voice', voice),
    ...rangeFaults('agentLine.longestIdleSeconds', longestIdleSeconds ?? 3600, 60, 4 * 3600),
  ];
}

function fallbackFaults(config: QueuesConfig): string[] {
  const { caller, agent, dialNumber } = config.fallback;
  return [
    ...textFaults('fallback.caller', caller),
    ...textFaults('fallback.agent', agent),
    ...dialledNumberFaults('fallback.dialNumber', dialNumber, config),
  ];
}

function queueFaults(
  name: string,
  queue: Queue,
  pieceSeconds: ReadonlyMap<string, number>,
  config: QueuesConfig,
): string[] {
  const at = (place: string) => `queues.${name}.${place}`;
  return [
    ...queueNameFaults(name),
    ...spokenFaults(at, queue),
    ...Object.entries(queue.plans).flatMap(([reason, plan]) =>
      planFaults(at(`plans.${reason}`), plan, config),
    ),
    ...holdMusicFaults(at('holdMusic'), queue, pieceSeconds),
    ...(queue.openingHours ? openingHoursFaults(at('openingHours'), queue.openingHours) : []),
    ...announcementFaults(at, queue),
    ...(canBeReckoned(queue) ? messageTurnFaults(at('announcements.messages'), queue) : []),
    ...maxWaitFaults(at('maxWaitSeconds'), queue),
    ...rangeFaults(at('maxCallers'), queue.maxCallers, 1, mostCallers),
    ...rangeFaults(at('servedAfterSeconds'), queue.servedAfterSeconds, 1, 120),
    ...rangeFaults(at('wrapUpSeconds'), queue.wrapUpSeconds ?? 0, 0, 600),
    ...priorityFaults(at, queue),
  ];
}

/** Whether music and messages are such that the turns of messages can be worked out at all. */
const canBeReckoned = ({ holdMusic, announcements, maxWaitSeconds }: Queue): boolean =>
  holdMusic.length > 0 &&
  holdMusic.every(({ seconds }) => seconds >= 1) &&
  maxWaitSeconds <= longestWaitSeconds &&
  (announcements.messages ?? []).every(({ say, everySeconds }) => say.length > 0 && everySeconds >= 30);

/** Everything that callers of a queue hear in words. */
function spokenFaults(at: (place: string) => string, queue: Queue): string[] {
  const { recording, survey } = queue;
  return [
    ...textFaults(at('greeting'), queue.greeting),
    ...textFaults(at('connecting'), queue.connecting),
    ...textFaults(at('exitKey.offer'), queue.exitKey.offer),
    ...voiceFaults(at('voice'), queue.voice),
    ...(recording ? textFaults(at('recording.notice'), recording.notice) : []),
    ...(survey ? textFaults(at('survey.question'), survey.question) : []),
    ...(survey ? textFaults(at('survey.thanks'), survey.thanks) : []),
    ...Object.entries(queue.phrases ?? {}).flatMap(([name, phrase]) =>
      phraseFaults(at(`phrases.${name}`), phrase),
    ),
  ];
}

function announcementFaults(at: (place: string) => string, { announcements }: Queue): string[] {
  const { firstInLineEverySeconds, messages = [] } = announcements;
  return [
    ...rangeFaults(at('announcements.firstInLineEverySeconds'), firstInLineEverySeconds, 30, 3600),
    ...messages.flatMap(({ say, startSeconds, everySeconds }, index) => {
      const here = (place: string) => at(`announcements.messages[${index}].${place}`);
      return [
        ...(say.length === 0 ? [`${here('say')}: it is empty. Write at least one message.`] : []),
        ...say.flatMap((text, place) => textFaults(here(`say[${place}]`), text)),
        ...rangeFaults(here('startSeconds'), startSeconds, 0, longestWaitSeconds),
        ...rangeFaults(here('everySeconds'), everySeconds, 30, longestWaitSeconds),
      ];
    }),
  ];
}

function priorityFaults(at: (place: string) => string, { priority }: Queue): string[] {
  if (!priority) return [];
  const { numbers = [], callers = [], yieldAfterSeconds } = priority;
  const nobody = numbers.length + callers.length === 0;
  return [
    ...rangeFaults(at('priority.yieldAfterSeconds'), yieldAfterSeconds, 1, longestWaitSeconds),
    ...callers.flatMap((number, index) => phoneNumberFaults(at(`priority.callers[${index}]`), number)),
    ...(nobody ? [`${at('priority')}: nobody gets into this lane. List numbers or callers.`] : []),
  ];
}

function queueNameFaults(name: string): string[] {
  if (name.endsWith(priorityEnding)) {
    return [`queues.${name}: names that end in ${priorityEnding} are for priority lanes. Rename it.`];
  }
  if (/^[A-Za-z0-9][\w-]*$/.test(name) && name.length <= longestQueueNameCharacters) return [];
  return [
    `queues.${name}: a queue's name has letters, digits, - and _, and at most ${longestQueueNameCharacters} of them. Rename it.`,
  ];
}

function maxWaitFaults(place: string, queue: Queue): string[] {
  const longestPiece = Math.max(0, ...queue.holdMusic.map(({ seconds }) => seconds));
  return rangeFaults(place, queue.maxWaitSeconds, Math.ceil(longestPiece), longestWaitSeconds);
}
