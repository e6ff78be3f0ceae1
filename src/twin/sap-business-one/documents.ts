import { cents, plain } from '../kit/decimal.ts';
import { baseLineOf, drawFromBases, movedBy } from './base-documents.ts';
import { mergeRows } from './body.ts';
import type { Company } from './company.ts';
import { setAddresses } from './document-addresses.ts';
import { computeAmounts } from './document-amounts.ts';
import { DOCUMENT_KINDS, DOWN_PAYMENTS, type DocumentKind, INVOICES, MOVES_GOODS, ORDERS } from './document-kinds.ts';
import { changedLine, isActive, type LineContext, newLine } from './document-lines.ts';
import { gives, has, isYes, numberOf, partOf, type Row, rowsOf, scalarOf, textOf } from './row.ts';
import { businessRule, invalidCode, malformed, notSupported } from './service-layer-error.ts';
import { percentOf, taxGroupFor } from './taxes.ts';

/** Thrown by an order that has to be approved: it became a draft, which is what was kept (sheet section 3.1). */
export class WaitsForApproval extends Error {
  readonly draft: Row;

  constructor(draft: Row) {
    super('waits for approval');
    this.draft = draft;
  }
}

/** Works a document out without keeping it: nothing of the company is changed. Throws what is wrong with it. */
export function draftDocument(company: Company, kind: DocumentKind, given: Row): Row {
  const document: Row = { ...headerOf(given), DocEntry: null, DocNum: null };
  const partner = partnerOf(company, kind, document);
  setDefaults(company, kind, document, partner);
  checkHeader(company, kind, document);
  setAddresses(company, document, given, partner, true);
  const context = contextOf(company, kind, document, partner);
  const lines = rowsOf(given, 'DocumentLines');
  if (lines.length === 0) throw businessRule('Document has no rows');
  document.DocumentLines = lines.map((line, index) =>
    newLine(company, line, index, context, baseLineOf(company, kind, line)),
  );
  document.DocumentAdditionalExpenses = rowsOf(given, 'DocumentAdditionalExpenses').map((freight, index) =>
    freightOf(company, freight, index, context, undefined),
  );
  if ('DocumentPackages' in kind.shape.rows) document.DocumentPackages = rowsOf(given, 'DocumentPackages');
  computeAmounts(company, document);
  settleGivenTotal(company, document, given);
  if (kind.object === INVOICES.object)
    document.DocumentInstallments = [
      {
        InstallmentId: 1,
        DueDate: scalarOf(document, 'DocDueDate'),
        Percentage: 100,
        Total: scalarOf(document, 'DocTotal'),
      },
    ];
  return document;
}

/** Creates a document and does what posting it does to stock and to the documents that it is drawn from. */
export function createDocument(company: Company, kind: DocumentKind, given: Row): Row {
  const document = draftDocument(company, kind, given);
  if (kind === ORDERS && company.settings.blocksRepeatedReference) refuseRepeated(company, document);
  refuseNegativeStock(company, kind, document);
  const { approvalAbove } = company.settings;
  if (kind === ORDERS && approvalAbove !== undefined && numberOf(document, 'DocTotal').gt(approvalAbove))
    throw new WaitsForApproval(keepDraft(company, kind, document, 'dasPending'));
  return postDocument(company, kind, document);
}

/** A document that is parked: it has a key, and moves nothing. */
export function keepDraft(company: Company, kind: DocumentKind, document: Row, authorization = 'dasWithout'): Row {
  number(company, 'draft', document, 90_001);
  document.DocObjectCode = kind.objectName;
  document.AuthorizationStatus = authorization;
  return company.drafts.put(document);
}

export function postDocument(company: Company, kind: DocumentKind, document: Row): Row {
  number(company, kind.set, document, kind.firstNumber);
  document.DocObjectCode = kind.objectName;
  // Always so in the books of a real company, unless somebody writes another.
  document.Reference1 ??= String(document.DocNum);
  if (kind.title !== undefined) document.JournalMemo ??= `${kind.title} - ${textOf(document, 'CardCode')}`;
  const lines = rowsOf(document, 'DocumentLines');
  for (const line of lines) line.ShipDate ??= scalarOf(document, 'DocDueDate');
  drawFromBases(company, lines, 1);
  moveGoods(company, kind, lines, 1);
  return company.documents(kind).put(document);
}

