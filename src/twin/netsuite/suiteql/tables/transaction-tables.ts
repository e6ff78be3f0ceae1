import { decimal, plain } from '../../../kit/decimal.ts';
import type { Account, Found } from '../../account.ts';
import { type Entry, listOf, textOf } from '../../entry.ts';
import { typesOf } from '../../record-types.ts';
import { type Column, type Table, table } from '../table.ts';
import { textValue, type Value } from '../value.ts';
import { customColumns, day, id, idValue, instant, number, reference, text } from './column-kinds.ts';

const of = (column: Column<Entry>): Column<Found> => {
  const { display } = column;
  return {
    value: ({ entry }) => column.value(entry),
    ...(display === undefined ? {} : { display: ({ entry }: Found) => display(entry) }),
  };
};

const ofAll = (columns: Readonly<Record<string, Column<Entry>>>): Record<string, Column<Found>> =>
  Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, of(column)]));

/** What a status letter means, with the name of its kind of transaction (assumption: the form of BUILTIN.DF(status)). */
const TITLES: Readonly<Record<string, string>> = {
  salesOrder: 'Sales Order',
  invoice: 'Invoice',
  cashSale: 'Cash Sale',
  itemFulfillment: 'Item Fulfillment',
  returnAuthorization: 'Return Authorization',
  itemReceipt: 'Item Receipt',
  creditMemo: 'Credit Memo',
  cashRefund: 'Cash Refund',
  customerDeposit: 'Customer Deposit',
  customerPayment: 'Payment',
  inventoryAdjustment: 'Inventory Adjustment',
};

const all = (account: Account): Found[] =>
  typesOf('transaction').flatMap((type) => account.all(type.name).map((entry) => ({ type, entry })));

const status: Column<Found> = {
  value: ({ entry }) => textValue(textOf(entry, 'status')),
  display: ({ type, entry }) => {
    const field = type.shape.fields.status;
    const name = field?.kind === 'choice' ? field.of[textOf(entry, 'status')] : undefined;
    return name === undefined ? null : `${TITLES[type.name] ?? type.name} : ${name}`;
  },
};

/** What a transaction comes to; payments and deposits by what was paid. */
const total = ({ values }: Entry): Value => {
  const amount = values.total ?? values.payment;
  return amount === undefined ? null : Number(amount);
};

/**
 * `transaction`: headers (sheet sections 3.1, 3.7, 3.8). Tracking numbers, `shipstatus` and `createdfrom` are not columns of
 * it (sheet sections 3.7 and 12).
 */
export function transactionTable(account: Account): Table {
  return table<Found>(() => all(account), {
    id: of(id),
    tranid: of(text('tranId')),
    transactionnumber: of(text('tranId')),
    externalid: of(text('externalId')),
    type: { value: ({ type }) => type.sqlType ?? null, display: ({ type }) => TITLES[type.name] ?? null },
    recordtype: { value: ({ type }) => type.name.toLowerCase() },
    status,
    ...ofAll({
      entity: reference(account, 'entity', 'customer'),
      trandate: day('tranDate'),
      duedate: day('dueDate'),
      shipdate: day('shipDate'),
      createddate: instant(account, 'createdDate'),
      lastmodifieddate: instant(account, 'lastModifiedDate'),
      otherrefnum: text('otherRefNum'),
      memo: text('memo'),
      email: text('email'),
      currency: reference(account, 'currency', 'currency'),
      exchangerate: number('exchangeRate'),
      terms: reference(account, 'terms', 'term'),
      paymentmethod: reference(account, 'paymentMethod', 'paymentMethod'),
      paymentoption: reference(account, 'paymentOption', 'paymentMethod'),
      foreignamountunpaid: number('amountRemaining'),
      foreignamountpaid: number('amountPaid'),
      ...customColumns(account, 'custbody'),
    }),
    foreigntotal: { value: ({ entry }) => total(entry) },
    total: {
      value: ({ entry }) => {
        const foreign = total(entry);
        return foreign === null
          ? null
          : plain(
              decimal(Number(foreign))
                .times(decimal(entry.values.exchangeRate ?? 1))
                .round(2),
            );
      },
    },
  });
}

