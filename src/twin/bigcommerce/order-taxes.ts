import { decimal } from '../kit/decimal.ts';
import type { OrderLine, ShippingAddress, Taxed, TaxRow } from './order-state.ts';
import type { TaxRate } from './settings.ts';
import type { Store } from './store.ts';

/** One row for each line and each shipping cost that is taxed; the tax is of what is left after discounts. */
export function taxRowsOf(
  lines: readonly OrderLine[],
  addresses: readonly ShippingAddress[],
  rate: TaxRate | undefined,
  store: Store,
): readonly TaxRow[] {
  if (rate === undefined) return [];
  const row = (kind: TaxRow['kind'], addressId: number, lineId: number | null, { ex, inc }: Taxed): TaxRow => ({
    id: store.nextId('taxRow'),
    addressId,
    name: rate.name,
    rate: decimal(rate.percent),
    amount: inc.minus(ex),
    lineId,
    kind,
  });
  return [
    ...lines.map((line) => row('item', line.addressId, line.id, line.money.discounted)),
    ...addresses.filter(({ cost }) => cost.inc.gt(0)).map(({ id, cost }) => row('shipping', id, null, cost)),
  ];
}
