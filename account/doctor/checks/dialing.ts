import { consolePages } from '../console-pages';
import type { DialingPermission } from '../dialing-permissions';
import type { Facts } from '../facts';
import { type Finding, fault, unknown, whenKnown } from '../finding';

/** https://www.twilio.com/docs/api/errors/13227 */
export function geographicPermissions({ dialed }: Facts): readonly Finding[] {
  return whenKnown(
    dialed,
    {
      what: 'Whether the account may call the numbers that the config dials.',
      look: consolePages.geographicPermissions,
    },
    (numbers) => numbers.flatMap(findingsOf),
  );
}

function findingsOf({ number, place, country, isSpecial }: DialingPermission): readonly Finding[] {
  if (!country) {
    return [
      unknown({
        what: `Whether the account may call ${number} (${place}).`,
        why: 'Twilio lists no country with this prefix',
        repair: `Correct the number in queues.config.ts, or look it up in ${consolePages.geographicPermissions}.`,
      }),
    ];
  }
  if (isSpecial ? country.mayDialSpecial : country.mayDialUsual) return [];
  const which = isSpecial ? 'special numbers such as this one in ' : '';
  return [
    fault({
      what: `${place} dials ${number}, but the account may not call ${which}${country.name}.`,
      why: place.endsWith('contactUri')
        ? 'The call fails at once (error 13227), so this agent is never rung, and the next one is.'
        : 'The call fails at once (error 13227), and the caller goes on to the next step of the plan, or hears goodbye.',
      repair: `Allow ${country.name} (${isSpecial ? 'high risk' : 'low risk'}) in ${consolePages.geographicPermissions}.`,
    }),
  ];
}
