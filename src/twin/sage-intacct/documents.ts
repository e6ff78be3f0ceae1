import { cents, decimal, sum, ZERO } from '../kit/decimal.ts';
import type { Company, Contact, Customer, DocumentLine, SalesDocument, Subtotal } from './company.ts';
import { codeIn } from './customers.ts';
import { linesTotal, lineTotal, totalOf } from './document-amounts.ts';
import { customIn, decimalIn, type Fields, listIn, objectIn, onlyFields, referenceIn, textIn } from './fields.ts';
import { malformed, notUnique, refused } from './intacct-error.ts';
import { auditOf, instantText, orNull, reference } from './rest-object.ts';
import type { Definition } from './settings.ts';
import { definitionNamed, mayBecome, numbered } from './txn-definitions.ts';

const FIELDS = [
  ...['customer', 'txnDate', 'dueDate', 'postingDate', 'paymentTerm', 'referenceNumber', 'customerPONumber', 'memo'],
  ...[
    'notes',
    'state',
    'contacts',
    'shippingMethod',
    'trackingNumber',
    'requestedShippingDate',
    'taxSolution',
    'lines',
  ],
  ...['subtotals', 'txnCurrency', 'baseCurrency', 'exchangeRate', 'documentNumber', 'shippedDate', 'sourceDocument'],
];
const LINE_FIELDS = [
  ...['key', 'ia::operation', 'dimensions', 'lineDescription', 'memo', 'unit', 'unitQuantity', 'unitPrice'],
  ...['discountPercent', 'discountMemo', 'lineSubtotals', 'sourceDocument', 'sourceDocumentLine'],
];
const CUT_DAYS = /^\d{4}-\d{2}-\d{2}$/;

/** What depends on the API by which an order is written. */
export interface WrittenOver {
  readonly keepsSubtotals: boolean;
  readonly externalId?: string;
}

export const overRest = ({ settings: { keepsSubtotals } }: Company): WrittenOver => ({ keepsSubtotals });

/** Stock and source stay as they are: whoever makes the document sees to them. Throws IntacctError. */
export function createDocument(
  company: Company,
  definition: Definition,
  fields: Fields,
  { keepsSubtotals, externalId = '' }: WrittenOver,
): SalesDocument {
  const { settings } = company;
  onlyFields(fields, FIELDS, settings.customFields);
  const source = sourceIn(company, definition, fields);
  const customer = customerIn(company, fields);
  const currency = textIn(fields, 'txnCurrency');
  if (currency !== '' && currency !== settings.currency)
    throw refused('BL01001973', `There is no exchange rate for ${currency}`);
  const state = textIn(fields, 'state') || 'pending';
  if (state !== 'draft' && state !== 'pending' && state !== 'closed') throw malformed(`state: ${state} is not valid`);
  const contacts = objectIn(fields, 'contacts');
  const lines = linesIn(company, source, listIn(fields, 'lines'));
  if (lines.length === 0) throw malformed('lines is required');
  const order: SalesDocument = {
    ...company.born(),
    definition,
    documentNumber: numberIn(company, definition, fields),
    customer,
    txnDate: dayIn(fields, 'txnDate') ?? instantText(company.now()).slice(0, 10),
    dueDate: dayIn(fields, 'dueDate') ?? '',
    referenceNumber: textIn(fields, 'referenceNumber', 120),
    customerPONumber: textIn(fields, 'customerPONumber', 30),
    memo: textIn(fields, 'memo'),
    notes: textIn(fields, 'notes'),
    externalId,
    state,
    term: codeIn(fields, 'paymentTerm', settings.terms) ?? customer.term,
    shippingMethod: codeIn(fields, 'shippingMethod', settings.shippingMethods) ?? '',
    billTo: contactIn(company, contacts, 'billTo') ?? contactOfCustomer(company, customer, customer.billTo),
    shipTo: contactIn(company, contacts, 'shipTo') ?? contactOfCustomer(company, customer, customer.shipTo),
    trackingNumber: textIn(fields, 'trackingNumber'),
    shippedDate: dayIn(fields, 'shippedDate') ?? '',
    requestedShippingDate: dayIn(fields, 'requestedShippingDate') ?? '',
    custom: customIn(fields),
    lines,
    subtotals: [],
    source,
  };
  if (order.dueDate === '' && order.term === '')
    throw refused('BL01001973', 'A due date or a payment term is required');
  order.subtotals = keepsSubtotals ? subtotalsOf(company, order, listIn(fields, 'subtotals')) : [];
  company.documents.push(order);
  return order;
}

