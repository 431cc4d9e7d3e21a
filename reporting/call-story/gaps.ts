import type { CallRecords } from './records';
import type { Role } from './role';
import type { Source } from './source';

/** What a story does not include, and why. */
export type Gap =
  /** A record that could not be read, or does not exist. */
  | { readonly kind: 'missing'; readonly record: RecordName; readonly source: Absent }
  /** Only the first part of a record was read. */
  | { readonly kind: 'cut'; readonly record: RecordName }
  /** The log was read, and has no line about the call. */
  | { readonly kind: 'not-in-log'; readonly domain: string }
  /** Twilio's requests went to another deployment than the one whose log was read. */
  | { readonly kind: 'other-host'; readonly host: string; readonly domain: string }
  /** What the log would have said about a request is worked out with the current config. */
  | { readonly kind: 'worked-out' }
  /** Twilio made no request for this call. */
  | { readonly kind: 'no-requests' };

export type RecordName = 'events' | 'notices' | 'recordings' | 'dialed' | 'routing' | 'log';

type Absent = Exclude<Source<never>, { kind: 'read' }>;

const recordNames: readonly RecordName[] = ['events', 'log', 'notices', 'recordings', 'dialed', 'routing'];

/** What may be missing from the story. */
export function gapsOf(
  records: CallRecords,
  role: Role,
  { isLogged, isWorkedOut }: { readonly isLogged: boolean; readonly isWorkedOut: boolean },
): Gap[] {
  const { events, log, domain } = records;
  const asked = events.kind === 'read' ? events.items : [];
  const hosts = new Set(asked.flatMap(({ url }) => (URL.canParse(url) ? [new URL(url).host] : [])));
  const host = [...hosts].find((one) => one !== domain);
  const isElsewhere = domain !== undefined && host !== undefined && !hosts.has(domain);
  const isMissed = log.kind === 'read' && !isLogged && role !== 'outside' && asked.length > 0;
  return [
    ...recordNames.flatMap((record): Gap[] => {
      const source = records[record];
      if (source.kind !== 'read') return [{ kind: 'missing', record, source }];
      return source.isCut ? [{ kind: 'cut', record }] : [];
    }),
    ...(isElsewhere ? [{ kind: 'other-host' as const, host, domain }] : []),
    ...(isMissed && !isElsewhere && domain !== undefined ? [{ kind: 'not-in-log' as const, domain }] : []),
    ...(isWorkedOut ? [{ kind: 'worked-out' as const }] : []),
    ...(events.kind === 'read' && asked.length === 0 ? [{ kind: 'no-requests' as const }] : []),
  ];
}
