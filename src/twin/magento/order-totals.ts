import { type Amount, amountOf, CarriedRounding, cents, sum, ZERO } from './amount.ts';
import { type CartRule, discountsOf } from './cart-rules.ts';
import type { CustomFee, OrderTotals, RowMoney } from './order-state.ts';
import type { Settings, TaxRate } from './settings.ts';

export interface PricedRow {
  readonly sku: string;
  readonly quantity: number;
  /** Of the catalogue: with the tax of the shop's own country where prices include tax. */
  readonly price: Amount;
}

export interface Cart {
  readonly rows: readonly PricedRow[];
  readonly rules: readonly CartRule[];
  readonly rate: TaxRate | undefined;
  /** Net. */
  readonly shipping: Amount;
  readonly fees: readonly { readonly code: string; readonly label: string; readonly amount: string }[];
  readonly paidByCredit: boolean;
}

export interface RowResult {
  readonly money: RowMoney;
  readonly rules: readonly number[];
}

/** Prices, discounts and taxes of a cart, tax after discount, by the shop's rounding. */
export function totalsOf(
  cart: Cart,
  settings: Settings,
): { readonly rows: readonly RowResult[]; readonly totals: OrderTotals } {
  const rows = rowsOf(cart, settings);
  const percent = amountOf(cart.rate?.percent ?? '0');
  const money = rows.map((row) => row.money);
  const add = (pick: (row: RowMoney) => Amount) => sum(money.map(pick));
  const freeShipping = cart.rules.some((rule) => rule.freeShipping);
  const shipping = freeShipping ? ZERO : cart.shipping;
  const shippingTax = cents(shipping.times(percent).div(100));
  const fees = cart.fees.map(({ code, label, amount }): CustomFee => {
    const net = amountOf(amount);
    return { code, label, amount: net, tax: cents(net.times(percent).div(100)) };
  });
  const tax = sum([add((row) => row.tax), shippingTax, ...fees.map((fee) => fee.tax)]);
  const all = sum([
    add((row) => row.rowTotal),
    add((row) => row.compensation),
    shipping,
    ...fees.map(({ amount }) => amount),
    tax,
  ]).minus(add((row) => row.discount));
  const storeCredit = cart.paidByCredit ? all : ZERO;
  return {
    rows,
    totals: {
      subtotal: add((row) => row.rowTotal),
      subtotalInclTax: add((row) => row.rowTotalInclTax),
      discount: add((row) => row.discount),
      compensation: add((row) => row.compensation),
      shipping,
      shippingTax,
      fees,
      tax,
      storeCredit,
      grandTotal: all.minus(storeCredit),
    },
  };
}

function rowsOf({ rows, rules, rate }: Cart, settings: Settings): readonly RowResult[] {
  const percent = amountOf(rate?.percent ?? '0');
  const factor = percent.div(100).plus(1);
  const included = settings.pricesIncludeTax;
  const home = amountOf(settings.taxRates[0]?.percent ?? '0')
    .div(100)
    .plus(1);
  // Prices hold the tax of the shop's own country; elsewhere that is taken out and the buyer's put in.
  const unit = ({ price }: PricedRow) => (included && !home.eq(factor) ? cents(price.div(home).times(factor)) : price);
  const discounts = discountsOf(
    rows.map((row) => ({ sku: row.sku, quantity: row.quantity, price: unit(row).times(row.quantity) })),
    rules,
  );
  const [before, after] = [roundingOf(settings), roundingOf(settings)];
  const taxIn = (gross: Amount) => gross.minus(gross.div(factor));
  return rows.map((row, at) => {
    const discount = discounts[at]?.amount ?? ZERO;
    const price = unit(row);
    const whole = price.times(row.quantity);
    const fullTax = included ? before(taxIn(whole)) : before(whole.times(percent).div(100));
    const tax = included ? after(taxIn(whole.minus(discount))) : after(whole.minus(discount).times(percent).div(100));
    const rowTotal = included ? whole.minus(fullTax) : whole;
    const net = included ? cents(rowTotal.div(row.quantity)) : price;
    return {
      rules: discounts[at]?.rules ?? [],
      money: {
        originalPrice: row.price,
        price: net,
        priceInclTax: included ? price : cents(price.times(factor)),
        rowTotal,
        rowTotalInclTax: included ? whole : whole.plus(fullTax),
        discount,
        discountPercent: discounts[at]?.percent ?? ZERO,
        tax,
        taxPercent: percent,
        compensation: included ? fullTax.minus(tax) : ZERO,
      },
    };
  });
}

/** By `total`, what one row's rounding lost is carried to the next; by `row` each stands alone. */
function roundingOf({ taxRounding }: Settings): (exact: Amount) => Amount {
  const carried = new CarriedRounding();
  return taxRounding === 'total' ? (exact) => carried.next(exact) : cents;
}
