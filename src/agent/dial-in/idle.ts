import { type NamedQueue, type QueuesConfig, queueNamed, type Speaker } from '../../config/queue-config';
import type { LogLine } from '../../log';
import { busyLines, type Line, nextLine } from '../../rules/next-in-line';
import { goodbye, say } from '../../speech';
import { lastCallerAfterSeconds, readShift, type Shift } from '../../state/agent-session';
import { epochSeconds } from '../../state/caller-state';
import type { Parameters } from '../../state/parameters';
import { queueNameAtTwilio } from '../../state/queue-name';
import { routes } from '../../state/urls';
import VoiceResponse from '../../twiml';
import { dialQueue, listenForAgent } from './serving';
import type { WaitingLines } from './waiting-lines';

/** How long an idle agent is left in quiet before their lines are looked at again. */
const lookAgainSeconds = 10;
/** Another agent may have taken the caller: nobody waits long for one who is gone. */
const shortDialSeconds = 5;
/** How long a pause lasts before we look whether it should end; the agent hears nothing of it. */
const pauseCheckSeconds = 300;
const usualIdleLimitSeconds = 2 * 3600;

/** An agent who waits for callers of several lines, and the key that was pressed, if any. */
export interface IdleAgent {
  readonly call: string;
  readonly shift: Shift;
  readonly key: string | undefined;
}

export type IdleStep =
  | { kind: 'send-home'; why: 'four-hours' | 'idle' }
  | { kind: 'log-off' }
  | { kind: 'pause'; isNew: boolean; shift: Shift }
  | { kind: 'listen'; shift: Shift }
  | { kind: 'serve'; queue: NamedQueue; line: Line; isBlind: boolean; shift: Shift };

export function readIdleAgent(parameters: Parameters, config: QueuesConfig, now: Date): IdleAgent {
  return {
    call: parameters.expectedText('CallSid') ?? 'unknown',
    shift: readShift(parameters, config, epochSeconds(now)),
    key: parameters.text('Digits'),
  };
}

/**
 * The agent's lines as they are now: one REST call, and one more for each line in which somebody waits.
 * Undefined if Twilio does not answer.
 */
export async function readLines(shift: Shift, lines: WaitingLines): Promise<readonly Line[] | undefined> {
  const listed = await lines.list();
  if (!listed) return undefined;
  const nameOf = ({ queue, lane }: Line) => queueNameAtTwilio(queue, lane, shift.environment);
  const mine = linesOf(shift).map((line) => ({ ...line, ...listed.get(nameOf(line)) }));
  const sids = busyLines(mine).flatMap(({ sid }) => sid ?? []);
  if (sids.length === 0) return mine;
  const fronts = await lines.frontSecondsWaited(sids);
  return mine.map(({ sid, ...line }) => {
    const frontSecondsWaited = fronts?.get(sid ?? '');
    return { ...line, ...(frontSecondsWaited !== undefined && { frontSecondsWaited }) };
  });
}

/**
 * Every lane of every queue of the shift, the priority lane of each first. A queue without one waits for those
 * of the others, and like the most impatient of them: nobody starves.
 */
export function linesOf({ queues }: Shift): Line[] {
  const limits = queues.flatMap(({ priority }) => priority?.normalLaneFirstAfterSeconds ?? []);
  return queues.flatMap(({ name, priority }): Line[] => [
    ...(priority ? [{ queue: name, lane: 'priority' as const, waiting: 0 }] : []),
    {
      queue: name,
      lane: 'normal',
      waiting: 0,
      ...(limits.length > 0 && {
        yieldAfterSeconds: priority?.normalLaneFirstAfterSeconds ?? Math.min(...limits),
      }),
    },
  ]);
}

export function decideIdle(
  { key, shift }: IdleAgent,
  lines: readonly Line[] | undefined,
  config: QueuesConfig,
  now: Date,
): IdleStep {
  const nowSeconds = epochSeconds(now);
  const why = reasonToSendHome(shift, config, nowSeconds);
  if (why) return { kind: 'send-home', why };
  if (key === '2') return { kind: 'pause', isNew: true, shift };
  if (key === '9') return { kind: 'log-off' };
  const line = lines ? nextLine(lines) : lineByTurn(shift, nowSeconds);
  const queue = queueNamed(config, line?.queue);
  if (!line || !queue) return { kind: 'listen', shift };
  return { kind: 'serve', queue, line, isBlind: !lines, shift: { ...shift, dialledAt: nowSeconds } };
}

/** Somebody who paused: a key ends the pause. */
export function decidePaused({ key, shift }: IdleAgent, config: QueuesConfig, now: Date): IdleStep {
  const nowSeconds = epochSeconds(now);
  const why = reasonToSendHome(shift, config, nowSeconds);
  if (why) return { kind: 'send-home', why };
  if (key === undefined) return { kind: 'pause', isNew: false, shift };
  return { kind: 'listen', shift: { ...shift, idleSince: nowSeconds } };
}

function reasonToSendHome(shift: Shift, { agentLine }: QueuesConfig, nowSeconds: number) {
  if (nowSeconds - shift.startedAt >= lastCallerAfterSeconds) return 'four-hours';
  const idleLimitSeconds = agentLine.maxIdleSeconds ?? usualIdleLimitSeconds;
  return nowSeconds - shift.idleSince >= idleLimitSeconds ? 'idle' : undefined;
}

/** Without an answer from Twilio each line is tried in its turn, in the order of the config. */
function lineByTurn(shift: Shift, nowSeconds: number): Line | undefined {
  const lines = linesOf(shift);
  return lines[Math.floor(nowSeconds / lookAgainSeconds) % lines.length];
}

export function sayIdle(step: IdleStep, { agentLine }: QueuesConfig): VoiceResponse {
  const phrases = agentLine.language.agent;
  const response = new VoiceResponse();
  switch (step.kind) {
    case 'send-home':
      return goodbye(agentLine, step.why === 'idle' ? phrases.idleTooLong : phrases.dialInAgain);
    case 'log-off':
      return goodbye(agentLine, phrases.loggedOff);
    case 'pause': {
      const gather = listenForAgent(response, routes.paused(step.shift), pauseCheckSeconds);
      if (step.isNew) say(gather, agentLine, phrases.paused);
      return response;
    }
    case 'listen':
      listenForAgent(response, routes.idle(step.shift), lookAgainSeconds);
      return response;
    case 'serve':
      if (!step.isBlind) say(response, agentLine, lineInWords(step.line, agentLine));
      dialQueue(response, step.shift, { ...step, lane: step.line.lane }, shortDialSeconds);
      return response;
    default:
      return step satisfies never;
  }
}

/** The words before a talk: which queue it is, how long the first has waited, and how many more do. */
function lineInWords({ queue, waiting, frontSecondsWaited }: Line, { language }: Speaker): string {
  const minutes = frontSecondsWaited === undefined ? undefined : Math.floor(frontSecondsWaited / 60);
  return language.agent.nextCaller(queue, minutes, waiting - 1);
}

/** The line for the log; a round of quiet is none. */
export function idleLogged(step: IdleStep, { call, shift }: IdleAgent): LogLine[] {
  if (step.kind === 'listen' || (step.kind === 'pause' && !step.isNew)) return [];
  const queue = step.kind === 'serve' ? step.line.queue : null;
  return [{ event: 'agent-idle', call, agent: shift.agent, step: step.kind, queue }];
}
