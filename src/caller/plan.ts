import {
  type NamedQueue,
  type OutsideNumber,
  type PlanReason,
  planFor,
  queueNamed,
} from '../config/queue-config';
import type { WebhookRequest } from '../endpoint';
import { openingAt } from '../rules/opening-hours';
import { isClosed } from '../rules/queue-hours';
import { callerPhrases, mediaUrl, say } from '../speech';
import { type CallerState, mostMoves, movedToQueue } from '../state/caller-state';
import type { Parameters } from '../state/parameters';
import { acceptCallUrl, messageLeftUrl, planStepUrl, voicemailRecordedUrl } from '../state/urls';
import VoiceResponse from '../twiml';
import type { CallerSources } from './caller-sources';
import { enqueueWhenSaid } from './enqueue';

/** Long enough for somebody to reach a telephone, short of most voicemails. */
const ringSeconds = 18;
const hour = 3600;
const longestMessageSeconds = 180;

/** A caller who is taken through a plan, and how far they are. */
export interface PlanProgress {
  readonly state: CallerState;
  readonly reason: PlanReason;
  /** The index of the step to go on with. */
  readonly step: number;
  /** Of the whole call: it counts on in another queue. */
  readonly secondsWaited: number;
  /** Our number that the caller dialed: it is shown to whoever is rung. A SIP address cannot be shown. */
  readonly ourNumber: string | undefined;
}

/** What was dialed, if it is a telephone number. */
export function readOurNumber(parameters: Parameters): string | undefined {
  const dialed = parameters.text('To') ?? '';
  return /^\+[1-9]\d{1,14}$/.test(dialed) ? dialed : undefined;
}

/** Something that is heard, in the voice of the queue whose plan it is. */
type Sound = { readonly queue: NamedQueue } & ({ readonly say: string } | { readonly play: string });

/** Where a stretch of a plan stops: at its end, or where the caller goes elsewhere and comes back to us. */
type Stop =
  | { kind: 'end' }
  | { kind: 'voicemail'; next: PlanProgress }
  | { kind: 'ring'; ring: OutsideNumber; next: PlanProgress }
  | { kind: 'queue'; state: CallerState };

/** The part of a plan that one answer holds. */
export interface PlanStretch {
  readonly sounds: readonly Sound[];
  readonly stop: Stop;
}

type Given = Pick<WebhookRequest, 'config' | 'now'> & {
  /** Files of `assets/` that cannot be played now. */
  readonly missingFiles?: ReadonlySet<string>;
};

/**
 * The rest of a plan, up to the step that must come back to us; after the last one the call ends. The words of a
 * one-off day take the place of the first ones; every step keeps its number, or a URL would lose it.
 */
export function decidePlan(
  progress: PlanProgress,
  given: Given,
  soundsBefore: readonly Sound[] = [],
): PlanStretch {
  const { queue } = progress.state;
  const plan = planFor(queue, progress.reason);
  const words = progress.step === 0 ? wordsOfTheDay(progress, given) : undefined;
  const sounds = [...soundsBefore, ...(words === undefined ? [] : [{ queue, say: words }])];
  const firstStep = words !== undefined && 'say' in plan[0] ? 1 : progress.step;
  let isLacking = false;
  for (const [index, step] of plan.entries()) {
    if (index < firstStep) continue;
    const next = { ...progress, step: index + 1 };
    if ('voicemail' in step) {
      return { sounds: [...sounds, { queue, say: step.voicemail }], stop: { kind: 'voicemail', next } };
    }
    if ('ring' in step) return { sounds, stop: { kind: 'ring', ring: step.ring, next } };
    if ('queue' in step) return moveOn(sounds, step.queue, progress, given);
    if ('play' in step && given.missingFiles?.has(step.play)) isLacking = true;
    else sounds.push({ queue, ...step });
  }
  if (isLacking && sounds.length === soundsBefore.length) return apology(queue, soundsBefore);
  return { sounds, stop: { kind: 'end' } };
}

/** What is left to say where nothing else is. */
const apology = (queue: NamedQueue, soundsBefore: readonly Sound[]): PlanStretch => ({
  sounds: [...soundsBefore, { queue, say: callerPhrases(queue).apologyAndGoodbye }],
  stop: { kind: 'end' },
});

