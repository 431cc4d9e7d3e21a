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

/** Long enough to reach a phone, shorter than most voicemail systems wait. */
const ringSeconds = 18;
const hour = 3600;
const longestMessageSeconds = 180;

/** A caller in a plan, and how far along they are. */
export interface PlanProgress {
  readonly state: CallerState;
  readonly reason: PlanReason;
  /** The index of the next step. */
  readonly step: number;
  /** In the whole call, across queues. */
  readonly secondsWaited: number;
  /** Our number that the caller dialed: outside numbers see it as caller ID. Undefined for a SIP address. */
  readonly ourNumber: string | undefined;
}

/** The dialed number; undefined for a SIP address. */
export function readOurNumber(parameters: Parameters): string | undefined {
  const dialed = parameters.text('To') ?? '';
  return /^\+[1-9]\d{1,14}$/.test(dialed) ? dialed : undefined;
}

/** Words or a file, in the voice of the queue whose plan it is. */
type Sound = { readonly queue: NamedQueue } & ({ readonly say: string } | { readonly play: string });

/** Where a part of a plan stops: at its end, or where the caller goes elsewhere. */
type Stop =
  | { kind: 'end' }
  | { kind: 'voicemail'; next: PlanProgress }
  | { kind: 'ring'; ring: OutsideNumber; next: PlanProgress }
  | { kind: 'queue'; state: CallerState };

/** The part of a plan that one answer contains. */
export interface PlanStretch {
  readonly sounds: readonly Sound[];
  readonly stop: Stop;
}

type Given = Pick<WebhookRequest, 'config' | 'now'> & {
  /** Files of `assets/` that the deployment lacks. */
  readonly missingFiles?: ReadonlySet<string>;
};

/**
 * The rest of a plan, up to the next step that ends with a request to us; after the last step the call ends. The words
 * of a one-off day replace the first step's, and the steps keep their numbers because URLs contain them.
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

/** The plan's last resort. */
const apology = (queue: NamedQueue, soundsBefore: readonly Sound[]): PlanStretch => ({
  sounds: [...soundsBefore, { queue, say: callerPhrases(queue).apologyAndGoodbye }],
  stop: { kind: 'end' },
});

/** The words of a one-off day for callers who find the queue closed. */
function wordsOfTheDay({ state, reason }: PlanProgress, { now }: Given): string | undefined {
  const { openingHours } = state.queue;
  if (reason !== 'closed' || !openingHours) return undefined;
  const opening = openingAt(openingHours, now);
  return opening.kind === 'closed' ? opening.words : undefined;
}

/** Moves to another queue. If that is closed, its own plan `closed` follows; after too many moves, an apology. */
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

/** All the words in order; undefined if a file is played too. */
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

/** The caller's state in the next queue, if this part of a plan leads to one. */
export const stateInNextQueue = ({ stop }: PlanStretch): CallerState | undefined =>
  stop.kind === 'queue' ? stop.state : undefined;

/** Part of a plan as TwiML. */
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
 * `action` continues the plan, and so does a redirect: after a silent recording Twilio may run the next verb instead.
 * https://www.twilio.com/docs/voice/twiml/record
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
 * The caller ID is our own number: the person called knows it, and a caller's hidden number must stay hidden.
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