/** The given one, which no other of the definition may have (sheet section 7), or the next of the sequence. */
function numberIn(company: Company, definition: Definition, fields: Fields): string {
  const given = textIn(fields, 'documentNumber', 45);
  if (given === '') return numbered(company, definition);
  if (company.documents.some((other) => other.definition === definition && other.documentNumber === given))
    throw notUnique(`A ${definition} with the number ${given} already exists`);
  return given;
}

/** The document that this one is converted from, of which something is left (sheet section 3.1). */
function sourceIn({ documents }: Company, definition: Definition, fields: Fields): SalesDocument | undefined {
  const source = referenceIn(fields, 'sourceDocument', (value, by) =>
    documents.find((each) => (by === 'key' ? each.key : idOf(each)) === value),
  );
  if (source === undefined) return undefined;
  const { state, documentNumber } = source;
  if (!mayBecome(source.definition, definition))
    throw refused('BL03002087', `A ${source.definition} is not converted to a ${definition}`);
  if (state !== 'pending' && state !== 'partiallyConverted')
    throw refused('BL03002087', `Document ${documentNumber} is ${state} and cannot be converted`);
  return source;
}

/** A line that names one of the source has what that has, where it does not say otherwise. */
function linesIn(company: Company, source: SalesDocument | undefined, written: readonly Fields[]): DocumentLine[] {
  const lines: DocumentLine[] = [];
  for (const fields of written) {
    const from = referenceIn(fields, 'sourceDocumentLine', (value) => source?.lines.find(({ key }) => key === value));
    if (from === undefined || source === undefined) {
      lines.push(lineIn(company, fields));
      continue;
    }
    referenceIn(fields, 'sourceDocument', (value) => (value === source.key ? source : undefined));
    const line = lineIn(company, { ...writtenOf(from), ...fields });
    const taken = sum(lines.filter((each) => each.source === from).map(({ unitQuantity }) => unitQuantity));
    const left = from.unitQuantity.minus(from.converted).minus(taken);
    if (line.item !== from.item || line.unitQuantity.gt(left)) {
      const what = `${left.toFixed()} ${from.item.id}`;
      throw refused('INV-0041', `Document ${source.documentNumber} has ${what} left to convert`);
    }
    lines.push({ ...line, source: from });
  }
  return lines;
}

/** Only a draft or pending document may be edited (sheet section 3.1). Throws IntacctError. */
export function changeDocument(
  company: Company,
  order: SalesDocument,
  fields: Fields,
  { keepsSubtotals }: WrittenOver,
): SalesDocument {
  onlyFields(fields, FIELDS, company.settings.customFields);
  const state = textIn(fields, 'state');
  // A second close changes nothing.
  if (order.state === 'closed' && state === 'closed') return order;
  if (order.state !== 'draft' && order.state !== 'pending')
    throw refused('BL03002087', `Document ${order.documentNumber} is ${order.state} and cannot be edited`);
  Object.assign(order, changedHeader(company, order, fields));
  if (fields.lines !== undefined) order.lines = changedLines(company, order, listIn(fields, 'lines'));
  if (fields.lines !== undefined || fields.subtotals !== undefined || fields.contacts !== undefined)
    order.subtotals = keepsSubtotals
      ? subtotalsOf(company, order, changedSubtotals(order, listIn(fields, 'subtotals')))
      : [];
  if (state === 'draft' || state === 'pending' || state === 'closed') order.state = state;
  else if (state !== '') throw malformed(`state: ${state} is not valid`);
  order.changedAt = company.now();
  return order;
}

