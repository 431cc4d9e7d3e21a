import type { AccountAccess, VoicemailSettings } from '../config/environment';
import { givesVoicemailLinks, type QueuesConfig } from '../config/queue-config';
import type { HttpEndpoint, RequestWithoutConfig } from '../endpoint';
import type { LogLine } from '../log';
import { readQueue } from '../state/caller-state';
import { longestCallSeconds, type Parameters } from '../state/parameters';
import { voicemailRecordedPath, voicemailUrl } from '../state/urls';
import { isRecordingSid, linkTo, recordingMediaUrl } from './link';

/** Shorter recordings count as a hang-up. */
const shortestMessageSeconds = 2;

/** A recording that a caller left, as Twilio reports it when it can be fetched. */
export interface RecordedVoicemail {
  readonly recording: string;
  readonly call: string;
  /** The name of the queue it was left for; undefined if unknown. */
  readonly queue: string | undefined;
  /** Undefined if Twilio did not say. */
  readonly seconds: number | undefined;
  readonly recordedAt: Date;
}

/**
 * Undefined if there is nothing to fetch. Twilio does not send the usual parameters of a call with this request.
 * https://www.twilio.com/docs/voice/api/recording#recordingstatuscallback
 */
export function readRecordedVoicemail(
  { parameters, now }: Pick<RequestWithoutConfig, 'parameters' | 'now'>,
  config: QueuesConfig,
): RecordedVoicemail | undefined {
  const recording = parameters.expectedText('RecordingSid');
  if (recording !== undefined && !isRecordingSid(recording)) parameters.note('RecordingSid', 'not a SID');
  const status = parameters.text('RecordingStatus') ?? 'completed';
  if (status !== 'completed') parameters.note('RecordingStatus', 'not completed');
  if (!isRecordingSid(recording) || status !== 'completed') return undefined;
  const seconds = parameters.expectedCount('RecordingDuration', longestCallSeconds);
  return {
    recording,
    call: parameters.expectedText('CallSid') ?? 'unknown',
    queue: readQueue({ parameters, config }).name,
    seconds,
    recordedAt:
      readMoment(parameters, 'RecordingStartTime') ?? new Date(now.getTime() - (seconds ?? 0) * 1000),
  };
}

function readMoment(parameters: Parameters, name: string): Date | undefined {
  const text = parameters.text(name);
  if (text === undefined) return undefined;
  const moment = new Date(text);
  return Number.isNaN(moment.getTime()) ? parameters.note(name, 'not a moment') : moment;
}

/** What has happened to a message, or will. */
export type Delivery =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'too-short' }
  | { readonly kind: 'failed' | 'not-configured'; readonly why: string };

export type VoicemailStep =
  | { readonly kind: 'deliver'; readonly to: VoicemailSettings & { kind: 'set' } }
  | (Delivery & { kind: 'too-short' | 'not-configured' });

/** A recording of unknown length counts as a message. */
export function nextVoicemailStep(
  { seconds }: Pick<RecordedVoicemail, 'seconds'>,
  settings: VoicemailSettings,
): VoicemailStep {
  if (isTooShort(seconds)) return { kind: 'too-short' };
  return settings.kind === 'set' ? { kind: 'deliver', to: settings } : settings;
}

export const isTooShort = (seconds: number | undefined) =>
  seconds !== undefined && seconds < shortestMessageSeconds;

/** What a receiver gets, as JSON. docs/voicemail.md describes it: these fields must not change their meaning. */
export interface VoicemailMessage {
  /** The same each time this message is sent. */
  readonly id: string;
  readonly call: string;
  readonly queue: string | null;
  readonly recordedAt: string;
  readonly seconds: number | null;
  /** The caller's number; null if it is hidden or unavailable. */
  readonly from: string | null;
  /** Twilio's URL of the recording, which requires an API key of the account; null if the account is unknown. */
  readonly media: string | null;
  /** Opens for anyone who has it; null if the config turns links off. */
  readonly link: string | null;
  readonly linkExpiresAt: string | null;
}

/** Where and when a message is built, and what signs its link. */
export interface VoicemailSite {
  readonly domain: string;
  /** Undefined if the service does not include its account's credentials. */
  readonly account: Pick<AccountAccess, 'sid' | 'apiHost'> | undefined;
  readonly secret: string;
  readonly givesLinks: boolean;
  readonly now: Date;
}

export function voicemailMessage(
  { recording, call, queue, seconds, recordedAt }: RecordedVoicemail,
  from: string | undefined,
  { domain, account, secret, givesLinks, now }: VoicemailSite,
): VoicemailMessage {
  const link = givesLinks ? linkTo(recording, secret, now) : undefined;
  return {
    id: recording,
    call,
    queue: queue ?? null,
    recordedAt: recordedAt.toISOString(),
    seconds: seconds ?? null,
    from: from ?? null,
    media: account ? recordingMediaUrl(recording, account) : null,
    link: link ? voicemailUrl(domain, link.query) : null,
    linkExpiresAt: link?.expiresAt.toISOString() ?? null,
  };
}

export const voicemailLogged = (
  { call, queue, recording, seconds }: RecordedVoicemail,
  delivery: Delivery,
): LogLine => ({
  event: 'voicemail',
  call,
  queue: queue ?? 'unknown',
  recording,
  seconds: seconds ?? null,
  delivery: delivery.kind,
  why: 'why' in delivery ? delivery.why : null,
});

/** What the endpoint uses: the config, the variables of the deployment, and ways to read and send. */
export interface VoicemailServices {
  readonly config: QueuesConfig;
  readonly settings: VoicemailSettings;
  readonly account: AccountAccess | undefined;
  /** Undefined if it is hidden or cannot be read in time. */
  callersNumber(call: string): Promise<string | undefined>;
  deliver(message: VoicemailMessage, to: VoicemailSettings & { kind: 'set' }, now: Date): Promise<Delivery>;
}

const heard = { status: 204 };
/** Makes Twilio retry, as the URL asks. */
const notDelivered = { status: 503 };

/** Twilio requests this when a recording can be fetched, even after its call has ended: a message to deliver. */
export const voicemailRecordedEndpoint: HttpEndpoint<VoicemailServices> = {
  path: voicemailRecordedPath,
  visibility: 'protected',
  events: ['voicemail'],
  // Twilio waits five seconds for each attempt.
  longestAnswerMillis: 4000,
  async answer(request, { config, settings, account, callersNumber, deliver }) {
    const recorded = readRecordedVoicemail(request, config);
    if (!recorded) return heard;
    const step = nextVoicemailStep(recorded, settings);
    if (step.kind !== 'deliver') {
      request.log(voicemailLogged(recorded, step));
      return heard;
    }
    const { domain, now } = request;
    const from = await callersNumber(recorded.call);
    const givesLinks = givesVoicemailLinks(config);
    const site = { domain, account, secret: step.to.secret, givesLinks, now };
    const message = voicemailMessage(recorded, from, site);
    const delivery = await deliver(message, step.to, now);
    request.log(voicemailLogged(recorded, delivery));
    return delivery.kind === 'delivered' ? heard : notDelivered;
  },
  fallback: notDelivered,
};
