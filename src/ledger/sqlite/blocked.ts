import { UNFINISHED } from './state-lists.ts';

/**
 * SQL condition: a delivery of the same pipe, part and key that came before `delivery` (an alias of `deliveries`) is
 * unfinished. `open` is asked for only so that the small index `deliveries_open` is used.
 */
export function blocked(delivery: string): string {
  return `EXISTS (
    SELECT 1 FROM deliveries AS earlier
    WHERE earlier.key = ${delivery}.key AND earlier.pipe = ${delivery}.pipe AND earlier.part = ${delivery}.part
      AND earlier.id < ${delivery}.id AND earlier.open = 1 AND earlier.${UNFINISHED})`;
}
