import type { Company, DocumentLine, DocumentState, SalesDocument, Subtotal } from '../company.ts';
import { linesTotal, lineTotal, totalOf } from '../document-amounts.ts';
import { idOf } from '../documents.ts';
import { contactFields } from './contact-fields.ts';
import { flat, type GatewayObject, type GatewayRecord } from './gateway-object.ts';
import { audit, day, dayText, moment, momentText, number, text } from './object-fields.ts';

/** What the database keeps for a state (reference of SODOCUMENT, readByQuery). */
const STATES: Readonly<Record<DocumentState, readonly [shown: string, stored: string]>> = {
  draft: ['Draft', 'I'],
  pending: ['Pending', 'O'],
  // Its letter is in no reference: assumed.
  inProgress: ['In Progress', 'G'],
  closed: ['Closed', 'D'],
  converted: ['Converted', 'C'],
  partiallyConverted: ['Partially Converted', 'P'],
};
export const stateShown = ({ state }: SalesDocument): string => STATES[state][0];

const CLASSES: Readonly<Record<SalesDocument['definition'], string>> = {
  'Sales Order': 'Order',
  'Sales Shipper': 'List',
  'Sales Invoice': 'Invoice',
  'Sales Return': 'Adjustment',
  'Sales Credit Memo': 'Adjustment',
};

const receivableOf = (document: SalesDocument, { receivables }: Company) =>
  receivables.find((receivable) => receivable.document === document);

function paymentStatus(document: SalesDocument, company: Company): string {
  const receivable = receivableOf(document, company);
  if (receivable === undefined) return '';
  const { due, total } = receivable;
  return due.eq(0) ? 'Paid' : due.lt(total) ? 'Partially Paid' : 'Open';
}

/** The reference number of a document is its PONUMBER here; the buyer's own number is CUSTOMERPONUMBER. */
export const SODOCUMENT: GatewayObject<SalesDocument> = {
  name: 'SODOCUMENT',
  id: 'DOCID',
  all: ({ documents }) => documents,
  definition: ({ definition }) => definition,
  custom: ({ custom }) => custom,
  fields: {
    RECORDNO: number(({ key }) => key),
    DOCNO: text(({ documentNumber }) => documentNumber),
    DOCID: text(idOf),
    CREATEDFROM: text(({ source }) => (source === undefined ? '' : idOf(source))),
    STATE: text(stateShown, { stored: Object.fromEntries(Object.values(STATES)) }),
    WHENCREATED: day(({ txnDate }) => dayText(txnDate)),
    WHENDUE: day(({ dueDate }) => dayText(dueDate)),
    DOCPARID: text(({ definition }) => definition),
    DOCPARCLASS: text(({ definition }) => CLASSES[definition]),
    PONUMBER: text(({ referenceNumber }) => referenceNumber),
    CUSTOMERPONUMBER: text(({ customerPONumber }) => customerPONumber),
    // By a published client's fixture of a document as it is read, as is BILLTOKEY.
    CUSTREC: number(({ customer }) => customer.key),
    CUSTVENDID: text(({ customer }) => customer.id),
    CUSTVENDNAME: text(({ customer }) => customer.name),
    MESSAGE: text(({ memo }) => memo),
    NOTE: text(({ notes }) => notes),
    'TERM.NAME': text(({ term }) => term),
    SHIPVIA: text(({ shippingMethod }) => shippingMethod),
    TRACKINGNUMBER: text(({ trackingNumber }) => trackingNumber),
    SHIPPEDDATE: day(({ shippedDate }) => dayText(shippedDate)),
    BASECURR: text((_, { settings }) => settings.currency),
    CURRENCY: text((_, { settings }) => settings.currency),
    SUBTOTAL: number((document) => linesTotal(document).toFixed(2)),
    TRX_SUBTOTAL: number((document) => linesTotal(document).toFixed(2)),
    TOTAL: number((document) => totalOf(document).toFixed(2)),
    TRX_TOTAL: number((document) => totalOf(document).toFixed(2)),
    PRINTED: text(() => 'No'),
    BACKORDER: text(() => 'No'),
    PRRECORDKEY: number((document, company) => receivableOf(document, company)?.key ?? ''),
    PAYMENTSTATUS: text(paymentStatus),
    'ARINVOICE.RECORDNO': number((document, company) => receivableOf(document, company)?.key ?? ''),
    ...contactFields<SalesDocument>('CONTACT.', ({ customer }) => customer.contact),
    BILLTOKEY: number(({ billTo }) => billTo.key),
    SHIPTOKEY: number(({ shipTo }) => shipTo.key),
    ...contactFields<SalesDocument>('BILLTO.', ({ billTo }) => billTo),
    ...contactFields<SalesDocument>('SHIPTO.', ({ shipTo }) => shipTo),
    ...audit<SalesDocument>('AUWHENCREATED'),
  },
  owned: (document, company) => ({
    SODOCUMENTENTRIES: { sodocumententry: below(linesOf(document), SODOCUMENTENTRY, company) },
    SUBTOTALS: { sodocumentsubtotals: below(subtotalsOf(document), SODOCUMENTSUBTOTALS, company) },
  }),
};

