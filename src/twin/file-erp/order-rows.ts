import { ZERO } from '../kit/decimal.ts';
import type { Address, OrderDraft, OrderLine, RecordType } from './company.ts';
import type { FileRow } from './csv.ts';
import { RowFault } from './fault.ts';
import { RowValues } from './row-values.ts';

/** Of one line alone; all other columns are the order’s and the same in each of its rows. */
const LINE_COLUMNS = new Set([
  'lineNo',
  'recordType',
  'sku',
  'description',
  'quantity',
  'uom',
  'unitPrice',
  'lineTax',
  'lineDiscount',
]);

const LONGEST_REF = 40;
const LONGEST_NOTES = 250;

/** The rows of one order as a draft. Throws RowFault. */
export function draftOf(rows: readonly FileRow[], paidColumn: string): OrderDraft {
  const [first = {}] = rows;
  for (const row of rows)
    for (const column of new Set([...Object.keys(first), ...Object.keys(row)]))
      if (!LINE_COLUMNS.has(column) && row[column] !== first[column])
        throw new RowFault('BAD_VALUE', `the rows of the order do not agree on ${column}`);
  const values = new RowValues(first);
  const ref = values.required('ref');
  if (ref.length > LONGEST_REF) throw new RowFault('BAD_VALUE', `ref has more than ${LONGEST_REF} characters`);
  const notes = values.text('notes');
  if (notes.length > LONGEST_NOTES) throw new RowFault('BAD_VALUE', `notes has more than ${LONGEST_NOTES} characters`);
  const lines = rows.map(lineOf);
  const twice = lines.find(({ lineNo }, at) => lines.findIndex((other) => other.lineNo === lineNo) !== at);
  if (twice !== undefined) throw new RowFault('BAD_VALUE', `line ${twice.lineNo} is there twice`);
  return {
    ref,
    orderedAt: values.instant('orderDate'),
    customerId: values.text('customerId'),
    customerName: values.required('customerName'),
    customerEmail: values.required('customerEmail'),
    customerPhone: values.text('customerPhone'),
    billing: addressOf(values, 'bill'),
    shipToId: values.text('shipToId'),
    shipping: addressOf(values, 'ship'),
    shippingPhone: values.text('shipPhone'),
    poNumber: values.text('poNumber'),
    shipMethod: values.required('shipMethod'),
    shipAmount: values.requiredMoney('shipAmount'),
    taxTotal: values.requiredMoney('taxTotal'),
    discountTotal: values.money('discountTotal'),
    orderTotal: values.requiredMoney('orderTotal'),
    couponCode: values.text('couponCode'),
    paymentMethod: values.text('paymentMethod'),
    paymentRef: values.text('paymentRef'),
    paid: values.money(paidColumn),
    warehouse: values.text('warehouse'),
    applyForCredit: values.flag('applyForCredit'),
    taxExempt: values.flag('taxExempt'),
    taxExemptNo: values.text('taxExemptNo'),
    poRequired: values.flag('poRequired'),
    notes,
    lines,
  };
}

/** `state` and a second line are what not every country and address has. */
function addressOf(values: RowValues, side: 'bill' | 'ship'): Address {
  return {
    name: values.required(`${side}Name`),
    line1: values.required(`${side}Line1`),
    line2: values.text(`${side}Line2`),
    city: values.required(`${side}City`),
    state: values.text(`${side}State`),
    zip: values.required(`${side}Zip`),
    country: values.required(`${side}Country`),
  };
}

const RECORD_TYPES: readonly RecordType[] = ['ITEM', 'FREIGHT', 'DISCOUNT'];

function lineOf(row: FileRow): OrderLine {
  const values = new RowValues(row);
  const recordType = RECORD_TYPES.find((type) => type === values.required('recordType'));
  if (recordType === undefined)
    throw new RowFault('BAD_VALUE', `recordType "${values.text('recordType')}" is none of ${RECORD_TYPES.join(', ')}`);
  return {
    lineNo: values.wholeNumber('lineNo'),
    recordType,
    sku: values.required('sku'),
    description: values.text('description'),
    quantity: values.quantity('quantity'),
    shipped: ZERO,
    uom: values.required('uom'),
    unitPrice: values.requiredMoney('unitPrice'),
    tax: values.money('lineTax'),
    discount: values.money('lineDiscount'),
  };
}
