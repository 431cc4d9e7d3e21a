import type { VoicemailSettings } from '../../src/config/environment';
import { givesVoicemailLinks, type QueuesConfig, queueDialed } from '../../src/config/queue-config';
import type { LoggedLine } from '../../src/log';
import { isAnonymous } from '../../src/rules/anonymous';
import { deliverVoicemail } from '../../src/twilio/voicemail-delivery';
import {
  type RecordedVoicemail,
  type VoicemailSite,
  voicemailLogged,
  voicemailMessage,
} from '../../src/voicemail/recorded';
import type { RecordingsAccount } from './account';

/** Nobody is waiting here, so the receiver may be slow. */
const longestMillis = 10_000;

export interface ResendSite extends Omit<VoicemailSite, 'now' | 'secret' | 'account' | 'givesLinks'> {
  readonly config: QueuesConfig;
  readonly account: RecordingsAccount;
  readonly settings: Extract<VoicemailSettings, { kind: 'set' }>;
  readonly now: () => Date;
}

/** Sends one voicemail again, with the same id. Resolves to the log line. */
export async function resend(voicemail: RecordedVoicemail, site: ResendSite): Promise<LoggedLine> {
  const { account, config, domain, settings } = site;
  const numbers = await account.numbersOf(voicemail.call);
  const queue = voicemail.queue ?? queueOf(numbers?.to, config);
  const from = isAnonymous(numbers?.from) ? undefined : numbers?.from;
  const now = site.now();
  const message = voicemailMessage({ ...voicemail, queue }, from, {
    ...{ domain, secret: settings.secret, now, givesLinks: givesVoicemailLinks(config) },
    account: account.media,
  });
  const delivery = await deliverVoicemail(message, settings, { now, longestMillis });
  return { at: now.toISOString(), ...voicemailLogged({ ...voicemail, queue }, delivery) };
}

/** The queue of the dialed number, for calls that are not in the log. */
function queueOf(dialed: string | undefined, config: QueuesConfig): string | undefined {
  const names = Object.keys(config.queues);
  return queueDialed(config, dialed)?.name ?? (names.length === 1 ? names[0] : undefined);
}
