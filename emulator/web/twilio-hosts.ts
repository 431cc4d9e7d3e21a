/** Edges and regions of host names such as `api.ashburn.us1.twilio.com`: https://www.twilio.com/docs/global-infrastructure */
export const EDGES = 'ashburn dublin frankfurt roaming sao-paulo singapore sydney tokyo umatilla'.split(' ');
export const REGIONS = ['us1', 'ie1', 'au1'];

/** One word for each product, such as `api` or `lookups`. The REST API decides which of them are emulated. */
const TWILIO_HOST = new RegExp(
  `^(?!www\\.)([a-z]+(-[a-z]+)*)((\\.(${EDGES.join('|')}))?\\.(${REGIONS.join('|')}))?\\.twilio\\.com$`,
  'i',
);

/** Whether the local Twilio answers for a host. */
export const isTwilioHost = (host: string): boolean => TWILIO_HOST.test(host);
