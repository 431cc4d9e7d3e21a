import { latestMoment, type MessageMoments } from '../../rules/message-turns';
import { type DocumentRequest, leavesNoDoubt, secondsUnsureOfKey } from '../../rules/waiting-document';
import { charactersIn, momentsOf } from '../../rules/waiting-words';
import type { PeriodicMessage, Queue } from '../queue-config';
import { type ConfigProblem, pathOf } from './config-problem';

/** How much longer intervals are tried if the one in the config does not work. */
const mostSecondsLonger = 120;

/** Key presses are tried at this interval of the wait. */
const secondsBetweenKeys = 10;

/** Messages whose texts waiting callers could hear out of turn. `path` is where the messages are. */
export function messageTurnErrors(path: string, queue: Queue): ConfigProblem[] {
  const messages = queue.announcements.messages ?? [];
  const moments = momentsOf(queue);
  if (!moments || messages.every(({ say }) => say.length < 2)) return [];
  const { longestRoundSeconds } = moments;
  const tooFast = messages.flatMap(({ say, everySeconds }, index) => {
    if (say.length < 2 || everySeconds >= longestRoundSeconds) return [];
    const found = `texts every ${everySeconds} seconds cannot be heard in turn: one piece with its announcement takes up to ${longestRoundSeconds} seconds`;
    const fix = `Write ${cadenceFrom(longestRoundSeconds, queue)} or more, or a single text.`;
    return [{ path: `${pathOf(path, index)}.everySeconds`, found, fix }];
  });
  if (tooFast.length > 0 || isKept(queue)) return tooFast;
  const index = indexOfFastest(messages);
  const everySeconds = messages[index]?.everySeconds ?? 0;
  return [
    {
      path: `${pathOf(path, index)}.everySeconds`,
      found: `with this music, texts every ${everySeconds} seconds could be heard out of turn`,
      fix: `Write ${cadenceFrom(everySeconds + 1, queue)}.`,
    },
  ];
}

/** The shortest interval from here up that works. */
function cadenceFrom(fromSeconds: number, queue: Queue): number {
  const { messages = [] } = queue.announcements;
  for (
    let everySeconds = Math.ceil(fromSeconds);
    everySeconds < fromSeconds + mostSecondsLonger;
    everySeconds++
  ) {
    const slower = messages.map((message) => ({
      ...message,
      everySeconds: Math.max(everySeconds, message.everySeconds),
    }));
    if (isKept({ ...queue, announcements: { ...queue.announcements, messages: slower } }))
      return everySeconds;
  }
  return Math.ceil(fromSeconds) + mostSecondsLonger;
}

const indexOfFastest = (messages: readonly PeriodicMessage[]): number =>
  messages.findIndex(
    ({ everySeconds }) => everySeconds === Math.min(...messages.map((message) => message.everySeconds)),
  );

/** Whether every document of a whole wait, and every answer to a key, leaves no doubt about what was said. */
function isKept(queue: Queue): boolean {
  const moments = momentsOf(queue);
  if (!moments) return true;
  const request = {
    music: queue.holdMusic,
    moments,
    leastSeconds: 0,
    isOverAfter: () => false,
    charactersBefore: charactersIn(queue),
  };
  for (let queueTimeSeconds = 0; queueTimeSeconds <= queue.maxWaitSeconds; queueTimeSeconds++) {
    const asked = { ...request, queueTimeSeconds };
    if (!leavesNoDoubt(asked)) return false;
    if (queueTimeSeconds % secondsBetweenKeys === 0 && !isKeptAfterKey(asked)) return false;
  }
  return true;
}

/** The document in which the key was pressed may already have said the message that comes next. */
function isKeptAfterKey(asked: DocumentRequest & { readonly moments: MessageMoments }): boolean {
  const { queueTimeSeconds, music, moments } = asked;
  const latest = queueTimeSeconds + moments.longestRoundSeconds;
  const played = [queueTimeSeconds, latest].map((seconds) => latestMoment(moments, seconds));
  return music.every(({ file }) =>
    played.every((latestMomentPlayed) =>
      leavesNoDoubt({
        ...asked,
        before: { file, latestMomentPlayed },
        uncertainSeconds: secondsUnsureOfKey,
      }),
    ),
  );
}
