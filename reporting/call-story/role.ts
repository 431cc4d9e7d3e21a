import { endpointAt } from '../../src/endpoints';
import type { LoggedLine } from '../../src/log';
import { acceptCallPath, agentPath, agentPinPath, ringPath } from '../../src/state/urls';
import { isOfAgent } from '../outcome';
import { pathOf } from './call-requests';
import type { CallRecord, RecordedRequest, RoutingEvent } from './records';

/** Whose call it was. */
export type Role =
  | 'caller'
  | 'agent'
  /** The call to an agent who is rung. */
  | 'rung-agent'
  /** An external person who was called for a caller. */
  | 'outside'
  /** Twilio's requests went to another application. */
  | 'stranger'
  | 'unknown';

/** By the first of its records that shows it. */
export function roleOf(
  { sid, parent }: CallRecord,
  events: readonly RecordedRequest[],
  lines: readonly LoggedLine[],
  routing: readonly RoutingEvent[],
): Role {
  const paths = events.map(pathOf);
  const own = lines.filter(({ call }) => call === sid);
  if (own.some(isOfAgent) || paths.includes(agentPath) || paths.includes(agentPinPath)) return 'agent';
  const isForAgent = own.some(({ event }) => event === 'taken' || event === 'missed');
  if (isForAgent || paths.includes(ringPath) || routing.some(({ agentCall }) => agentCall === sid)) {
    return 'rung-agent';
  }
  const isRung = own.some(({ event }) => event === 'accepted') || paths.includes(acceptCallPath);
  if (isRung || parent !== undefined) return 'outside';
  if (own.length > 0 || paths.some(endpointAt)) return 'caller';
  return events.length > 0 && !paths.some(isFallback) ? 'stranger' : 'unknown';
}

const isFallback = (path: string) => path.startsWith('/fallback/');

/**
 * Whether a line is about a request of this call. The end of an agent's conversation may be logged with the caller's
 * SID: Twilio leaves open whose it sends.
 */
export function isOwn(line: LoggedLine, role: Role, sid: string, lines: readonly LoggedLine[]): boolean {
  if (line.event !== 'agent-free') return line.call === sid;
  if (role !== 'agent') return false;
  return (
    line.call === sid ||
    lines.some((pair) => pair.event === 'connected' && pair.call === line.call && pair.agentCall === sid)
  );
}
