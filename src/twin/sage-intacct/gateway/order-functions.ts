import type { Company, SalesDocument } from '../company.ts';
import { changeDocument, createDocument, deleteOrder, idOf } from '../documents.ts';
import type { Fields } from '../fields.ts';
import { businessError, notUnique } from './gateway-error.ts';
import { dayOf, momentText } from './object-fields.ts';
import { stateShown } from './sales-document-objects.ts';
import { childIn, childrenIn, textIn, type XmlElement } from './xml-element.ts';

/** Elements of a document, by the field of the REST object that they are. */
const TEXTS: Readonly<Record<string, string>> = {
  referenceno: 'referenceNumber',
  message: 'memo',
  trackingnumber: 'trackingNumber',
  customerponumber: 'customerPONumber',
  documentno: 'documentNumber',
  basecurr: 'baseCurrency',
  currency: 'txnCurrency',
};
const REFERENCES: Readonly<Record<string, string>> = {
  customerid: 'customer',
  termname: 'paymentTerm',
  shippingmethod: 'shippingMethod',
};
const DAYS: Readonly<Record<string, string>> = {
  datecreated: 'txnDate',
  dateposted: 'postingDate',
  datedue: 'dueDate',
  shippeddate: 'shippedDate',
};
/** Read elsewhere, or without a meaning for a company with one currency. */
const OTHERS = [
  ...['transactiontype', 'externalid', 'sotransitems', 'updatesotransitems', 'subtotals', 'updatesubtotals'],
  ...['exchratedate', 'exchratetype'],
];

/** `create_sotransaction`: yields the id of the document. Throws GatewayError and IntacctError. */
export function createTransaction(company: Company, element: XmlElement): string {
  const type = textIn(element, 'transactiontype') ?? '';
  if (type !== 'Sales Order') throw businessError(`Transaction definition ${type} is not valid for this user`);
  const externalId = textIn(element, 'externalid') ?? '';
  if (externalId !== '' && company.documents.some((document) => document.externalId === externalId))
    throw notUnique('SODOCUMENT', externalId);
  const lines = childIn(element, 'sotransitems');
  const subtotals = childIn(element, 'subtotals');
  const fields = {
    ...headerOf(element, company),
    lines: (lines?.children ?? []).map((line) => lineOf(line, company)),
    subtotals: (subtotals?.children ?? []).map((subtotal) => subtotalOf(subtotal, company)),
  };
  return idOf(createDocument(company, 'Sales Order', fields, { keepsSubtotals: true, externalId }));
}

/** `update_sotransaction`: lines are counted from 1 (sheet section 3.1). Throws GatewayError and IntacctError. */
export function updateTransaction(company: Company, element: XmlElement): string {
  const order = orderNamed(company, element, 'externalkey');
  const lines = childIn(element, 'updatesotransitems');
  const subtotals = childIn(element, 'updatesubtotals');
  const fields = {
    ...headerOf(element, company),
    ...(lines === undefined ? {} : { lines: lines.children.map((line) => changedLineOf(line, order, company)) }),
    ...(subtotals === undefined ? {} : { subtotals: subtotals.children.map((each) => subtotalOf(each, company)) }),
  };
  return idOf(changeDocument(company, order, fields, { keepsSubtotals: true }));
}

export function deleteTransaction(company: Company, element: XmlElement): string {
  const order = orderNamed(company, element, 'external');
  deleteOrder(company, order);
  return idOf(order);
}

/** By `Sales Order-SO0001`, or by the external id where the attribute says so. */
function orderNamed({ documents }: Company, { attributes }: XmlElement, external: string): SalesDocument {
  const key = attributes.key ?? '';
  const isExternal = attributes[external] === 'true';
  const found = documents.find((each) =>
    isExternal ? each.externalId !== '' && each.externalId === key : idOf(each) === key,
  );
  if (found === undefined) throw businessError(`The document ${key} does not exist`);
  if (found.definition !== 'Sales Order') throw businessError(`${found.definition} cannot be changed by this user`);
  return found;
}

function headerOf(element: XmlElement, company: Company): Fields {
  const fields: Record<string, unknown> = {};
  const contacts: Record<string, unknown> = {};
  for (const child of element.children) {
    const { name, text } = child;
    const day = DAYS[name];
    if (TEXTS[name] !== undefined) fields[TEXTS[name]] = text;
    else if (REFERENCES[name] !== undefined) fields[REFERENCES[name]] = { id: text };
    else if (day !== undefined) fields[day] = dayOf((part) => textIn(child, part));
    else if (name === 'state') fields.state = stateOf(text);
    else if (name === 'shipto') contacts.shipTo = { id: textIn(child, 'contactname') ?? '' };
    else if (name === 'billto') contacts.billTo = { id: textIn(child, 'contactname') ?? '' };
    else if (name === 'customfields') Object.assign(fields, customOf(child));
    else if (!OTHERS.includes(name) && text !== '') throw new Error(`the twin keeps no ${name} of a document`);
  }
  checkCurrency(fields, company);
  return Object.keys(contacts).length === 0 ? fields : { ...fields, contacts };
}

function checkCurrency({ baseCurrency }: Fields, { settings: { currency } }: Company): void {
  if (baseCurrency !== undefined && baseCurrency !== '' && baseCurrency !== currency)
    throw businessError(`The base currency ${String(baseCurrency)} is not valid`);
}

