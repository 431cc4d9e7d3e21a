import {
  type NamedQueue,
  type OutsideNumber,
  type PlanReason,
  type Queue,
  type QueuesConfig,
  queueNamed,
} from '../config/queue-config';
import { openingAt } from '../rules/opening-hours';
import { callerPhrases, mediaUrl, say } from '../speech';
import { type Ticket, ticketForQueue } from '../state/caller-state';
import { routes } from '../state/urls';
import VoiceResponse from '../twiml';
import { enqueue } from './enqueue';

/** Long enough for somebody to reach a telephone, short of most voicemails. */
const ringSeconds = 18;
const hour = 3600;
const longestMessageSeconds = 180;
/** A caller who has been sent on this often is sent on no more. */
export const mostMoves = 3;

/** A caller who is taken through a plan, and how far they are. */
export interface PlanProgress {
  readonly ticket: Ticket;
  readonly reason: PlanReason;
  /** The index of the step to go on with. */
  readonly step: number;
  /** Of the whole call: it counts on in another queue. */
  readonly secondsWaited: number;
}

/** What a plan needs to know of where and when it runs. */
export interface PlanSite {
  readonly config: QueuesConfig;
  readonly domain: string;
  readonly now: Date;
  /** The number of ours that the caller dialled. */
  readonly ourNumber: string | undefined;
}

/** Something that is heard, in the voice of the queue whose plan it is. */
type Sound = { readonly queue: NamedQueue } & ({ readonly say: string } | { readonly play: string });

/** Where a stretch of a plan stops: at its end, or where the caller goes elsewhere and comes back to us. */
type Stop =
  | { kind: 'end' }
  | { kind: 'voicemail'; next: PlanProgress }
  | { kind: 'ring'; ring: OutsideNumber; next: PlanProgress }
  | { kind: 'queue'; ticket: Ticket };

/** What comes next of a plan. */
interface Stretch {
  readonly sounds: readonly Sound[];
  readonly stop: Stop;
}

/** The rest of a plan as TwiML, up to the step that must come back to us; after the last one the call ends. */
export function sayPlan(progress: PlanProgress, site: PlanSite): VoiceResponse {
  const { sounds, stop } = decidePlan(progress, site);
  const response = new VoiceResponse();
  for (const sound of sounds) {
    if ('say' in sound) say(response, sound.queue, sound.say);
    else response.play(mediaUrl(site.domain, sound.play));
  }
  addStop(response, stop, site);
  return response;
}

/** The ticket with which this part of a plan puts the caller in another line, if it does. */
export function ticketAfterPlan(progress: PlanProgress, site: PlanSite): Ticket | undefined {
  const { stop } = decidePlan(progress, site);
  return stop.kind === 'queue' ? stop.ticket : undefined;
}

/** The words of a one-off day stand in for the first ones; every step keeps its place, or a URL would lose it. */
function decidePlan(progress: PlanProgress, site: PlanSite): Stretch {
  const { queue } = progress.ticket;
  const plan = queue.plans[progress.reason];
  const words = progress.step === 0 ? wordsOfTheDay(progress, site) : undefined;
  const sounds: Sound[] = words === undefined ? [] : [{ queue, say: words }];
  const firstStep = words !== undefined && 'say' in plan[0] ? 1 : progress.step;
  for (const [index, step] of plan.entries()) {
    if (index < firstStep) continue;
    const next = { ...progress, step: index + 1 };
    if ('voicemail' in step) {
      return { sounds: [...sounds, { queue, say: step.voicemail }], stop: { kind: 'voicemail', next } };
    }
    if ('ring' in step) return { sounds, stop: { kind: 'ring', ring: step.ring, next } };
    if ('queue' in step) return moveOn(sounds, step.queue, progress, site);
    sounds.push({ queue, ...step });
  }
  return { sounds, stop: { kind: 'end' } };
}

/** What a one-off day has to say to whoever finds the queue closed on it. */
function wordsOfTheDay({ ticket, reason }: PlanProgress, { now }: PlanSite): string | undefined {
  const { openingHours } = ticket.queue;
  if (reason !== 'closed' || !openingHours) return undefined;
  const opening = openingAt(openingHours, now);
  return opening.kind === 'closed' ? opening.words : undefined;
}

/** On to another queue; if that is closed, through its own plan for that; if it never ends, to an apology. */
function moveOn(
  sounds: readonly Sound[],
  queueName: string,
  { ticket, secondsWaited }: PlanProgress,
  site: PlanSite,
): Stretch {
  const target = queueNamed(site.config, queueName);
  if (!target || ticket.moves >= mostMoves) {
    const { queue } = ticket;
    const apology = { queue, say: callerPhrases(queue).apologyAndGoodbye };
    return { sounds: [...sounds, apology], stop: { kind: 'end' } };
  }
  const moved = ticketForQueue(ticket, target, secondsWaited, site.now);
  if (!isClosed(target, site.now)) return { sounds, stop: { kind: 'queue', ticket: moved } };
  const closed = decidePlan({ ticket: moved, reason: 'closed', step: 0, secondsWaited }, site);
  return { sounds: [...sounds, ...closed.sounds], stop: closed.stop };
}

/** Whether a queue has hours and this is none of them. */
export const isClosed = ({ openingHours }: Queue, now: Date): boolean =>
  openingHours !== undefined && openingAt(openingHours, now).kind === 'closed';

function addStop(response: VoiceResponse, stop: Stop, { ourNumber }: PlanSite): void {
  switch (stop.kind) {
    case 'end':
      response.hangup();
      return;
    case 'voicemail':
      addRecord(response, stop.next);
      return;
    case 'ring':
      addRing(response, stop.ring, stop.next, ourNumber);
      return;
    case 'queue':
      enqueue(response, stop.ticket);
      return;
    default:
      stop satisfies never;
  }
}

/**
 * The plan goes on by the action, and by a redirect for a caller who says nothing: older pages have Twilio
 * pass over a silent recording. https://www.twilio.com/docs/voice/twiml/record
 */
function addRecord(response: VoiceResponse, { ticket, reason, step }: PlanProgress): void {
  const goOn = routes.planStep(ticket, reason, step);
  response.record({
    action: goOn,
    maxLength: longestMessageSeconds,
    playBeep: true,
    recordingStatusCallback: routes.voicemailRecorded(ticket),
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
  { ticket, reason, step }: PlanProgress,
  ourNumber: string | undefined,
): void {
  const dial = response.dial({
    action: routes.planStep(ticket, reason, step),
    ...(ourNumber !== undefined && { callerId: ourNumber }),
    timeLimit: ring.maxConversationSeconds ?? hour,
    timeout: ringSeconds,
  });
  const mustAccept = ring.mustAccept ?? true;
  dial.number(mustAccept ? { url: routes.acceptCall(ticket) } : {}, ring.number);
}
