import { consolePages } from '../console-pages';
import type { Facts } from '../facts';
import { type Finding, fault, unknown, warning, whenKnown } from '../finding';
import { skipped } from '../read';

/** https://www.twilio.com/docs/iam/api/account */
export function accountStatus({ account }: Facts): readonly Finding[] {
  return whenKnown(
    account,
    { what: 'Whether the account is active.', look: `The status in ${consolePages.account}.` },
    ({ status }) =>
      status === 'active'
        ? []
        : [
            fault({
              what: `The account is ${status}.`,
              why: 'Twilio takes no calls for it: callers hear a message of Twilio’s, and no request reaches the queue.',
              repair: `See what is open in ${consolePages.billing}, or ask Twilio’s support.`,
            }),
          ],
  );
}

export const trialRepair = `Upgrade it in ${consolePages.billing}.`;

/** https://www.twilio.com/docs/usage/trials/try-out-voice */
export function trial({ account }: Facts): readonly Finding[] {
  return whenKnown(
    account,
    { what: 'Whether the account is on trial.', look: `The type in ${consolePages.account}.` },
    ({ type }) =>
      type === 'Full'
        ? []
        : [
            warning({
              what: 'The account is on trial.',
              why: 'Only numbers that you have verified can call it or be called, callers hear a word of Twilio’s first, and it carries five calls at once, of which a talk is two.',
              repair: trialRepair,
            }),
          ],
  );
}

/** "Primary Customer Profile of type Business": the same in every account, as https://trusthub.twilio.com/v1/Policies lists it. */
const businessPolicy = 'RN6433641899984f951173ef1738c3bdd0';

/** https://help.twilio.com/articles/223180028 */
const limitsPage = 'https://help.twilio.com/articles/223180028';

/** Shared by all that too few calls at once spoil, so that it is named once. */
export const callsAtOnceRepair = `Have a business profile approved in ${consolePages.customerProfiles}; ${limitsPage} has the limits.`;

/** A call too many is rejected with error 10004 before anybody asks us. */
export function concurrentCalls({ account, customerProfiles }: Facts): readonly Finding[] {
  const look = `${consolePages.customerProfiles}; ${limitsPage} says what each kind carries.`;
  const isTrial = account.kind === 'known' && account.value.type === 'Trial';
  const profiles = isTrial ? skipped('the account is on trial, and carries five calls') : customerProfiles;
  return whenKnown(profiles, { what: 'How many calls the account carries at once.', look }, (all) => {
    const approved = all.filter(({ status }) => status === 'twilio-approved');
    if (approved.some(({ policySid }) => policySid === businessPolicy)) return [];
    if (approved.length > 0) {
      return [
        unknown({
          what: 'How many calls the account carries at once.',
          why: 'its approved customer profile is not known to be a business’s; with an individual’s it carries three',
          repair: look,
        }),
      ];
    }
    return [
      warning({
        what: `The account has no approved customer profile${statusesOf(all)}.`,
        why: 'If it was upgraded since February 2026 it carries two calls at once, and one talk is two: the next caller is rejected with error 10004 and never reaches the queue.',
        repair: callsAtOnceRepair,
      }),
    ];
  });
}

const statusesOf = (profiles: readonly { readonly status: string }[]) =>
  profiles.length === 0 ? '' : `, only one that is ${profiles.map(({ status }) => status).join(', ')}`;
