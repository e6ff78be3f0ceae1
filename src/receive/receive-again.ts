import { type Instant, instantOf } from '../model/clock.ts';
import { contentHash } from '../model/content-hash.ts';
import type { Delivery } from '../model/delivery.ts';
import type { ReceivedRecord } from '../model/ledger.ts';
import type { PipeName, RecordKey } from '../model/names.ts';
import type { Ports } from '../model/ports.ts';
import { againRecord } from './again-record.ts';
import { versionsOf } from './versions-of.ts';

/** Keys asked of the ledger at a time. */
const PAGE = 500;
/** What has changed must not wait behind a whole catalogue: the rest comes with the next polls. */
const MOST = 100;
/** Enough to find one of the record itself among those that bear its key as their label. */
const FEW = 5;

/**
 * Takes once more what was sent longer ago than `afterMs`, and yields the new deliveries. What is under way, or waits for a
 * person, is left alone.
 */
export async function receiveAgain(
  pipe: PipeName,
  afterMs: number,
  ports: Pick<Ports, 'ledger' | 'clock' | 'report'>,
): Promise<readonly Delivery[]> {
  const { ledger } = ports;
  const at = instantOf(ports.clock.now());
  const before = instantOf(ports.clock.now() - afterMs);
  const again: ReceivedRecord[] = [];
  let keys = await ledger.keys(pipe, '', PAGE);
  for (; keys.length > 0 && again.length < MOST; keys = await ledger.keys(pipe, keys.at(-1) ?? '', PAGE)) {
    for (const key of keys) {
      const record = again.length < MOST ? await sentBefore(pipe, key, before, at, ports) : undefined;
      if (record !== undefined) again.push(record);
    }
  }
  if (again.length === 0) return [];
  const { ready, fresh, repeats, superseded } = await ledger.receive(pipe, again, undefined, at);
  ports.report({ kind: 'page', pipe, fresh, repeats, superseded });
  return ready;
}

async function sentBefore(
  pipe: PipeName,
  key: RecordKey,
  before: Instant,
  at: Instant,
  ports: Pick<Ports, 'ledger'>,
): Promise<ReceivedRecord | undefined> {
  const last = await ports.ledger.lastDelivered(pipe, 'to', key);
  if (last === undefined || (await isSentSince(last, before, ports))) return undefined;
  // A later version is under way, waits for a person, or is left out: what was sent before is not what is wanted now.
  const versions = await versionsOf(ports.ledger, { pipe, key, limit: FEW });
  const newest = versions.find(({ state }) => state !== 'superseded');
  if (newest?.id !== last.id) return undefined;
  const { label, observedAt } = last;
  const record = againRecord(last.record, at);
  return { key, label, fingerprint: contentHash(record), ...(observedAt === undefined ? {} : { observedAt }), record };
}

/**
 * Whether the target was sent the record since then. `last`: the newest version that it has; one that was like the version
 * before was not sent. Where the one that was sent is pruned, that is long ago.
 */
export async function isSentSince(last: Delivery, since: Instant, { ledger }: Pick<Ports, 'ledger'>): Promise<boolean> {
  const { pipe, key } = last;
  const sent =
    last.state === 'delivered' ? last : (await versionsOf(ledger, { pipe, key, states: ['delivered'], limit: FEW }))[0];
  return sent !== undefined && Date.parse(sent.receivedAt) > Date.parse(since);
}