/** Fields of the header that a change names; one that is null is emptied. */
function changedHeader(company: Company, order: SalesDocument, fields: Fields): Partial<SalesDocument> {
  const { settings } = company;
  const contacts = objectIn(fields, 'contacts');
  const named = <Name extends keyof SalesDocument>(field: string, name: Name, value: () => SalesDocument[Name]) =>
    field in fields ? { [name]: value() } : {};
  const changed: Partial<SalesDocument> = {
    ...named('referenceNumber', 'referenceNumber', () => textIn(fields, 'referenceNumber', 120)),
    ...named('customerPONumber', 'customerPONumber', () => textIn(fields, 'customerPONumber', 30)),
    ...named('memo', 'memo', () => textIn(fields, 'memo')),
    ...named('notes', 'notes', () => textIn(fields, 'notes')),
    ...named('txnDate', 'txnDate', () => dayIn(fields, 'txnDate') ?? order.txnDate),
    ...named('dueDate', 'dueDate', () => dayIn(fields, 'dueDate') ?? ''),
    ...named('requestedShippingDate', 'requestedShippingDate', () => dayIn(fields, 'requestedShippingDate') ?? ''),
    ...named('paymentTerm', 'term', () => codeIn(fields, 'paymentTerm', settings.terms) ?? ''),
    ...named(
      'shippingMethod',
      'shippingMethod',
      () => codeIn(fields, 'shippingMethod', settings.shippingMethods) ?? '',
    ),
    ...named('shippedDate', 'shippedDate', () => dayIn(fields, 'shippedDate') ?? ''),
    ...named('trackingNumber', 'trackingNumber', () => textIn(fields, 'trackingNumber')),
    billTo: contactIn(company, contacts, 'billTo') ?? order.billTo,
    shipTo: contactIn(company, contacts, 'shipTo') ?? order.shipTo,
    custom: { ...order.custom, ...customIn(fields) },
  };
  const { dueDate, term } = { ...order, ...changed };
  if (dueDate === '' && term === '') throw refused('BL01001973', 'A due date or a payment term is required');
  return changed;
}

/** As lines: one with a key is changed, one without takes the place of that of its description, or is added. */
function changedSubtotals({ subtotals }: SalesDocument, written: readonly Fields[]): readonly Fields[] {
  const stands: readonly Fields[] = subtotals.map(({ key, description, total }) => ({
    key,
    description,
    absoluteValue: total.toFixed(),
  }));
  for (const { key } of written)
    if (key !== undefined && !stands.some((each) => each.key === key))
      throw malformed(`subtotals: there is no subtotal with key ${String(key)}`);
  const about = (one: Fields, other: Fields): boolean =>
    one.key === undefined ? one.description === other.description : one.key === other.key;
  return [
    ...stands.flatMap((each) => {
      const change = written.find((one) => about(one, each));
      if (change === undefined) return [each];
      const { key, description, absoluteValue } = each;
      const value = 'total' in change ? {} : { absoluteValue };
      return change['ia::operation'] === 'delete' ? [] : [{ description, ...value, ...change, key }];
    }),
    ...written.filter((one) => !stands.some((each) => about(one, each))),
  ];
}

/** Throws IntacctError. */
export function deleteOrder(company: Company, order: SalesDocument): void {
  if (!company.settings.ordersMayBeDeleted)
    throw refused(
      'INV-1372',
      `The delete policy of ${order.definition} does not allow document ${order.documentNumber} to be deleted`,
    );
  if (order.state === 'converted' || order.state === 'partiallyConverted')
    throw refused('BL03002087', `Document ${order.documentNumber} is ${order.state} and cannot be deleted`);
  company.documents.splice(company.documents.indexOf(order), 1);
}

