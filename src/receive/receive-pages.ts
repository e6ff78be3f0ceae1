import type { SourcePlan } from '../compile/pipe-plan.ts';
import { instantOf } from '../model/clock.ts';
import type { NativeRecord } from '../model/connection.ts';
import { contentHash } from '../model/content-hash.ts';
import type { Delivery } from '../model/delivery.ts';
import type { ReceivedRecord } from '../model/ledger.ts';
import type { PipeName } from '../model/names.ts';
import { connectionOf, type Ports } from '../model/ports.ts';

/**
 * Reads the source from the pipe’s cursor, page by page, and yields the new deliveries of each page once they are in the
 * ledger. The next page is asked for only when the caller comes back: nothing piles up in memory. Rejects with the
 * IntegrationError of the read; what was received before stays received.
 */
export async function* receivePages(
  pipe: PipeName,
  source: SourcePlan,
  ports: Ports,
  options: { readonly since?: number | undefined; readonly signal: AbortSignal },
): AsyncGenerator<readonly Delivery[]> {
  const cursor = options.since === undefined ? await ports.ledger.cursor(pipe) : undefined;
  const since = options.since ?? source.sinceMs;
  const pages = connectionOf(ports, source.connection).read(source.document, {
    ...(cursor === undefined ? {} : { watermark: cursor.watermark }),
    ...(since === undefined ? {} : { since: instantOf(since) }),
    signal: options.signal,
  });
  for await (const page of pages) {
    const receipt = await ports.ledger.receive(
      pipe,
      page.records.map(receivedRecord),
      page.watermark === undefined ? undefined : { watermark: page.watermark },
      instantOf(ports.clock.now()),
    );
    const { fresh, repeats, superseded } = receipt;
    ports.report({
      kind: 'page',
      pipe,
      fresh,
      repeats,
      superseded,
      ...(page.total === undefined ? {} : { total: page.total }),
    });
    yield receipt.ready;
    if (options.signal.aborted) return;
  }
}

function receivedRecord({ key, label, observedAt, native }: NativeRecord): ReceivedRecord {
  const record = JSON.stringify(native);
  return { key, label, fingerprint: contentHash(record), ...(observedAt === undefined ? {} : { observedAt }), record };
}
