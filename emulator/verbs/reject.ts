import { choiceOf } from '../twiml/attributes';
import type { Element } from '../twiml/element';
import { NotEmulated, type VerbOutcome, type VerbPlace } from '../voice/documents';

/** How a call ends that is rejected for this reason. */
const statuses = { rejected: 'no-answer', busy: 'busy' } as const;

/** Ends a call that nobody has answered, unbilled. https://www.twilio.com/docs/voice/twiml/reject */
export async function runReject(element: Element, { leg }: VerbPlace): Promise<VerbOutcome> {
  const reason = choiceOf(element, 'reason', {
    default: 'rejected' as const,
    choices: ['rejected', 'busy'],
    code: 13810,
  });
  if (element.children.length > 0) throw new NotEmulated(`<Reject> with parameters on line ${element.line}`);
  if (leg.status === 'ringing') leg.unansweredStatus = statuses[reason];
  else if (leg.twilio.assumptions.lateReject === 'ignored') return { kind: 'next' };
  leg.isGone = true;
  return { kind: 'hangup' };
}