/** A line with a key is changed or removed, one without is added (sheet section 3.1). */
function changedLines(company: Company, { lines }: SalesDocument, written: readonly Fields[]): readonly DocumentLine[] {
  const changed = new Map(lines.map((line) => [line.key, line]));
  for (const fields of written) {
    const key = textIn(fields, 'key');
    if (key === '') {
      const added = lineIn(company, fields);
      changed.set(added.key, added);
      continue;
    }
    const line = changed.get(key);
    if (line === undefined) throw malformed(`lines: there is no line with key ${key}`);
    if (fields['ia::operation'] === 'delete') changed.delete(key);
    else {
      const { converted, source } = line;
      changed.set(key, { ...lineIn(company, { ...writtenOf(line), ...fields }), key, converted, source });
    }
  }
  return [...changed.values()];
}

/** What a line would have to be written with to be as it is. */
const writtenOf = (line: DocumentLine): Fields => ({
  dimensions: {
    item: { id: line.item.id },
    ...(line.warehouse === '' ? {} : { warehouse: { id: line.warehouse } }),
    ...(line.location === '' ? {} : { location: { id: line.location } }),
  },
  lineDescription: line.description,
  memo: line.memo,
  discountMemo: line.discountMemo,
  unit: line.unit,
  unitQuantity: line.unitQuantity.toFixed(),
  unitPrice: line.unitPrice.toFixed(),
  discountPercent: line.discountPercent.toFixed(),
});

function customerIn({ customers }: Company, fields: Fields): Customer {
  const customer = referenceIn(fields, 'customer', (value, by) =>
    [...customers.values()].find((each) => each[by] === value),
  );
  if (customer === undefined) throw malformed('customer is required');
  if (customer.status !== 'active') throw refused('BL01001973', `Customer ${customer.id} is inactive`);
  if (customer.isOnHold) throw refused('BL03000129', `Customer ${customer.id} is on hold`);
  return customer;
}

function contactIn({ contacts }: Company, fields: Fields, name: string): Contact | undefined {
  return referenceIn(fields, name, (value, by) => [...contacts.values()].find((each) => each[by] === value));
}

const contactOfCustomer = ({ contacts }: Company, { contact }: Customer, id: string): Contact =>
  contacts.get(id) ?? contact;

function lineIn(company: Company, fields: Fields): DocumentLine {
  onlyFields(fields, LINE_FIELDS, company.settings.customFields);
  const { items, settings } = company;
  const dimensions = objectIn(fields, 'dimensions');
  const item = referenceIn(dimensions, 'item', (value, by) => [...items.values()].find((each) => each[by] === value));
  if (item === undefined) throw malformed('dimensions.item is required');
  if (item.status !== 'active') throw refused('BL03000018', `Item ${item.id} is inactive`);
  const warehouse = referenceIn(dimensions, 'warehouse', (value) =>
    settings.warehouses.includes(value) ? value : undefined,
  );
  if (warehouse === undefined && item.itemType === 'inventory')
    throw refused('INV-0962', `Item ${item.id} needs a warehouse`);
  const unit = textIn(fields, 'unit') || (Object.keys(item.units)[0] ?? '');
  const perUnit = item.units[unit];
  if (perUnit === undefined)
    throw refused('INV-1359', `Unit ${unit} is not in the unit of measure group of item ${item.id}`);
  const unitQuantity = decimalIn(fields, 'unitQuantity');
  if (unitQuantity === undefined || unitQuantity.lte(0))
    throw refused('INV-0041', 'unitQuantity must be greater than zero');
  const unitPrice = decimalIn(fields, 'unitPrice') ?? item.basePrice?.times(perUnit);
  if (unitPrice === undefined) throw refused('INV-0960', `Item ${item.id} has no price`);
  return {
    key: String(company.next('key', 100)),
    item,
    warehouse: warehouse ?? '',
    description: textIn(fields, 'lineDescription', 400) || item.name,
    memo: textIn(fields, 'memo'),
    discountMemo: textIn(fields, 'discountMemo'),
    location: textIn(objectIn(dimensions, 'location'), 'id'),
    unit,
    perUnit,
    unitPrice,
    discountPercent: decimalIn(fields, 'discountPercent') ?? ZERO,
    unitQuantity,
    converted: ZERO,
    source: undefined,
  };
}

