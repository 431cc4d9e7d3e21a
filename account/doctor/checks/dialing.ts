import { agentsPhones, externalNumbers } from '../../external-numbers';
import { consolePages } from '../console-pages';
import type { DialingPermission } from '../dialing-permissions';
import type { Facts } from '../facts';
import { type Finding, fault, unknown, whenKnown } from '../finding';
import { readOwnNumbers, whereNumbersLead } from './numbers';

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

/** The build knows the numbers in the config, but not those that only wire or the Console pointed here. */
export function outsideNumbers(facts: Facts): readonly Finding[] {
  const { config } = facts.checkout;
  const dialed = [...externalNumbers(config), ...agentsPhones(config)];
  if (dialed.length === 0) return [];
  return whenKnown(readOwnNumbers(facts), whereNumbersLead, (all) =>
    dialed
      .filter((outside) => all.some(({ number }) => number.phoneNumber === outside.number))
      .map(({ number, place }) =>
        place.endsWith('contactUri')
          ? fault({
              what: `${place} is ${number}, a number of this queue.`,
              why: 'Ringing this agent calls the queue itself, and callers wait in vain.',
              repair: `Write the agent’s own phone in queues.config.ts, then run npm run deploy and npm run taskrouter.`,
            })
          : fault({
              what: `${place} dials ${number}, a number of this queue.`,
              why: 'Callers would come back to the queue itself, in a loop.',
              repair: 'Write an outside number in queues.config.ts, then run npm run deploy.',
            }),
      ),
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
