import type Big from 'big.js';
import { cents, decimal, plain, shareOf, sum, ZERO } from '../kit/decimal.ts';
import type { Account } from './account.ts';
import { taxCountry } from './addresses.ts';
import { type Entry, entryOf, listOf, type Scalar, textOf } from './entry.ts';
import { invalidContent, userError } from './rest-error.ts';

/** Works out what a document comes to: lines, discounts of the whole, shipping, tax; half up to the cent (sheet section 3.1). */
export function computeAmounts(account: Account, document: Entry): void {
  const subtotal = sum(listOf(document, 'item').map((line) => decimal(line.values.amount)));
  setShipping(account, document);
  setTotals(account, document, { subtotal, discount: discountOf(account, document, subtotal) });
}

/** Puts the totals together, with the tax that the system finds or, where the document overrides it, its own. */
export function setTotals(
  account: Account,
  document: Entry,
  { subtotal, discount }: { readonly subtotal: Big; readonly discount: Big },
): void {
  if (document.values.taxDetailsOverride === true) checkOwnTaxes(document);
  else document.lists.taxDetails = foundTaxes(account, document, subtotal, discount);
  const tax = sum(listOf(document, 'taxDetails').map(({ values }) => decimal(values.taxAmount)));
  const charges = decimal(document.values.shippingCost).plus(decimal(document.values.handlingCost));
  Object.assign(document.values, {
    subtotal: plain(subtotal),
    discountTotal: plain(discount),
    taxTotal: plain(tax),
    total: plain(subtotal.plus(discount).plus(charges).plus(tax)),
  });
}

/** A cost without a method is passed over, and a carrier's rate takes the place of a given one (sheet sections 3.1, 12). */
function setShipping(account: Account, document: Entry): void {
  const { values } = document;
  const method = account.find(['shipItem'], textOf(document, 'shipMethod'))?.entry;
  if (method === undefined) delete values.shippingCost;
  else if (method.values.realTime === true && values.shippingCostOverridden !== true)
    values.shippingCost = method.values.rate ?? 0;
  else values.shippingCost ??= 0;
}

/** Negative: the document's own discount, and what its promotions take off. */
function discountOf(account: Account, document: Entry, subtotal: Big): Big {
  const { values } = document;
  if (values.discountRate !== undefined && values.discountItem === undefined)
    throw userError('Please enter value(s) for: Discount Item', 'discountItem');
  const item = account.item(textOf(document, 'discountItem'))?.entry;
  if (item !== undefined && account.item(item.id)?.type.name !== 'discountItem')
    throw invalidContent('discountItem', `Invalid reference key ${item.id} for discountItem.`);
  const own = item === undefined ? [] : [values.discountRate ?? item.values.rate ?? 0];
  return sum([...own, ...promotionRates(account, document)].map((rate) => offSubtotal(rate, subtotal)));
}

function promotionRates(account: Account, document: Entry): Scalar[] {
  const named = (each: Entry): string => {
    const coupon = account.find(['couponCode'], textOf(each, 'couponCode'))?.entry;
    return textOf(each, 'promoCode') || textOf(coupon, 'promotion');
  };
  return [document, ...listOf(document, 'promotions')]
    .map(named)
    .filter((id) => id !== '')
    .map((id) => account.find(['promotionCode'], id)?.entry.values.rate ?? 0);
}

/** `-10` is money, `-10%` a part of the subtotal. */
function offSubtotal(rate: Scalar, subtotal: Big): Big {
  const written = String(rate);
  if (!written.endsWith('%')) return cents(decimal(written));
  return cents(subtotal.times(decimal(written.slice(0, -1))).div(100));
}

/** Each line bears its part of what is taken off the whole; its tax is on what is left. */
function foundTaxes(account: Account, document: Entry, subtotal: Big, discount: Big): Entry[] {
  const customer = account.find(['customer'], textOf(document, 'entity'))?.entry;
  const rule = account.settings.taxes.find(({ country }) => country === taxCountry(document));
  if (rule === undefined || customer?.values.taxable === false) return [];
  const code = account.findExternal(['salesTaxItem'], rule.code)?.entry.id ?? '';
  const rows: Entry[] = [];
  const row = (reference: string, lineType: string, lineName: string, basis: Big) => {
    if (basis.eq(0)) return;
    const taxAmount = cents(basis.times(decimal(rule.percent)).div(100));
    rows.push(
      entryOf(String(rows.length), {
        taxDetailsReference: reference,
        lineType,
        lineName,
        taxType: '5',
        taxCode: code,
        taxBasis: plain(basis),
        taxRate: Number(rule.percent),
        taxAmount: plain(taxAmount),
        netAmount: plain(basis),
      }),
    );
  };
  let before = ZERO;
  for (const line of listOf(document, 'item')) {
    const amount = decimal(line.values.amount);
    const borne = shareOf(discount, subtotal, before, amount);
    before = before.plus(amount);
    const item = account.item(textOf(line, 'item'))?.entry;
    if (textOf(item, 'taxSchedule') !== '1' || item === undefined) continue;
    row(textOf(line, 'taxDetailsReference'), 'Item', account.fullName(item), amount.plus(borne));
  }
  if (rule.shipping !== false) {
    row(SHIPPING, 'Shipping', 'Shipping', decimal(document.values.shippingCost));
    row(HANDLING, 'Handling', 'Handling', decimal(document.values.handlingCost));
  }
  return rows;
}

/** What taxes of shipping and handling are tied to: no line has them, and the sheet names no label (assumption). */
const SHIPPING = 'SHIPPING';
const HANDLING = 'HANDLING';

function checkOwnTaxes(document: Entry): void {
  const references = listOf(document, 'item').map((line) => textOf(line, 'taxDetailsReference'));
  for (const [index, row] of listOf(document, 'taxDetails').entries()) {
    const path = `taxDetails.items[${index}]`;
    const reference = textOf(row, 'taxDetailsReference');
    if (![...references, SHIPPING, HANDLING].includes(reference))
      throw invalidContent(`${path}.taxDetailsReference`, `Invalid tax details reference ${reference}.`);
    for (const name of ['taxType', 'taxCode', 'taxAmount'])
      if (row.values[name] === undefined) throw userError(`Please enter value(s) for: ${name}`, `${path}.${name}`);
    row.values.lineType ??= references.includes(reference) ? 'Item' : reference === SHIPPING ? 'Shipping' : 'Handling';
  }
}
