import { consolePages } from '../console-pages';
import type { Facts } from '../facts';
import { type Finding, fault, unknown } from '../finding';
import { regionFinding } from '../region';

export function region({ credentials }: Facts): readonly Finding[] {
  const wrong = regionFinding(credentials);
  if (wrong) {
    return [
      fault({
        what: `The credentials (${credentials.source}) point at an unreachable address: ${wrong.what}.`,
        why: 'Every command would use the wrong region, which does not know your credentials or numbers.',
        repair: `Set ${wrong.set}, in the shell or in the profile of the Twilio CLI; leave both out for the United States.`,
      }),
    ];
  }
  if (credentials.region === undefined || credentials.region === 'us1') return [];
  return [
    unknown({
      what: `Whether calls to your numbers are routed to ${credentials.region}.`,
      why: 'each number has a region, and only the settings in that region count',
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
          what: 'Whether Twilio accepts the credentials.',
          why: 'the region is set wrong',
          repair: '',
        },
      ];
    case 'refused':
      return [
        fault({
          what: `Twilio refuses the credentials (${credentials.source}).`,
          why: 'Nothing can be deployed, wired or examined with them. They may belong to another account or region, or be revoked.',
          repair: `Create a key in ${consolePages.apiKeys} and set TWILIO_ACCOUNT_SID, TWILIO_API_KEY and TWILIO_API_SECRET in the shell, or run twilio login.`,
        }),
      ];
    default:
      return outcome satisfies never;
  }
}