/**
 * Shipping, discount and tax of a document. Discounts are kept negative; the tax is the given one, unless the company works
 * it out: by the country of the ship-to contact, on lines, shipping and discount, half up to the cent.
 */
function subtotalsOf(company: Company, order: SalesDocument, written: readonly Fields[]): readonly Subtotal[] {
  const { settings } = company;
  const keyOf = (key: string): string => (key === '' ? String(company.next('key', 100)) : key);
  const subtotals = written.map((row): Subtotal => {
    const description = textIn(row, 'description');
    if (!settings.subtotals.includes(description))
      throw refused('BL03000046', `Subtotal ${description} is not defined for ${order.definition}`);
    const value = decimalIn(row, 'absoluteValue') ?? decimalIn(row, 'total');
    if (value === undefined) throw malformed(`subtotals: ${description} has no value`);
    const total = description === 'Sales Discount' ? value.abs().times(-1) : value;
    return { key: keyOf(textIn(row, 'key')), description, total };
  });
  if (settings.taxPercent === undefined) return subtotals;
  const others = subtotals.filter(({ description }) => description !== 'Sales Tax');
  const { country } = order.shipTo.mailingAddress;
  const isTaxed = order.customer.contact.isTaxable && order.shipTo.isTaxable;
  const percent = decimal(isTaxed ? (settings.taxPercent[country] ?? settings.taxPercent['*'] ?? 0) : 0);
  const net = linesTotal(order).plus(sum(others.map(({ total }) => total)));
  const tax = cents(net.times(percent).div(100));
  const own = subtotals.find(({ description }) => description === 'Sales Tax')?.key ?? '';
  return [...others, { key: keyOf(own), description: 'Sales Tax', total: tax }];
}

function dayIn(fields: Fields, name: string): string | undefined {
  const day = textIn(fields, name);
  if (day === '') return undefined;
  if (!CUT_DAYS.test(day)) throw malformed(`${name} must be a date: YYYY-MM-DD`);
  return day;
}

export const idOf = ({ definition, documentNumber }: SalesDocument): string => `${definition}-${documentNumber}`;

export function documentView(document: SalesDocument, company: Company): Fields {
  const { customer, definition, shipTo, billTo, settings } = { ...document, settings: company.settings };
  const total = totalOf(document).toFixed(2);
  const subtotal = linesTotal(document).toFixed(2);
  return {
    key: document.key,
    id: idOf(document),
    documentNumber: document.documentNumber,
    documentType: definition,
    txnDefinition: definitionNamed(definition),
    state: document.state,
    txnDate: document.txnDate,
    dueDate: orNull(document.dueDate),
    referenceNumber: orNull(document.referenceNumber),
    customerPONumber: orNull(document.customerPONumber),
    memo: orNull(document.memo),
    notes: orNull(document.notes),
    customer: { key: customer.key, id: customer.id, name: customer.name },
    contacts: {
      primary: { id: customer.contact.id, key: customer.contact.key },
      billTo: { key: billTo.key, id: billTo.id },
      shipTo: { key: shipTo.key, id: shipTo.id },
    },
    paymentTerm: reference(document.term),
    shippingMethod: reference(document.shippingMethod),
    trackingNumber: orNull(document.trackingNumber),
    shippedDate: orNull(document.shippedDate),
    requestedShippingDate: orNull(document.requestedShippingDate),
    baseCurrency: settings.currency,
    txnCurrency: settings.currency,
    subtotal,
    subtotalInTxnCurrency: subtotal,
    total,
    totalInTxnCurrency: total,
    ...document.custom,
    ...(definition === 'Sales Invoice' ? paymentOf(document, company) : {}),
    sourceDocument: document.source === undefined ? null : named(document.source),
    lines: document.lines.map((line, index) => lineView(line, index, document)),
    subtotals: document.subtotals.map((each) => ({
      key: each.key,
      id: each.key,
      href: `/objects/order-entry/document-subtotal/${each.key}`,
      description: each.description,
      absoluteValue: each.total.abs().toFixed(2),
      total: each.total.toFixed(2),
      txnAbsoluteValue: each.total.abs().toFixed(2),
      txnTotal: each.total.toFixed(2),
    })),
    history: historyOf(document, company),
    ...auditOf(document),
  };
}

