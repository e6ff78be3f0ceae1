import { instantOf } from '../model/clock.ts';
import { contentHash } from '../model/content-hash.ts';
import type { Delivery } from '../model/delivery.ts';
import type { ReceivedRecord } from '../model/ledger.ts';
import type { PipeName } from '../model/names.ts';
import type { Ports } from '../model/ports.ts';
import { absentRecord, isAbsentRecord } from './absent-record.ts';
import { withoutAgain } from './again-record.ts';
import { versionsOf } from './versions-of.ts';

/** Keys asked of the ledger at a time. */
const PAGE = 500;

/**
 * After a complete list: takes a record for each document that the pipe knows and the list did not have, and yields the
 * new deliveries. One that was missing the last time already is no news.
 */
export async function* receiveAbsent(
  pipe: PipeName,
  seen: ReadonlySet<string>,
  ports: Pick<Ports, 'ledger' | 'clock' | 'report'>,
): AsyncGenerator<readonly Delivery[]> {
  const { ledger } = ports;
  const at = instantOf(ports.clock.now());
  let keys = await ledger.keys(pipe, '', PAGE);
  for (; keys.length > 0; keys = await ledger.keys(pipe, keys.at(-1) ?? '', PAGE)) {
    const missing: ReceivedRecord[] = [];
    for (const key of keys) {
      const last = seen.has(key) ? undefined : (await versionsOf(ledger, { pipe, key }))[0];
      if (last === undefined) continue;
      const known = withoutAgain(last.record);
      if (isAbsentRecord(known)) continue;
      const record = absentRecord(known);
      missing.push({ key, label: last.label, fingerprint: contentHash(record), observedAt: at, record });
    }
    if (missing.length === 0) continue;
    const { ready, fresh, repeats, superseded } = await ledger.receive(pipe, missing, undefined, at);
    ports.report({ kind: 'page', pipe, fresh, repeats, superseded });
    yield ready;
  }
}
