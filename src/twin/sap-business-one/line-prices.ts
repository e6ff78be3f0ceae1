import type Big from 'big.js';
import { cents, plain, ZERO } from '../kit/decimal.ts';
import { sixDigits } from './prices.ts';
import { gives, numberOf, type Row } from './row.ts';
import { malformed } from './service-layer-error.ts';

const HUNDRED = ZERO.plus(100);

/**
 * Price before and after the discount of the line, and what the line comes to without tax. Of several prices one counts:
 * the one with tax, else the one before discount, else the one after it; a total that is given beside them stands, and
 * the discount gives way. Which of two the server takes is not documented (sheet section 12): this order is assumed.
 */
export function priceLine(line: Row, given: Row, listed: () => Big): void {
  const taxed = numberOf(line, 'TaxPercentagePerRow').div(100).plus(1);
  const withTax = grossPriceIn(line, given);
  if (withTax === undefined) setNet(line, netPriceOf(line, given, listed), taxed);
  else setGross(line, withTax, taxed);
}

/** The price with tax, where the line is sold by that: as the body says, or as it was before. */
function grossPriceIn(line: Row, given: Row): Big | undefined {
  for (const property of ['PriceAfterVAT', 'GrossPrice']) if (gives(given, property)) return numberOf(given, property);
  const givesNet = ['UnitPrice', 'Price', 'LineTotal'].some((property) => gives(given, property));
  return line['#gross'] === 'tYES' && !givesNet ? numberOf(line, 'PriceAfterVAT') : undefined;
}

function setGross(line: Row, withTax: Big, taxed: Big): void {
  const grossTotal = cents(numberOf(line, 'Quantity').times(withTax));
  const price = plain(sixDigits(withTax.div(taxed)));
  Object.assign(line, {
    '#gross': 'tYES',
    UnitPrice: price,
    Price: price,
    DiscountPercent: 0,
    PriceAfterVAT: plain(withTax),
    GrossPrice: plain(withTax),
    LineTotal: plain(cents(grossTotal.div(taxed))),
    GrossTotal: plain(grossTotal),
  });
}

interface NetPrice {
  readonly unitPrice: Big;
  readonly discount: Big;
  /** As given; undefined: quantity times price. */
  readonly total: Big | undefined;
}

function netPriceOf(line: Row, given: Row, listed: () => Big): NetPrice {
  const quantity = numberOf(line, 'Quantity');
  const discount = numberOf(line, 'DiscountPercent');
  if (discount.gt(100)) throw malformed("Invalid value for property 'DiscountPercent' of 'DocumentLine'");
  const total = gives(given, 'LineTotal') ? cents(numberOf(given, 'LineTotal')) : undefined;
  if (gives(given, 'UnitPrice')) {
    const unitPrice = numberOf(given, 'UnitPrice');
    return {
      unitPrice,
      discount: total === undefined ? discount : percentOff(quantity.times(unitPrice), total),
      total,
    };
  }
  if (gives(given, 'Price')) {
    const kept = HUNDRED.minus(discount);
    const price = numberOf(given, 'Price');
    return { unitPrice: kept.eq(0) ? price : sixDigits(price.times(100).div(kept)), discount, total };
  }
  if (total !== undefined) return { unitPrice: sixDigits(total.div(quantity)), discount: ZERO, total };
  return { unitPrice: gives(line, 'UnitPrice') ? numberOf(line, 'UnitPrice') : listed(), discount, total };
}

const percentOff = (full: Big, total: Big): Big =>
  full.eq(0) ? ZERO : sixDigits(full.minus(total).times(100).div(full));

function setNet(line: Row, { unitPrice, discount, total }: NetPrice, taxed: Big): void {
  const price = sixDigits(unitPrice.times(HUNDRED.minus(discount)).div(100));
  const net = total ?? cents(numberOf(line, 'Quantity').times(price));
  const withTax = plain(sixDigits(price.times(taxed)));
  Object.assign(line, {
    '#gross': 'tNO',
    UnitPrice: plain(unitPrice),
    DiscountPercent: plain(discount),
    Price: plain(price),
    PriceAfterVAT: withTax,
    GrossPrice: withTax,
    LineTotal: plain(net),
    GrossTotal: plain(cents(net.times(taxed))),
  });
}
