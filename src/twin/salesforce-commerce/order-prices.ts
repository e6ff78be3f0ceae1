import type Big from 'big.js';
import { cents, decimal, sum, ZERO } from '../kit/decimal.ts';
import type { LinePrice, OrderTotals, PriceAdjustment } from './order-state.ts';

/** A promotion, with a coupon code or by itself: a share or an amount, off all goods, one product, or shipping. */
export interface Promotion {
  readonly id: string;
  readonly couponCode: string | undefined;
  readonly text: string;
  readonly percent?: string;
  readonly amount?: string;
  readonly off: 'order' | 'shipping' | { readonly productId: string };
}

export interface Basket {
  readonly taxation: 'net' | 'gross';
  /** `0.22`; zero where nothing is taken. */
  readonly taxRate: string;
  readonly products: readonly { readonly productId: string; readonly quantity: number; readonly price: Big }[];
  readonly shipping: readonly Big[];
  readonly promotions: readonly Promotion[];
  readonly nextId: () => string;
}

export interface PricedBasket {
  readonly products: readonly LinePrice[];
  readonly shipping: readonly LinePrice[];
  readonly adjustments: readonly PriceAdjustment[];
  readonly totals: OrderTotals;
}

/** Prices of an order as the site's calculation makes them: items, their discounts, those of the order over the items, tax. */
export function pricesOf(basket: Basket): PricedBasket {
  const { products, promotions } = basket;
  const taxed = (amount: Big) => split(amount, basket);
  const offProducts = promotions.filter(({ off }) => typeof off === 'object');
  const offShipping = promotions.filter(({ off }) => off === 'shipping');
  const items = products.map(({ productId, quantity, price }) => {
    const mine = offProducts.filter(({ off }) => typeof off === 'object' && off.productId === productId);
    return discounted(cents(price.times(quantity)), mine, quantity, basket);
  });
  const subTotal = sum(items.map(({ after }) => after));
  const { adjustments, after: productTotal } = discounted(
    subTotal,
    promotions.filter(({ off }) => off === 'order'),
    1,
    basket,
  );
  const shares = spread(
    subTotal.minus(productTotal),
    items.map(({ after }) => after),
  );
  const priced = items.map(({ before, after, adjustments: own }, at): LinePrice => {
    const afterOrderDiscount = after.minus(shares[at] ?? ZERO);
    return line(products[at]?.price ?? ZERO, before, after, afterOrderDiscount, own, basket);
  });
  const shipping = basket.shipping.map((price, at) => {
    // What makes shipping free does not touch a surcharge.
    const { adjustments: own, after } = discounted(price, at === 0 ? offShipping : [], 1, basket);
    return line(price, price, after, after, own, basket);
  });
  const taxBefore = sum(
    items.map(({ before, adjustments: own }) => taxed(before).tax.plus(sum(own.map(({ tax }) => tax)))),
  );
  const merchandizeTax = taxBefore;
  const adjustedMerchandizeTax = sum(priced.map(({ adjustedTax }) => adjustedTax));
  const shippingTotal = sum(shipping.map(({ afterItemDiscount }) => afterItemDiscount));
  const adjustedShippingTax = sum(shipping.map(({ adjustedTax }) => adjustedTax));
  const tax = adjustedMerchandizeTax.plus(adjustedShippingTax);
  return {
    products: priced,
    shipping,
    adjustments,
    totals: {
      productSubTotal: subTotal,
      productTotal,
      shippingTotal,
      merchandizeTax,
      adjustedMerchandizeTax,
      shippingTax: sum(shipping.map((each) => each.tax)),
      adjustedShippingTax,
      tax,
      order: productTotal.plus(shippingTotal).plus(basket.taxation === 'net' ? tax : ZERO),
    },
  };
}

/** An amount as the site writes prices, and its parts. */
function split(
  amount: Big,
  { taxation, taxRate }: Pick<Basket, 'taxation' | 'taxRate'>,
): Pick<LinePrice, 'net' | 'tax' | 'gross'> {
  if (taxation === 'net') {
    const tax = cents(amount.times(taxRate));
    return { net: amount, tax, gross: amount.plus(tax) };
  }
  const tax = cents(amount.minus(amount.div(decimal(taxRate).plus(1))));
  return { net: amount.minus(tax), tax, gross: amount };
}

function line(
  base: Big,
  before: Big,
  afterItemDiscount: Big,
  afterOrderDiscount: Big,
  adjustments: readonly PriceAdjustment[],
  basket: Basket,
): LinePrice {
  return {
    base,
    ...split(before, basket),
    taxRate: basket.taxRate,
    adjustments,
    afterItemDiscount,
    afterOrderDiscount,
    adjustedTax: split(afterOrderDiscount, basket).tax,
  };
}

/** One promotion after the other, each off what is left; a fixed amount counts for each piece. */
function discounted(before: Big, promotions: readonly Promotion[], pieces: number, basket: Basket) {
  let after = before;
  const adjustments: PriceAdjustment[] = [];
  for (const { id, couponCode, text, percent, amount = '0' } of promotions) {
    const wanted = percent === undefined ? decimal(amount).times(pieces) : cents(after.times(percent).div(100));
    const off = wanted.gt(after) ? after : wanted;
    after = after.minus(off);
    const parts = split(off, basket);
    adjustments.push({
      id: basket.nextId(),
      promotionId: id,
      couponCode,
      text,
      percent,
      net: parts.net.times(-1),
      tax: parts.tax.times(-1),
      gross: parts.gross.times(-1),
    });
  }
  return { before, after, adjustments };
}

/** An amount over the items in proportion to what they cost, to the cent; the parts add up to it. */
function spread(amount: Big, over: readonly Big[]): readonly Big[] {
  const whole = sum(over);
  let upTo = ZERO;
  let given = ZERO;
  return over.map((each) => {
    upTo = upTo.plus(each);
    const until = whole.eq(0) ? ZERO : cents(amount.times(upTo).div(whole));
    const share = until.minus(given);
    given = until;
    return share;
  });
}
