import { type Amount, amountOf, CarriedRounding, cents, sum, ZERO } from './amount.ts';

/** A cart price rule: with a code it is a coupon, without one it applies by itself. */
export interface CartRule {
  readonly id: number;
  readonly label: string;
  readonly code: string | undefined;
  /** Off the goods in per cent, or so much money: off all goods, or with a SKU off each piece of it. */
  readonly percent: string | undefined;
  readonly amount: string | undefined;
  readonly sku: string | undefined;
  readonly freeShipping: boolean;
}

export interface DiscountedRow {
  readonly sku: string;
  readonly quantity: number;
  /** What the whole row costs before discount: with tax where prices include it. */
  readonly price: Amount;
}

export interface RowDiscount {
  readonly amount: Amount;
  readonly percent: Amount;
  readonly rules: readonly number[];
}

/** What the rules take off each row, one rule after another, each off what is left. */
export function discountsOf(rows: readonly DiscountedRow[], rules: readonly CartRule[]): readonly RowDiscount[] {
  const given = rows.map(() => ({ amount: ZERO, percent: ZERO, rules: [] as number[] }));
  for (const rule of rules) {
    const left = rows.map((row, at) => row.price.minus(given[at]?.amount ?? ZERO));
    const shares = sharesOf(rule, rows, left);
    shares.forEach((share, at) => {
      const row = given[at];
      if (row === undefined || share.eq(0)) return;
      row.amount = row.amount.plus(share);
      row.percent = row.percent.plus(rule.percent ?? 0);
      row.rules.push(rule.id);
    });
  }
  return given;
}

function sharesOf(rule: CartRule, rows: readonly DiscountedRow[], left: readonly Amount[]): readonly Amount[] {
  const covered = rows.map(({ sku }) => rule.sku === undefined || rule.sku === sku);
  const base = left.map((amount, at) => (covered[at] === true ? amount : ZERO));
  if (rule.percent !== undefined) {
    const rounding = new CarriedRounding();
    return base.map((amount) => rounding.next(amount.times(rule.percent ?? 0).div(100)));
  }
  const amount = amountOf(rule.amount ?? '0');
  if (rule.sku !== undefined)
    return base.map((most, at) => atMost(amount.times(covered[at] === true ? (rows[at]?.quantity ?? 0) : 0), most));
  return spread(atMost(amount, sum(base)), base);
}

/** A fixed amount over the cart: in proportion, and the last row takes what rounding left. */
function spread(amount: Amount, over: readonly Amount[]): readonly Amount[] {
  const whole = sum(over);
  if (whole.eq(0)) return over.map(() => ZERO);
  const last = over.findLastIndex((each) => each.gt(0));
  let left = amount;
  return over.map((each, at) => {
    const share = at === last ? left : cents(amount.times(each).div(whole));
    left = left.minus(share);
    return share;
  });
}

const atMost = (amount: Amount, most: Amount): Amount => (amount.gt(most) ? most : amount);
