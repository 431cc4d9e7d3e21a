import { readArrival } from '../../src/caller/arrival';
import { lastWords } from '../../src/caller/connecting';
import { readVoicemailSettings } from '../../src/config/environment';
import { configWarnings } from '../../src/config/errors/config-errors';
import { inWords } from '../../src/config/errors/config-problem';
import {
  firstQueue,
  type Menu,
  type NamedQueue,
  type PeriodicMessage,
  type PlanReason,
  type Queue,
  type QueuesConfig,
  queueNamed,
} from '../../src/config/queue-config';
import type { Language } from '../../src/languages/language';
import { callerPhrases } from '../../src/speech';
import { newCallerState } from '../../src/state/caller-state';
import { counted, inARow, quoted, sentence } from '../../wording/phrases';
import { durationInWords } from '../../wording/times';
import { agentCostInWords, type Rates } from './agent-cost';
import { agentsInWords } from './agents-in-words';
import { costInWords, limitsInWords } from './cost';
import { hoursInWords } from './hours-in-words';
import { imaginaryRequest } from './imaginary-request';
import { planInWords, reasonsInWords } from './plan-in-words';
import { ringingInWords } from './ringing-in-words';
import type { Section } from './section';

/** The whole config in plain English, at some time. `variables` are those of the deployment, as in `.env`. */
export function callPlan(
  config: QueuesConfig,
  now: Date,
  variables: Readonly<Record<string, unknown>>,
  rates: Rates = {},
): Section[] {
  const queues = Object.keys(config.queues).flatMap((name) => queueNamed(config, name) ?? []);
  const warnings = configWarnings(config).map(inWords);
  return [
    ...(warnings.length > 0 ? [{ title: 'Warnings', lines: warnings }] : []),
    { title: 'The numbers', lines: numbersInWords(config, now) },
    ...queues.flatMap((queue) => [
      { title: `The queue ${queue.name}`, lines: queueInWords(queue, config, now) },
      ...plansOf(queue, config, now),
    ]),
    ...voicemailSection(queues, variables),
    { title: 'The agents', lines: agentsInWords(config, now) },
    { title: 'Requests', lines: costInWords(config, now) },
    { title: 'What agents cost', lines: agentCostInWords(config, rates) },
    { title: 'Limits to plan for', lines: limitsInWords(config) },
    { title: 'If the functions cannot answer at all', lines: fallbackInWords(config) },
  ];
}

function numbersInWords(config: QueuesConfig, now: Date): string[] {
  const { queues, menus = {}, blockedCallers = [] } = config;
  const numbers = [
    ...Object.values(queues).flatMap(({ numbers = [], priority }) => [
      ...numbers,
      ...(priority?.numbers ?? []),
    ]),
    ...Object.values(menus).flatMap(({ numbers }) => numbers),
  ];
  const others = numbers.length === 0 ? 'Every number' : 'Any other number of yours';
  const blocked = counted(blockedCallers.length, 'caller');
  return [
    ...numbers.map((number) => numberInWords(number, config, now)),
    `${others} goes to ${firstQueue(config).name}.`,
    ...(blockedCallers.length > 0 ? [`${blocked} blocked: rejected, and not billed.`] : []),
  ];
}

function numberInWords(number: string, config: QueuesConfig, now: Date): string {
  const { menu, state } = readArrival(imaginaryRequest(config, now, { To: number }));
  if (menu) return `${number} asks: ${menuInWords(menu.menu)}`;
  const lane = state.lane === 'priority' ? ', in the priority lane' : '';
  return `${number} goes to ${state.queue.name}${lane}.`;
}

function menuInWords({ prompt, choices, fallbackQueue }: Menu): string {
  const keys = Object.entries(choices).map(([key, queue]) => `${key} goes to ${queue}`);
  return `${quoted(prompt)} ${sentence(inARow(keys))}. Any other key, or none, goes to ${fallbackQueue}.`;
}

function queueInWords(queue: NamedQueue, config: QueuesConfig, now: Date): string[] {
  return [
    `Callers are greeted: ${quoted(queue.greeting)} (${languageName(queue.language)}, ${queue.voice})`,
    ...hoursInWords(queue.openingHours, now),
    ...waitingInWords(queue),
    ...laneInWords(queue),
    ...ringingInWords(queue, config),
    ...(queue.anonymousCallers === 'reject' ? ['Callers who hide their number are rejected.'] : []),
    `Just before the agent is connected: ${quoted(lastWords(queue))}`,
    ...talkInWords(queue),
    servedByInWords(queue, config),
  ];
}

function waitingInWords(queue: NamedQueue): string[] {
  const { holdMusic, announcements, exitKey, maxCallers, maxWaitSeconds } = queue;
  const { firstInLineEverySeconds, messages = [] } = announcements;
  const pieces = holdMusic.map(({ file, seconds }) => `${file} (${durationInWords(seconds)})`);
  return [
    `While they wait: ${inARow(pieces)}, in turn.`,
    placeInWords(queue),
    `The first caller in line hears this at most ${everyInWords(firstInLineEverySeconds)}.`,
    ...messages.map(messageInWords),
    `The key ${exitKey.key} ends the wait at any time: ${quoted(exitKey.offer)}`,
    `At most ${counted(maxCallers, 'caller')} may wait, each for ${durationInWords(maxWaitSeconds)} plus the rest of the piece that is playing.`,
  ];
}

