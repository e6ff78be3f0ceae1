import type Big from 'big.js';
import { cents, decimal, ZERO } from '../kit/decimal.ts';
import type { Company, DocumentLine, SalesDocument, Subtotal } from './company.ts';
import { linesTotal, lineTotal, totalOf } from './document-amounts.ts';
import { instantText } from './rest-object.ts';
import type { Definition } from './settings.ts';
import { numbered } from './txn-definitions.ts';

interface Part {
  readonly line: DocumentLine;
  readonly quantity: Big;
}

/** A shipper and the invoice that was made of it. */
export interface Shipped {
  readonly shipper: SalesDocument;
  readonly invoice: SalesDocument;
}

/**
 * Converts what is left of an order, or so many pieces by item, into a shipper and an invoice that is posted (sheet sections
 * 3.1, 3.7 and 3.8). Shipping goes on the first; discount and tax are shared out by what the lines cost. Throws an Error
 * for what is not open.
 */
export function ship(company: Company, order: SalesDocument, pieces?: Readonly<Record<string, number>>): Shipped {
  if (order.state !== 'pending' && order.state !== 'partiallyConverted')
    throw new Error(`document ${order.documentNumber} is ${order.state}`);
  const parts = partsOf(order, pieces);
  const before = takenBefore(company, order);
  const subtotals = shared(company, order, parts, before);
  for (const { line, quantity } of parts) {
    line.converted = line.converted.plus(quantity);
    moveStock(line, quantity.times(-1));
  }
  order.state = stateByLines(order);
  order.changedAt = company.now();
  const shipper = converted(company, order, 'Sales Shipper', parts, []);
  shipper.trackingNumber = `1Z${shipper.documentNumber.slice(2).padStart(10, '0')}`;
  shipper.shippedDate = instantText(company.now()).slice(0, 10);
  const invoice = converted(company, shipper, 'Sales Invoice', parts, subtotals);
  const total = totalOf(invoice);
  company.receivables.push({ ...company.born(), document: invoice, total, due: total });
  return { shipper, invoice };
}

function partsOf(
  { documentNumber, lines }: SalesDocument,
  pieces: Readonly<Record<string, number>> | undefined,
): readonly Part[] {
  const open = lines.map((line) => ({ line, quantity: line.unitQuantity.minus(line.converted) }));
  if (pieces === undefined) return open.filter(({ quantity }) => quantity.gt(0));
  return Object.entries(pieces).map(([id, count]) => {
    const part = open.find(({ line, quantity }) => line.item.id === id && quantity.gte(count));
    if (part === undefined) throw new Error(`document ${documentNumber} has no ${count} ${id} open`);
    return { line: part.line, quantity: decimal(count) };
  });
}

/** Invoices that were made of an order before. */
const takenBefore = ({ documents }: Company, order: SalesDocument): readonly SalesDocument[] =>
  documents.filter(({ definition, source }) => definition === 'Sales Invoice' && source?.source === order);

function shared(
  company: Company,
  order: SalesDocument,
  parts: readonly Part[],
  before: readonly SalesDocument[],
): readonly Subtotal[] {
  const whole = linesTotal(order);
  const goods = [...before.map(linesTotal), ...parts.map(({ line, quantity }) => lineTotal(line, quantity))].reduce(
    (total, each) => total.plus(each),
    ZERO,
  );
  return order.subtotals.map(({ description, total }) => {
    const upTo = description === 'Shipping' || whole.eq(0) ? total : cents(total.times(goods).div(whole));
    const taken = before
      .flatMap(({ subtotals }) => subtotals)
      .filter((subtotal) => subtotal.description === description)
      .reduce((all, subtotal) => all.plus(subtotal.total), ZERO);
    return { key: String(company.next('key', 100)), description, total: upTo.minus(taken) };
  });
}

function converted(
  company: Company,
  source: SalesDocument,
  definition: Definition,
  parts: readonly Part[],
  subtotals: readonly Subtotal[],
): SalesDocument {
  const document: SalesDocument = {
    ...source,
    ...company.born(),
    externalId: '',
    definition,
    documentNumber: numbered(company, definition),
    state: definition === 'Sales Shipper' ? 'converted' : 'pending',
    txnDate: instantText(company.now()).slice(0, 10),
    lines: parts.map(({ line, quantity }) => ({
      ...line,
      key: String(company.next('key', 100)),
      unitQuantity: quantity,
      converted: definition === 'Sales Shipper' ? quantity : ZERO,
    })),
    subtotals,
    source,
  };
  company.documents.push(document);
  return document;
}

/** What a posted document is by what was converted of its lines. */
export function stateByLines({ lines }: SalesDocument): SalesDocument['state'] {
  if (lines.every(({ converted, unitQuantity }) => converted.gte(unitQuantity))) return 'converted';
  return lines.some(({ converted }) => converted.gt(0)) ? 'partiallyConverted' : 'pending';
}

/** So many units of the line more or fewer on hand. */
export function moveStock({ item, warehouse, perUnit }: DocumentLine, quantity: Big): void {
  if (item.itemType !== 'inventory') return;
  item.onHand.set(warehouse, (item.onHand.get(warehouse) ?? ZERO).plus(quantity.times(perUnit)));
}
