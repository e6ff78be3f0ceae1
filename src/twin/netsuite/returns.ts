import { decimal, plain, sum } from '../kit/decimal.ts';
import type { Account } from './account.ts';
import { settleBilled, sourceOf } from './bills.ts';
import { type Entry, listOf, textOf } from './entry.ts';
import { billedPieces, isShipped, isStocked } from './order-status.ts';
import type { RecordRules } from './record-rules.ts';
import { invalidContent, userError } from './rest-error.ts';

/** `returnAuthorization` (sheet section 3.9): goods are promised back; nothing moves yet. */
export const RETURN_RULES: RecordRules = {
  settle: (account, entry, settling) => {
    if (settling.given.has('orderStatus') && !['A', 'B'].includes(textOf(entry, 'orderStatus')))
      throw invalidContent('orderStatus', 'Invalid orderStatus: A or B is expected.');
    settleBilled(account, entry, settling, 'return');
    for (const { values } of listOf(entry, 'item')) {
      values.isClosed ??= false;
      values.quantityReceived ??= 0;
      values.quantityBilled ??= 0;
    }
    entry.values.orderStatus ??= account.settings.ordersApproved ? 'B' : 'A';
    entry.values.status = returnStatus(account, entry, textOf(entry, 'orderStatus'));
  },
  removed: (account, entry) => {
    if (account.createdFrom(entry.id).length > 0)
      throw userError('This record cannot be deleted because it has dependent records.');
  },
};

/** `itemReceipt` of a return: this puts the goods back on the shelf (sheet section 3.9). */
export const ITEM_RECEIPT_RULES: RecordRules = {
  onlyTransformed: true,
  settle: (account, receipt) => {
    const source = sourceOf(account, receipt);
    if (source?.type.name !== 'returnAuthorization')
      throw userError('Please enter value(s) for: Created From', 'createdFrom');
    if (!['B', 'D', 'E'].includes(textOf(source.entry, 'status')))
      throw userError(`The return ${textOf(source.entry, 'tranId')} cannot be received: it is not pending receipt.`);
    receipt.values.tranDate ??= account.today();
    const lines = listOf(receipt, 'item').filter(({ values }) => values.itemReceive !== false);
    if (lines.length === 0) throw userError('You must enter at least one line item for this transaction.', 'item');
    for (const [index, line] of lines.entries()) {
      const of = listOf(source.entry, 'item').find(({ values }) => values.line === line.values.orderLine);
      const left = decimal(of?.values.quantity).minus(decimal(of?.values.quantityReceived));
      if (of === undefined || decimal(line.values.quantity).gt(left))
        throw userError('The quantity is more than what is to come back.', `item.items[${index}].quantity`);
    }
    receipt.lists.item = lines;
  },
  kept: (account, receipt, { before }) => {
    const source = sourceOf(account, receipt);
    if (before !== undefined || source === undefined) return;
    const entry = structuredClone(source.entry);
    for (const line of listOf(receipt, 'item')) {
      const pieces = decimal(line.values.quantity);
      if (account.settings.restocksReturns && isStocked(account, line))
        account.stock.post(textOf(line, 'item'), textOf(line, 'location'), pieces);
      const of = listOf(entry, 'item').find(({ values }) => values.line === line.values.orderLine);
      if (of !== undefined) of.values.quantityReceived = plain(decimal(of.values.quantityReceived).plus(pieces));
    }
    setReturnStatus(account, entry);
  },
};

/** Shows on a return what was received and credited of it. */
export function setReturnStatus(account: Account, entry: Entry): void {
  const changed = structuredClone(entry);
  const credits = account.createdFrom(entry.id).filter(({ type }) => ['creditMemo', 'cashRefund'].includes(type.name));
  for (const line of listOf(changed, 'item')) {
    const own = credits.flatMap((each) => listOf(each.entry, 'item')).filter((each) => isOf(line, each));
    line.values.quantityBilled = plain(sum(own.map(billedPieces)));
  }
  const status = returnStatus(account, changed, textOf(entry, 'status'));
  Object.assign(changed.values, { status, lastModifiedDate: account.now() });
  account.keep('returnAuthorization', changed);
}

const isOf = (line: Entry, { values }: Entry): boolean => values.orderLine === line.values.line;

/** Received in part, received and to be refunded, refunded (letters: see RETURN_STATUS). Charges wait for no receipt. */
function returnStatus(account: Account, entry: Entry, before: string): string {
  if (before === 'A' || before === 'C') return before;
  const lines = listOf(entry, 'item');
  const goods = lines.filter((line) => isShipped(account, line));
  const received = goods.filter(({ values }) => decimal(values.quantityReceived).gte(decimal(values.quantity)));
  const credited = lines.filter((line) => decimal(line.values.quantityBilled).gte(billedPieces(line)));
  if (received.length === goods.length) return credited.length === lines.length ? 'G' : 'F';
  if (goods.every(({ values }) => decimal(values.quantityReceived).eq(0))) return 'B';
  const waiting = goods.some(({ values }) => decimal(values.quantityReceived).gt(decimal(values.quantityBilled)));
  return waiting ? 'E' : 'D';
}
