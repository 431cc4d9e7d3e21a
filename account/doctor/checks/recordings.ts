import { type QueuesConfig, takesVoicemail } from '../../../src/config/queue-config';
import { consolePages } from '../console-pages';
import type { Facts } from '../facts';
import { type Finding, unknown } from '../finding';

/** Twilio has no API for this setting. https://support.twilio.com/hc/en-us/articles/15827821586843 */
export function recordingAccess({ checkout }: Facts): readonly Finding[] {
  if (!records(checkout.config)) return [];
  return [
    unknown({
      what: 'Whether recordings are open to anyone who has their URL.',
      why: 'Twilio has no API for this setting, and they are open by default',
      repair: `“Enforce HTTP Auth on Media URLs” should be enabled in ${consolePages.voiceSettings}.`,
    }),
  ];
}

const records = (config: QueuesConfig) =>
  takesVoicemail(config) || Object.values(config.queues).some(({ recording }) => recording !== undefined);
