import type { LoggedLine } from '../../src/log';
import type { LineOf } from './lines';

/** Whether a line is about a wrong PIN. Old lines do not say whether anything was entered. */
export const isWrongPin = (line: LoggedLine): line is LineOf<'agent-pin'> & LoggedLine =>
  line.event === 'agent-pin' && !line.accepted && line.keyedIn !== false;

/** With this many failed calls, somebody may be guessing: agents mistype too, but then get in or call again. */
export const alarmingCallsInVain = 5;
