import { compare, ZERO } from '../../model/decimal-number.ts';
import { Hold } from '../../model/hold.ts';
import { isNothing, objectOf, textOf } from './argument.ts';
import { decimalOf } from './decimal.ts';
import type { MappingFunction } from './mapping-function.ts';
import { TEXT } from './value-schema.ts';

/** A payment as the canonical document has it; what is read of it here is checked where it is read. */
interface Payment {
  readonly origin?: { readonly id?: unknown };
  readonly kind?: unknown;
  readonly order?: { readonly shop_id?: unknown; readonly shop_number?: unknown };
  readonly payment?: { readonly status?: unknown; readonly amount?: unknown };
}

function paidOrderNumber({ origin, kind, order, payment }: Payment): string {
  const { shop_id, shop_number } = order ?? {};
  const called = `order ${String(isNothing(shop_number) ? shop_id : shop_number)}`;
  if (kind === 'reversed')
    throw new Hold(
      'payment-reversed',
      `${called} was paid, and given up without a refund. See whether the money went back, and correct the payment in the ERP`,
    );
  if (payment?.status !== 'paid')
    throw new Hold(
      'payment-not-taken',
      `The payment of ${called} is ${String(payment?.status)}: nothing is booked before the money is there`,
    );
  if (compare(decimalOf(payment.amount, 'the amount'), ZERO) <= 0)
    throw new Hold(
      'payment-of-nothing',
      `The payment of ${called} comes to ${String(payment.amount)}: there is nothing to book`,
    );
  if (isNothing(shop_number))
    throw new Hold('order-unknown', `Payment ${String(origin?.id)} does not say the number of its order`);
  return textOf(shop_number, 'the order number');
}

export const paymentFunctions: readonly MappingFunction[] = [
  {
    name: 'paidOrderNumber',
    parameters: [{ name: 'payment', takes: { type: 'object' } }],
    returns: { gives: TEXT },
    description:
      'The shop’s number of the order that a payment pays. Holds a payment that is not to be booked: one that was given up again, whose money is not there, that comes to nothing, or that does not say its order. For every mapping that makes a payment.',
    examples: [
      {
        expression:
          '$paidOrderNumber({ "kind": "payment", "order": { "shop_number": "1001" }, "payment": { "status": "paid", "amount": "88.00" } })',
        result: '1001',
      },
      {
        expression:
          '$paidOrderNumber({ "kind": "payment", "order": { "shop_number": "1001" }, "payment": { "status": "authorized", "amount": "88.00" } })',
        holds: 'payment-not-taken',
      },
      {
        expression:
          '$paidOrderNumber({ "kind": "reversed", "order": { "shop_number": "1001" }, "payment": { "status": "paid", "amount": "88.00" } })',
        holds: 'payment-reversed',
      },
      {
        expression:
          '$paidOrderNumber({ "kind": "payment", "order": { "shop_number": "1001" }, "payment": { "status": "paid", "amount": "0.00" } })',
        holds: 'payment-of-nothing',
      },
      {
        expression:
          '$paidOrderNumber({ "kind": "payment", "order": { "shop_id": "5001" }, "payment": { "status": "paid", "amount": "88.00" } })',
        holds: 'order-unknown',
      },
    ],
    call: (payment) => paidOrderNumber(objectOf<Payment>(payment, 'not-a-payment', 'a payment')),
  },
];
