import type { Queue, QueuesConfig } from '../queue-config';
import { agentProblems } from './agents';
import { type ConfigProblem, inWords, pathOf } from './config-problem';
import { holdMusicErrors, longestAnnouncement, rotationWarnings } from './hold-music';
import { messageTurnErrors } from './message-turns';
import { nameProblems } from './names';
import { blockedCallerProblems, dialedNumberProblems, menuProblems, numberProblems } from './numbers';
import { openingHoursProblems } from './opening-hours';
import { moveProblems, planProblems } from './plans';
import { ringingProblems } from './ringing';
import { shapeOf } from './shape';
import { unusedWarnings } from './unused';
import { languagesOf, speakersOf, voiceErrors, voiceWarnings } from './voices';
import { isLanguageTag, languageProblems, spokenProblems, textProblems } from './words';

/**
 * Everything that keeps a config from working. Its shape is checked first, because the rules only apply to something in
 * the shape of a config. `pieceSeconds` has the real length of each file in `assets/hold-music/`.
 */
export function configErrors(exported: unknown, pieceSeconds: ReadonlyMap<string, number>): ConfigProblem[] {
  const shape = shapeOf(exported);
  return shape.kind === 'problems' ? [...shape.problems] : ruleErrors(shape.config, pieceSeconds);
}

/** The same as lines of text. */
export const faultsOf = (exported: unknown, pieceSeconds: ReadonlyMap<string, number>): string[] =>
  configErrors(exported, pieceSeconds).map(inWords);

/** What works but may not be what you want. */
export function configWarnings(config: QueuesConfig): ConfigProblem[] {
  return [
    ...speakersOf(config).flatMap(([path, speaker]) => voiceWarnings(path, speaker)),
    ...Object.entries(config.queues).flatMap(([name, queue]) =>
      rotationWarnings(pathOf('queues', name), queue),
    ),
    ...unusedWarnings(config),
  ];
}

function ruleErrors(config: QueuesConfig, pieceSeconds: ReadonlyMap<string, number>): ConfigProblem[] {
  const { queues, fallback } = config;
  const errors = [
    ...nameProblems(config),
    ...Object.entries(queues).flatMap(([name, queue]) =>
      queueErrors(pathOf('queues', name), queue, pieceSeconds, config),
    ),
    // If the language does not exist, no voice can be said to fit it.
    ...speakersOf(config)
      .filter(([, { language }]) => isLanguageTag(language.tag))
      .flatMap(([path, speaker]) => voiceErrors(path, speaker)),
    ...languagesOf(config).flatMap(([path, language]) => languageProblems(path, language)),
    ...numberProblems(config),
    ...blockedCallerProblems(config),
    ...menuProblems(config),
    ...agentProblems(config),
    ...ringingProblems(config),
    ...textProblems('fallback.caller', fallback.caller),
    ...textProblems('fallback.agent', fallback.agent),
    ...dialedNumberProblems('fallback.dialNumber', fallback.dialNumber, config),
  ];
  // Without valid words, their length is not known.
  return errors.length > 0
    ? errors
    : [...moveProblems(config), ...announcementLengthErrors(config), ...allMessageTurnErrors(config)];
}

const allMessageTurnErrors = ({ queues }: QueuesConfig): ConfigProblem[] =>
  Object.entries(queues).flatMap(([name, queue]) =>
    messageTurnErrors(`${pathOf('queues', name)}.announcements.messages`, queue),
  );

function queueErrors(
  path: string,
  queue: Queue,
  pieceSeconds: ReadonlyMap<string, number>,
  config: QueuesConfig,
): ConfigProblem[] {
  const at = (key: string) => pathOf(path, key);
  return [
    ...spokenProblems(path, queue),
    ...Object.entries(queue.plans).flatMap(([reason, plan]) =>
      planProblems(`${at('plans')}.${reason}`, plan, config),
    ),
    ...holdMusicErrors(at('holdMusic'), queue, pieceSeconds),
    ...(queue.openingHours ? openingHoursProblems(at('openingHours'), queue.openingHours) : []),
    ...(queue.announcements.messages ?? []).flatMap(({ say }, index) =>
      say.flatMap((text, place) =>
        textProblems(`${at('announcements')}.messages[${index}].say[${place}]`, text),
      ),
    ),
    ...maxWaitErrors(at('maxWaitSeconds'), queue),
    ...priorityErrors(at('priority'), queue),
  ];
}

/** The limit is checked between two pieces of music. */
function maxWaitErrors(path: string, { holdMusic, maxWaitSeconds }: Queue): ConfigProblem[] {
  const longest = Math.ceil(Math.max(0, ...holdMusic.map(({ seconds }) => seconds)));
  if (maxWaitSeconds >= longest) return [];
  const found = `it is ${maxWaitSeconds} seconds, and one piece of hold music lasts ${longest}`;
  return [
    {
      path,
      found,
      fix: `The wait ends between two pieces. Write ${longest} or more, or use shorter pieces.`,
    },
  ];
}

function priorityErrors(path: string, { priority }: Queue): ConfigProblem[] {
  if (!priority || (priority.numbers ?? []).length + (priority.callers ?? []).length > 0) return [];
  return [{ path, found: 'nobody gets into this lane', fix: 'List numbers or callers.' }];
}

/** An announcement is said in one breath: the place in line, each message that is due, and the offer. */
function announcementLengthErrors({ queues }: QueuesConfig): ConfigProblem[] {
  return Object.entries(queues).flatMap(([name, queue]) =>
    textProblems(`${pathOf('queues', name)}.announcements`, longestAnnouncement(queue).join(' ')).map(
      ({ path, found }) => ({
        path,
        found: found.replace(/^it has/, 'an announcement with every message has'),
        fix: 'Shorten the messages.',
      }),
    ),
  );
}
