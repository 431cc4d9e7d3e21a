import { inWords, type NumberedEvent, type WebhookEvent } from '../emulator/index';

/** What Twilio requested for one call, and what the person heard and did, as lines in order. */
export function transcriptOf(events: readonly NumberedEvent[], callSid: string, since: Date): string[] {
  return events
    .filter((event) => isOnLeg(event, callSid))
    .flatMap((event) =>
      inPlainWords(event, callSid).map((words) => `${clockTime(event.at, since)}  ${words}`),
    );
}

/** Minutes and seconds since a time, and hours if there are any: `07:05`, `37:49:19`. */
export function clockTime(time: Date, since: Date): string {
  const seconds = Math.max(0, Math.floor((time.getTime() - since.getTime()) / 1000));
  const twoDigits = (count: number) => String(count).padStart(2, '0');
  const rest = `${twoDigits(Math.floor(seconds / 60) % 60)}:${twoDigits(seconds % 60)}`;
  return seconds < 3600 ? rest : `${Math.floor(seconds / 3600)}:${rest}`;
}

const isOnLeg = (event: NumberedEvent, callSid: string) =>
  ('call' in event && event.call === callSid) || ('agentCall' in event && event.agentCall === callSid);

/** An event in words. Events that mean nothing to a reader are left out. */
export function inPlainWords(event: NumberedEvent, callSid?: string): string[] {
  switch (event.kind) {
    case 'call':
      // A call that is queued is not heard of before it rings.
      return event.status === 'in-progress' || event.status === 'queued'
        ? []
        : [`── ${event.status} (${event.from} → ${event.to})`];
    case 'webhook':
      return [webhookInWords(event)];
    case 'heard':
      return inWords(event.sound).map((words) => `   hears    ${words}`);
    case 'pressed':
      return [`   presses  ${event.key}${event.isHeard ? '' : ' (ignored: nothing is listening)'}`];
    case 'queued':
      return [`   waits    in ${event.queue}, place ${event.position}`];
    case 'unqueued':
      return [`   leaves   ${event.queue} after ${event.secondsWaited} s: ${event.why}`];
    case 'bridged':
      return [`   talks    with ${event.call === callSid ? 'an agent' : 'a caller'}`];
    case 'parted':
      return [`   talked   for ${event.secondsTalked} s, ended by ${event.endedBy}`];
    case 'fault':
      return [`   FAULT    ${event.fault.code} ${inSentences(event.fault)}`];
    case 'broken':
      return [`   BROKEN   ${event.why}`];
    case 'refused':
      return [`── refused (${event.from} → ${event.to}): ${inSentences(event.fault)}`];
    case 'sent-digits':
      return [`   sends    ${event.digits}`];
    case 'task-router':
      return [`   ROUTER   ${event.description}`];
    case 'rest':
      return [`   REST     ${event.method} ${event.path} → ${event.status}`];
    case 'log':
      return [`   log      ${event.text}`];
    case 'spoke':
      return [`   speaks   for ${event.seconds} s`];
    case 'recorded':
      return [`   recorded ${event.seconds} s (${event.recording})`];
    case 'recording':
    case 'verb':
    case 'cut':
      return [];
    default:
      return event satisfies never;
  }
}

function webhookInWords({ method, url, parameters, status, answer, fault, attempts }: WebhookEvent): string {
  const { pathname } = new URL(url);
  const shown = shownParameters
    .filter((name) => parameters[name] !== undefined)
    .map((name) => `${name}=${name === 'Digits' ? '…' : parameters[name]}`);
  const asked = [`${method} ${pathname}`, ...shown].join(' ');
  if (fault) return `asked      ${asked} → ${fault.code} ${fault.message}`;
  return `asked      ${asked} → ${status} ${verbsOf(answer)}${attempts > 1 ? ` (attempt ${attempts})` : ''}`;
}

/** What matters in a request. Digits are not shown: they may be a PIN. */
const shownParameters = [
  'QueuePosition',
  'QueueTime',
  'QueueResult',
  'DialCallStatus',
  'Digits',
  'CallDuration',
];

const inSentences = ({ message, repair }: { readonly message: string; readonly repair: string }) =>
  `${message}. ${repair}`;

const verbsOf = (twiml: string) =>
  [...twiml.matchAll(/<([A-Z]\w+)/g)]
    .map(([, verb]) => verb)
    .filter((verb) => verb !== 'Response')
    .join(' ');
