import { type QueuesConfig, takesVoicemail } from '../../../src/config/queue-config';
import { consolePages } from '../console-pages';
import type { Facts } from '../facts';
import { type Finding, unknown } from '../finding';

/** No API tells. https://support.twilio.com/hc/en-us/articles/15827821586843 */
export function recordingAccess({ checkout }: Facts): readonly Finding[] {
  if (!records(checkout.config)) return [];
  return [
    unknown({
      what: 'Whether recordings are open to whoever has their address.',
      why: 'no API of Twilio’s tells, and they are open until somebody changes it',
      repair: `“Enforce HTTP Auth on Media URLs” should be enabled in ${consolePages.voiceSettings}.`,
    }),
  ];
}

const records = (config: QueuesConfig) =>
  takesVoicemail(config) || Object.values(config.queues).some(({ recording }) => recording !== undefined);