const STATES = ['Draft', 'Pending', 'Closed'];

function stateOf(text: string): string {
  if (text !== '' && !STATES.includes(text)) throw businessError(`The state ${text} is not valid`);
  return text.toLowerCase();
}

const customOf = (element: XmlElement): Fields =>
  Object.fromEntries(
    childrenIn(element, 'customfield').map((field) => [
      `nsp::${textIn(field, 'customfieldname') ?? ''}`,
      textIn(field, 'customfieldvalue') ?? '',
    ]),
  );

const LINE_TEXTS: Readonly<Record<string, string>> = {
  itemdesc: 'lineDescription',
  unit: 'unit',
  memo: 'memo',
  discsurchargememo: 'discountMemo',
};
const LINE_NUMBERS: Readonly<Record<string, string>> = {
  quantity: 'unitQuantity',
  price: 'unitPrice',
  discountpercent: 'discountPercent',
};

function lineOf(element: XmlElement, company: Company): Fields {
  const fields: Record<string, unknown> = {};
  const dimensions: Record<string, unknown> = {};
  for (const { name, text } of element.children) {
    const number = LINE_NUMBERS[name];
    if (LINE_TEXTS[name] !== undefined) fields[LINE_TEXTS[name]] = text;
    else if (number !== undefined) fields[number] = text === '' ? null : decimalText(name, text);
    else if (name === 'itemid') dimensions.item = { id: text };
    else if (name === 'warehouseid') dimensions.warehouse = { id: text };
    else if (name === 'locationid') checkEntity(text, company);
    else if (text !== '') throw new Error(`the twin keeps no ${name} of a line`);
  }
  return { ...fields, dimensions };
}

/** A line of `updatesotransitems`: one with a number is changed, another one is added. */
function changedLineOf(element: XmlElement, { lines }: SalesDocument, company: Company): Fields {
  const { dimensions, ...fields } = lineOf(element, company);
  if (element.name === 'sotransitem') return { ...fields, dimensions };
  const number = Number(element.attributes.line_num);
  const line = lines[number - 1];
  if (line === undefined) throw businessError(`There is no line ${element.attributes.line_num ?? ''}`);
  if (Object.keys(dimensions as Fields).length > 0 || fields.unit !== undefined)
    throw new Error('the twin changes neither item, warehouse nor unit of a line');
  return { ...fields, key: line.key };
}

function subtotalOf(element: XmlElement, company: Company): Fields {
  for (const { name, text } of element.children) {
    if (name === 'locationid') checkEntity(text, company);
    else if (!['description', 'total', 'absval', 'percentval'].includes(name) && text !== '')
      throw new Error(`the twin keeps no ${name} of a subtotal`);
  }
  return {
    description: textIn(element, 'description') ?? '',
    total: decimalText('total', textIn(element, 'total') ?? ''),
  };
}

function checkEntity(id: string, { settings }: Company): void {
  if (id !== '' && !settings.entities.includes(id)) throw businessError(`Location ${id} is not valid`);
}

function decimalText(name: string, text: string): string {
  if (!/^-?\d{1,12}(\.\d{1,10})?$/.test(text)) throw businessError(`${name}: ${text} is not a number`);
  return text;
}

/**
 * `get` of a `sotransaction`, by its id or, with `externalkey`, by its external id: the one way that a schema shows to find a
 * document by that (intacct_co_functions.v2.1.dtd; the answer as in intacct_response.v2.1.dtd).
 */
export function getTransaction(company: Company, element: XmlElement): unknown {
  const { object } = element.attributes;
  if (object !== 'sotransaction') throw new Error(`the twin gets no ${object ?? ''} by the older function`);
  const document = orderNamed(company, element, 'externalkey');
  return { sotransaction: transactionView(document, company) };
}

const dayParts = (day: string) => {
  const [year = '', month = '', date = ''] = day.split('-');
  return day === '' ? {} : { year, month, day: date };
};

const transactionView = (document: SalesDocument, { settings }: Company) => ({
  key: document.key,
  transactiontype: document.definition,
  transactionid: idOf(document),
  documentnumber: document.documentNumber,
  datecreated: dayParts(document.txnDate),
  customerid: document.customer.id,
  referenceno: document.referenceNumber,
  termname: document.term,
  datedue: dayParts(document.dueDate),
  message: document.memo,
  shippingmethod: document.shippingMethod,
  shipto: { contactname: document.shipTo.id },
  billto: { contactname: document.billTo.id },
  transactionstate: stateShown(document),
  whenmodified: momentText(document.changedAt),
  basecurr: settings.currency,
  currency: settings.currency,
  sotransitems: {
    sotransitem: document.lines.map((line, index) => ({
      recordno: line.key,
      line_no: String(index),
      itemid: line.item.id,
      itemdesc: line.description,
      warehouseid: line.warehouse,
      quantity: line.unitQuantity.toFixed(),
      unit: line.unit,
      price: line.unitPrice.toFixed(),
      discountpercent: line.discountPercent.toFixed(),
      memo: line.memo,
    })),
  },
  subtotals: {
    subtotal: document.subtotals.map(({ description, total }) => ({
      description,
      total: total.toFixed(2),
      absval: total.abs().toFixed(2),
    })),
  },
});
