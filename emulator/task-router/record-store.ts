import { done, type Outcome, refuseMissing, refuseVersion } from './outcome';

/** The properties that all TaskRouter resources have. */
export interface StoredRecord {
  readonly sid: string;
  readonly dateCreated: Date;
  dateUpdated: Date;
  /** Increases with every change. It is the basis of the ETag. */
  version: number;
}

/** The properties that a change may set. */
export type Changes<T extends StoredRecord> = Partial<Omit<T, keyof StoredRecord>>;

/** The resources of one kind, in the order of their creation. */
export class RecordStore<T extends StoredRecord> {
  private readonly bySid = new Map<string, T>();

  constructor(
    /** The name of the kind in error messages, such as `Worker`. */
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

  /** The record, if it is still the version that the client has seen. `*` or no ETag matches any version. */
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
