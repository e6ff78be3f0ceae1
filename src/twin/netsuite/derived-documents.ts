import type Big from 'big.js';
import { cents, decimal, plain, shareOf, sum, ZERO } from '../kit/decimal.ts';
import type { Account, Found } from './account.ts';
import { setTotals } from './amounts.ts';
import { type Entry, entryOf, listOf, textOf } from './entry.ts';
import { settleLines } from './order-lines.ts';
import { billedPieces, isShipped } from './order-status.ts';
import { invalidContent, userError } from './rest-error.ts';

/** Types that use up the same pieces of their source: a line is invoiced or sold for cash once. */
export const GROUPS = {
  bill: ['invoice', 'cashSale'],
  credit: ['creditMemo', 'cashRefund'],
  return: ['returnAuthorization'],
} as const;
export type Group = keyof typeof GROUPS;

export const groupOf = (type: string): Group | undefined =>
  (Object.keys(GROUPS) as Group[]).find((group) => (GROUPS[group] as readonly string[]).includes(type));

/** A document over what is left of another one: as the system proposes it, before a body changes it (sheet section 3). */
export function draftOver(account: Account, source: Found, group: Group): Entry {
  const draft = entryOf('');
  const { entry } = source;
  for (const name of CARRIED) {
    const value = entry.values[name];
    if (value !== undefined) draft.values[name] = value;
  }
  for (const name of ['billingAddress', 'shippingAddress']) {
    const address = entry.parts[name];
    if (address !== undefined) draft.parts[name] = structuredClone(address);
  }
  draft.values.createdFrom = entry.id;
  draft.lists.item = listOf(entry, 'item').flatMap((line) => {
    const left = leftOf(account, source, group, line);
    return left.gt(0) ? [draftLine(entry, line, left)] : [];
  });
  if (draft.lists.item.length === 0) throw userError('There is nothing left of the transaction to be taken over.');
  if (group === 'bill' && othersOf(account, entry, group, '').length === 0)
    for (const name of ['shipMethod', 'shippingCost', 'handlingCost']) {
      const value = entry.values[name];
      if (value !== undefined) draft.values[name] = value;
    }
  return draft;
}

const CARRIED = [
  'entity',
  'subsidiary',
  'currency',
  'exchangeRate',
  'otherRefNum',
  'memo',
  'email',
  'terms',
  'location',
  'paymentOption',
];

function draftLine(source: Entry, line: Entry, left: Big): Entry {
  const draft = entryOf(line.id, { orderDoc: source.id });
  for (const name of ['line', 'item', 'description', 'rate', 'location', 'units', 'taxDetailsReference']) {
    const value = line.values[name];
    if (value !== undefined) draft.values[name] = value;
  }
  draft.values.price = '-1';
  draft.values.orderLine = Number(textOf(line, 'line'));
  if (line.values.quantity !== undefined) draft.values.quantity = plain(left);
  return draft;
}

/** Pieces of a line that may still be taken over: what was shipped is billed, what was sold can come back. */
function leftOf(account: Account, source: Found, group: Group, line: Entry): Big {
  return readyOf(account, source.type.name, line).minus(usedOf(account, source.entry, group, line, ''));
}

function readyOf(account: Account, source: string, line: Entry): Big {
  if (!isShipped(account, line)) return billedPieces(line);
  if (source === 'salesOrder') return decimal(line.values.quantityFulfilled);
  // Nothing is credited before it came back, unless the account allows it.
  if (source === 'returnAuthorization' && !account.settings.refundsInAdvance)
    return decimal(line.values.quantityReceived);
  return billedPieces(line);
}

const othersOf = (account: Account, source: Entry, group: Group, own: string): Entry[] =>
  account
    .createdFrom(source.id)
    .filter(({ type, entry }) => groupOf(type.name) === group && entry.id !== own)
    .map(({ entry }) => entry);

function usedOf(account: Account, source: Entry, group: Group, line: Entry, own: string): Big {
  return sum(
    othersOf(account, source, group, own).flatMap((document) =>
      listOf(document, 'item')
        .filter(({ values }) => values.orderLine === line.values.line)
        .map(billedPieces),
    ),
  );
}

