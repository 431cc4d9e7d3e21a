import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Changes } from './plan';

/** What `npm run wire` changed, so that it can be undone. */
export interface Wiring extends Changes {
  readonly accountSid: string;
  /** In ISO 8601. */
  readonly at: string;
}

/**
 * The changes made from this folder, newest last, in a file that git ignores and only its owner can read. It contains
 * telephone numbers and their earlier URLs, but no credentials.
 */
export class WireHistory {
  constructor(readonly file: string) {}

  newest(accountSid: string): Wiring | undefined {
    return this.read().findLast((wiring) => wiring.accountSid === accountSid);
  }

  add(wiring: Wiring): void {
    this.write([...this.read(), wiring]);
  }

  /** Removes the newest entry of an account. */
  removeNewest(accountSid: string): void {
    const wirings = this.read();
    const newest = wirings.findLastIndex((wiring) => wiring.accountSid === accountSid);
    this.write(wirings.filter((_, index) => index !== newest));
  }

  private read(): Wiring[] {
    if (!existsSync(this.file)) return [];
    try {
      const { version, wirings } = JSON.parse(readFileSync(this.file, 'utf8'));
      if (version === 1 && Array.isArray(wirings)) return wirings;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
    throw new Error(
      `${this.file} is not in the format of npm run wire, so it cannot show what to restore. Fix it, or move it away and start over.`,
    );
  }

  /** Written atomically: half a file would be useless. */
  private write(wirings: readonly Wiring[]): void {
    const draft = `${this.file}.new`;
    writeFileSync(draft, `${JSON.stringify({ version: 1, wirings }, null, 2)}\n`, { mode: 0o600 });
    renameSync(draft, this.file);
  }
}
