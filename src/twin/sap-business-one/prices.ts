import type Big from 'big.js';
import { plain, ZERO } from '../kit/decimal.ts';
import type { Company } from './company.ts';
import { gives, isYes, numberOf, type Row, rowsOf, scalarOf, textOf } from './row.ts';

/** Prices and percents have six digits behind the point, amounts two. */
export const sixDigits = (value: Big): Big => value.round(6);

export interface FoundPrice {
  readonly price: Big;
  readonly currency: string;
  /** Percent off the list, where a special price says so. */
  readonly discount: Big;
}

/** Whether a period with open ends has a day in it. */
export const isWithin = (row: Row, day: string, from = 'ValidFrom', to = 'ValidTo'): boolean =>
  (!gives(row, from) || textOf(row, from) <= day) && (!gives(row, to) || textOf(row, to) >= day);

/** What an item costs a customer: a special price of the customer's, or of everybody on the list, before the list itself (sheet section 3.3). */
export function effectivePrice(
  company: Company,
  item: Row,
  partner: Row | undefined,
  day: string,
  list = Number(scalarOf(partner, 'PriceListNum') ?? company.settings.priceLists[0]?.number),
): FoundPrice {
  const listed = rowsOf(item, 'ItemPrices').find((row) => row.PriceList === list);
  const fromList = {
    price: numberOf(listed, 'Price'),
    currency: textOf(listed, 'Currency') || company.settings.currency,
  };
  for (const owner of [textOf(partner, 'CardCode'), `*${list}`]) {
    const special = company.specialPrices.get(specialKey(owner, textOf(item, 'ItemCode')));
    if (special === undefined || !isYes(special, 'Valid') || !isWithin(special, day)) continue;
    const discount = numberOf(special, 'DiscountPercent');
    if (gives(special, 'Price'))
      return {
        price: numberOf(special, 'Price'),
        currency: textOf(special, 'Currency') || fromList.currency,
        discount,
      };
    return { ...fromList, price: sixDigits(fromList.price.times(ZERO.plus(100).minus(discount)).div(100)), discount };
  }
  return { ...fromList, discount: ZERO };
}

export const specialKey = (owner: string, item: string): string => `${owner}\n${item}`;

/** What `CompanyService_GetItemPrice` answers with. */
export const priceView = ({ price, currency, discount }: FoundPrice) => ({
  Price: plain(price),
  Currency: currency,
  Discount: plain(discount),
});
