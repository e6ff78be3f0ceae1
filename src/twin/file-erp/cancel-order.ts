import type Big from 'big.js';
import type { Company, Order } from './company.ts';
import type { FileRow } from './csv.ts';
import { RowFault } from './fault.ts';
import { RowValues } from './row-values.ts';

/** One row of `ordercancel`: a whole order, or pieces of one line. Yields the order. Throws RowFault. */
export function cancelByRow(company: Company, row: FileRow): Order {
  const values = new RowValues(row);
  const order = orderOf(company, values.required('ref'), values.text('erpOrderNo'));
  if (values.text('lineNo') === '') cancelWhole(company, order);
  else
    cancelLine(
      order,
      values.wholeNumber('lineNo'),
      values.text('quantity') === '' ? undefined : values.quantity('quantity'),
    );
  return order;
}

function orderOf(company: Company, ref: string, number: string): Order {
  const [order] = company.ordersWithRef(ref);
  if (order === undefined || (number !== '' && order.orderNo !== number))
    throw new RowFault(
      'UNKNOWN_ORDER',
      `there is no order ${number === '' ? '' : `${number} `}with the reference ${ref}`,
    );
  return order;
}

/** What was cancelled before stays so: a row that comes again changes nothing. */
function cancelWhole(company: Company, order: Order): void {
  if (order.status === 'CANCELLED') return;
  if (company.locked.has(order.customerId))
    throw new RowFault('LOCKED', `customer ${order.customerId} is being edited`, order.orderNo);
  if (order.lines.some(({ shipped }) => shipped.gt(0))) {
    const invoices = company.invoices.filter((invoice) => invoice.order === order).map(({ invoiceNo }) => invoiceNo);
    throw new RowFault(
      'ALREADY_SHIPPED',
      `order ${order.orderNo} has the invoice ${invoices.join(', ')}`,
      order.orderNo,
    );
  }
  order.status = 'CANCELLED';
}

function cancelLine(order: Order, lineNo: number, pieces: Big | undefined): void {
  const line = order.lines.find((each) => each.lineNo === lineNo && each.recordType === 'ITEM');
  if (line === undefined)
    throw new RowFault('BAD_VALUE', `order ${order.orderNo} has no line ${lineNo}`, order.orderNo);
  const open = line.quantity.minus(line.shipped);
  if ((pieces ?? open).gt(open))
    throw new RowFault('ALREADY_SHIPPED', `only ${open.toFixed()} of line ${lineNo} are open`, order.orderNo);
  line.quantity = line.quantity.minus(pieces ?? open);
}
