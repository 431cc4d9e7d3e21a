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
              why: 'Twilio accepts no calls for it: callers hear a message from Twilio, and no request reaches the queue.',
              repair: `Check for open invoices in ${consolePages.billing}, or ask Twilio Support.`,
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
              why: 'Only numbers that you have verified can call it or be called, callers hear a message from Twilio first, and it allows five concurrent calls. A conversation counts as two.',
              repair: trialRepair,
            }),
          ],
  );
}

/** "Primary Customer Profile of type Business": the same in every account, as https://trusthub.twilio.com/v1/Policies lists it. */
const businessPolicy = 'RN6433641899984f951173ef1738c3bdd0';

/** https://help.twilio.com/articles/223180028 */
const limitsPage = 'https://help.twilio.com/articles/223180028';

/** Shared by all findings about too few concurrent calls, so that it is printed once. */
export const callsAtOnceRepair = `Have a business profile approved in ${consolePages.customerProfiles}; ${limitsPage} lists the limits.`;

/** Twilio rejects calls over the limit with error 10004 without requesting our functions. */
export function concurrentCalls({ account, customerProfiles }: Facts): readonly Finding[] {
  const look = `${consolePages.customerProfiles}; ${limitsPage} lists what each kind allows.`;
  const isTrial = account.kind === 'known' && account.value.type === 'Trial';
  const profiles = isTrial ? skipped('the account is on trial, and allows five calls') : customerProfiles;
  return whenKnown(profiles, { what: 'How many concurrent calls the account allows.', look }, (all) => {
    const approved = all.filter(({ status }) => status === 'twilio-approved');
    if (approved.some(({ policySid }) => policySid === businessPolicy)) return [];
    if (approved.length > 0) {
      return [
        unknown({
          what: 'How many concurrent calls the account allows.',
          why: 'its approved customer profile may not be a business profile; with an individual profile it allows three',
          repair: look,
        }),
      ];
    }
    return [
      warning({
        what: `The account has no approved customer profile${statusesOf(all)}.`,
        why: 'If it was upgraded since February 2026, it allows two concurrent calls, and a conversation counts as two: the next caller is rejected with error 10004 and never reaches the queue.',
        repair: callsAtOnceRepair,
      }),
    ];
  });
}

const statusesOf = (profiles: readonly { readonly status: string }[]) =>
  profiles.length === 0 ? '' : `, only one that is ${profiles.map(({ status }) => status).join(', ')}`;
