import { clockTime, dateInWords } from '../../wording/times';
import { endingInWords } from './ending-in-words';
import { entryInWords } from './entry-in-words';
import { gapInWords } from './gap-in-words';
import type { Role } from './role';
import type { Story } from './story';
import type { TimelineEntry } from './timeline-entry';

/** A story as lines. */
export function storyInWords(story: Story): string[] {
  const { call, moments, ending, gaps, timeZone } = story;
  return [
    `Call ${call.sid}  ${call.from} → ${call.to} (${whoInWords(story)})`,
    `${dateInWords(call.startedAt, timeZone)}, times in ${timeZone}${call.price ? `, price ${call.price}` : ''}`,
    ...(call.parent ? [`Dialed by the call ${call.parent}: npm run explain-call -- ${call.parent}`] : []),
    '',
    ...entryLines(moments, timeZone),
    '',
    `Outcome: ${endingInWords(ending, call)}.`,
    ...(gaps.length > 0
      ? ['', 'What is not known:', ...gaps.map((gap) => `  ${gapInWords(gap, timeZone)}`)]
      : []),
    ...(moments.some(({ heard }) => heard.length > 0) ? ['', howToReadHeard] : []),
  ];
}

const howToReadHeard =
  '“Heard” is what Twilio was given to say and play. No record says how much of the last part was heard.';

function whoInWords({ role, ending }: Story): string {
  const queue = ending.kind === 'caller' ? ending.queue : undefined;
  return role === 'caller' && queue !== undefined ? `a caller of ${queue}` : rolesInWords[role];
}

const rolesInWords: Readonly<Record<Role, string>> = {
  caller: 'a caller',
  agent: 'an agent',
  'rung-agent': 'an agent who was rung',
  outside: 'an external person, called for a caller',
  stranger: 'a call of another application',
  unknown: 'no record says whose call it was',
};

/** A day that starts during the call gets its own line. */
function entryLines(entries: readonly TimelineEntry[], timeZone: string): string[] {
  return entries.flatMap((entry, index) => {
    const day = dateInWords(entry.at, timeZone);
    const before = entries[index - 1];
    const isNewDay = before !== undefined && dateInWords(before.at, timeZone) !== day;
    const line = `${clockTime(entry.at, timeZone)}  ${entryInWords(entry, timeZone)}`;
    return isNewDay ? [`${day}:`, line] : [line];
  });
}
