import type { Fault, FaultKind } from '../../twin/kit/fault-switch.ts';
import type { Article, OrderPlaced, ShopDesk, ShopSetUp } from '../desks/shop-desk.ts';
import { PEOPLE } from '../scenario/people.ts';
import type { OptionalFields } from './optional-fields.ts';
import type { Allowed } from './pack-oracles.ts';

export type Side = 'shop' | 'erp';

/** One way in which the happy order can go wrong, or be another order. */
export interface PackVariant extends Allowed {
  readonly name: string;
  /** What goes wrong at which side, armed when the order has been placed. */
  readonly fault?: Fault & { readonly side: Side };
  /** The fault is met again when everything has come to rest: the order looks the same each time that it is read. */
  readonly lasting?: true;
  /** When the order is placed; undefined: as the trial begins. An instant in UTC. */
  readonly at?: string;
  /** How the shop is set up, where not in euros. */
  readonly shop?: ShopSetUp;
  /** The pipes run before there is an order: the shop answers with an empty page. */
  readonly emptyFirst?: true;
  /** The order is changed in a way that no ERP cares for and read again. */
  readonly again?: true;
  readonly order: (shop: ShopDesk) => OrderPlaced;
}

export const GOODS: readonly Article[] = [
  { sku: 'MUG-01', name: 'Ceramic mug', price: '12.50', stock: 400 },
  { sku: 'PEN-01', name: 'Pencil', price: '0.99', stock: 400 },
];

const { Giulia, Hans } = PEOPLE;
if (Giulia === undefined || Hans === undefined) throw new Error('the buyers of the failure packs are gone');

const MUGS = { sku: 'MUG-01', quantity: 2 };
const PENS = { sku: 'PEN-01', quantity: 7 };

const happyOrder = (shop: ShopDesk): OrderPlaced => ({
  lines: [MUGS, PENS],
  account: shop.register(Giulia),
  shipping: 'standard',
});
const guestOrder = (order: Partial<OrderPlaced>) => (): OrderPlaced => ({
  lines: [MUGS],
  guest: Giulia,
  shipping: 'standard',
  ...order,
});

export const HAPPY: PackVariant = { name: 'nothing goes wrong', order: happyOrder, mayBeHeld: true };

/** The longest time limit of an operation is two minutes. What was asked for is done all the same, when nobody listens any more. */
const LATER_THAN_ANY_LIMIT_MS = 10 * 60_000;

const CALL_FAULTS: readonly (readonly [FaultKind, string, Partial<Fault>?])[] = [
  ['cut-after-commit', 'reply lost after the commit'],
  ['cut-before-commit', 'connection lost before the commit'],
  ['error-after-commit', '500 after the commit'],
  ['throttled', '429', { retryAfterSeconds: 5 }],
  ['server-error', '500'],
  ['outage-html', '503'],
  ['expired-token', 'expired token'],
  ['slow', 'an answer after every time limit', { delayMs: LATER_THAN_ANY_LIMIT_MS }],
];

/** Trouble at the nth call of a side (counted from 1), whatever that call is. */
export const troubleAt = (side: Side, call: number): readonly PackVariant[] => [
  ...CALL_FAULTS.map(([kind, words, more = {}]) =>
    troubled(`${words} at call ${call} of the ${side}`, side, call, { kind, ...more }),
  ),
  ...(side === 'shop'
    ? [troubled(`page repeated at call ${call} of the shop`, side, call, { kind: 'repeat-page' })]
    : []),
];

const troubled = (name: string, side: Side, call: number, fault: Fault): PackVariant => ({
  name,
  order: happyOrder,
  mayBeHeld: false,
  fault: { ...fault, side, skip: call - 1 },
});

/** Every list of every answer the other way round: no order of records or lines was ever promised. */
export const REVERSED: readonly PackVariant[] = (['shop', 'erp'] satisfies Side[]).map((side) => ({
  name: `lists of the ${side} the other way round`,
  order: happyOrder,
  mayBeHeld: false,
  fault: { kind: 'reversed-lists', side, times: Number.POSITIVE_INFINITY },
  lasting: true,
}));

/**
 * The order as a shop may send it: with nothing in fields that may be nothing, all at once and, with `each`, one by one.
 * `reads`: how many answers of the shop come before the first write, and are sent so.
 */
export function withNothingIn(
  { nullable, absent }: OptionalFields,
  { reads, each }: { readonly reads: number; readonly each: boolean },
): readonly PackVariant[] {
  const variants = (kind: FaultKind, words: string, names: readonly string[]): readonly PackVariant[] =>
    [names, ...(each ? names.map((name) => [name]) : [])]
      .filter((fields) => fields.length > 0)
      .map((fields) => ({
        name: `${words} ${fields.length === 1 ? fields[0] : 'every field that allows it'}`,
        order: happyOrder,
        mayBeHeld: true,
        mayBeExcluded: true,
        fault: { kind, side: 'shop', times: reads, fields },
        lasting: true,
      }));
  return [...variants('null-fields', 'null in', nullable), ...variants('without-fields', 'nothing told of', absent)];
}

const LONG = 'Wolfeschlegelsteinhausenbergerdorff '.repeat(8).trim();
const HOSTILE = `Robert'); DROP TABLE orders;-- <script>alert(1)</script> {"a":"\${env:HOME}"} =1+1 ' or 1 eq 1 \u202e\u{1f600}`;

/** Orders that differ, and meetings of an order with the clock and with the pages. */
export const ORDER_VARIANTS: readonly PackVariant[] = [
  { name: 'first an empty page', order: happyOrder, mayBeHeld: false, emptyFirst: true },
  { name: 'the event twice', order: happyOrder, mayBeHeld: false, again: true },
  { name: 'no line', order: guestOrder({ lines: [] }), mayBeHeld: true },
  { name: 'one line', order: guestOrder({ lines: [PENS] }), mayBeHeld: true },
  { name: 'two lines', order: guestOrder({ lines: [MUGS, PENS] }), mayBeHeld: true },
  { name: 'nothing to ship', order: () => ({ lines: [MUGS], guest: Giulia }), mayBeHeld: true },
  { name: 'a buyer abroad', order: guestOrder({ guest: Hans }), mayBeHeld: true },
  {
    name: 'long text',
    order: guestOrder({ guest: { ...Giulia, lastName: LONG, street: LONG }, note: LONG.repeat(9) }),
    mayBeHeld: true,
  },
  {
    name: 'hostile text',
    order: guestOrder({ guest: { ...Giulia, lastName: HOSTILE, street: HOSTILE, city: HOSTILE }, note: HOSTILE }),
    mayBeHeld: true,
  },
  {
    name: 'an order in the hour that summer time skips',
    order: happyOrder,
    mayBeHeld: false,
    at: '2026-03-29T01:00:00.000Z',
  },
  {
    name: 'an order in the hour that winter time repeats',
    order: happyOrder,
    mayBeHeld: false,
    at: '2026-10-25T00:30:00.000Z',
  },
  { name: 'a shop in another currency', order: happyOrder, mayBeHeld: true, shop: { currency: 'USD' } },
  { name: 'a shop in a currency that few ERPs keep', order: happyOrder, mayBeHeld: true, shop: { currency: 'ISK' } },
  { name: 'a shop with gross prices', order: happyOrder, mayBeHeld: true, shop: { pricesIncludeTax: true } },
  { name: 'an order at the end of a year', order: happyOrder, mayBeHeld: false, at: '2026-12-31T23:30:00.000Z' },
];
