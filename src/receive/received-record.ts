import type { NativeRecord } from '../model/connection.ts';
import { contentHash } from '../model/content-hash.ts';
import type { ReceivedRecord } from '../model/ledger.ts';

/** A record as the ledger keeps it, by whichever way it came: the same record has the same fingerprint. */
export function receivedRecord({ key, label, observedAt, native }: NativeRecord): ReceivedRecord {
  const record = JSON.stringify(native);
  return { key, label, fingerprint: contentHash(record), ...(observedAt === undefined ? {} : { observedAt }), record };
}
