import { decimal, plain } from '../kit/decimal.ts';
import type { Account } from './account.ts';
import { setAddresses } from './addresses.ts';
import { computeAmounts } from './amounts.ts';
import { type Entry, listOf, textOf } from './entry.ts';
import { settleLines } from './order-lines.ts';
import { isStocked, setOrderStatus } from './order-status.ts';
import type { RecordRules, Settling } from './record-rules.ts';
import { invalidContent, userError } from './rest-error.ts';

/** `salesOrder` (sheet section 3.1). */
export const SALES_ORDER_RULES: RecordRules = {
  settle: settleOrder,
  removed: (account, order) => {
    const children = account.createdFrom(order.id);
    if (children.length > 0 || account.all('customerDeposit').some(({ values }) => values.salesOrder === order.id))
      throw userError('This record cannot be deleted because it has dependent records.');
  },
  kept: (account, order, { before }) => {
    if (before === undefined) account.mailTo(order);
  },
  present: presentOrder,
};

function settleOrder(account: Account, order: Entry, settling: Settling): void {
  const { before, given } = settling;
  if (before !== undefined && ['C', 'G', 'H'].includes(textOf(before, 'status')) && given.has('item'))
    throw userError(`The sales order ${textOf(order, 'tranId')} is closed and its lines cannot be changed.`);
  if (given.has('orderStatus') && !['A', 'B'].includes(textOf(order, 'orderStatus')))
    throw invalidContent('orderStatus', 'Invalid orderStatus: A or B is expected.');
  refuseLostLines(order, before);
  settleHeader(account, order, settling);
  if (before === undefined) order.values.orderStatus ??= account.settings.ordersApproved ? 'B' : 'A';
  order.values.shipComplete ??= false;
  settleLines(account, order, before);
  for (const line of listOf(order, 'item')) {
    line.values.isClosed ??= false;
    if (isStocked(account, line)) line.values.commitInventory ??= '1';
  }
  computeAmounts(account, order);
  setOrderStatus(account, order);
}

/** What every document for a customer has: who, in which currency, from when, to where. */
export function settleHeader(account: Account, document: Entry, { before, given }: Settling): void {
  const { values } = document;
  const customer = account.find(['customer'], textOf(document, 'entity'))?.entry;
  if (customer === undefined) throw userError('Please enter value(s) for: Customer', 'entity');
  if (before === undefined && customer.values.isInactive === true)
    throw invalidContent('entity', `Invalid reference key ${customer.id} for entity: the customer is inactive.`);
  values.subsidiary ??= textOf(customer, 'subsidiary');
  values.currency ??= textOf(customer, 'currency');
  values.exchangeRate ??= 1;
  values.tranDate ??= account.today();
  // The preference of the account: buyers are mailed unless the order says otherwise.
  values.toBeEmailed ??= true;
  values.email ??= textOf(customer, 'email');
  if (customer.values.terms !== undefined) values.terms ??= customer.values.terms;
  setAddresses(account, document, customer, given);
}

function refuseLostLines(order: Entry, before: Entry | undefined): void {
  for (const line of before?.lists.item ?? []) {
    const used = decimal(line.values.quantityFulfilled).gt(0) || decimal(line.values.quantityBilled).gt(0);
    if (
      used &&
      !listOf(order, 'item').some(
        ({ id, values }) => id === line.id && values.lineUniqueKey === line.values.lineUniqueKey,
      )
    )
      throw userError('A line that is fulfilled or billed cannot be removed.', 'item');
  }
}

function presentOrder(account: Account, order: Entry): Entry {
  const shown = structuredClone(order);
  for (const line of listOf(shown, 'item')) {
    const item = textOf(line, 'item');
    line.values.quantityFulfilled ??= 0;
    line.values.quantityBilled ??= 0;
    if (line.values.location === undefined) continue;
    const { onHand, available, backOrdered } = account.stock.at(item, textOf(line, 'location'));
    const committed = account.stock.committedTo(order, line);
    Object.assign(line.values, {
      quantityOnHand: onHand,
      quantityAvailable: available,
      quantityCommitted: plain(committed),
      quantityBackOrdered: backOrdered,
    });
  }
  const tracking = account
    .createdFrom(order.id)
    .filter(({ type }) => type.name === 'itemFulfillment')
    .flatMap(({ entry }) => listOf(entry, 'package').map((box) => textOf(box, 'packageTrackingNumber')))
    .filter((number) => number !== '');
  if (tracking.length > 0) shown.values.linkedTrackingNumbers = tracking.join(' ');
  return shown;
}
