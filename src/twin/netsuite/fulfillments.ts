import type Big from 'big.js';
import { decimal, plain, sum } from '../kit/decimal.ts';
import type { Account } from './account.ts';
import { sourceOf } from './bills.ts';
import { type Entry, entryOf, listOf, textOf } from './entry.ts';
import { isShipped, setOrderStatus } from './order-status.ts';
import type { RecordRules } from './record-rules.ts';
import { userError } from './rest-error.ts';

/** `itemFulfillment` (sheet section 3.7): picked, packed, and with `C` out of the house. */
export const FULFILLMENT_RULES: RecordRules = {
  onlyTransformed: true,
  settle: (account, entry, { before }) => {
    const order = orderOf(account, entry);
    if (before === undefined && !['B', 'D', 'E'].includes(textOf(order, 'status')))
      throw userError(`The sales order ${textOf(order, 'tranId')} cannot be fulfilled: it is not pending fulfillment.`);
    if (before !== undefined && textOf(before, 'shipStatus') > textOf(entry, 'shipStatus'))
      throw userError('What is shipped cannot be unpacked.', 'shipStatus');
    const { values } = entry;
    values.tranDate ??= account.today();
    values.shipStatus ??= 'A';
    values.status = values.shipStatus;
    if (values.shipStatus === 'C') values.shippedDate ??= account.today();
    const lines = listOf(entry, 'item').filter((line) => line.values.itemReceive !== false);
    if (lines.length === 0) throw userError('You must enter at least one line item for this transaction.', 'item');
    for (const [index, line] of lines.entries()) {
      const of = listOf(order, 'item').find((each) => each.values.line === line.values.orderLine);
      const path = `item.items[${index}]`;
      if (of === undefined) throw userError('The line is not one of the order.', `${path}.orderLine`);
      if (
        decimal(line.values.quantity).lte(0) ||
        decimal(line.values.quantity).gt(toFulfil(account, order, of, entry.id))
      )
        throw userError('The quantity is more than what is left to fulfill.', `${path}.quantity`);
      if (textOf(line, 'location') === '') throw userError('Please enter value(s) for: Location', `${path}.location`);
    }
    entry.lists.item = lines;
    for (const [index, box] of listOf(entry, 'package').entries()) box.values.packageCartonNumber ??= index + 1;
  },
  kept: (account, entry, { before }) => {
    if (textOf(entry, 'shipStatus') !== 'C' || textOf(before, 'shipStatus') === 'C') return;
    const order = structuredClone(orderOf(account, entry));
    for (const line of listOf(entry, 'item')) {
      const pieces = decimal(line.values.quantity);
      if (account.item(textOf(line, 'item'))?.type.name !== 'kitItem')
        account.stock.post(textOf(line, 'item'), textOf(line, 'location'), pieces.times(-1));
      const of = listOf(order, 'item').find((each) => each.values.line === line.values.orderLine);
      if (of !== undefined) of.values.quantityFulfilled = plain(decimal(of.values.quantityFulfilled).plus(pieces));
    }
    setOrderStatus(account, order);
    order.values.lastModifiedDate = account.now();
    account.keep('salesOrder', order);
  },
  removed: (account, entry) => {
    if (textOf(entry, 'shipStatus') === 'C')
      throw userError(`The fulfillment ${textOf(entry, 'tranId')} is shipped and cannot be deleted.`);
    orderOf(account, entry);
  },
};

function orderOf(account: Account, entry: Entry): Entry {
  const source = sourceOf(account, entry);
  if (source?.type.name !== 'salesOrder') throw userError('Please enter value(s) for: Created From', 'createdFrom');
  return source.entry;
}

/** What is left of a line that no fulfilment has picked. */
function toFulfil(account: Account, order: Entry, line: Entry, own: string): Big {
  const picked = account
    .createdFrom(order.id)
    .filter(({ type, entry }) => type.name === 'itemFulfillment' && entry.id !== own)
    .flatMap(({ entry }) => listOf(entry, 'item'))
    .filter(({ values }) => values.orderLine === line.values.line)
    .map(({ values }) => decimal(values.quantity));
  const ordered =
    line.values.isClosed === true ? decimal(line.values.quantityFulfilled) : decimal(line.values.quantity);
  return ordered.minus(sum(picked));
}

/** All that is left of an order, as the system proposes it. */
export function draftFulfillment(account: Account, order: Entry): Entry {
  const draft = entryOf('');
  for (const name of ['entity', 'subsidiary', 'otherRefNum', 'memo', 'shipMethod']) {
    const value = order.values[name];
    if (value !== undefined) draft.values[name] = value;
  }
  const address = order.parts.shippingAddress;
  if (address !== undefined) draft.parts.shippingAddress = structuredClone(address);
  draft.values.createdFrom = order.id;
  draft.lists.item = listOf(order, 'item').flatMap((line) => {
    const left = toFulfil(account, order, line, '');
    if (!isShipped(account, line) || left.lte(0)) return [];
    return [
      entryOf(line.id, {
        orderLine: Number(textOf(line, 'line')),
        line: Number(textOf(line, 'line')),
        item: textOf(line, 'item'),
        description: textOf(line, 'description'),
        quantity: plain(left),
        quantityRemaining: plain(left),
        itemReceive: true,
        ...(line.values.location === undefined ? {} : { location: line.values.location }),
      }),
    ];
  });
  draft.lists.package = [];
  return draft;
}

/** All goods that are to come back of a return, as the system proposes it: charges are not received. */
export function draftReceipt(account: Account, entry: Entry): Entry {
  const draft = entryOf('', { createdFrom: entry.id });
  for (const name of ['entity', 'subsidiary', 'memo']) {
    const value = entry.values[name];
    if (value !== undefined) draft.values[name] = value;
  }
  draft.lists.item = listOf(entry, 'item').flatMap((line) => {
    const left = decimal(line.values.quantity).minus(decimal(line.values.quantityReceived));
    if (!isShipped(account, line) || left.lte(0)) return [];
    return [
      entryOf(line.id, {
        orderLine: Number(textOf(line, 'line')),
        line: Number(textOf(line, 'line')),
        item: textOf(line, 'item'),
        description: textOf(line, 'description'),
        quantity: plain(left),
        quantityRemaining: plain(left),
        itemReceive: true,
        ...(line.values.location === undefined ? {} : { location: line.values.location }),
      }),
    ];
  });
  return draft;
}
