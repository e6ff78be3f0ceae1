import { type Amount, amountOf, cents, shown } from './amount.ts';
import type { Settings } from './settings.ts';

/** Every amount twice: `x` in the currency of the order, `base_x` in the one that the shop counts in. */
export function both(
  amounts: Readonly<Record<string, Amount | undefined>>,
  settings: Settings,
): Record<string, number> {
  const rate = amountOf(settings.baseToOrderRate);
  return Object.fromEntries(
    Object.entries(amounts).flatMap(([name, amount]) =>
      amount === undefined
        ? []
        : [
            [name, shown(amount)],
            [`base_${name}`, shown(rate.eq(1) ? amount : cents(amount.div(rate)))],
          ],
    ),
  );
}