/** What the goods of lines do to what is on hand; `sign` -1 takes it back. */
export function moveGoods(company: Company, kind: DocumentKind, lines: readonly Row[], sign: 1 | -1): void {
  for (const line of lines) {
    const pieces = movedBy(company, kind, line).times(sign);
    if (!pieces.eq(0)) company.stock.post(textOf(line, 'ItemCode'), textOf(line, 'WarehouseCode'), pieces);
  }
}

/** Changes a document. Rows merge by their number unless `replace` (sheet section 3.0); posted ones keep theirs. */
export function changeDocument(company: Company, kind: DocumentKind, before: Row, given: Row, replace: boolean): Row {
  if (writesAmounts(given) && (!isOpen(before) || kind.cancel === 'mirror'))
    throw businessRule('Document is posted or closed: only its remarks and references can be changed');
  return company.documents(kind).put(changed(company, kind, before, given, replace));
}

/** Changes a draft, whatever it is to become: nothing is booked yet. */
export function changeDraft(company: Company, draft: Row, given: Row, replace: boolean): Row {
  if (!isOpen(draft)) throw businessRule('Draft is closed');
  return company.drafts.put(changed(company, kindOf(textOf(draft, 'DocObjectCode')), draft, given, replace));
}

const AMOUNTS = [
  'DocumentLines',
  'DocumentAdditionalExpenses',
  'DiscountPercent',
  'Rounding',
  'RoundingDiffAmount',
  'DocTotal',
];

const writesAmounts = (given: Row): boolean => AMOUNTS.some((property) => has(given, property));

const isOpen = (document: Row): boolean => textOf(document, 'DocumentStatus') === 'bost_Open';

function changed(company: Company, kind: DocumentKind, before: Row, given: Row, replace: boolean): Row {
  const document = { ...structuredClone(before), ...headerOf(given) };
  if (has(given, 'CardCode') && given.CardCode !== before.CardCode && isDrawn(before))
    throw businessRule('The customer of a document that others are drawn from cannot be changed');
  const partner = partnerOf(company, kind, document);
  checkHeader(company, kind, document);
  setAddresses(company, document, given, partner, false);
  if (writesAmounts(given)) {
    const context = contextOf(company, kind, document, partner);
    changeRows(company, kind, document, given, replace, context);
    computeAmounts(company, document);
    settleGivenTotal(company, document, given);
  }
  company.touch(document);
  return document;
}

function changeRows(
  company: Company,
  kind: DocumentKind,
  document: Row,
  given: Row,
  replace: boolean,
  context: LineContext,
): void {
  const lines = rowsOf(document, 'DocumentLines');
  const lineShape = kind.shape.rows.DocumentLines;
  const freightShape = kind.shape.rows.DocumentAdditionalExpenses;
  if (lineShape === undefined || freightShape === undefined) return;
  if (has(given, 'DocumentLines')) {
    let next = Math.max(-1, ...lines.map((line) => Number(line.LineNum))) + 1;
    document.DocumentLines = mergeRows(lines, rowsOf(given, 'DocumentLines'), lineShape, replace, (line, old) => {
      if (old !== undefined) return changedLine(company, old, line, context);
      next += 1;
      return newLine(company, line, next - 1, context, baseLineOf(company, kind, line));
    });
    const left = rowsOf(document, 'DocumentLines');
    const dropped = lines.filter((line) => !left.some(({ LineNum }) => LineNum === line.LineNum));
    if (dropped.some((line) => isDrawnLine(line))) throw businessRule('A row that was delivered cannot be removed');
    if (left.length === 0) throw businessRule('Document has no rows');
  }
  if (has(given, 'DocumentAdditionalExpenses')) {
    const freights = rowsOf(document, 'DocumentAdditionalExpenses');
    let next = Math.max(-1, ...freights.map((freight) => Number(freight.LineNum))) + 1;
    document.DocumentAdditionalExpenses = mergeRows(
      freights,
      rowsOf(given, 'DocumentAdditionalExpenses'),
      freightShape,
      replace,
      (freight, old) => freightOf(company, freight, old === undefined ? next++ : Number(old.LineNum), context, old),
    );
  }
}

const isDrawnLine = (line: Row): boolean => !numberOf(line, 'RemainingOpenQuantity').eq(numberOf(line, 'Quantity'));

/** Whether something was delivered or invoiced of a document. */
export const isDrawn = (document: Row): boolean => rowsOf(document, 'DocumentLines').some(isDrawnLine);

/** What a body says of the header alone. */
const headerOf = (given: Row): Row =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value === null || typeof value !== 'object'));

