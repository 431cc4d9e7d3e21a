import type { VerbOutcome } from '../voice/documents';

/** https://www.twilio.com/docs/voice/twiml/hangup */
export const runHangup = async (): Promise<VerbOutcome> => ({ kind: 'hangup' });
