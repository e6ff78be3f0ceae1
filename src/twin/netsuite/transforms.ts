import type { Account } from './account.ts';
import { draftOver, groupOf } from './derived-documents.ts';
import { type Entry, entryOf, listOf, textOf } from './entry.ts';
import { draftFulfillment, draftReceipt } from './fulfillments.ts';
import type { RecordType } from './record-types.ts';
import { problem, userError } from './rest-error.ts';

/** What can be made of what (sheet sections 3.7 to 3.9). */
const TRANSFORMS: Readonly<Record<string, readonly string[]>> = {
  salesOrder: ['itemFulfillment', 'invoice', 'cashSale', 'returnAuthorization', 'customerDeposit'],
  invoice: ['customerPayment', 'creditMemo', 'returnAuthorization'],
  cashSale: ['cashRefund', 'returnAuthorization'],
  returnAuthorization: ['itemReceipt', 'creditMemo', 'cashRefund'],
};

/** The record that the system proposes when one is transformed into another (`!transform`). Throws when there is no such way. */
export function draftOf(account: Account, source: RecordType, entry: Entry, target: string): Entry {
  if (TRANSFORMS[source.name]?.includes(target) !== true)
    throw problem(400, 'INVALID_REQUEST', `The transformation of ${source.name} into ${target} is not supported.`);
  if (source.name === 'salesOrder' && ['A', 'C', 'H'].includes(textOf(entry, 'status')) && target !== 'customerDeposit')
    throw userError(`The sales order ${textOf(entry, 'tranId')} cannot be transformed: it is not approved, or closed.`);
  switch (target) {
    case 'itemFulfillment':
      return draftFulfillment(account, entry);
    case 'itemReceipt':
      return draftReceipt(account, entry);
    case 'customerDeposit':
      return entryOf('', { salesOrder: entry.id, customer: textOf(entry, 'entity'), payment: entry.values.total ?? 0 });
    case 'customerPayment':
      return withApplication(
        entryOf('', { customer: textOf(entry, 'entity'), payment: entry.values.amountRemaining ?? 0 }),
        entry,
      );
    default: {
      const group = groupOf(target);
      if (group === undefined) throw new TypeError(`no way to propose a ${target}`);
      const draft = draftOver(account, { type: source, entry }, group);
      if (target === 'creditMemo' && source.name === 'invoice' && textOf(entry, 'status') === 'A')
        withApplication(draft, entry);
      return draft;
    }
  }
}

function withApplication(draft: Entry, invoice: Entry): Entry {
  listOf(draft, 'apply').push(entryOf(invoice.id, { doc: invoice.id, apply: true }));
  return draft;
}
