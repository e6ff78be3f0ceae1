import type Big from 'big.js';
import { decimal, ZERO } from '../kit/decimal.ts';
import { type Address, type Company, type Customer, NOWHERE, type Order, type OrderLine } from './company.ts';
import { addressIn } from './customers.ts';
import { refused } from './eclipse-error.ts';
import { amountsOf } from './order-amounts.ts';
import { type Fields, fieldsOf, listIn, moneyIn, numberIn, objectIn, textIn } from './request-body.ts';

/** Checks an order and keeps it with one generation. Throws EclipseError: nothing is kept then. */
export function takeOrder(company: Company, body: string): Order {
  const fields = fieldsOf(body);
  const { settings } = company;
  const customer = customerIn(company, fields);
  const customerPONumber = textIn(fields, 'customerPONumber', 40);
  if (customer.poRequired && customerPONumber === '')
    throw refused(`Customer ${customer.id} requires a customer PO number`);
  const status = textIn(fields, 'status') || 'OPEN';
  if (status !== 'OPEN' && status !== 'HOLD') throw refused(`status: there is no code ${status}`);
  const written = listIn(fields, 'lines') ?? [];
  if (written.length === 0) throw refused('lines is missing');
  const shipTo = shipToIn(fields, customer);
  const order: Order = {
    id: `S${company.next('order', 1_001_233)}`,
    customerPONumber,
    customer,
    shipToCustomer: textIn(fields, 'shipToCustomer') || customer.id,
    billTo: billToIn(fields, customer),
    shipTo,
    orderedBy: textIn(fields, 'orderedBy', 35),
    branch: codeIn(fields, 'branch', settings.branches) ?? settings.branches[0] ?? '',
    shipVia: codeIn(fields, 'shipVia', settings.shipVias) ?? '',
    terms: codeIn(fields, 'terms', settings.terms) ?? customer.terms,
    orderDate: dateIn(fields, company),
    internalNotes: textIn(fields, 'internalNotes', 2000),
    taxExempt: customer.taxExempt,
    lines: written.map((line, index) => lineIn(company, line, index + 1)),
    freight: moneyIn(fields, 'freight', settings.currency) ?? ZERO,
    generations: [],
    changes: [{ at: company.now(), what: 'entered' }],
    updateKey: 1,
    updatedAt: company.now(),
  };
  const lines = order.lines.map((line) => ({ line, quantity: line.quantity }));
  const amounts = amountsOf(company, order, lines, { freight: order.freight, before: ZERO });
  order.generations = [
    { number: 1, status, shipDate: undefined, trackingNumber: '', lines, balance: amounts.total, ...amounts },
  ];
  company.orders.set(order.id, order);
  return order;
}

function customerIn({ customers }: Company, fields: Fields): Customer {
  const id = textIn(fields, 'billToCustomer');
  if (id === '') throw refused('billToCustomer is missing');
  const customer = customers.get(id);
  if (customer === undefined || customer.deleted) throw refused(`billToCustomer: there is no customer ${id}`);
  if (customer.oeExempt) throw refused(`Customer ${id} is OE exempt: no orders are taken`);
  return customer;
}

const billToIn = (fields: Fields, customer: Customer): Address => {
  const given = objectIn(fields, 'billTo');
  return given === undefined ? { ...customer.address, name: customer.name } : addressIn(given);
};

/** An address on the order goes before the ship-to that it names, and that before the customer's own. */
function shipToIn(fields: Fields, customer: Customer): Order['shipTo'] {
  const given = objectIn(fields, 'shipTo');
  if (given !== undefined) return { ...addressIn(given), phone: textIn(given, 'phone', 30) };
  const id = textIn(fields, 'shipToCustomer');
  const saved = customer.shipTos.find((shipTo) => shipTo.id === id);
  if (id !== '' && id !== customer.id && saved === undefined)
    throw refused(`shipToCustomer: customer ${customer.id} has no ship-to ${id}`);
  const { address, name, phone } = customer;
  return saved ?? { ...(address.address === '' ? NOWHERE : address), name, phone };
}

export function lineIn(company: Company, fields: Fields, lineNumber: number): OrderLine {
  const comment = textIn(fields, 'comment', 250);
  const productId = textIn(fields, 'productId');
  if (productId === '') {
    if (comment === '') throw refused(`line ${lineNumber} has neither a productId nor a comment`);
    return {
      lineNumber,
      product: undefined,
      description: comment,
      quantity: ZERO,
      shipped: ZERO,
      uom: '',
      perUnit: 1,
      unitPrice: ZERO,
      comment,
    };
  }
  const product = company.products.get(productId);
  if (product === undefined || product.deleted) throw refused(`line ${lineNumber}: there is no product ${productId}`);
  if (product.status === 'INACTIVE') throw refused(`line ${lineNumber}: product ${productId} is not sold any more`);
  const uom = textIn(fields, 'unitOfMeasure') || (product.uoms[0]?.uom ?? '');
  const unit = product.uoms.find((each) => each.uom === uom);
  if (unit === undefined) throw refused(`line ${lineNumber}: product ${productId} has no unit ${uom}`);
  const quantity = numberIn(fields, 'quantity');
  if (quantity === undefined || quantity.lte(0)) throw refused(`line ${lineNumber}: the quantity must be above zero`);
  const own: Big | undefined = product.price?.times(unit.quantity);
  const unitPrice = moneyIn(fields, 'unitPrice', company.settings.currency) ?? own;
  if (unitPrice === undefined) throw refused(`line ${lineNumber}: product ${productId} has no price`);
  return {
    lineNumber,
    product,
    description: textIn(fields, 'description', 60) || product.description,
    quantity: decimal(quantity.toFixed()),
    shipped: ZERO,
    uom,
    perUnit: unit.quantity,
    unitPrice,
    comment,
  };
}

function codeIn(fields: Fields, name: string, codes: readonly string[]): string | undefined {
  const code = textIn(fields, name);
  if (code === '') return undefined;
  if (!codes.includes(code)) throw refused(`${name}: there is no code ${code}`);
  return code;
}

function dateIn(fields: Fields, company: Company): number {
  const written = textIn(fields, 'orderDate');
  if (written === '') return company.now();
  const date = company.time.read(written);
  if (date === undefined) throw refused(`orderDate is not a date: ${written}`);
  return date;
}