interface Line {
  readonly found: Found;
  /** `id` of the line in its transaction: the line number of the record, 0 for the header. */
  readonly id: number;
  readonly uniqueKey: number;
  readonly kind: 'main' | 'item' | 'tax' | 'shipping' | 'cogs' | 'discount';
  readonly values: Entry['values'];
  /** Of the sign of sales: negative. */
  readonly quantity: number | null;
  readonly amount: number | null;
  readonly itemType: string | null;
}

/** Goods and money of these go the other way: their lines are positive. */
const INWARD = ['returnAuthorization', 'itemReceipt', 'creditMemo', 'cashRefund', 'inventoryAdjustment'];

/** `transactionline`: one row for the header, the goods, the taxes, shipping, and the cost of what was shipped (sheet section 12). */
export function transactionLineTable(account: Account): Table {
  const ofValue = (column: Column<Entry>): Column<Line> => {
    const entryOfLine = ({ values }: Line): Entry => ({ id: '', values, parts: {}, lists: {} });
    const { display } = column;
    return {
      value: (line) => column.value(entryOfLine(line)),
      ...(display === undefined ? {} : { display: (line: Line) => display(entryOfLine(line)) }),
    };
  };
  const is = (kind: Line['kind']): Column<Line> => ({ value: (line) => (line.kind === kind ? 'T' : 'F') });
  return table<Line>(() => all(account).flatMap((found) => linesOf(account, found)), {
    id: { value: (line) => line.id },
    linesequencenumber: { value: (line) => line.id },
    uniquekey: { value: (line) => line.uniqueKey },
    transaction: {
      value: ({ found }) => idValue(found.entry.id),
      display: ({ found }) => `${TITLES[found.type.name]} #${textOf(found.entry, 'tranId')}`,
    },
    mainline: is('main'),
    taxline: is('tax'),
    iscogs: is('cogs'),
    item: ofValue(reference(account, 'item', 'item')),
    itemtype: { value: (line) => line.itemType },
    quantity: { value: (line) => line.quantity },
    rate: ofValue(number('rate')),
    netamount: { value: (line) => line.amount },
    foreignamount: { value: (line) => line.amount },
    memo: ofValue(text('description')),
    location: ofValue(reference(account, 'location', 'location')),
    isclosed: { value: ({ values }) => (values.isClosed === true ? 'T' : 'F') },
    createdfrom: { value: ({ found }) => createdFrom(found.entry) },
    entity: { value: ({ found }) => idValue(textOf(found.entry, 'entity')) },
    subsidiary: { value: ({ found }) => idValue(textOf(found.entry, 'subsidiary')) },
    quantityshiprecv: ofValue(number('quantityFulfilled')),
    quantitybilled: ofValue(number('quantityBilled')),
    units: ofValue(text('units')),
    taxamount: ofValue(number('taxAmount')),
    ...Object.fromEntries(
      Object.entries(customColumns(account, 'custcol')).map(([name, column]) => [name, ofValue(column)]),
    ),
  });
}

const createdFrom = (entry: Entry): Value =>
  entry.values.createdFrom === undefined ? null : idValue(textOf(entry, 'createdFrom'));

