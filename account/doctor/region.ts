import type { Credentials } from '../credentials/credentials';

/**
 * The edge of each region. Addresses with a region but no edge stopped working in April 2026.
 * https://www.twilio.com/docs/global-infrastructure/using-the-twilio-rest-api-in-a-non-us-region
 */
const edges: Readonly<Record<string, string>> = {
  us1: 'ashburn',
  ie1: 'dublin',
  au1: 'sydney',
  jp1: 'tokyo',
};

/** What is wrong with the region of the credentials, and what to set instead; undefined if nothing is. */
export function regionFinding({ region, edge }: Pick<Credentials, 'region' | 'edge'>) {
  const known = Object.keys(edges).join(', ');
  if (region !== undefined && edges[region] === undefined) {
    return { what: `${region} is not a Twilio region`, set: `TWILIO_REGION to one of ${known}` };
  }
  if (region === undefined || region === 'us1' || edge === edges[region]) return undefined;
  return {
    what: `the region ${region} requires the edge ${edges[region]}, but ${edge ?? 'none'} is set`,
    set: `TWILIO_EDGE=${edges[region]}`,
  };
}
