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
  Receipt,
  ReceivedRecord,
  Settlement,
} from '../../model/ledger.ts';
import type { PipeName, RecordKey } from '../../model/names.ts';
import { beginDelivery } from './begin-delivery.ts';
import { countDeliveries, type DeliveryCount } from './count-deliveries.ts';
import { cursorOf, putCursor } from './cursors.ts';
import { editDelivery } from './edit-delivery.ts';
import { GroupCommit } from './group-commit.ts';
import { epochMsOf } from './instant-column.ts';
import { keepStep } from './keep-step.ts';
import type { LedgerDatabase } from './ledger-database.ts';
import { dropLink, putLink, readLink } from './links.ts';
import { listDeliveries } from './list-deliveries.ts';
import { openFollowUp } from './open-follow-up.ts';
import { pruneChunk } from './prune-deliveries.ts';
import { deliveryById, historyOf, lastDelivered } from './read-deliveries.ts';
import { nextDue, readyDeliveries } from './ready-deliveries.ts';
import { receiveRecords } from './receive-records.ts';
import { recoverDeliveries } from './recover-deliveries.ts';
import { settleDelivery } from './settle-delivery.ts';
import { ledgerError } from './sqlite-error.ts';
import { refuseMalformedKey } from './store-delivery.ts';

/** A Ledger on one SQLite file. Writes share transactions (GroupCommit); reads see everything that has resolved. */
export class SqliteLedger implements Ledger {
  readonly #database: LedgerDatabase;
  readonly #commits: GroupCommit;
  #closed = false;

  constructor(database: LedgerDatabase) {
    this.#database = database;
    this.#commits = new GroupCommit(database);
  }

  receive(
    pipe: PipeName,
    records: readonly ReceivedRecord[],
    cursor: Cursor | undefined,
    at: Instant,
  ): Promise<Receipt> {
    return this.#write((database) => receiveRecords(database, pipe, records, cursor, at));
  }

  cursor(pipe: PipeName): Promise<Cursor | undefined> {
    return this.#read((database) => cursorOf(database, pipe));
  }

  setCursor(pipe: PipeName, cursor: Cursor | undefined): Promise<void> {
    return this.#write((database) => putCursor(database, pipe, cursor));
  }

  recover(pipe: PipeName, at: Instant): Promise<number> {
    return this.#write((database) => recoverDeliveries(database, pipe, at));
  }

  ready(pipe: PipeName, now: Instant, after: number, limit: number): Promise<readonly Delivery[]> {
    return this.#read((database) => readyDeliveries(database, pipe, now, after, limit));
  }

  nextDue(pipe: PipeName): Promise<Instant | undefined> {
    return this.#read((database) => nextDue(database, pipe));
  }

  begin(id: number, payloadHash: string, at: Instant): Promise<void> {
    return this.#write((database) => beginDelivery(database, id, payloadHash, at));
  }

  async keepStep(id: number, step: string, result: unknown): Promise<void> {
    // A step without a result is done all the same, and JSON has no undefined.
    const text = JSON.stringify(result ?? null);
    return this.#write((database) => keepStep(database, id, step, text));
  }

  settle(id: number, settlement: Settlement, at: Instant): Promise<void> {
    return this.#write((database) => settleDelivery(database, id, settlement, at));
  }

  open(followUp: FollowUp, at: Instant): Promise<Delivery> {
    return this.#write((database) => {
      refuseMalformedKey(followUp.pipe, followUp.key);
      return openFollowUp(database, followUp, epochMsOf(at));
    });
  }

  lastDelivered(pipe: PipeName, part: DeliveryPart, key: RecordKey): Promise<Delivery | undefined> {
    return this.#read((database) => lastDelivered(database, pipe, part, key));
  }

  link(key: LinkKey): Promise<TargetReference | undefined> {
    return this.#read((database) => readLink(database, key));
  }

  putLink(link: Link, at: Instant): Promise<void> {
    return this.#write((database) => putLink(database, link, epochMsOf(at)));
  }

  dropLink(key: LinkKey): Promise<void> {
    return this.#write((database) => dropLink(database, key));
  }

  delivery(id: number): Promise<Delivery | undefined> {
    return this.#read((database) => deliveryById(database, id));
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
    return this.#write((database) => editDelivery(database, id, record, fingerprint, at));
  }

  async prune(before: Instant): Promise<number> {
    const beforeMs = epochMsOf(before);
    let removed = 0;
    let next: number | undefined = 0;
    while (next !== undefined) {
      const after: number = next;
      const chunk = await this.#write((database) => pruneChunk(database, beforeMs, after));
      removed += chunk.removed;
      next = chunk.next;
    }
    return removed;
  }

  /** Commits what is under way and closes the file. Closing twice is allowed; every other call rejects afterwards. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#commits.flush();
    try {
      this.#database.connection.close();
    } catch (error) {
      throw ledgerError(error, this.#database.path);
    }
  }

  async #write<T>(work: (database: LedgerDatabase) => T): Promise<T> {
    this.#refuseWhenClosed();
    return this.#commits.write(() => work(this.#database));
  }

  async #read<T>(work: (database: LedgerDatabase) => T): Promise<T> {
    this.#refuseWhenClosed();
    try {
      return work(this.#database);
    } catch (error) {
      throw ledgerError(error, this.#database.path);
    }
  }

  #refuseWhenClosed(): void {
    if (!this.#closed) return;
    throw new IntegrationError('STOPPED', `the ledger ${this.#database.path} is closed`, {
      file: this.#database.path,
    });
  }
}
