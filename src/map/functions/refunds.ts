import { Hold } from '../../model/hold.ts';
import { isNothing, maybe, objectOf, textOf } from './argument.ts';
import type { MappingFunction } from './mapping-function.ts';
import { BOOLEAN, TEXT } from './value-schema.ts';

/** A refund as the canonical document has it; what is read of it here is checked where it is read. */
interface Refund {
  readonly origin?: { readonly id?: unknown };
  readonly order?: { readonly shop_id?: unknown; readonly shop_number?: unknown };
  readonly status?: unknown;
  readonly deducted?: unknown;
}

interface RefundLine {
  readonly sku?: unknown;
  readonly name?: unknown;
  readonly restock?: unknown;
}

function creditedOrderNumber({ origin, order, status, deducted }: Refund): string {
  const { shop_id, shop_number } = order ?? {};
  const called = `refund ${String(origin?.id)} of order ${String(isNothing(shop_number) ? shop_id : shop_number)}`;
  if (status !== 'completed')
    throw new Hold(
      'refund-not-completed',
      `${called} is ${String(status)}: nothing is booked before the money went back`,
    );
  if (isNothing(deducted))
    throw new Hold('deduction-unknown', `${called} does not say whether the order was carried over without it already`);
  if (deducted === true)
    throw new Hold(
      'refund-deducted',
      `${called} was made before the order was carried over: there is nothing to credit`,
    );
  if (isNothing(shop_number))
    throw new Hold('order-unknown', `${called} does not say the number of its order, by which the invoice is found`);
  return textOf(shop_number, 'the order number');
}

function comesBack({ sku, name, restock }: RefundLine, unknown: unknown): boolean {
  const decided = restock === 'unknown' ? unknown : restock;
  if (decided === 'return' || decided === 'cancel') return true;
  if (decided === 'no_restock') return false;
  throw new Hold(
    'restock-unknown',
    `The shop does not say whether "${String(isNothing(name) ? sku : name)}" came back: set the option \`unknown_restock\` to return or no_restock`,
  );
}

export const refundFunctions: readonly MappingFunction[] = [
  {
    name: 'creditedOrderNumber',
    parameters: [{ name: 'refund', takes: { type: 'object' } }],
    returns: { gives: TEXT },
    description:
      'The shop’s number of the order that a refund credits. Holds a refund that is not to be booked: one whose money has not gone back, that the order was carried over without, or of which that is not known, or that does not say its order. For every mapping that makes a credit.',
    examples: [
      {
        expression:
          '$creditedOrderNumber({ "order": { "shop_number": "1001" }, "status": "completed", "deducted": false })',
        result: '1001',
      },
      {
        expression:
          '$creditedOrderNumber({ "order": { "shop_number": "1001" }, "status": "pending", "deducted": false })',
        holds: 'refund-not-completed',
      },
      {
        expression: '$creditedOrderNumber({ "order": { "shop_number": "1001" }, "status": "completed" })',
        holds: 'deduction-unknown',
      },
      {
        expression:
          '$creditedOrderNumber({ "order": { "shop_number": "1001" }, "status": "completed", "deducted": true })',
        holds: 'refund-deducted',
      },
      {
        expression:
          '$creditedOrderNumber({ "order": { "shop_id": "5001" }, "status": "completed", "deducted": false })',
        holds: 'order-unknown',
      },
    ],
    call: (refund) => creditedOrderNumber(objectOf<Refund>(refund, 'not-a-refund', 'a refund')),
  },
  {
    name: 'comesBack',
    parameters: [{ name: 'line', takes: { type: 'object' } }, maybe('unknown')],
    returns: { gives: BOOLEAN },
    description:
      'Whether the goods of a line of a refund lie on the shelf again: they came back, or never left. `unknown` is the option that says it where the shop does not; without it such a line is held.',
    examples: [
      { expression: '$comesBack({ "sku": "MUG-01", "restock": "return" }, null)', result: true },
      { expression: '$comesBack({ "sku": "MUG-01", "restock": "no_restock" }, "return")', result: false },
      { expression: '$comesBack({ "sku": "MUG-01", "restock": "unknown" }, "return")', result: true },
      { expression: '$comesBack({ "sku": "MUG-01", "restock": "unknown" }, null)', holds: 'restock-unknown' },
    ],
    call: (line, unknown) => comesBack(objectOf<RefundLine>(line, 'not-a-line', 'a line of a refund'), unknown),
  },
];
