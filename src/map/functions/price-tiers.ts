import {
  compare,
  type Decimal,
  decimalText,
  divide,
  multiply,
  parseDecimal,
  ZERO,
} from '../../model/decimal-number.ts';
import { Hold } from '../../model/hold.ts';
import { isNothing, listOfValues, shown, wordOf } from './argument.ts';
import { decimalOf } from './decimal.ts';
import type { MappingFunction } from './mapping-function.ts';
import { DECIMAL, INSTANT, listOf, oneOf, TEXT } from './value-schema.ts';

/**
 * What a shop does with the time for which a price counts: it keeps beginning and end itself; it cannot, and gets what is
 * in force at the moment of the reading; it cannot, and a price with a time ahead of it is held.
 */
const WINDOWS = ['kept', 'at-observation', 'hold'] as const;
type Windows = (typeof WINDOWS)[number];

type Fields = Readonly<Record<string, unknown>>;

/** Prices that hold for the same buyers, from a quantity on. */
interface Tier {
  /** The shop's group; not given for everybody. */
  readonly group?: string;
  readonly quantity: Decimal;
  readonly price: Decimal;
  readonly from?: string;
  readonly until?: string;
}

const ONE = parseDecimal('1') ?? ZERO;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const fieldsOf = (value: unknown, what: string): Fields => {
  if (isFields(value)) return value;
  throw new Hold('not-a-price', `${what} is an object, not ${shown(value)}`);
};

const specialsOf = (document: Fields): readonly Fields[] =>
  listOfValues(document.special_prices).map((each) => fieldsOf(each, 'a special price'));

const textIn = (fields: unknown, name: string): string | undefined => {
  const value = isFields(fields) ? fields[name] : undefined;
  return isNothing(value) ? undefined : String(value);
};

/** The price class, price level or price list for which a price counts; nothing for everybody. */
function groupOf({ customer_group, price_list }: Fields): string | undefined {
  const named = isNothing(customer_group) ? price_list : customer_group;
  return textIn(named, 'code') ?? textIn(named, 'id') ?? textIn(named, 'name');
}

function shopGroup(special: Fields, groups: Fields, sku: string): string | undefined {
  const group = groupOf(special);
  if (group === undefined) return undefined;
  const known = textIn(groups, group);
  if (known !== undefined) return known;
  throw new Hold('customer-group-unknown', `${sku} has a price for the group ${group}, which is nothing in the shop`);
}

/** Price and quantity in the unit of the list price, by the factor that the price itself states. */
function inUnit(special: Fields, document: Fields, sku: string): Pick<Tier, 'quantity' | 'price'> {
  const price = decimalOf(special.price, `the price of ${sku}`);
  const asked = isNothing(special.min_quantity) ? ZERO : decimalOf(special.min_quantity, `the quantity of ${sku}`);
  const least = compare(asked, ZERO) > 0 ? asked : ONE;
  const [unit, listed] = [textIn(special.unit, 'code'), textIn(document.unit, 'code')];
  if (unit === undefined || unit === listed) return { quantity: least, price };
  const factor = textIn(special.unit, 'base_factor');
  const pieces = factor === undefined ? ZERO : decimalOf(factor, `the pieces in a ${unit}`);
  if (listed === undefined || textIn(special.unit, 'base_code') !== listed || compare(pieces, ZERO) <= 0)
    throw new Hold(
      'price-unit-differs',
      `${sku} has a price by ${unit}, and nobody says how many ${listed ?? 'units of the list price'} that are`,
    );
  const each = divide(price, pieces, 6);
  if (compare(multiply(each, pieces), price) !== 0)
    throw new Hold(
      'price-not-even',
      `${decimalText(price)} for a ${unit} of ${decimalText(pieces)} ${listed} is no even price for one (${sku})`,
    );
  return { quantity: multiply(least, pieces), price: each };
}

const millis = (instant: unknown): number => Date.parse(String(instant));

/** The window of a price as the shop takes it; nothing where the price does not count for it. */
function windowOf(special: Fields, document: Fields, windows: Windows): Pick<Tier, 'from' | 'until'> | undefined {
  const now = millis(document.observed_at);
  const from = textIn(special, 'valid_from');
  const until = textIn(special, 'valid_until');
  if (until !== undefined && millis(until) <= now) return undefined;
  if (windows === 'kept') return { ...(from === undefined ? {} : { from }), ...(until === undefined ? {} : { until }) };
  const isAhead = from !== undefined && millis(from) > now;
  if (windows === 'at-observation') return isAhead ? undefined : {};
  if (!isAhead && until === undefined) return {};
  throw new Hold(
    'price-window',
    `${String(document.sku)} has a price that ${isAhead ? `begins ${from}` : `ends ${until}`}, and the shop keeps no times of such prices; see the option tier_windows`,
  );
}

function tiersOf(document: Fields, groups: Fields, windows: Windows): Tier[] {
  const sku = String(document.sku);
  return specialsOf(document).flatMap((special): Tier[] => {
    const window = windowOf(special, document, windows);
    if (window === undefined) return [];
    if (!isNothing(special.customer))
      throw new Hold(
        'customer-price',
        `${sku} has a price for the customer ${textIn(special.customer, 'code') ?? textIn(special.customer, 'id')} alone; the shop has prices for groups`,
      );
    const group = shopGroup(special, groups, sku);
    const tier = { ...(group === undefined ? {} : { group }), ...inUnit(special, document, sku), ...window };
    if (group !== undefined || compare(tier.quantity, ONE) > 0) return [tier];
    if (compare(tier.price, decimalOf(document.list_price, `the list price of ${sku}`)) === 0) return [];
    throw new Hold(
      'list-price-unclear',
      `${sku} costs ${decimalText(tier.price)} for everybody from the first piece on, and ${String(document.list_price)} by its list price`,
    );
  });
}

