import type { Company } from './company.ts';
import { decimal, plain } from './decimal.ts';
import type { DocumentKind } from './document-kinds.ts';
import type { Row } from './entity-set.ts';
import { readFields } from './field-rules.ts';
import { EMPTY_GUID } from './identifiers.ts';
import { discountFields } from './line-discount.ts';
import { lineObject, variantOf } from './line-object.ts';
import { dialog, fieldRefused } from './odata-error.ts';
import type { Body } from './request-body.ts';

/** A line that is not stored yet. `sequence` is its number unless the body brings one (steps of 10000, sheet section 3.1). */
export function newLine(company: Company, kind: DocumentKind, header: Row, body: Body, sequence: number): Row {
  const read = readFields(`${kind.type}Line`, kind.line, body, 'create');
  if (read.documentId !== undefined && read.documentId !== header.id)
    throw dialog('The documentId of the line is not that of its document.');
  const lineType = String(
    read.lineType ?? (read.itemId === undefined ? (read.accountId === undefined ? 'Comment' : 'Account') : 'Item'),
  );
  const line: Row = {
    ...blankLine(company.identifiers.guid(), header, header[kind.dateField]),
    ...lineObject(company, header, lineType, read),
    ...read,
    lineType,
    documentId: header.id,
    sequence: read.sequence ?? sequence,
  };
  Object.assign(line, codesOf(company, line, read), discountFields(line, read));
  if (kind.type === 'salesOrder') Object.assign(line, quantitiesToPost(line, read));
  refuseAmountOnComment(line);
  return line;
}

/** What a PATCH makes of a line. */
export function changedLine(company: Company, kind: DocumentKind, header: Row, line: Row, body: Body): Body {
  const read = readFields(`${kind.type}Line`, kind.line, body, 'update');
  // Another type empties the line, as in the product; what it is about can only be said on create (sheet section 3.1).
  const retyped = read.lineType !== undefined && read.lineType !== line.lineType;
  const { id, documentId, sequence } = line;
  const before: Row = retyped
    ? { ...blankLine(id, header, header[kind.dateField]), documentId, sequence, shippedQuantity: line.shippedQuantity }
    : line;
  const next: Row = { ...before, ...read };
  if (decimal(next.quantity).lt(decimal(line.shippedQuantity ?? 0)))
    throw fieldRefused(`Quantity must not be less than ${String(line.shippedQuantity)}, what is shipped already.`);
  Object.assign(next, codesOf(company, next, read));
  if ('discountAmount' in read || 'discountPercent' in read || 'quantity' in read || 'unitPrice' in read)
    Object.assign(next, discountFields(next, read));
  if (
    kind.type === 'salesOrder' &&
    (retyped || 'quantity' in read || 'shipQuantity' in read || 'invoiceQuantity' in read)
  )
    Object.assign(next, quantitiesToPost(next, read));
  refuseAmountOnComment(next);
  return next;
}

const blankLine = (id: string, header: Row, day: unknown): Row => ({
  id,
  documentId: header.id,
  sequence: 0,
  itemId: EMPTY_GUID,
  accountId: EMPTY_GUID,
  lineType: 'Comment',
  lineObjectNumber: '',
  description: '',
  description2: '',
  unitOfMeasureId: EMPTY_GUID,
  unitOfMeasureCode: '',
  quantity: 0,
  unitPrice: 0,
  discountAmount: 0,
  discountPercent: 0,
  discountAppliedBeforeTax: true,
  taxCode: '',
  shipmentDate: day,
  shippedQuantity: 0,
  invoicedQuantity: 0,
  itemVariantId: EMPTY_GUID,
  locationId: EMPTY_GUID,
});

/** The codes that a line names are those of its tables, and both halves of the unit agree. */
function codesOf(company: Company, line: Row, read: Body): Record<string, unknown> {
  company.coded('taxGroups', undefined, read.taxCode, 'Tax Group Code');
  company.coded('locations', read.locationId, undefined, 'Location Code');
  variantOf(company, line.itemId, read.itemVariantId);
  if (!('unitOfMeasureId' in read) && !('unitOfMeasureCode' in read)) return {};
  const unit = company.coded('unitsOfMeasure', read.unitOfMeasureId, read.unitOfMeasureCode, 'Unit of Measure Code');
  return { unitOfMeasureId: unit?.id ?? EMPTY_GUID, unitOfMeasureCode: unit?.code ?? '' };
}

/** What the next posting ships and invoices: all that is left unless said otherwise, and never more. */
function quantitiesToPost(line: Row, read: Body): Record<string, unknown> {
  const [quantity, shipped, invoiced] = [line.quantity, line.shippedQuantity, line.invoicedQuantity].map(decimal);
  if (quantity === undefined || shipped === undefined || invoiced === undefined) return {};
  const ship = 'shipQuantity' in read ? decimal(read.shipQuantity) : quantity.minus(shipped);
  const most = shipped.plus(ship).minus(invoiced);
  const invoice = 'invoiceQuantity' in read ? decimal(read.invoiceQuantity) : most;
  if (quantity.gte(0) && (ship.lt(0) || ship.gt(quantity.minus(shipped))))
    throw fieldRefused(`You cannot ship more than ${plain(quantity.minus(shipped))} units.`);
  if (quantity.gte(0) && (invoice.lt(0) || invoice.gt(most)))
    throw fieldRefused(`You cannot invoice more than ${plain(most)} units.`);
  return { shipQuantity: plain(ship), invoiceQuantity: plain(invoice) };
}

function refuseAmountOnComment({ lineType, quantity, unitPrice }: Row): void {
  if (lineType === 'Comment' && (quantity !== 0 || unitPrice !== 0))
    throw dialog('A comment line can have neither quantity nor price.');
}
