import { done, type Outcome, refuseMissing, refuseVersion } from './outcome';

/** What every resource of TaskRouter has. */
export interface StoredRecord {
  readonly sid: string;
  readonly dateCreated: Date;
  dateUpdated: Date;
  /** Goes up with every change; the ETag is made of it. */
  version: number;
}

/** What a change may touch. */
export type Changes<T extends StoredRecord> = Partial<Omit<T, keyof StoredRecord>>;

/** The resources of one kind, in the order in which they were made. */
export class RecordStore<T extends StoredRecord> {
  private readonly bySid = new Map<string, T>();

  constructor(
    /** As an error message calls it: `Worker`. */
    private readonly kind: string,
    private readonly now: () => Date,
  ) {}

  add(sid: string, fields: Omit<T, keyof StoredRecord>): T {
    const now = this.now();
    const record = { ...fields, sid, dateCreated: now, dateUpdated: now, version: 0 } as unknown as T;
    this.bySid.set(sid, record);
    return record;
  }

  get(sid: string): T | undefined {
    return this.bySid.get(sid);
  }

  fetch(sid: string): Outcome<T> {
    const record = this.bySid.get(sid);
    return record ? done(record) : refuseMissing(this.kind, sid);
  }

  /** The record, if it still is the version that the client has seen. `*` and no ETag fit every version. */
  fetchVersion(sid: string, ifMatch: string | undefined): Outcome<T> {
    const record = this.bySid.get(sid);
    if (!record) return refuseMissing(this.kind, sid);
    return ifMatch === undefined || ifMatch === '*' || ifMatch === etagOf(record)
      ? done(record)
      : refuseVersion();
  }

  change(record: T, changes: Changes<T>): void {
    Object.assign(record, changes);
    record.version += 1;
    record.dateUpdated = this.now();
  }

  remove(record: T): void {
    this.bySid.delete(record.sid);
  }

  get size(): number {
    return this.bySid.size;
  }

  [Symbol.iterator](): IterableIterator<T> {
    return this.bySid.values();
  }

  find(isSought: (record: T) => boolean): T | undefined {
    for (const record of this.bySid.values()) if (isSought(record)) return record;
    return undefined;
  }
}

/** https://www.twilio.com/docs/usage/mutation-and-conflict-resolution */
export const etagOf = (record: StoredRecord): string => `"${record.version}"`;
