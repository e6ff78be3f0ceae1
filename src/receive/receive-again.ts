import { type Instant, instantOf } from '../model/clock.ts';
import { contentHash } from '../model/content-hash.ts';
import { DELIVERY_STATES, type Delivery } from '../model/delivery.ts';
import type { ReceivedRecord } from '../model/ledger.ts';
import type { PipeName, RecordKey } from '../model/names.ts';
import type { Ports } from '../model/ports.ts';
import { againRecord } from './again-record.ts';

/** Keys asked of the ledger at a time. */
const PAGE = 500;
/** What has changed must not wait behind a whole catalogue: the rest comes with the next polls. */
const MOST = 100;

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
  const versions = await versionsOf(pipe, key, ports);
  const [newest] = versions;
  if (newest === undefined || versions.some(({ state }) => DELIVERY_STATES[state].needs !== 'nobody')) return undefined;
  if (newest.state !== 'delivered' && newest.state !== 'unchanged') return undefined;
  if (wasSentSince(versions, before)) return undefined;
  const { label, observedAt } = newest;
  const record = againRecord(newest.record, at);
  return { key, label, fingerprint: contentHash(record), ...(observedAt === undefined ? {} : { observedAt }), record };
}

/** Whether the target has had the record since then. A version that was like the one before was not sent. */
export async function isSentSince(
  pipe: PipeName,
  key: RecordKey,
  before: Instant,
  ports: Pick<Ports, 'ledger'>,
): Promise<boolean> {
  return wasSentSince(await versionsOf(pipe, key, ports), before);
}

// Where the one that was sent is pruned, that is long ago.
const wasSentSince = (versions: readonly Delivery[], before: Instant): boolean => {
  const sent = versions.find(({ state }) => state === 'delivered');
  return sent !== undefined && Date.parse(sent.receivedAt) > Date.parse(before);
};

/** Newest first. A delivery is also found by its label, which may be the key of another record. */
const versionsOf = async (
  pipe: PipeName,
  key: RecordKey,
  { ledger }: Pick<Ports, 'ledger'>,
): Promise<readonly Delivery[]> =>
  (await ledger.deliveries({ pipe, key })).filter((delivery) => delivery.part === 'to' && delivery.key === key);
