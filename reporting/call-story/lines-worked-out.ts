import type { Element } from '../../emulator/twiml/document';
import { decideNextDial, readFreeAgent, servingLogged } from '../../src/agent/dial-in/serving';
import { pinLogged, readAgentCall, readPinEntry, signInLogged } from '../../src/agent/sign-in';
import { arrivalLogged, decideArrival, readArrival, readMenuChoice } from '../../src/caller/arrival';
import { connectingLogged, readConnectingCaller } from '../../src/caller/connecting';
import { readEndedCall } from '../../src/caller/ended';
import { decideKeyPress, readKeyPress } from '../../src/caller/key-press';
import { decideLeaving, leavingLogged, readLeavingCaller } from '../../src/caller/leaving';
import { nextStepLogged, readReturningCaller, readRungPerson } from '../../src/caller/plan-step';
import { readSurveyAnswer, surveyLogged } from '../../src/caller/survey';
import { decideWaiting, readWaitingCaller, waitingLogged } from '../../src/caller/waiting';
import { type QueuesConfig, queueNamed } from '../../src/config/queue-config';
import type { LeavingOutcome, LoggedLine, LogLine } from '../../src/log';
import { Parameters } from '../../src/state/parameters';
import { gatherPath, has, urlParameter, verbsIn } from './answer';
import type { RecordedRequest as CallEvent } from './records';
import { pathOf } from './visits';

/**
 * What the functions would have logged of a request of which their log says nothing: they read it once more,
 * with the config that is here now. What only they knew, such as whose PIN it was, is taken from their answer.
 */
export function linesWorkedOut(event: CallEvent, config: QueuesConfig): LoggedLine[] {
  const lines = logLines(event, config);
  const told = verbsIn(event).length > 0 ? lines : lines.flatMap(unanswered);
  return told.map((line) => ({ at: event.at.toISOString(), ...line }));
}

/** Twilio's own news are true whatever we answered; what we would have done with them did not happen. */
function unanswered(line: LogLine): LogLine[] {
  switch (line.event) {
    case 'left':
      return [{ ...line, outcome: isOver(line.outcome) ? line.outcome : 'error' }];
    case 'agent-free':
    case 'plan-step':
    case 'ended':
      return [line];
    default:
      return [];
  }
}

const isOver = (outcome: LeavingOutcome) => outcome === 'served' || outcome === 'abandoned';

function logLines(event: CallEvent, config: QueuesConfig): LogLine[] {
  const { at: now, url } = event;
  const parameters = parametersOf(event);
  const verbs = verbsIn(event);
  const site = { config, domain: hostOf(url), now, ourNumber: parameters.text('To') };
  switch (pathOf(event)) {
    case '/caller': {
      const arrival = readArrival(parameters, config, now);
      return arrivalLogged(decideArrival(arrival, config, now), arrival, site);
    }
    case '/caller/menu': {
      const arrival = readMenuChoice(parameters, config, now);
      return arrivalLogged(decideArrival(arrival, config, now), arrival, site);
    }
    case '/caller/ended':
      return [{ event: 'ended', ...endedOf(parameters) }];
    case '/wait': {
      const caller = readWaitingCaller(parameters, config, now);
      return [waitingLogged(decideWaiting(caller, now), caller)];
    }
    case '/wait/key': {
      const { call, ticket, key } = readKeyPress(parameters, config);
      const { name, exitKey } = ticket.queue;
      return [{ event: 'key', call, queue: name, leaves: decideKeyPress(key, exitKey.key) === 'leave' }];
    }
    case '/action': {
      const caller = readLeavingCaller(parameters, config, now);
      return leavingLogged(decideLeaving(caller, now), caller, site);
    }
    case '/action/step':
      return nextStepLogged(readReturningCaller(parameters, config, now), site);
    case '/action/accepted': {
      const { call, ticket, hasPressed } = readRungPerson(parameters, config);
      return [{ event: 'accepted', call, queue: ticket.queue.name, accepted: hasPressed }];
    }
    case '/action/survey':
      return [surveyLogged(readSurveyAnswer(parameters, config))];
    case '/agent/connect':
      return [connectingLogged(readConnectingCaller(parameters, config))];
    case '/agent/next': {
      const agent = readFreeAgent(parameters, config, now);
      return [servingLogged(decideNextDial(agent, { kind: 'unknown' }, now), agent)];
    }
    default:
      return agentLines(event, parameters, verbs, config);
  }
}

/** What depended on PINs and on who waited: the answer tells. */
function agentLines(
  event: CallEvent,
  parameters: Parameters,
  verbs: readonly Element[],
  config: QueuesConfig,
): LogLine[] {
  const agent = readAgentCall(parameters, config, event.at);
  const known = config.agents.find(({ id }) => id === urlParameter(verbs, 'agent'));
  const named = { ...agent, claimed: known ?? agent.claimed };
  const isLetIn = has(verbs, 'Dial') || has(verbs, 'Redirect');
  switch (pathOf(event)) {
    case '/agent': {
      if (isLetIn) return [signInLogged('let-in', named)];
      return [signInLogged(has(verbs, 'Gather') ? 'ask-for-pin' : 'refuse', agent)];
    }
    case '/agent/pin': {
      const entry = readPinEntry(parameters);
      const step = isLetIn ? { kind: 'let-in' as const, agent: named.claimed } : { kind: 'refuse' as const };
      return [pinLogged(step, entry, agent)];
    }
    case '/agent/idle':
    case '/agent/paused': {
      const line = {
        event: 'agent-idle',
        call: agent.call,
        agent: parameters.text('agent') ?? 'agent',
      } as const;
      const queue = queueNamed(config, urlParameter(verbs, 'served'))?.name ?? null;
      if (has(verbs, 'Dial')) return [{ ...line, step: 'serve', queue }];
      if (has(verbs, 'Hangup')) {
        return [{ ...line, step: parameters.text('Digits') === '9' ? 'log-off' : 'send-home', queue: null }];
      }
      const pauses = gatherPath(verbs) === '/agent/paused' && has(verbs, 'Say');
      return pauses ? [{ ...line, step: 'pause', queue: null }] : [];
    }
    default:
      return [];
  }
}

function endedOf(parameters: Parameters) {
  const { call, status, seconds } = readEndedCall(parameters);
  return { call, status, seconds: seconds ?? null };
}

/** The query of the URL, and what came with it: Twilio keeps `QueueTime` as `queue_time`. */
function parametersOf({ url, parameters }: CallEvent): Parameters {
  const query = URL.canParse(url) ? Object.fromEntries(new URL(url).searchParams) : {};
  const named = Object.entries(parameters).map(([name, value]) => [inCapitals(name), value]);
  return new Parameters({ ...query, ...Object.fromEntries(named) });
}

const inCapitals = (name: string) =>
  name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());

const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : '');
