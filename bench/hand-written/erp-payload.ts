import { centsOf, centText, millionths } from './money.ts';
import { oneLine } from './order-document.ts';
import type { DocumentAddress, OrderDocument } from './order-shape.ts';

/** Order document → order of the benchmark's ERP: what order.to.jsonata of bench-erp says, written by hand. */
export function erpPayload(order: OrderDocument): Readonly<Record<string, unknown>> {
  const billing = order.billing_address;
  const shipping = order.shipping_address ?? billing;
  return {
    externalDocumentNumber: order.number,
    orderDate: order.placed_at.slice(0, 10),
    currencyCode: order.currency,
    customer: {
      ...(order.customer.origin === undefined ? {} : { externalId: order.customer.origin.id }),
      name: fit(order.customer.name, 100, 'customer name'),
      isCompany: order.customer.kind === 'company',
      ...given('email', order.email?.trim().toLowerCase()),
      ...given('phoneNumber', phone(order.phone)),
    },
    ...(billing === undefined ? {} : { billTo: erpAddress(billing) }),
    ...(shipping === undefined ? {} : { shipTo: erpAddress(shipping) }),
    ...given('purchaseOrderNumber', fit(order.po_number, 35, 'PO number')),
    ...given('shippingMethod', order.shipping_lines[0]?.method),
    ...given('paymentMethod', order.payments[0]?.method),
    paid: order.payment_status === 'paid',
    ...given('comment', shorten(order.customer_note, 250)),
    lines: order.lines.map((line, index) => {
      if (line.sku === undefined) throw new Error(`line ${line.id} has no SKU`);
      return {
        lineNumber: (index + 1) * 10_000,
        itemNumber: line.sku,
        description: shorten(line.name, 100),
        quantity: line.quantity,
        unitPrice: line.unit_price,
        discountAmount: sumText(line.discounts),
        netAmount: line.total,
        ...given('taxCode', line.taxes[0]?.code),
        taxAmount: line.tax_total,
      };
    }),
    charges: [
      ...order.shipping_lines.map((line) => charge('shipping', line)),
      ...order.fees.map((fee) => charge('fee', fee)),
    ],
    couponCodes: order.discounts.flatMap(({ code }) => (code === undefined ? [] : [code])),
    discountTotal: sumText(order.discounts),
    taxTotal: order.tax_total,
    total: order.total,
  };
}

function erpAddress(from: DocumentAddress): Readonly<Record<string, string>> {
  return {
    ...given('name', fit(from.company ?? from.name, 100, 'name')),
    ...given('contact', from.name),
    ...given('addressLine1', fit(from.line1, 100, 'address line 1')),
    ...given('addressLine2', fit(from.line2, 50, 'address line 2')),
    ...given('city', fit(from.city, 30, 'city')),
    ...given('state', from.region_code),
    ...given('postCode', from.postcode),
    countryCode: from.country,
    ...given('phoneNumber', phone(from.phone)),
  };
}

function charge(kind: string, from: { readonly title: string; readonly total: string; readonly tax_total: string }) {
  return { kind, ...given('description', shorten(from.title, 100)), amount: from.total, taxAmount: from.tax_total };
}

const sumText = (parts: readonly { readonly amount?: string }[]): string => {
  let total = 0;
  for (const { amount } of parts) total += millionths(amount ?? '');
  return centText(centsOf(total));
};

function given(key: string, value: string | undefined): Readonly<Record<string, string>> {
  return value === undefined ? {} : { [key]: value };
}

function fit(text: string | undefined, length: number, field: string): string | undefined {
  const line = oneLine(text);
  if (line !== undefined && line.length > length)
    throw new Error(`${field} has ${line.length} characters of ${length}`);
  return line;
}

function shorten(text: string | undefined, length: number): string | undefined {
  const line = oneLine(text);
  return line === undefined || line.length <= length ? line : `${line.slice(0, length - 1)}…`;
}

function phone(text: string | undefined): string | undefined {
  const digits = text?.replace(/\D/g, '');
  if (text === undefined || digits === undefined || digits === '') return undefined;
  return text.trim().startsWith('+') ? `+${digits}` : digits;
}
