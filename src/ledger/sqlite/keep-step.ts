import { DELIVERY_STATES } from '../../model/delivery.ts';
import { IntegrationError } from '../../model/integration-error.ts';
import type { LedgerDatabase } from './ledger-database.ts';
import { standingOf } from './move-delivery.ts';

const KEEP = `
  INSERT INTO delivery_steps (delivery_id, step, result) VALUES (?, ?, ?)
  ON CONFLICT (delivery_id, step) DO UPDATE SET result = excluded.result`;

const HAS_STEPS = 'UPDATE deliveries SET has_steps = 1 WHERE id = ? AND has_steps = 0';

/** The result of a step as JSON text. A step without a result is done all the same, and JSON has no undefined. */
export const stepText = (result: unknown): string => JSON.stringify(result ?? null);

/**
 * See Ledger.keepStep. `result` is JSON text. Refused (LEDGER_MOVE_REFUSED) for a delivery in a final state, which has
 * no write under way; one that is `unknown` may be found to have done a step.
 */
export function keepStep(database: LedgerDatabase, id: number, step: string, result: string): void {
  const standing = standingOf(database, id);
  if (DELIVERY_STATES[standing.state].final) {
    throw new IntegrationError(
      'LEDGER_MOVE_REFUSED',
      `delivery ${id} is ${standing.state} and has no write under way whose step ${step} could be kept`,
      { pipe: standing.pipe, key: standing.key },
    );
  }
  storeStep(database, id, step, result);
  database.sql(HAS_STEPS).run(id);
}

/** Writes the result of one step. The row of its delivery must come to say `has_steps`. */
export function storeStep(database: LedgerDatabase, id: number, step: string, result: string): void {
  database.sql(KEEP).run(id, step, result);
}
