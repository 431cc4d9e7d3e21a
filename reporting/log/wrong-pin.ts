import type { LoggedLine } from '../../src/log';
import type { LineOf } from './lines';

/** Whether a line tells of a PIN that was entered and let nobody in. Old lines do not tell that nothing was entered. */
export const isWrongPin = (line: LoggedLine): line is LineOf<'agent-pin'> & LoggedLine =>
  line.event === 'agent-pin' && !line.accepted && line.keyedIn !== false;

/** From so many calls in vain on somebody may be guessing: agents mistype too, and then get in or call again. */
export const alarmingCallsInVain = 5;
