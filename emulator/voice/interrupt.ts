import type { Connection } from './connection';
import type { DocumentRequest } from './documents';

/** What can happen to a leg at any moment, whatever it is doing. */
export type Interrupt =
  | { kind: 'hangup'; by: 'person' | 'rest' | 'time-limit' | 'other-side' }
  | { kind: 'redirect'; request: DocumentRequest }
  | { kind: 'dequeue'; connection: Connection }
  | { kind: 'agent-gone' };

/** Thrown through the verb that was running; whoever knows what to do then catches it. */
export class Interrupted extends Error {
  constructor(readonly interrupt: Interrupt) {
    super(`Interrupted by ${interrupt.kind}`);
  }
}