const below = <T extends GatewayRecord>(records: readonly T[], { fields }: GatewayObject<T>, company: Company) =>
  records.map((record) => flat(record, Object.keys(fields), fields, company));

interface Entry {
  readonly key: string;
  readonly line: DocumentLine;
  readonly index: number;
  readonly document: SalesDocument;
}

const linesOf = (document: SalesDocument): readonly Entry[] =>
  document.lines.map((line, index) => ({ key: line.key, line, index, document }));

const remaining = ({ line }: Entry): string => line.unitQuantity.minus(line.converted).toFixed();

/** Lines count from 0, while update_sotransaction counts from 1 (sheet section 3.1). QUANTITY and PRICE are of the base unit. */
export const SODOCUMENTENTRY: GatewayObject<Entry> = {
  name: 'SODOCUMENTENTRY',
  id: 'RECORDNO',
  all: ({ documents }) => documents.flatMap(linesOf),
  definition: ({ document }) => document.definition,
  fields: {
    RECORDNO: number(({ key }) => key),
    DOCHDRNO: number(({ document }) => document.key),
    DOCHDRID: text(({ document }) => idOf(document)),
    DOCPARID: text(({ document }) => document.definition),
    LINE_NO: number(({ index }) => String(index)),
    ITEMID: text(({ line }) => line.item.id),
    ITEMNAME: text(({ line }) => line.item.name),
    ITEMDESC: text(({ line }) => line.description),
    UNIT: text(({ line }) => line.unit),
    'WAREHOUSE.LOCATION_NO': text(({ line }) => line.warehouse),
    'WAREHOUSE.NAME': text(({ line }) => line.warehouse),
    MEMO: text(({ line }) => line.memo),
    QUANTITY: number(({ line }) => line.unitQuantity.times(line.perUnit).toFixed()),
    UIQTY: number(({ line }) => line.unitQuantity.toFixed()),
    QTY_CONVERTED: number(({ line }) => line.converted.toFixed()),
    QTY_REMAINING: number(remaining),
    PRICE: number(({ line }) => line.unitPrice.div(line.perUnit).toFixed()),
    TRX_PRICE: number(({ line }) => line.unitPrice.div(line.perUnit).toFixed()),
    UIPRICE: number(({ line }) => line.unitPrice.toFixed()),
    DISCOUNTPERCENT: number(({ line }) => line.discountPercent.toFixed()),
    UIVALUE: number(({ line }) => lineTotal(line, line.unitQuantity).toFixed(2)),
    TRX_VALUE: number(({ line }) => lineTotal(line, line.unitQuantity).toFixed(2)),
    TOTAL: number(({ line }) => lineTotal(line, line.unitQuantity).toFixed(2)),
    CURRENCY: text((_, { settings }) => settings.currency),
    CUSTOMERID: text(({ document }) => document.customer.id),
    SOURCE_DOCKEY: number(({ document }) => document.source?.key ?? ''),
    SOURCE_DOCID: text(({ document: { source } }) => (source === undefined ? '' : idOf(source))),
    STATE: text(({ document }) => stateShown(document), { stored: Object.fromEntries(Object.values(STATES)) }),
    WHENCREATED: moment(({ document }) => momentText(document.createdAt)),
    WHENMODIFIED: moment(({ document }) => momentText(document.changedAt)),
  },
};

interface DocumentSubtotal {
  readonly key: string;
  readonly subtotal: Subtotal;
  readonly document: SalesDocument;
}

const subtotalsOf = (document: SalesDocument): readonly DocumentSubtotal[] =>
  document.subtotals.map((subtotal) => ({ key: subtotal.key, subtotal, document }));

/** Discounts are negative in their total (sheet section 3.1). */
export const SODOCUMENTSUBTOTALS: GatewayObject<DocumentSubtotal> = {
  name: 'SODOCUMENTSUBTOTALS',
  id: 'RECORDNO',
  all: ({ documents }) => documents.flatMap(subtotalsOf),
  definition: ({ document }) => document.definition,
  fields: {
    RECORDNO: number(({ key }) => key),
    DOCHDRNO: number(({ document }) => document.key),
    DOCHDRID: text(({ document }) => idOf(document)),
    DESCRIPTION: text(({ subtotal }) => subtotal.description),
    ABSVAL: number(({ subtotal }) => subtotal.total.abs().toFixed(2)),
    TRX_ABSVAL: number(({ subtotal }) => subtotal.total.abs().toFixed(2)),
    PERCENTVAL: number(() => ''),
    TOTAL: number(({ subtotal }) => subtotal.total.toFixed(2)),
    TRX_TOTAL: number(({ subtotal }) => subtotal.total.toFixed(2)),
  },
};