/**
 * Amounts of a document that came out of another one: its shares of lines and discount add up to the source's, and those of
 * tax as well where it is a bill. What comes back is taxed anew, by its own place and day (the vendor's help, Processing Return
 * Authorizations and Credit Transactions with a Different Location in SuiteTax).
 */
export function settleDerived(account: Account, document: Entry, source: Found, group: Group): void {
  for (const [index, line] of listOf(document, 'item').entries())
    takeShare(account, document, line, source, group, index);
  settleLines(account, document, undefined);
  const subtotal = sum(listOf(document, 'item').map((line) => decimal(line.values.amount)));
  const others = othersOf(account, source.entry, group, document.id);
  const discount = shareOf(
    decimal(source.entry.values.discountTotal),
    decimal(source.entry.values.subtotal),
    sum(others.map(({ values }) => decimal(values.subtotal))),
    subtotal,
  );
  if (group === 'bill' && document.values.taxDetailsOverride !== true) {
    document.lists.taxDetails = listOf(source.entry, 'taxDetails').flatMap((row) =>
      shareOfTax(account, document, row, source, group),
    );
    document.values.taxDetailsOverride = true;
  }
  setTotals(account, document, { subtotal, discount });
}

function takeShare(account: Account, document: Entry, line: Entry, source: Found, group: Group, index: number): void {
  const of = sourceLine(source.entry, line);
  if (![undefined, source.entry.id].includes(line.values.orderDoc as string | undefined))
    throw invalidContent(`item.items[${index}].orderDoc`, 'The line is one of another transaction.');
  if (of === undefined) {
    if (line.values.orderLine !== undefined)
      throw invalidContent(
        `item.items[${index}].orderLine`,
        `There is no line ${String(line.values.orderLine)} to be taken over.`,
      );
    return;
  }
  const used = usedOf(account, source.entry, group, of, document.id);
  const pieces = billedPieces(line);
  if (
    pieces.gt(
      leftOf(account, source, group, of)
        .plus(usedOf(account, source.entry, group, of, ''))
        .minus(used),
    )
  )
    throw userError(
      `The quantity ${pieces.toString()} is more than what is left of the line.`,
      `item.items[${index}].quantity`,
    );
  if (line.values.amount === undefined && line.values.rate === of.values.rate)
    line.values.amount = plain(shareOf(decimal(of.values.amount), billedPieces(of), used, pieces));
}

const sourceLine = (source: Entry, line: Entry): Entry | undefined =>
  listOf(source, 'item').find(({ values }) => values.line === line.values.orderLine);

/** The part of a tax of the source that goes with the pieces taken over; of shipping, with its cost. */
function shareOfTax(account: Account, document: Entry, row: Entry, source: Found, group: Group): Entry[] {
  const share = (of: Big, before: Big, part: Big): Entry[] => {
    if (part.eq(0)) return [];
    const { taxBasis, taxAmount } = row.values;
    const basis = plain(shareOf(decimal(taxBasis), of, before, part));
    const tax = shareOf(decimal(taxAmount), of, before, part);
    return [
      { ...entryOf(row.id), values: { ...row.values, taxBasis: basis, netAmount: basis, taxAmount: plain(tax) } },
    ];
  };
  const reference = textOf(row, 'taxDetailsReference');
  const line = listOf(document, 'item').find((each) => textOf(each, 'taxDetailsReference') === reference);
  if (line === undefined) {
    const name = textOf(row, 'lineType') === 'Handling' ? 'handlingCost' : 'shippingCost';
    const cost = decimal(document.values[name]);
    return textOf(row, 'lineType') === 'Item' ? [] : share(decimal(source.entry.values[name]), ZERO, cost);
  }
  const of = sourceLine(source.entry, line);
  if (of === undefined) return [];
  const used = usedOf(account, source.entry, group, of, document.id);
  const pieces = billedPieces(line);
  const shared = shareOf(decimal(of.values.amount), billedPieces(of), used, pieces);
  if (shared.eq(decimal(line.values.amount))) return share(billedPieces(of), used, pieces);
  // A price of its own: the same rate on what it comes to.
  const basis = decimal(line.values.amount);
  const taxAmount = cents(basis.times(decimal(row.values.taxRate)).div(100));
  return [
    {
      ...entryOf(row.id),
      values: { ...row.values, taxBasis: plain(basis), netAmount: plain(basis), taxAmount: plain(taxAmount) },
    },
  ];
}
