import { NotEmulated } from '../platform/not-emulated';
import { choice, readAttributes } from '../twiml/attributes';
import type { Element } from '../twiml/element';
import type { VerbOutcome, VerbPlace } from '../voice/verb';

/** The final status of a call that is rejected for this reason. */
const statuses = { rejected: 'no-answer', busy: 'busy' } as const;

const attributes = {
  reason: choice({ default: 'rejected' as const, choices: ['rejected', 'busy'], code: 13810 }),
};

/** Ends a call before it is answered and billed. https://www.twilio.com/docs/voice/twiml/reject */
export async function runReject(element: Element, { call }: VerbPlace): Promise<VerbOutcome> {
  const { reason } = readAttributes(element, attributes);
  if (element.children.length > 0) throw new NotEmulated(`<Reject> with parameters on line ${element.line}`);
  if (call.status === 'ringing') call.state.unansweredStatus = statuses[reason];
  else if (call.platform.assumptions.lateReject === 'ignored') return { kind: 'next' };
  call.state.isGone = true;
  return { kind: 'hangup' };
}
