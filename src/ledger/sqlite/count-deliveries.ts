import type { DeliveryState } from '../../model/delivery.ts';
import type { PipeName } from '../../model/names.ts';
import type { LedgerDatabase } from './ledger-database.ts';

const COUNTS = `
  SELECT pipe, state, count FROM delivery_counts WHERE (:pipe IS NULL OR pipe = :pipe) AND count > 0 ORDER BY pipe, state`;

export interface DeliveryCount {
  readonly pipe: PipeName;
  readonly state: DeliveryState;
  readonly count: number;
}

/** See Ledger.counts. States in which there is nothing are left out. */
export function countDeliveries(database: LedgerDatabase, pipe: PipeName | undefined): readonly DeliveryCount[] {
  const rows = database.sql(COUNTS).all({ pipe: pipe ?? null }) as unknown as readonly DeliveryCount[];
  return rows.map((row) => ({ pipe: row.pipe, state: row.state, count: row.count }));
}