function linesOf(account: Account, found: Found): Line[] {
  const { type, entry } = found;
  const sign = INWARD.includes(type.name) ? 1 : -1;
  const own = Number(entry.id) * 1000;
  const line = (at: number, kind: Line['kind'], values: Entry['values'], amounts: Partial<Line> = {}): Line => ({
    found,
    id: at,
    uniqueKey: own + at,
    kind,
    values,
    quantity: null,
    amount: null,
    itemType: null,
    ...amounts,
  });
  const goods = [...listOf(entry, 'item'), ...listOf(entry, 'inventory')].map((each) => {
    const { values } = each;
    const at = Number(values.line ?? values.orderLine ?? 0);
    const pieces = values.quantity ?? values.adjustQtyBy;
    return line(at, 'item', values, {
      uniqueKey: Number(values.lineUniqueKey ?? own + at),
      quantity: pieces === undefined ? null : sign * Number(pieces),
      amount: values.amount === undefined ? null : sign * Number(values.amount),
      itemType: account.item(textOf(each, 'item'))?.type.sqlType ?? null,
    });
  });
  const last = Math.max(0, ...goods.map((each) => each.id));
  const further: Line[] = [];
  const add = (kind: Line['kind'], values: Entry['values'], amounts: Partial<Line>) =>
    further.push(line(last + further.length + 1, kind, values, amounts));
  if (entry.values.shippingCost !== undefined)
    add('shipping', {}, { amount: sign * Number(entry.values.shippingCost), itemType: 'ShipItem' });
  if (Number(entry.values.discountTotal ?? 0) !== 0)
    add('discount', {}, { amount: sign * Number(entry.values.discountTotal), itemType: 'Discount' });
  for (const row of listOf(entry, 'taxDetails'))
    add('tax', row.values, { amount: sign * Number(row.values.taxAmount), itemType: 'TaxItem' });
  if (type.name === 'itemFulfillment')
    for (const each of goods)
      add(
        'cogs',
        { item: each.values.item ?? '' },
        { quantity: each.quantity === null ? null : -each.quantity, itemType: each.itemType },
      );
  const main = line(
    0,
    'main',
    {},
    { amount: entry.values.total === undefined ? null : -sign * Number(entry.values.total) },
  );
  return [main, ...goods, ...further];
}

interface Link {
  readonly previous: Found;
  readonly next: Found;
  readonly line: number;
  readonly from: number;
}

/** `PreviousTransactionLineLink` and `NextTransactionLineLink`: one row for each line that came out of another one (sheet section 3.7). */
export function lineLinkTable(account: Account): Table {
  const links = (): Link[] =>
    all(account).flatMap((next) => {
      const previous = account.find(
        ['transaction'],
        textOf(next.entry, 'createdFrom') || textOf(next.entry, 'salesOrder'),
      );
      if (previous === undefined) return [];
      const lines = listOf(next.entry, 'item').filter(({ values }) => values.orderLine !== undefined);
      if (lines.length === 0) return [{ previous, next, line: 0, from: 0 }];
      return lines.map(({ values }) => ({
        previous,
        next,
        line: Number(values.line ?? values.orderLine),
        from: Number(values.orderLine),
      }));
    });
  return table<Link>(links, {
    previousdoc: { value: ({ previous }) => idValue(previous.entry.id) },
    previousline: { value: ({ from }) => from },
    previoustype: { value: ({ previous }) => previous.type.sqlType ?? null },
    nextdoc: { value: ({ next }) => idValue(next.entry.id) },
    nextline: { value: ({ line }) => line },
    nexttype: { value: ({ next }) => next.type.sqlType ?? null },
    linktype: { value: ({ next }) => LINK_TYPES[next.type.name] ?? 'OrdBill' },
  });
}

const LINK_TYPES: Readonly<Record<string, string>> = {
  itemFulfillment: 'ShipRcpt',
  itemReceipt: 'ShipRcpt',
  returnAuthorization: 'OrdRtn',
  customerDeposit: 'DepApp',
};

interface Box {
  readonly id: number;
  readonly transaction: string;
  readonly number: string;
}

/** Boxes of fulfilments with their tracking numbers. */
const boxes = (account: Account): Box[] =>
  account.all('itemFulfillment').flatMap((entry) =>
    listOf(entry, 'package').flatMap((box, index) => {
      const written = textOf(box, 'packageTrackingNumber');
      return written === '' ? [] : [{ id: Number(entry.id) * 100 + index, transaction: entry.id, number: written }];
    }),
  );

export const trackingMapTable = (account: Account): Table =>
  table<Box>(() => boxes(account), {
    transaction: { value: ({ transaction }) => idValue(transaction) },
    trackingnumber: { value: (box) => box.id },
  });

export const trackingNumberTable = (account: Account): Table =>
  table<Box>(() => boxes(account), {
    id: { value: (box) => box.id },
    trackingnumber: { value: (box) => box.number },
  });
