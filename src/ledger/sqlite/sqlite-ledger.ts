import type { Instant } from '../../model/clock.ts';
import type { Delivery, DeliveryMove, DeliveryPart, TargetReference } from '../../model/delivery.ts';
import { IntegrationError } from '../../model/integration-error.ts';
import type {
  Cursor,
  DeliveryFilter,
  FollowUp,
  Ledger,
  Link,
  LinkKey,
  OpenEvent,
  Receipt,
  ReceivedEvent,
  ReceivedRecord,
  Settlement,
} from '../../model/ledger.ts';
import type { ConnectionName, PipeName, RecordKey } from '../../model/names.ts';
import { countDeliveries, type DeliveryCount } from './count-deliveries.ts';
import { cursorOf } from './cursors.ts';
import { hasEventSince, nextEventDue, openEvents } from './events.ts';
import { freshDelivery } from './fresh-delivery.ts';
import { GroupCommit } from './group-commit.ts';
import { epochMsOf } from './instant-column.ts';
import { stepText } from './keep-step.ts';
import { keysOf } from './keys-of-pipe.ts';
import type { LedgerDatabase } from './ledger-database.ts';
import type { WriteArguments, WriteName, WriteResult } from './ledger-writes.ts';
import { readLink } from './links.ts';
import { listDeliveries } from './list-deliveries.ts';
import { deliveryById, historyOf, isUntouched, lastDelivered } from './read-deliveries.ts';
import { nextDue, readyDeliveries } from './ready-deliveries.ts';
import { writtenSettlement } from './settle-delivery.ts';
import { ledgerError } from './sqlite-error.ts';

/** A Ledger on one SQLite file. Writes share transactions; reads see everything that has resolved. */
export class SqliteLedger implements Ledger {
  readonly #database: LedgerDatabase;
  readonly #commits: GroupCommit;
  readonly #release: () => void;
  #closed = false;

  /** `release`: what becomes of the database when the ledger is closed. Not given: its file is closed. */
  constructor(database: LedgerDatabase, release: () => void = () => database.connection.close()) {
    this.#database = database;
    this.#release = release;
    this.#commits = new GroupCommit(database);
  }

  async receive(
    pipe: PipeName,
    records: readonly ReceivedRecord[],
    cursor: Cursor | undefined,
    at: Instant,
  ): Promise<Receipt> {
    const { ready, ...counts } = await this.#write('receive', pipe, records, cursor, at);
    return {
      ...counts,
      ready: ready.flatMap(({ id, place }) => {
        const record = records[place];
        return record === undefined ? [] : freshDelivery(id, pipe, record, at);
      }),
    };
  }

  cursor(pipe: PipeName): Promise<Cursor | undefined> {
    return this.#read((database) => cursorOf(database, pipe));
  }

  setCursor(pipe: PipeName, cursor: Cursor | undefined): Promise<void> {
    return this.#write('setCursor', pipe, cursor);
  }

  recover(pipe: PipeName, at: Instant): Promise<number> {
    return this.#write('recover', pipe, at);
  }

  ready(pipe: PipeName, now: Instant, after: number, limit: number): Promise<readonly Delivery[]> {
    return this.#read((database) => readyDeliveries(database, pipe, now, after, limit));
  }

  nextDue(pipe: PipeName): Promise<Instant | undefined> {
    return this.#read((database) => nextDue(database, pipe));
  }

  begin(id: number, payloadHash: string, at: Instant): Promise<void> {
    return this.#write('begin', id, payloadHash, at);
  }

  async keepStep(id: number, step: string, result: unknown): Promise<void> {
    return this.#write('keepStep', id, step, stepText(result));
  }

  async settle(id: number, settlement: Settlement, at: Instant): Promise<void> {
    return this.#write('settle', id, writtenSettlement(settlement), at);
  }

  async open(followUp: FollowUp, at: Instant): Promise<Delivery> {
    return this.#write('open', followUp, epochMsOf(at));
  }