/** What a one-off day has to say to whoever finds the queue closed on it. */
function wordsOfTheDay({ state, reason }: PlanProgress, { now }: Given): string | undefined {
  const { openingHours } = state.queue;
  if (reason !== 'closed' || !openingHours) return undefined;
  const opening = openingAt(openingHours, now);
  return opening.kind === 'closed' ? opening.words : undefined;
}

/** On to another queue; if that is closed, through its own plan for that; if it never ends, to an apology. */
function moveOn(
  sounds: readonly Sound[],
  queueName: string,
  progress: PlanProgress,
  given: Given,
): PlanStretch {
  const { state, secondsWaited } = progress;
  const target = queueNamed(given.config, queueName);
  if (!target || state.moves >= mostMoves) return apology(state.queue, sounds);
  const moved = movedToQueue(state, target, secondsWaited, given.now, wordsOf(sounds));
  if (!isClosed(target, given.now)) return { sounds, stop: { kind: 'queue', state: moved } };
  return decidePlan({ ...progress, state: moved, reason: 'closed', step: 0 }, given, sounds);
}

/** All that is said, one after the other; undefined if a file is played too. */
const wordsOf = (sounds: readonly Sound[]): string | undefined =>
  sounds.every((sound) => 'say' in sound) ? sounds.map(({ say: words }) => words).join(' ') : undefined;

/** The files that plans play and that the deployment lacks. */
export const missingPrompts = (
  { missingFiles }: CallerSources,
  { config }: Pick<WebhookRequest, 'config'>,
): Promise<ReadonlySet<string>> =>
  missingFiles(
    Object.values(config.queues).flatMap(({ plans }) =>
      Object.values(plans).flatMap((plan) => plan.flatMap((step) => ('play' in step ? step.play : []))),
    ),
  );

/** The state with which this stretch of a plan puts the caller in another queue, if it does. */
export const stateInNextQueue = ({ stop }: PlanStretch): CallerState | undefined =>
  stop.kind === 'queue' ? stop.state : undefined;

/** A stretch of a plan as TwiML. */
export function sayPlan(
  { sounds, stop }: PlanStretch,
  request: Pick<WebhookRequest, 'domain' | 'environmentName' | 'taskRouter'>,
): VoiceResponse {
  const response = new VoiceResponse();
  for (const sound of sounds) {
    if ('say' in sound) say(response, sound.queue, sound.say);
    else response.play(mediaUrl(request.domain, sound.play));
  }
  switch (stop.kind) {
    case 'end':
      response.hangup();
      return response;
    case 'voicemail':
      addRecord(response, stop.next);
      return response;
    case 'ring':
      addRing(response, stop.ring, stop.next);
      return response;
    case 'queue':
      enqueueWhenSaid(response, wordsOf(sounds), stop.state, request);
      return response;
    default:
      return stop satisfies never;
  }
}

/**
 * The plan goes on by the action, and by a redirect for a caller who says nothing: older pages have Twilio
 * pass over a silent recording. https://www.twilio.com/docs/voice/twiml/record
 */
function addRecord(response: VoiceResponse, { state, reason, step }: PlanProgress): void {
  const goOn = messageLeftUrl(state, reason, step);
  response.record({
    action: goOn,
    maxLength: longestMessageSeconds,
    playBeep: true,
    recordingStatusCallback: voicemailRecordedUrl(state),
    timeout: 10,
  });
  response.redirect(goOn);
}

/**
 * Our own number is shown to whoever is rung: they know it, and one that a caller hides may not be shown.
 * https://www.twilio.com/docs/voice/twiml/dial#callerid
 */
function addRing(
  response: VoiceResponse,
  ring: OutsideNumber,
  { state, reason, step, ourNumber }: PlanProgress,
): void {
  const dial = response.dial({
    action: planStepUrl(state, reason, step),
    ...(ourNumber !== undefined && { callerId: ourNumber }),
    timeLimit: ring.maxConversationSeconds ?? hour,
    timeout: ringSeconds,
  });
  const mustAccept = ring.mustAccept ?? true;
  dial.number(mustAccept ? { url: acceptCallUrl(state) } : {}, ring.number);
}
