import Big from 'big.js';
import { type Company, today } from './company.ts';
import type { Row } from './entity-set.ts';
import { ODataError } from './odata-error.ts';
import { recalculate } from './order-totals.ts';
import { linesOf } from './sales-orders.ts';

/**
 * Microsoft.NAV.shipAndInvoice (sheet section 3.1): posts a shipment and an invoice of what each line says in
 * `shipQuantity`, takes it from stock, and removes the order once nothing is left of it.
 */
export function shipAndInvoice(company: Company, order: Row): { readonly shipment: Row; readonly invoice: Row } {
  const lines = linesOf(company, order);
  const moving = lines.filter((line) => line.lineType === 'Comment' || Number(line.shipQuantity) > 0);
  if (!moving.some((line) => line.lineType !== 'Comment'))
    throw new ODataError(400, 'Application_DialogException', 'There is nothing to post.');
  const shipment = postShipment(company, order, moving);
  const invoice = postInvoice(company, order, moving);
  for (const line of moving) {
    const quantity = Number(line.shipQuantity ?? 0);
    if (line.lineType === 'Item' && quantity > 0)
      company.postEntry(String(line.lineObjectNumber), -quantity, 'Sale', String(shipment.number));
    const shipped = Number(line.shippedQuantity) + quantity;
    company.salesOrderLines.change(line, {
      shippedQuantity: shipped,
      invoicedQuantity: shipped,
      shipQuantity: Number(line.quantity) - shipped,
      invoiceQuantity: Number(line.quantity) - shipped,
    });
  }
  const done = lines.every(
    (line) => line.lineType === 'Comment' || Number(line.shippedQuantity) >= Number(line.quantity),
  );
  if (done) {
    for (const line of lines) company.salesOrderLines.remove(line);
    company.salesOrders.remove(order);
  } else company.salesOrders.touch(order);
  return { shipment, invoice };
}

/** Fields that a posted document takes over from its order. */
const SHARED = [
  'externalDocumentNumber',
  'customerId',
  'customerNumber',
  'customerName',
  'billToName',
  'billToCustomerId',
  'billToCustomerNumber',
  'shipToName',
  'shipToContact',
  ...['billTo', 'sellTo', 'shipTo'].flatMap((prefix) =>
    ['AddressLine1', 'AddressLine2', 'City', 'Country', 'State', 'PostCode'].map((part) => `${prefix}${part}`),
  ),
  'currencyId',
  'currencyCode',
  'pricesIncludeTax',
  'paymentTermsId',
  'shipmentMethodId',
  'salesperson',
  'phoneNumber',
  'email',
];

const sharedWith = (order: Row): Record<string, unknown> =>
  Object.fromEntries(SHARED.map((field) => [field, order[field]]));

function postShipment(company: Company, order: Row, lines: readonly Row[]): Row {
  const day = today(company.settings);
  const shipment = company.salesShipments.add({
    id: company.identifiers.guid(),
    number: company.identifiers.number('S-SHPT', 102001),
    ...sharedWith(order),
    invoiceDate: day,
    postingDate: day,
    dueDate: day,
    customerPurchaseOrderReference: '',
    orderNumber: order.number,
    paymentTermsCode: '',
    shipmentMethodCode: company.list('shipmentMethods').get(String(order.shipmentMethodId))?.code ?? '',
  });
  for (const line of lines) {
    company.salesShipmentLines.add({
      id: company.identifiers.guid(),
      documentId: shipment.id,
      documentNo: shipment.number,
      sequence: line.sequence,
      lineType: line.lineType,
      lineObjectNumber: line.lineObjectNumber,
      description: line.description,
      description2: line.description2,
      unitOfMeasureCode: line.unitOfMeasureCode,
      unitPrice: line.unitPrice,
      quantity: line.lineType === 'Comment' ? 0 : line.shipQuantity,
      discountPercent: line.discountPercent,
      taxPercent: line.taxPercent,
      shipmentDate: day,
    });
  }
  return shipment;
}

function postInvoice(company: Company, order: Row, lines: readonly Row[]): Row {
  const day = today(company.settings);
  const invoice: Row = {
    id: company.identifiers.guid(),
    number: company.identifiers.number('PS-INV', 103001),
    ...sharedWith(order),
    invoiceDate: day,
    postingDate: day,
    dueDate: day,
    promisedPayDate: '0001-01-01',
    customerPurchaseOrderReference: '',
    orderId: order.id,
    orderNumber: order.number,
    disputeStatusId: '00000000-0000-0000-0000-000000000000',
    discountAmount: order.discountAmount,
    discountAppliedBeforeTax: true,
    status: 'Open',
  };
  const invoiced = lines.map((line): Row => {
    const share =
      line.lineType === 'Comment' ? new Big(0) : new Big(Number(line.shipQuantity)).div(Number(line.quantity) || 1);
    const { shippedQuantity: _s, invoicedQuantity: _i, shipQuantity: _sq, invoiceQuantity: _iq, ...rest } = line;
    return {
      ...rest,
      id: company.identifiers.guid(),
      documentId: invoice.id,
      quantity: line.lineType === 'Comment' ? 0 : line.shipQuantity,
      discountAmount: Number(new Big(Number(line.discountAmount)).times(share).round(2, Big.roundHalfUp).toString()),
    };
  });
  const customer = company.customers.get(String(order.customerId));
  if (customer !== undefined) recalculate(company, invoice, invoiced, customer);
  invoice.remainingAmount = invoice.totalAmountIncludingTax;
  company.salesInvoices.add(invoice);
  for (const line of invoiced) company.salesInvoiceLines.add(line);
  return invoice;
}

/** A posted credit memo on an invoice: puts the items back into stock and the amount against it. */
export function creditInvoice(company: Company, invoice: Row, quantities: Readonly<Record<string, number>>): Row {
  const memo: Row = {
    id: company.identifiers.guid(),
    number: company.identifiers.number('PS-CR', 104001),
    ...sharedWith(invoice),
    creditMemoDate: today(company.settings),
    postingDate: today(company.settings),
    dueDate: today(company.settings),
    invoiceId: invoice.id,
    invoiceNumber: invoice.number,
    customerReturnReasonId: '00000000-0000-0000-0000-000000000000',
    discountAmount: 0,
    discountAppliedBeforeTax: true,
    status: 'Open',
  };
  const returned = company.salesInvoiceLines
    .by('documentId', invoice.id)
    .filter((line) => (quantities[String(line.lineObjectNumber)] ?? 0) > 0)
    .map((line): Row => {
      const quantity = quantities[String(line.lineObjectNumber)] ?? 0;
      const share = new Big(quantity).div(Number(line.quantity) || 1);
      return {
        ...line,
        id: company.identifiers.guid(),
        documentId: memo.id,
        quantity,
        discountAmount: Number(new Big(Number(line.discountAmount)).times(share).round(2, Big.roundHalfUp).toString()),
      };
    });
  const customer = company.customers.get(String(invoice.customerId));
  if (customer !== undefined) recalculate(company, memo, returned, customer);
  memo.remainingAmount = memo.totalAmountIncludingTax;
  company.salesCreditMemos.add(memo);
  for (const line of returned) {
    company.salesCreditMemoLines.add(line);
    if (line.lineType === 'Item')
      company.postEntry(String(line.lineObjectNumber), Number(line.quantity), 'Sale', String(memo.number));
  }
  return memo;
}