const before = (a: string, b: string): -1 | 0 | 1 => (a < b ? -1 : a > b ? 1 : 0);

const inOrder = (a: Tier, b: Tier): number =>
  before(a.group ?? '', b.group ?? '') || compare(a.quantity, b.quantity) || before(a.from ?? '', b.from ?? '');

const meet = (a: Tier, b: Tier): boolean =>
  a.group === b.group &&
  compare(a.quantity, b.quantity) === 0 &&
  (a.until === undefined || b.from === undefined || millis(b.from) < millis(a.until));

/** Of two prices for the same the same one is once enough; two different ones are nobody's to choose from. */
function once(tiers: readonly Tier[], sku: string): Tier[] {
  const kept: Tier[] = [];
  for (const tier of tiers) {
    const last = kept.at(-1);
    if (last === undefined || !meet(last, tier)) kept.push(tier);
    else if (compare(last.price, tier.price) !== 0 || last.from !== tier.from || last.until !== tier.until)
      throw new Hold(
        'price-ambiguous',
        `${sku} costs ${decimalText(last.price)} and ${decimalText(tier.price)} for ${tier.group ?? 'everybody'} from ${decimalText(tier.quantity)} on`,
      );
  }
  return kept;
}

const PRICE = { name: 'price', takes: { type: 'object' } };

const TIER = {
  type: 'object',
  required: ['quantity', 'price'],
  properties: { group: TEXT, quantity: DECIMAL, price: DECIMAL, from: INSTANT, until: INSTANT },
};

const SAMPLE =
  '{ "sku": "MUG-01", "list_price": "12.50", "unit": { "code": "PCS" }, "observed_at": "2026-03-02T09:00:00Z", "special_prices": ';

export const priceTierFunctions: readonly MappingFunction[] = [
  {
    name: 'priceGroups',
    parameters: [PRICE],
    returns: { gives: listOf(TEXT) },
    description:
      'The price classes, price levels and price lists for which a price document has special prices, each once: what a table has to translate before `$priceTiers`.',
    examples: [
      {
        expression:
          '$priceGroups({ "special_prices": [{ "price": "11", "customer_group": { "code": "GOLD" } }, { "price": "10", "min_quantity": "5", "price_list": { "id": "2" } }] })',
        result: ['GOLD', '2'],
      },
      { expression: '$priceGroups({ "special_prices": [{ "price": "11", "min_quantity": "10" }] })', result: [] },
    ],
    call: (price) => [...new Set(specialsOf(fieldsOf(price, 'a price')).flatMap((each) => groupOf(each) ?? []))],
  },
  {
    name: 'priceTiers',
    parameters: [PRICE, { name: 'groups', takes: { type: 'object' } }, { name: 'windows', takes: oneOf(WINDOWS) }],
    returns: { gives: listOf(TIER) },
    description:
      'The special prices of a price document as a shop keeps them: for a group of the shop or for everybody, from a quantity on, in the unit of the list price; each once, everybody first, then by group and quantity. `groups`: each of `$priceGroups`, and what it is in the shop. `windows`: the shop keeps from when to when a price counts (`kept`); it gets what is in force when the prices were read (`at-observation`); a time ahead holds the record (`hold`). Held as well: a price for one customer, one in a unit without a known factor, one that is no even price for one, two prices for the same, one for everybody from the first piece on that is not the list price.',
    examples: [
      {
        expression: `$priceTiers(${SAMPLE}[{ "price": "10.40", "min_quantity": "10", "customer_group": { "code": "GOLD" } }, { "price": "11.00", "min_quantity": "10" }, { "price": "120.00", "unit": { "code": "BOX", "base_code": "PCS", "base_factor": "12" } }] }, { "GOLD": "Wholesale" }, "hold")`,
        result: [
          { quantity: '10', price: '11' },
          { quantity: '12', price: '10' },
          { group: 'Wholesale', quantity: '10', price: '10.4' },
        ],
      },
      {
        expression: `$priceTiers(${SAMPLE}[{ "price": "11", "min_quantity": "10", "valid_until": "2026-03-02T09:00:00Z" }] }, {}, "hold")`,
        result: [],
      },
      {
        expression: `$priceTiers(${SAMPLE}[{ "price": "11", "min_quantity": "10", "valid_from": "2026-03-03T00:00:00Z" }] }, {}, "kept")`,
        result: [{ quantity: '10', price: '11', from: '2026-03-03T00:00:00Z' }],
      },
      {
        expression: `$priceTiers(${SAMPLE}[{ "price": "11", "customer": { "code": "C1" } }] }, {}, "hold")`,
        holds: 'customer-price',
      },
      {
        expression: `$priceTiers(${SAMPLE}[{ "price": "120", "unit": { "code": "BOX" } }] }, {}, "hold")`,
        holds: 'price-unit-differs',
      },
      {
        expression: `$priceTiers(${SAMPLE}[{ "price": "11", "min_quantity": "5" }, { "price": "10", "min_quantity": "5" }] }, {}, "hold")`,
        holds: 'price-ambiguous',
      },
    ],
    call: (price, groups, windows) => {
      const document = fieldsOf(price, 'a price');
      const word = wordOf(windows, 'windows', WINDOWS);
      const tiers = tiersOf(document, fieldsOf(groups, 'a table of groups'), word).sort(inOrder);
      return once(tiers, String(document.sku)).map(({ group, quantity, price: amount, from, until }) => ({
        ...(group === undefined ? {} : { group }),
        quantity: decimalText(quantity),
        price: decimalText(amount),
        ...(from === undefined ? {} : { from }),
        ...(until === undefined ? {} : { until }),
      }));
    },
  },
];
