import type { Account, ApiKey, Settings } from './account';
import type { Assumptions } from './assumptions';
import type { Clock } from './clock';
import type { Sids } from './sids';
import type { Timeline } from './timeline';

/** What every part of the local Twilio shares: the account, its clock, its timeline and its settings. */
export interface Platform {
  readonly account: Account;
  readonly apiKey: ApiKey;
  readonly clock: Clock;
  readonly timeline: Timeline;
  readonly settings: Settings;
  readonly assumptions: Assumptions;
  /** Makes the identifiers of calls, queues and recordings. */
  readonly sids: Sids;
  /** When the account was created. */
  readonly startedAt: Date;
}
