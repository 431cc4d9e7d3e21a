import type { EnvironmentName } from '../environment';

/** Which call of which deployment to explain, and the current time. */
export interface CallQuestion {
  readonly sid: string;
  readonly environment: EnvironmentName;
  readonly now: Date;
  /** Receives words about slow steps. */
  readonly onProgress?: (words: string) => void;
  /** How many pages of 1,000 log lines to read at most. Default: 50. */
  readonly mostLogPages?: number;
}
