/** Edges and regions of host names such as `api.ashburn.us1.twilio.com`: https://www.twilio.com/docs/global-infrastructure */
export const EDGES = 'ashburn dublin frankfurt roaming sao-paulo singapore sydney tokyo umatilla'.split(' ');
export const REGIONS = ['us1', 'ie1', 'au1'];

const PRODUCTS =
  'api taskrouter sync serverless serverless-upload voice trunking lookups monitor insights trusthub'.split(
    ' ',
  );
const TWILIO_HOST = new RegExp(
  `^(${PRODUCTS.join('|')})((\\.(${EDGES.join('|')}))?\\.(${REGIONS.join('|')}))?\\.twilio\\.com$`,
  'i',
);

/** Whether a host is one of those for which the local Twilio answers. */
export const isTwilioHost = (host: string): boolean => TWILIO_HOST.test(host);
