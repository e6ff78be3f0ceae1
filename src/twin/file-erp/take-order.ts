import type Big from 'big.js';
import { cents, decimal, sum, ZERO } from '../kit/decimal.ts';
import type { Address, Company, Customer, Order, OrderDraft, OrderLine } from './company.ts';
import { RowFault } from './fault.ts';

/** An order that was taken; `held` says why nothing of it is shipped yet. */
export interface TakenOrder {
  readonly order: Order;
  readonly held: string | undefined;
}

/** Checks an order and books it. Throws RowFault: nothing is booked then. */
export function takeOrder(company: Company, draft: OrderDraft): TakenOrder {
  const [earlier] = company.ordersWithRef(draft.ref);
  if (earlier !== undefined)
    throw new RowFault('DUPLICATE', `order ${earlier.orderNo} has the reference ${draft.ref}`, earlier.orderNo);
  const customer = customerOf(company, draft);
  if (company.locked.has(customer.customerId))
    throw new RowFault('LOCKED', `customer ${customer.customerId} is being edited`);
  if (customer.poRequired && draft.poNumber === '')
    throw new RowFault('BAD_VALUE', `poNumber is empty, and customer ${customer.customerId} must give one`);
  mustBeCode('shipMethod', draft.shipMethod, company.settings.shipVias);
  if (draft.paymentMethod !== '') mustBeCode('paymentMethod', draft.paymentMethod, company.settings.paymentTypes);
  for (const line of draft.lines) if (line.recordType === 'ITEM') mustBeSold(company, line);
  mustAddUp(company, draft);
  const held = creditProblem(company, customer, draft);
  const { keeps } = company.settings;
  const order: Order = {
    ...draft,
    orderNo: company.next('7', 8),
    customerId: customer.customerId,
    customerName: draft.customerName.slice(0, keeps.name),
    billing: kept(draft.billing, keeps),
    shipping: kept(shippingOf(draft, customer), keeps),
    poNumber: draft.poNumber.slice(0, keeps.poNumber),
    status: held === undefined ? 'OPEN' : 'HELD',
    invoiced: { goods: ZERO, discount: ZERO, tax: ZERO, freight: ZERO, paid: ZERO },
  };
  company.orders.set(order.orderNo, order);
  return { order, held };
}

function customerOf({ customers, settings }: Company, { customerId }: OrderDraft): Customer {
  const number = customerId === '' ? settings.webCustomer : customerId;
  if (number === undefined)
    throw new RowFault('UNKNOWN_CUSTOMER', 'no customer is named, and none was agreed for the web');
  const customer = customers.get(number);
  if (customer?.active !== true) throw new RowFault('UNKNOWN_CUSTOMER', `there is no customer ${number}`);
  return customer;
}

/** An address of the order goes before the saved one that it names. */
function shippingOf({ shipToId, shipping }: OrderDraft, { shipTos }: Customer): Address {
  if (shipping.line1 !== '' || shipToId === '') return shipping;
  const saved = shipTos.find(({ id }) => id === shipToId);
  if (saved === undefined) throw new RowFault('BAD_VALUE', `the customer has no ship-to ${shipToId}`);
  return saved;
}

function kept(address: Address, { name, address: length }: Company['settings']['keeps']): Address {
  const { line1, line2 } = address;
  return {
    ...address,
    name: address.name.slice(0, name),
    line1: line1.slice(0, length),
    line2: line2.slice(0, length),
  };
}

function mustBeCode(column: string, code: string, known: readonly string[]): void {
  if (!known.includes(code)) throw new RowFault('BAD_VALUE', `${column} "${code}" is none of ${known.join(', ')}`);
}

function mustBeSold({ items }: Company, { sku, uom }: OrderLine): void {
  const item = items.get(sku);
  if (item?.active !== true) throw new RowFault('UNKNOWN_SKU', `there is no item ${sku}`);
  if (item.uom !== uom) throw new RowFault('BAD_UOM', `${sku} is sold by ${item.uom}, not by ${uom}`);
}

/** What a line comes to, to the cent. */
export const lineAmount = ({ quantity, unitPrice }: OrderLine, pieces = quantity): Big =>
  cents(pieces.times(unitPrice));

export const goodsOf = (lines: readonly OrderLine[]): Big =>
  sum(lines.filter(({ recordType }) => recordType === 'ITEM').map((line) => lineAmount(line)));

/** The control totals (sheets 3.1): the rows and the header must say the same, to the cent. */
function mustAddUp({ settings }: Company, draft: OrderDraft): void {
  const { lines, shipAmount, taxTotal, discountTotal, orderTotal, shipping } = draft;
  const rowsOf = (type: OrderLine['recordType']) => lines.filter(({ recordType }) => recordType === type);
  const freight = sum(rowsOf('FREIGHT').map((line) => lineAmount(line)));
  if (rowsOf('FREIGHT').length > 0 && !freight.eq(shipAmount))
    throw new RowFault(
      'BAD_TOTAL',
      `the FREIGHT rows come to ${freight.toFixed(2)}, shipAmount to ${shipAmount.toFixed(2)}`,
    );
  const discounts = sum([
    ...rowsOf('DISCOUNT').map((line) => lineAmount(line).abs()),
    ...(settings.unitPriceIsNet ? [] : lines.map(({ discount }) => discount)),
  ]);
  if (discounts.gt(discountTotal))
    throw new RowFault(
      'BAD_TOTAL',
      `the discounts of rows come to ${discounts.toFixed(2)}, discountTotal to ${discountTotal.toFixed(2)}`,
    );
  const net = goodsOf(lines).minus(discountTotal).plus(shipAmount);
  const total = net.plus(taxTotal);
  if (!total.eq(orderTotal))
    throw new RowFault(
      'BAD_TOTAL',
      `the rows come to a total of ${total.toFixed(2)}, orderTotal says ${orderTotal.toFixed(2)}`,
    );
  const percent = settings.taxPercent[shipping.country];
  if (percent === undefined) return;
  const ours = draft.taxExempt ? ZERO : cents(net.times(decimal(percent)).div(100));
  if (ours.minus(taxTotal).abs().gt(TAX_TOLERANCE))
    throw new RowFault(
      'BAD_TOTAL',
      `our tax is ${ours.toFixed(2)} and the total ${net.plus(ours).toFixed(2)}, not ${orderTotal.toFixed(2)}`,
    );
}

/** Taxes that are rounded by line and by document differ by cents. */
const TAX_TOLERANCE = decimal('0.05');

/** Why credit keeps an order on hold. What is paid needs none. */
function creditProblem({ invoices, orders }: Company, customer: Customer, draft: OrderDraft): string | undefined {
  const { customerId, creditHold, creditLimit } = customer;
  if (creditHold) return `CREDIT_HOLD: customer ${customerId} is on credit hold`;
  if (creditLimit === undefined || draft.paid.gte(draft.orderTotal)) return undefined;
  const owed = sum([
    ...invoices.filter(({ order }) => order.customerId === customerId).map(({ balance }) => balance),
    ...[...orders.values()]
      .filter((order) => order.customerId === customerId && order.status === 'OPEN')
      .map(({ orderTotal, paid }) => orderTotal.minus(paid)),
  ]);
  const after = owed.plus(draft.orderTotal).minus(draft.paid);
  if (after.lte(creditLimit)) return undefined;
  return `CREDIT_HOLD: ${after.toFixed(2)} would be open, and the limit of customer ${customerId} is ${creditLimit.toFixed(2)}`;
}
