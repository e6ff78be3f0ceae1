import type Big from 'big.js';
import type { Company } from './company.ts';
import { decimal, plain, ZERO } from './decimal.ts';
import { amountsOf } from './document-amounts.ts';
import { customerOf, refuseBlocked } from './document-customer.ts';
import { dueDate } from './document-header.ts';
import { ORDER_KIND } from './document-kinds.ts';
import type { Row } from './entity-set.ts';
import { EMPTY_DATE, EMPTY_GUID } from './identifiers.ts';
import { dialog } from './odata-error.ts';
import { refuseUnnumbered } from './post-document.ts';
import { postStock } from './post-stock.ts';
import { partOf, sharedWith } from './posted-fields.ts';
import { documentLines } from './sales-documents.ts';

/** What a posting made: nothing shipped, no shipment; nothing invoiced, no invoice. */
export interface Posted {
  readonly shipment: Row | undefined;
  readonly invoice: Row | undefined;
}

/**
 * Microsoft.NAV.shipAndInvoice (sheet section 3.1): ships and invoices what each line says in `shipQuantity` and
 * `invoiceQuantity`. Once nothing is left of the order it disappears; its number lives on in invoice and shipment.
 */
export function shipAndInvoice(company: Company, order: Row): Posted {
  const customer = customerOf(company, order);
  refuseBlocked(customer);
  refuseUnnumbered(company, order);
  const lines = documentLines(company, ORDER_KIND, order);
  const ships = lines.some((line) => moves(line, 'shipQuantity'));
  const invoices = lines.some((line) => moves(line, 'invoiceQuantity'));
  if (!ships && !invoices) throw dialog('There is nothing to post.');
  if (order.partialShipping === false && lines.some(leavesRest))
    throw dialog(
      'This document cannot be shipped completely. Change the value in the Shipping Advice field to Partial.',
    );
  // What does not move now stands in shipment and invoice all the same, with the quantity 0.
  const posted = {
    shipment: ships ? postShipment(company, order, lines) : undefined,
    invoice: invoices ? postInvoice(company, order, lines, customer) : undefined,
  };
  for (const line of lines) settleLine(company, line);
  settleOrder(company, order);
  return posted;
}

const moves = (line: Row, field: 'shipQuantity' | 'invoiceQuantity'): boolean =>
  line.lineType !== 'Comment' && Number(line[field]) !== 0;

const leavesRest = (line: Row): boolean =>
  !decimal(line.shippedQuantity).plus(decimal(line.shipQuantity)).eq(decimal(line.quantity));

function postShipment(company: Company, order: Row, lines: readonly Row[]): Row {
  const day = company.today();
  const { salesShipments, salesShipmentLines } = company;
  const taken = (number: string) => salesShipments.by('number', number).length > 0;
  const number = company.identifiers.number('S-SHPT', 102001, taken);
  const shipment = salesShipments.add({
    id: company.identifiers.guid(),
    number,
    ...sharedWith(order),
    invoiceDate: day,
    postingDate: day,
    dueDate: dueDate(company, { ...order, postingDate: day }),
    customerPurchaseOrderReference: '',
    orderNumber: order.number,
    paymentTermsCode: company.list('paymentTerms').get(String(order.paymentTermsId))?.code ?? '',
    shipmentMethodCode: company.list('shipmentMethods').get(String(order.shipmentMethodId))?.code ?? '',
  });
  for (const line of lines) {
    const quantity = line.lineType === 'Comment' ? 0 : Number(line.shipQuantity);
    salesShipmentLines.add({
      ...line,
      id: company.identifiers.guid(),
      documentId: shipment.id,
      documentNo: number,
      quantity,
      shipmentDate: day,
    });
    postStock(company, line, -quantity, {
      number,
      type: 'Sales_x0020_Shipment',
      customerNumber: order.customerNumber,
    });
  }
  return shipment;
}

function postInvoice(company: Company, order: Row, lines: readonly Row[], customer: Row): Row {
  const day = company.today();
  const { salesInvoices, salesInvoiceLines } = company;
  const invoice: Row = {
    id: company.identifiers.guid(),
    number: '',
    ...sharedWith(order),
    invoiceDate: day,
    postingDate: day,
    dueDate: dueDate(company, { ...order, postingDate: day }),
    promisedPayDate: EMPTY_DATE,
    customerPurchaseOrderReference: '',
    orderId: order.id,
    orderNumber: order.number,
    disputeStatusId: EMPTY_GUID,
    discountAmount: 0,
    discountAppliedBeforeTax: true,
    status: 'Open',
  };
  const shares: Big[] = [];
  const made = lines.map((line): Row => {
    const part = invoicedPart(line);
    shares.push(part.share);
    const { invoicedShare: _share, invoicedDiscount: _discount, ...rest } = line;
    return {
      ...rest,
      id: company.identifiers.guid(),
      documentId: invoice.id,
      quantity: plain(part.quantity),
      discountAmount: plain(part.discount),
    };
  });
  const amounts = amountsOf(company, invoice, made, customer, shares);
  Object.assign(invoice, amounts.header, { remainingAmount: amounts.header.totalAmountIncludingTax });
  const taken = (number: string) => salesInvoices.by('number', number).length > 0;
  invoice.number = company.identifiers.number('PS-INV', 103001, taken);
  salesInvoices.add(invoice);
  made.forEach((line, index) => {
    salesInvoiceLines.add({ ...line, ...amounts.lines[index] });
  });
  return invoice;
}

/** What of a line's quantity, line discount and invoice discount this posting invoices. */
function invoicedPart(line: Row): { readonly quantity: Big; readonly discount: Big; readonly share: Big } {
  if (line.lineType === 'Comment') return { quantity: ZERO, discount: ZERO, share: ZERO };
  const quantity = decimal(line.invoiceQuantity);
  const of = decimal(line.quantity);
  const before = decimal(line.invoicedQuantity);
  const part = (amount: unknown, earlier: unknown) =>
    partOf(decimal(amount), quantity, of, { quantity: before, amount: decimal(earlier ?? 0) });
  return {
    quantity,
    discount: part(line.discountAmount, line.invoicedDiscount),
    share: part(line.invoiceDiscountAllocation, line.invoicedShare),
  };
}

/** `invoicedDiscount` and `invoicedShare` are not shown: what earlier invoices took of the line's discounts. */
function settleLine(company: Company, line: Row): void {
  if (line.lineType === 'Comment') return;
  const part = invoicedPart(line);
  const shipped = decimal(line.shippedQuantity).plus(decimal(line.shipQuantity));
  const invoiced = decimal(line.invoicedQuantity).plus(part.quantity);
  company.salesOrderLines.change(line, {
    shippedQuantity: plain(shipped),
    invoicedQuantity: plain(invoiced),
    invoicedDiscount: plain(part.discount.plus(decimal(line.invoicedDiscount ?? 0))),
    invoicedShare: plain(part.share.plus(decimal(line.invoicedShare ?? 0))),
    shipQuantity: plain(decimal(line.quantity).minus(shipped)),
    invoiceQuantity: plain(decimal(line.quantity).minus(invoiced)),
  });
}

function settleOrder(company: Company, order: Row): void {
  const lines = documentLines(company, ORDER_KIND, order);
  const amounts = lines.filter((line) => line.lineType !== 'Comment');
  if (amounts.every((line) => line.invoicedQuantity === line.quantity)) {
    for (const line of lines) company.salesOrderLines.remove(line);
    company.salesOrders.remove(order);
    return;
  }
  company.salesOrders.change(order, { fullyShipped: amounts.every((line) => line.shippedQuantity === line.quantity) });
}
