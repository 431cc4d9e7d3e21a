import { createHash } from 'node:crypto';

export type SidPrefix = 'AC' | 'CA' | 'QU' | 'PN' | 'RE';

/** Makes Twilio's 34-character identifiers: always the same ones in the same order, so that runs compare. */
export class Sids {
  private count = 0;

  constructor(private readonly seed = 'local-twilio') {}

  next(prefix: SidPrefix): string {
    this.count += 1;
    const digest = createHash('md5').update(`${this.seed} ${prefix} ${this.count}`).digest('hex');
    return `${prefix}${digest}`;
  }
}
