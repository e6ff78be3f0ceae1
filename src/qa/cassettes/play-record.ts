import type { PipePlan } from '../../compile/pipe-plan.ts';
import { processRecord } from '../../engine/process-record.ts';
import { instantOf } from '../../model/clock.ts';
import { contentHash } from '../../model/content-hash.ts';
import type { Delivery } from '../../model/delivery.ts';
import { IntegrationError } from '../../model/integration-error.ts';
import { connectionOf, type Ports } from '../../model/ports.ts';
import { readDocument } from '../../receive/read-document.ts';

export interface PlayOptions {
  /** Only what is read of the source: the record and what belongs to it. Nothing is written anywhere. */
  readonly readOnly: boolean;
}

/**
 * Takes one record the whole way through a pipe, as an event about it would: read by its id, mapped, delivered, written
 * back. The ports bring an empty ledger. Rejects with DELIVERY_UNKNOWN when the source has no such record.
 */
export async function playRecord(
  pipe: PipePlan,
  key: string,
  ports: Ports,
  { readOnly }: PlayOptions,
): Promise<readonly Delivery[]> {
  const { connection, document } = pipe.source;
  const found = await connectionOf(ports, connection).readOne(document, key, ports.signal);
  if (found === undefined)
    throw new IntegrationError('DELIVERY_UNKNOWN', `${connection} has no ${document} with the id "${key}"`, {
      connection,
    });
  const record = JSON.stringify(found.native);
  if (readOnly) {
    await readDocument(pipe, { part: 'to', record }, ports);
    return [];
  }
  const now = instantOf(ports.clock.now());
  const received = { key: found.key, label: found.label, fingerprint: contentHash(record), record };
  await ports.ledger.receive(
    pipe.name,
    [found.observedAt === undefined ? received : { ...received, observedAt: found.observedAt }],
    undefined,
    now,
  );
  // What follows from a delivery (write-backs) is in the ledger once the delivery is settled.
  for (let before = -1; ; ) {
    const [next] = await ports.ledger.ready(pipe.name, now, 0, 1);
    if (next === undefined || next.id === before) break;
    await processRecord(pipe, next, ports);
    before = next.id;
  }
  return (await ports.ledger.deliveries({ pipe: pipe.name, limit: 20 })).toReversed();
}