/** An invoice that was posted, and how far it is paid. */
function paymentOf(document: SalesDocument, { receivables }: Company): Fields {
  const receivable = receivables.find((each) => each.document === document);
  if (receivable === undefined) return {};
  const { due, total, key } = receivable;
  return {
    invoice: { key, id: document.documentNumber },
    paymentStatus: due.eq(0) ? 'paid' : due.lt(total) ? 'partiallyPaid' : 'open',
  };
}

const lineView = (line: DocumentLine, lineNumber: number, { customer, definition, source }: SalesDocument): Fields => ({
  key: line.key,
  id: line.key,
  href: lineHref(line, definition),
  lineNumber,
  documentType: definition,
  dimensions: {
    item: { key: line.item.key, id: line.item.id, name: line.item.name },
    warehouse: reference(line.warehouse),
    location: reference(line.location),
    customer: { id: customer.id },
  },
  lineDescription: line.description,
  memo: orNull(line.memo),
  discountMemo: orNull(line.discountMemo),
  unit: line.unit,
  unitQuantity: line.unitQuantity.toFixed(),
  quantity: line.unitQuantity.times(line.perUnit).toFixed(),
  unitPrice: line.unitPrice.toFixed(),
  price: line.unitPrice.div(line.perUnit).toFixed(),
  discountPercent: line.discountPercent.toFixed(),
  lineTotal: lineTotal(line, line.unitQuantity).toFixed(2),
  quantityConverted: line.converted.toFixed(),
  quantityRemaining: line.unitQuantity.minus(line.converted).toFixed(),
  ...(line.source === undefined || source === undefined
    ? {}
    : {
        sourceDocument: named(source),
        sourceDocumentLine: {
          key: line.source.key,
          id: line.source.key,
          documentType: source.definition,
          href: lineHref(line.source, source.definition),
        },
      }),
});

const lineHref = (line: { readonly key: string }, definition: Definition): string =>
  `/objects/order-entry/document-line::${encodeURIComponent(definition)}/${line.key}`;

/** How one document names another. */
const named = (document: SalesDocument): Fields => ({
  key: document.key,
  id: idOf(document),
  documentType: document.definition,
  href: `/objects/order-entry/document::${encodeURIComponent(document.definition)}/${document.key}`,
});

/**
 * One entry for each document of the workflow, the newest first (OpenAPI document of Order Entry, a named document); none
 * while there is but one (sheet section 11). Each has an id of its own.
 */
function historyOf(document: SalesDocument, { documents }: Company): readonly Fields[] {
  const root = rootOf(document);
  const workflow = documents.filter((each) => rootOf(each) === root);
  return workflow.length < 2
    ? []
    : workflow.toReversed().map((each) => ({
        id: historyKey(each),
        key: historyKey(each),
        href: `/objects/order-entry/document-history/${historyKey(each)}`,
        convertedTo: named(each),
        ...(each.source === undefined ? {} : { convertedFrom: named(each.source) }),
        orderEntryDocument: named(each.source ?? each),
      }));
}

const historyKey = ({ key }: SalesDocument): string => `9${key}`;

const rootOf = (document: SalesDocument): SalesDocument =>
  document.source === undefined ? document : rootOf(document.source);