/** A place is announced in the lane where it is certain. */
function placeInWords(queue: NamedQueue): string {
  const { callersAhead, stillWaiting } = callerPhrases(queue);
  // TaskRouter keeps the order of the line only if nothing changes it.
  if (queue.ringing && (queue.priority || queue.ringing.escalateAfterSeconds)) {
    return `Before each piece: ${quoted(stillWaiting)}`;
  }
  const place = `${quoted(callersAhead(1))} or ${quoted(callersAhead(0))}`;
  return queue.priority
    ? `Before each piece, in the priority lane: ${place} In the normal lane: ${quoted(stillWaiting)}`
    : `Before each piece: ${place}`;
}

function messageInWords({ say, startSeconds, everySeconds }: PeriodicMessage): string {
  const words = say.map(quoted).join(', then ');
  return `From ${durationInWords(startSeconds)} of waiting on, and ${everyInWords(everySeconds)}: ${words}`;
}

function laneInWords({ priority, ringing }: NamedQueue): string[] {
  if (!priority) return [];
  const { numbers = [], callers = [], normalLaneFirstAfterSeconds } = priority;
  const who = [
    ...(callers.length > 0 ? [counted(callers.length, 'listed caller')] : []),
    ...(numbers.length > 0 ? [`callers of ${numbers.join(' or ')}`] : []),
  ];
  return [
    ringing
      ? `Priority callers go first: ${inARow(who)}.`
      : `Agents serve the priority lane first: ${inARow(who)}. A caller who has waited ${durationInWords(normalLaneFirstAfterSeconds)} in the normal lane goes before it.`,
  ];
}

function talkInWords({ recording, servedAfterSeconds, survey, whisper, wrapUpSeconds = 0 }: NamedQueue) {
  return [
    `A conversation shorter than ${durationInWords(servedAfterSeconds)} counts as a lost connection: the caller goes back in line.`,
    recording
      ? `Every conversation is recorded, caller and agent on separate channels. Callers hear first: ${quoted(recording.notice)}`
      : 'Conversations are not recorded.',
    survey
      ? `After a conversation that the agent ends: ${quoted(survey.question)} A key from 1 to 5 gets ${quoted(survey.thanks)}`
      : 'No survey after the conversation.',
    `Agents have ${wrapUpSeconds > 0 ? durationInWords(wrapUpSeconds) : 'no time'} for wrap-up after a conversation${whisper ? ', and hear about each caller before it' : ''}.`,
  ];
}

/** Agents with the shared PIN serve the first queue, or the one that the agents' number names. */
function servedByInWords({ name }: NamedQueue, config: QueuesConfig): string {
  const serving = config.agents.filter(({ queues }) => queues.includes(name)).map(({ id }) => id);
  if (serving.length > 0) return `Served by ${inARow(serving)}.`;
  return firstQueue(config).name === name
    ? 'No listed agent serves it: only agents who know the shared PIN do.'
    : `No listed agent serves it. Add ${name} to an agent's queues, or give the agents of this queue their own number.`;
}

/** `every hour`, `every 2 minutes`. */
const everyInWords = (seconds: number) => `every ${durationInWords(seconds).replace(/^1 (\w+)$/, '$1')}`;

function plansOf(queue: NamedQueue, config: QueuesConfig, now: Date): Section[] {
  const all = Object.keys(reasonsInWords) as PlanReason[];
  const reasons = all.filter((reason) => reason !== 'noAgents' || queue.ringing);
  return reasons
    .filter((reason) => reason !== 'closed' || queue.openingHours)
    .filter((reason) => reason !== 'noAgents' || queue.ringing)
    .map((reason) => ({
      title: `${queue.name}: when ${reasonsInWords[reason]}`,
      lines: planAtAnyHour(queue, reason, config, now),
    }));
}

/** Where messages go; nothing if no plan takes messages. */
function voicemailSection(
  queues: readonly NamedQueue[],
  variables: Readonly<Record<string, unknown>>,
): Section[] {
  const takesMessages = ({ plans }: NamedQueue) =>
    Object.values(plans).some((plan) => plan.some((step) => 'voicemail' in step));
  if (!queues.some(takesMessages)) return [];
  const settings = readVoicemailSettings(variables);
  const receiver =
    settings.kind === 'set'
      ? 'Messages are sent to the receiver that VOICEMAIL_WEBHOOK_URL in .env names.'
      : `Messages have no receiver yet: ${settings.why} in .env. They stay at Twilio, and nobody is notified. docs/voicemail.md says how to receive them.`;
  return [{ title: 'Voicemail', lines: [receiver] }];
}

/** The plan as written in the config, whether or not one of its queues is closed now. */
function planAtAnyHour(queue: NamedQueue, reason: PlanReason, config: QueuesConfig, now: Date): string[] {
  const alwaysOpen = ({ openingHours, ...others }: Queue) => others;
  const queues = Object.entries(config.queues).map(([name, one]) => [name, alwaysOpen(one)] as const);
  const state = newCallerState({ ...alwaysOpen(queue), name: queue.name }, '', now);
  const others = { ...config, queues: Object.fromEntries(queues) };
  return planInWords({ state, reason, secondsWaited: 0 }, others, now);
}

function fallbackInWords(config: QueuesConfig): string[] {
  const { fallback } = config;
  const { tryAgain = true, dialNumber } = fallback;
  const { allLinesBusy } = callerPhrases(firstQueue(config));
  return [
    dialNumber || !tryAgain
      ? `Callers hear from Twilio itself: ${quoted(fallback.caller)}${dialNumber ? ` Then ${dialNumber} is rung.` : ''}`
      : `Callers hear from Twilio itself: ${quoted(allLinesBusy)} Then it plays a piece of music, and tries again as if they had just called.`,
    `Agents hear: ${quoted(fallback.agent)}`,
  ];
}

/** What people call a language. */
const languageName = ({ tag }: Language) => new Intl.DisplayNames('en', { type: 'language' }).of(tag) ?? tag;
