import type { SourcePlan } from '../compile/pipe-plan.ts';
import { instantOf } from '../model/clock.ts';
import type { NativeRecord, Page } from '../model/connection.ts';
import type { Delivery } from '../model/delivery.ts';
import type { ReceivedRecord } from '../model/ledger.ts';
import type { PipeName } from '../model/names.ts';
import { connectionOf, type Ports } from '../model/ports.ts';
import { AskedAhead } from './asked-ahead.ts';
import { receivedRecord } from './received-record.ts';

/** A delivery that has just come; its record as it was read, where parsing its text again would yield the same. */
export interface Arrival {
  readonly delivery: Delivery;
  readonly native: unknown;
}

/**
 * Reads the source from the pipe’s cursor, page by page, and yields the new deliveries of each page once they are in the
 * ledger. The next page is asked for when the last `ahead` deliveries of one are handed over, and stored when the caller
 * comes back: nothing piles up in memory. Rejects with the IntegrationError of the read; what was received before stays
 * received.
 */
export async function* receivePages(
  pipe: PipeName,
  source: SourcePlan,
  ports: Ports,
  options: {
    readonly since?: number | undefined;
    readonly ahead: number;
    readonly signal: AbortSignal;
    /** Gets the key of every record that the source lists, new or known. */
    readonly seen?: Set<string> | undefined;
  },
): AsyncGenerator<readonly Arrival[]> {
  const cursor = options.since === undefined ? await ports.ledger.cursor(pipe) : undefined;
  const since = options.since ?? source.sinceMs;
  const read = connectionOf(ports, source.connection).read(source.document, {
    ...(cursor === undefined ? {} : { watermark: cursor.watermark }),
    ...(since === undefined ? {} : { since: instantOf(since) }),
    signal: options.signal,
  });
  const pages = new AskedAhead(read);
  try {
    for (let page = await pages.take(); page !== undefined; page = await pages.take()) {
      for (const { key } of page.records) options.seen?.add(key);
      const arrived = await store(pipe, page, ports);
      const last = Math.max(0, arrived.length - options.ahead);
      yield arrived.slice(0, last);
      if (options.signal.aborted) return;
      pages.ask();
      yield arrived.slice(last);
      if (options.signal.aborted) return;
    }
  } finally {
    await pages.end();
  }
}

async function store(pipe: PipeName, { records, watermark, total }: Page, ports: Ports): Promise<readonly Arrival[]> {
  const received = records.map(receivedRecord);
  const { ready, fresh, repeats, superseded } = await ports.ledger.receive(
    pipe,
    received,
    watermark === undefined ? undefined : { watermark },
    instantOf(ports.clock.now()),
  );
  ports.report({ kind: 'page', pipe, fresh, repeats, superseded, ...(total === undefined ? {} : { total }) });
  return arrivals(ready, received, records);
}

/** Of two versions of one record on a page the later one is ready: by its fingerprint the delivery finds its own. */
function arrivals(
  ready: readonly Delivery[],
  received: readonly ReceivedRecord[],
  records: readonly NativeRecord[],
): Arrival[] {
  const natives = new Map(
    received.map(({ key, fingerprint }, place) => {
      const record = records[place];
      return [`${fingerprint} ${key}`, record?.isParsed === true ? record.native : undefined];
    }),
  );
  return ready.map((delivery) => ({ delivery, native: natives.get(`${delivery.fingerprint} ${delivery.key}`) }));
}