  lastDelivered(pipe: PipeName, part: DeliveryPart, key: RecordKey): Promise<Delivery | undefined> {
    return this.#read((database) => lastDelivered(database, pipe, part, key));
  }

  keys(pipe: PipeName, after: string, limit: number): Promise<readonly RecordKey[]> {
    return this.#read((database) => keysOf(database, pipe, after, limit));
  }

  link(key: LinkKey): Promise<TargetReference | undefined> {
    return this.#read((database) => readLink(database, key));
  }

  async putLink(link: Link, at: Instant): Promise<void> {
    return this.#write('putLink', link, epochMsOf(at));
  }

  dropLink(key: LinkKey): Promise<void> {
    return this.#write('dropLink', key);
  }

  delivery(id: number): Promise<Delivery | undefined> {
    return this.#read((database) => deliveryById(database, id));
  }

  isUntouched(id: number): Promise<boolean> {
    return this.#read((database) => isUntouched(database, id));
  }

  history(id: number): Promise<readonly DeliveryMove[]> {
    return this.#read((database) => historyOf(database, id));
  }

  deliveries(filter: DeliveryFilter): Promise<readonly Delivery[]> {
    return this.#read((database) => listDeliveries(database, filter));
  }

  counts(pipe?: PipeName): Promise<readonly DeliveryCount[]> {
    return this.#read((database) => countDeliveries(database, pipe));
  }

  edit(id: number, record: string, fingerprint: string, at: Instant): Promise<void> {
    return this.#write('edit', id, record, fingerprint, at);
  }

  async prune(before: Instant): Promise<number> {
    const beforeMs = epochMsOf(before);
    let removed = 0;
    let next: number | undefined = 0;
    while (next !== undefined) {
      const after: number = next;
      const chunk = await this.#write('prune', beforeMs, after);
      removed += chunk.removed;
      next = chunk.next;
    }
    return removed;
  }

  receiveEvents(events: readonly ReceivedEvent[], at: Instant): ReturnType<Ledger['receiveEvents']> {
    return this.#write('receiveEvents', events, at);
  }

  openEvents(connection: ConnectionName, now: Instant, limit: number): Promise<readonly OpenEvent[]> {
    return this.#read((database) => openEvents(database, connection, now, limit));
  }

  nextEventDue(connection: ConnectionName): Promise<Instant | undefined> {
    return this.#read((database) => nextEventDue(database, connection));
  }

  closeEvents(ids: readonly number[]): Promise<void> {
    return this.#write('closeEvents', ids);
  }

  postponeEvents(ids: readonly number[], due: Instant): Promise<void> {
    return this.#write('postponeEvents', ids, due);
  }

  hasEventSince(connection: ConnectionName, event: string, key: RecordKey, since: Instant): Promise<boolean> {
    return this.#read((database) => hasEventSince(database, connection, event, key, since));
  }

  forgetEvents(before: Instant): Promise<number> {
    return this.#write('forgetEvents', before);
  }

  /** Commits what is under way and closes the file. Closing twice is allowed; every other call rejects afterwards. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#commits.flush();
    try {
      this.#database.endReading();
      this.#release();
    } catch (error) {
      throw ledgerError(error, this.#database.path);
    }
  }

  #write<N extends WriteName>(name: N, ...rest: WriteArguments<N>): Promise<WriteResult<N>> {
    return this.#closed ? Promise.reject(this.#closedError()) : this.#commits.write(name, ...rest);
  }

  async #read<T>(work: (database: LedgerDatabase) => T): Promise<T> {
    if (this.#closed) throw this.#closedError();
    try {
      this.#database.beginReading();
      return work(this.#database);
    } catch (error) {
      throw ledgerError(error, this.#database.path);
    }
  }

  #closedError(): IntegrationError {
    return new IntegrationError('STOPPED', `the ledger ${this.#database.path} is closed`, {
      file: this.#database.path,
    });
  }
}
