import type { EnvironmentName } from '../environment';

/** Which call of which deployment is asked about, and when. */
export interface CallQuestion {
  readonly sid: string;
  readonly environment: EnvironmentName;
  readonly now: Date;
  /** Hears what takes its time. */
  readonly onProgress?: (words: string) => void;
  /** How many pages of a thousand lines are read of the log, 50 if not given. */
  readonly mostLogPages?: number;
}
