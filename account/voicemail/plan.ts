import { isTooShort, type RecordedVoicemail } from '../../src/voicemail/recorded';
import type { DeliveryLog } from './delivery-log';

/** A recording as Twilio lists it. */
export interface ListedRecording {
  readonly sid: string;
  readonly call: string;
  readonly source: string;
  readonly status: string;
  readonly seconds: number | undefined;
  readonly recordedAt: Date;
}

/** A voicemail, and what is known of its delivery. */
export interface PlannedVoicemail extends RecordedVoicemail {
  readonly state: 'delivered' | 'too-short' | 'undelivered' | 'not-known';
  /** Why it was not delivered, if the log says so. */
  readonly why: string | undefined;
}

/**
 * The voicemails among these recordings, oldest first: those made by `<Record>`. Conversations are recorded by
 * `<Dial>`. Unfinished recordings are left out.
 */
export function planVoicemails(
  recordings: readonly ListedRecording[],
  log: DeliveryLog | undefined,
): PlannedVoicemail[] {
  return recordings
    .filter(({ source, status }) => source === 'RecordVerb' && status === 'completed')
    .toSorted((one, other) => one.recordedAt.getTime() - other.recordedAt.getTime())
    .map((recording) => planOne(recording, log));
}

function planOne(
  { sid, call, seconds, recordedAt }: ListedRecording,
  log: DeliveryLog | undefined,
): PlannedVoicemail {
  const line = log?.voicemails.get(sid);
  const queue = line?.queue ?? log?.queues.get(call);
  const base = { recording: sid, call, queue, seconds, recordedAt, why: undefined };
  if (isTooShort(seconds)) return { ...base, state: 'too-short' };
  if (!log) return { ...base, state: 'not-known' };
  if (line?.delivery === 'delivered') return { ...base, state: 'delivered' };
  return { ...base, state: 'undelivered', why: line?.why ?? undefined };
}

/** The list for a person, times in UTC. */
export function tableOf(voicemails: readonly PlannedVoicemail[]): string {
  return voicemails
    .map(({ recording, queue = '?', seconds, recordedAt, state, why }) =>
      [
        recordedAt.toISOString().slice(0, 19).replace('T', ' '),
        recording,
        queue.padEnd(12),
        `${seconds ?? '?'} s`.padStart(6),
        stateWords[state] + (why ? ` (${why})` : ''),
      ]
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const stateWords: Readonly<Record<PlannedVoicemail['state'], string>> = {
  delivered: 'delivered',
  'too-short': 'too short to be a message',
  undelivered: 'NOT DELIVERED',
  'not-known': '',
};

/** A one-line summary. */
export function summaryOf(voicemails: readonly PlannedVoicemail[], since: Date): string {
  const count = (state: PlannedVoicemail['state']) =>
    voicemails.filter((voicemail) => voicemail.state === state).length;
  const undelivered = count('undelivered');
  const counts = [
    `${voicemails.length} recording${voicemails.length === 1 ? '' : 's'} by voicemail since ${since.toISOString()}`,
    `${count('delivered')} delivered`,
    `${count('too-short')} too short`,
    count('not-known') > 0 ? 'pass --log to see what was delivered' : `${undelivered} NOT delivered`,
  ].join(', ');
  return undelivered > 0 ? `${counts}. Send undelivered ones with --resend.` : `${counts}.`;
}
