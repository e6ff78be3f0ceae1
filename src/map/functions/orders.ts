import { Hold } from '../../model/hold.ts';
import { isNothing, maybe, objectOf, textOf } from './argument.ts';
import type { MappingFunction } from './mapping-function.ts';
import { BOOLEAN, TEXT } from './value-schema.ts';

/** Where the code of the store goes in a prefix of order numbers: `WEB-{store}-`. */
const STORE = '{store}';

const PREFIX = maybe('prefix');

const prefixOf = (value: unknown): string => (isNothing(value) ? '' : textOf(value, 'the prefix'));

/** What stands before the number, and after the store; the whole prefix, and nothing, where it names no store. */
function partsOf(prefix: string): { readonly before: string; readonly after?: string } {
  const at = prefix.indexOf(STORE);
  return at < 0 ? { before: prefix } : { before: prefix.slice(0, at), after: prefix.slice(at + STORE.length) };
}

function shopNumber(prefix: string, reference: string, anyCase: boolean): string | undefined {
  const same = (text: string) => (anyCase ? text.toUpperCase() : text);
  const { before, after } = partsOf(prefix);
  if (!same(reference).startsWith(same(before))) return undefined;
  const rest = reference.slice(before.length);
  if (after === undefined) return rest.trim() === '' ? undefined : rest;
  // Without a sign after it nobody can tell where the store's code ends.
  const at = after === '' ? -1 : same(rest).indexOf(same(after));
  const number = at < 0 ? '' : rest.slice(at + after.length);
  return number.trim() === '' ? undefined : number;
}

/** An order as the canonical document has it; what is read of it here is checked where it is read. */
interface Order {
  readonly number?: unknown;
  readonly test?: unknown;
  readonly status?: unknown;
  readonly hold_reason?: unknown;
  readonly risk?: unknown;
  readonly payment_terms?: unknown;
  readonly customer?: { readonly name?: unknown; readonly credit?: { readonly status?: unknown } };
}

/** What keeps an order from being written as a sale, as code and sentence; nothing for a sale. */
function noSale(order: Order): readonly [code: string, text: string] | undefined {
  const { status, customer } = order;
  const who = `Order ${String(order.number)}`;
  if (order.test === true) return ['test-order', `${who} is a test order; those are never carried over`];
  if (status === 'draft' || status === 'failed' || status === 'cancelled' || status === 'deleted')
    return ['order-not-to-be-written', `${who} is ${status}: there is nothing to sell`];
  if (status === 'on_hold') {
    const reason = isNothing(order.hold_reason) ? 'no reason stated' : String(order.hold_reason);
    return ['order-on-hold', `${who} is on hold in the shop (${reason}). It is written when the shop releases it`];
  }
  if (order.risk === 'high')
    return [
      'order-risk-high',
      `The shop takes order ${String(order.number)} for a fraud risk. Release or cancel it there`,
    ];
  const credit = customer?.credit;
  if (!isNothing(order.payment_terms) && !isNothing(credit) && credit.status !== 'approved')
    return [
      'credit-not-approved',
      `${who} was placed on payment terms, but the credit of ${String(customer?.name)} is ${String(credit.status)}`,
    ];
  return undefined;
}

export const orderFunctions: readonly MappingFunction[] = [
  {
    name: 'holdUnlessSale',
    parameters: [{ name: 'order', takes: { type: 'object' } }],
    returns: { gives: { const: true } },
    description:
      'Holds an order that is no sale, or not yet one: a test, a draft, one that failed, was cancelled or deleted, one on hold, one at a high risk, one on payment terms without an approved credit. For every mapping that makes a sales order.',
    examples: [
      { expression: '$holdUnlessSale({ "number": "1001", "status": "open" })', result: true },
      { expression: '$holdUnlessSale({ "number": "1001", "status": "draft" })', holds: 'order-not-to-be-written' },
      { expression: '$holdUnlessSale({ "number": "1001", "status": "on_hold" })', holds: 'order-on-hold' },
    ],
    call: (order) => {
      const reason = noSale(objectOf<Order>(order, 'not-an-order', 'an order'));
      if (reason !== undefined) throw new Hold(...reason);
      return true;
    },
  },
  {
    name: 'orderReference',
    parameters: [PREFIX, { name: 'number', takes: TEXT }, { ...maybe('store'), optional: true }],
    returns: { gives: TEXT },
    description:
      'The number under which a target keeps an order: the prefix of the connection, in which `{store}` stands for the code of the store, and the shop’s number unchanged. A prefix with `{store}` holds an order that does not say its store.',
    examples: [
      { expression: '$orderReference("WEB-", "1001")', result: 'WEB-1001' },
      { expression: '$orderReference("{store}-", "1001", "DE")', result: 'DE-1001' },
      { expression: '$orderReference("{store}-", "1001")', holds: 'store-missing' },
    ],
    call: (prefix, number, store) => {
      const written = prefixOf(prefix);
      const order = textOf(number, 'the order number');
      if (!written.includes(STORE)) return written + order;
      if (isNothing(store))
        throw new Hold(
          'store-missing',
          `The prefix of order numbers, "${written}", names ${STORE}, but order ${order} does not say its store`,
        );
      return written.replaceAll(STORE, textOf(store, 'the store')) + order;
    },
  },
  {
    name: 'shopNumber',
    parameters: [PREFIX, maybe('reference'), { name: 'anyCase', takes: BOOLEAN, optional: true }],
    returns: { gives: TEXT, maybeNothing: true },
    description:
      'The shop’s number in a reference that `$orderReference` made with the same prefix; nothing where the reference is another’s. `anyCase`: the target keeps references in capitals.',
    examples: [
      { expression: '$shopNumber("WEB-", "WEB-1001")', result: '1001' },
      { expression: '$shopNumber("WEB-", "B2B-1001")' },
      { expression: '$shopNumber("{store}-", "DE-1001")', result: '1001' },
      { expression: '$shopNumber("Web-", "WEB-A7", true)', result: 'A7' },
    ],
    call: (prefix, reference, anyCase) => {
      if (isNothing(reference)) return undefined;
      const written = textOf(reference, 'the reference');
      return written.trim() === '' ? undefined : shopNumber(prefixOf(prefix), written, anyCase === true);
    },
  },
];