function number(company: Company, counter: string, document: Row, first: number): void {
  document.DocEntry = company.next(`${counter} entry`);
  document.DocNum = company.next(`${counter} number`, first);
  document.CreationDate = company.today();
  document.DocTime = `${company.timeOfDay().slice(0, 5)}:00`;
  company.touch(document);
  for (const line of rowsOf(document, 'DocumentLines')) {
    line.DocEntry = document.DocEntry;
    for (const jurisdiction of rowsOf(line, 'LineTaxJurisdictions')) jurisdiction.DocEntry = document.DocEntry;
  }
  const address = partOf(document, 'AddressExtension');
  if (address !== undefined) address.DocEntry = document.DocEntry;
}

function partnerOf(company: Company, kind: DocumentKind, document: Row): Row {
  const code = textOf(document, 'CardCode');
  if (code === '') throw businessRule(`Customer code is missing  [${kind.table}.CardCode]`);
  const partner = company.partners.get(code);
  if (partner === undefined || textOf(partner, 'CardType') === 'cSupplier')
    throw invalidCode(`${kind.table}.CardCode`, code);
  if (!isActive(partner, textOf(document, 'DocDate') || company.today()))
    throw businessRule(`Customer '${code}' is inactive  [${kind.table}.CardCode]`);
  return partner;
}

const NO_SHIPPING_TYPE = -1;

function setDefaults(company: Company, kind: DocumentKind, document: Row, partner: Row): void {
  const { settings } = company;
  const today = company.today();
  const ownCurrency = textOf(partner, 'Currency');
  const defaults: Row = {
    DocType: 'dDocument_Items',
    CardName: scalarOf(partner, 'CardName'),
    DocDate: today,
    TaxDate: scalarOf(document, 'DocDate') ?? today,
    // Orders must say when they are due (sheet section 3.1); of what is posted it is today.
    DocDueDate: kind === ORDERS ? null : today,
    DocCurrency: ownCurrency === '' || ownCurrency === '##' ? settings.currency : ownCurrency,
    DocRate: 1,
    Series: 12,
    PaymentGroupCode: scalarOf(partner, 'PayTermsGrpCode') ?? -1,
    PaymentMethod: scalarOf(partner, 'PeymentMethodCode'),
    TransportationCode: scalarOf(partner, 'ShippingType') ?? NO_SHIPPING_TYPE,
    SalesPersonCode: scalarOf(partner, 'SalesPersonCode') ?? -1,
    DiscountPercent: isYes(partner, 'NoDiscounts') ? 0 : (scalarOf(partner, 'DiscountPercent') ?? 0),
    PriceMode: 'pmdNet',
    Confirmed: 'tYES',
    Rounding: 'tNO',
    ReserveInvoice: 'tNO',
  };
  for (const [property, value] of Object.entries(defaults)) document[property] ??= value;
  Object.assign(document, {
    Cancelled: 'tNO',
    CancelStatus: 'csNo',
    DocumentStatus: 'bost_Open',
    AuthorizationStatus: 'dasWithout',
    PaidToDate: 0,
  });
}

function checkHeader({ settings }: Company, kind: DocumentKind, document: Row): void {
  const { table } = kind;
  if (!gives(document, 'DocDueDate')) throw businessRule(`Delivery date is missing  [${table}.DocDueDate]`);
  const check = (property: string, known: readonly (string | number)[]) => {
    const value = scalarOf(document, property);
    if (value !== null && value !== '' && !known.includes(value))
      throw invalidCode(`${table}.${property}`, String(value));
  };
  check('DocCurrency', settings.currencies);
  check('TransportationCode', [NO_SHIPPING_TYPE, ...settings.shippingTypes.map(({ code }) => code)]);
  check('PaymentMethod', settings.paymentMethods);
  check('PaymentGroupCode', settings.paymentTerms);
  if (settings.branches.length > 0) {
    if (!gives(document, 'BPL_IDAssignedToInvoice')) throw businessRule(`Specify an active branch  [${table}.BPLId]`);
    check('BPL_IDAssignedToInvoice', settings.branches);
  }
  if (kind === DOWN_PAYMENTS && !gives(document, 'DownPaymentType'))
    throw malformed("Property 'DownPaymentType' of 'Document' is required");
}

function contextOf(company: Company, kind: DocumentKind, document: Row, partner: Row): LineContext {
  return {
    kind,
    partner,
    currency: textOf(document, 'DocCurrency'),
    day: textOf(document, 'DocDate') || company.today(),
    country: textOf(partOf(document, 'AddressExtension'), 'ShipToCountry'),
  };
}

