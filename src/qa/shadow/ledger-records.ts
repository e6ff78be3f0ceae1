import type { Ledger } from '../../model/ledger.ts';
import { pipeName } from '../../model/names.ts';
import type { RecordedRecord } from './recorded-record.ts';

const PAGE = 500;

/** The newest version of each record that a pipe has received, newest first; at most `most`. */
export async function ledgerRecords(ledger: Ledger, pipe: string, most: number): Promise<RecordedRecord[]> {
  const records = new Map<string, RecordedRecord>();
  let before = Number.MAX_SAFE_INTEGER;
  while (records.size < most) {
    const page = await ledger.deliveries({ pipe: pipeName(pipe), before, limit: PAGE });
    for (const { id, part, key, label, record } of page) {
      before = Math.min(before, id);
      if (part === 'to' && !records.has(key) && records.size < most)
        records.set(key, { pipe, key, label, record, from: 'ledger' });
    }
    if (page.length < PAGE) break;
  }
  return [...records.values()];
}
