import { consolePages } from '../console-pages';
import type { Facts } from '../facts';
import { type Finding, fault, unknown } from '../finding';
import { regionFinding } from '../region';

export function region({ credentials }: Facts): readonly Finding[] {
  const wrong = regionFinding(credentials);
  if (wrong) {
    return [
      fault({
        what: `The credentials (${credentials.source}) are for a place that cannot be reached: ${wrong.what}.`,
        why: 'Every command would ask the wrong Twilio, which knows neither these credentials nor your numbers.',
        repair: `Set ${wrong.set}, in the shell or in the profile of the Twilio CLI; leave both out for the United States.`,
      }),
    ];
  }
  if (credentials.region === undefined || credentials.region === 'us1') return [];
  return [
    unknown({
      what: `Whether calls to your numbers are routed to ${credentials.region}.`,
      why: 'each number has its region, and its settings count in that region only',
      repair: `The routing of each number, in ${consolePages.numbers}.`,
    }),
  ];
}

export function signIn({ signIn: outcome, credentials }: Facts): readonly Finding[] {
  switch (outcome) {
    case 'taken':
      return [];
    case 'not-tried':
      return [
        {
          kind: 'skipped',
          what: 'Whether Twilio takes the credentials.',
          why: 'the region is set wrong',
          repair: '',
        },
      ];
    case 'refused':
      return [
        fault({
          what: `Twilio refuses the credentials (${credentials.source}).`,
          why: 'Nothing can be deployed, wired or examined with them. They may be of another account or region, or revoked.',
          repair: `Take a key from ${consolePages.apiKeys} and set TWILIO_ACCOUNT_SID, TWILIO_API_KEY and TWILIO_API_SECRET in the shell, or run twilio login.`,
        }),
      ];
    default:
      return outcome satisfies never;
  }
}