/** A charge beside the lines: net, or with its tax where only that is given. */
function freightOf(
  company: Company,
  given: Row,
  lineNum: number,
  { kind, partner, country }: LineContext,
  before: Row | undefined,
): Row {
  const { expenses, taxProperty } = company.settings;
  const freight: Row = { DistributionMethod: 'aedm_None', ...before, ...given, LineNum: lineNum };
  if (!expenses.some(({ code }) => code === freight.ExpenseCode))
    throw invalidCode(`${kind.table.slice(1)}3.ExpnsCode`, textOf(freight, 'ExpenseCode'));
  const code = taxGroupFor(company, freight, { partner, country, column: `${kind.table.slice(1)}3` });
  const percent = percentOf(company, code);
  if (percent === undefined) throw invalidCode(`${kind.table.slice(1)}3.${taxProperty}`, code);
  const rate = percent.div(100);
  const isGross = gives(given, 'LineGross') && !gives(given, 'LineTotal');
  const gross = cents(numberOf(freight, 'LineGross'));
  const net = isGross ? cents(gross.div(rate.plus(1))) : cents(numberOf(freight, 'LineTotal'));
  const tax = isGross ? gross.minus(net) : cents(net.times(rate));
  return {
    ...freight,
    TaxCode: taxProperty === 'TaxCode' ? code : null,
    VatGroup: taxProperty === 'VatGroup' ? code : null,
    TaxPercent: plain(percent),
    LineTotal: plain(net),
    LineGross: plain(net.plus(tax)),
    TaxSum: plain(tax),
  };
}

/** A total that the body insists on: the difference is put down as rounding. How exactly is not documented (sheet section 3.1), and this is assumed. */
function settleGivenTotal(company: Company, document: Row, given: Row): void {
  if (!gives(given, 'DocTotal')) return;
  const difference = cents(numberOf(given, 'DocTotal')).minus(numberOf(document, 'DocTotal'));
  if (difference.eq(0)) return;
  document.Rounding = 'tYES';
  document.RoundingDiffAmount = plain(numberOf(document, 'RoundingDiffAmount').plus(difference));
  computeAmounts(company, document);
}

function refuseRepeated(company: Company, document: Row): void {
  const reference = textOf(document, 'NumAtCard');
  const same = reference === '' ? [] : (company.documents(ORDERS).with('NumAtCard', reference) ?? []);
  if (same.some((each) => each.CardCode === document.CardCode && !isYes(each, 'Cancelled')))
    throw businessRule(`Customer reference number '${reference}' already exists  [ORDR.NumAtCard]`);
}

function refuseNegativeStock(company: Company, kind: DocumentKind, document: Row): void {
  if (!MOVES_GOODS.has(kind.object) && kind !== INVOICES) return;
  for (const line of rowsOf(document, 'DocumentLines')) {
    const moved = movedBy(company, kind, line);
    const onHand = company.stock.onHand(textOf(line, 'ItemCode'), textOf(line, 'WarehouseCode'));
    if (moved.lt(0) && onHand.plus(moved).lt(0))
      throw businessRule(
        `Quantity falls into negative inventory  [${kind.table.slice(1)}1.ItemCode][line: ${Number(line.LineNum) + 1}]`,
      );
  }
}

/** Parks what a body describes, for the object that it names. */
export function createDraft(company: Company, given: Row): Row {
  const kind = kindOf(textOf(given, 'DocObjectCode'));
  return keepDraft(company, kind, draftDocument(company, kind, given));
}

/**
 * Makes the document that a draft was to be. The draft stays, closed, and cannot be added again (as clients of the service
 * have found it; the sheet does not tell).
 */
export function addDraft(company: Company, draft: Row, authorization = 'dasWithout'): Row {
  if (!isOpen(draft)) throw businessRule('Draft was added already');
  const kind = kindOf(textOf(draft, 'DocObjectCode'));
  for (const line of rowsOf(draft, 'DocumentLines')) baseLineOf(company, kind, line);
  refuseNegativeStock(company, kind, draft);
  const document = postDocument(company, kind, { ...structuredClone(draft), AuthorizationStatus: authorization });
  company.drafts.put({ ...draft, DocumentStatus: 'bost_Close', AuthorizationStatus: 'dasWithout' });
  return document;
}

function kindOf(objectCode: string): DocumentKind {
  const kind = DOCUMENT_KINDS.find(
    ({ object, objectName }) => objectCode === objectName || objectCode === String(object),
  );
  if (kind === undefined) throw notSupported();
  return kind;
}
