import { createHash } from 'node:crypto';

export type SidPrefix =
  | 'AC'
  | 'CA'
  | 'QU'
  | 'PN'
  | 'RE'
  | 'AP'
  | 'NO'
  | 'BU'
  | 'RN'
  | 'RQ'
  | 'ZS'
  | 'ZE'
  | 'ZH'
  | 'ZN'
  | 'ZB'
  | 'ZV'
  | 'ZD'
  | 'WS'
  | 'WA'
  | 'WQ'
  | 'WW'
  | 'WK'
  | 'WT'
  | 'WR'
  | 'EV'
  | 'TC'
  | 'WC'
  | 'OU';

/** Makes Twilio's 34-character identifiers: the same ones in the same order on every run, so that runs can be compared. */
export class Sids {
  private count = 0;

  constructor(private readonly seed = 'local-twilio') {}

  next(prefix: SidPrefix): string {
    this.count += 1;
    return sidFrom(prefix, `${this.seed} ${prefix} ${this.count}`);
  }
}

/** The same identifier for the same text. */
export const sidFrom = (prefix: SidPrefix, text: string): string =>
  `${prefix}${createHash('md5').update(text).digest('hex')}`;
