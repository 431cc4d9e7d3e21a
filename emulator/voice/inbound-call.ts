import type { CallProgram } from './call';
import { CallDocuments } from './call-documents';
import type { RunDocuments } from './verb';

/** The program of a call to one of the account's numbers: it runs the number's documents. */
export const inboundProgram =
  (runDocuments: RunDocuments): CallProgram =>
  async (call) => {
    const documents = new CallDocuments(call, runDocuments);
    const request = call.line?.voiceRequest();
    if (request) return documents.runAll(request);
    if (call.platform.assumptions.numberWithoutUrl === 'application-error') return documents.apologize();
    call.state.unansweredStatus = 'busy';
  };
