import { plain, sum } from '../kit/decimal.ts';
import { mergeRows } from './body.ts';
import type { Company } from './company.ts';
import { checkCountry } from './document-addresses.ts';
import { DELIVERY_NOTES, DOCUMENT_KINDS, INVOICES, ORDERS } from './document-kinds.ts';
import { NO_PROPERTIES, PARTNER } from './master-shapes.ts';
import { gives, has, numberOf, type Row, rowsOf, scalarOf, textOf } from './row.ts';
import { alreadyExists, businessRule, invalidCode, malformed } from './service-layer-error.ts';

const COLLECTIONS = ['BPAddresses', 'ContactEmployees', 'BPPaymentMethods', 'BPBranchAssignment'] as const;

/** A new card: under a code of the sender's own, or one of a numbering series (sheet section 3.2). */
export function createPartner(company: Company, given: Row): Row {
  const own = textOf(given, 'CardCode');
  if (own === '' && !gives(given, 'Series')) throw businessRule('Business partner code is missing  [OCRD.CardCode]');
  if (!gives(given, 'CardType')) throw malformed("Property 'CardType' of 'BusinessPartner' is required");
  const code = own === '' ? `C${String(company.next('partner', 20_001))}` : own;
  if (company.partners.get(code) !== undefined) throw alreadyExists('Business partner', code);
  const partner: Row = {
    GroupCode: company.settings.partnerGroups[0] ?? null,
    Currency: company.settings.currency,
    PriceListNum: company.settings.priceLists[0]?.number ?? null,
    PayTermsGrpCode: -1,
    SalesPersonCode: -1,
    CreditLimit: 0,
    MaxCommitment: 0,
    DiscountPercent: 0,
    VatLiable: 'vLiable',
    Valid: 'tYES',
    Frozen: 'tNO',
    BackOrder: 'tYES',
    PartialDelivery: 'tYES',
    NoDiscounts: 'tNO',
    ...NO_PROPERTIES,
    CreateDate: company.today(),
    CreateTime: company.timeOfDay(),
    ...given,
    CardCode: code,
    ...Object.fromEntries(COLLECTIONS.map((property) => [property, []])),
  };
  return keep(company, partner, given, false);
}

/** Changes a card; its rows merge by their keys unless `replace` (sheet sections 3.0 and 3.2). */
export function changePartner(company: Company, before: Row, given: Row, replace: boolean): Row {
  const rows = Object.fromEntries(COLLECTIONS.map((property) => [property, rowsOf(before, property)]));
  const partner = { ...structuredClone(before), ...given, CardCode: textOf(before, 'CardCode'), ...rows };
  return keep(company, partner, given, replace);
}

/** Only a card that no document names can go. */
export function deletePartner(company: Company, partner: Row): void {
  const isUsed = DOCUMENT_KINDS.some((kind) =>
    company
      .documents(kind)
      .all()
      .some(({ CardCode }) => CardCode === partner.CardCode),
  );
  if (isUsed) throw businessRule('Business partner cannot be removed: documents exist');
  company.partners.remove(textOf(partner, 'CardCode'));
}

/** A card as it is shown, with what the customer owes and has ordered. */
export function partnerWithBalances(company: Company, partner: Row): Row {
  const open = (kind: typeof ORDERS) =>
    company
      .documents(kind)
      .all()
      .filter((each) => each.CardCode === partner.CardCode && each.DocumentStatus === 'bost_Open');
  const owed = open(INVOICES).map((each) => numberOf(each, 'DocTotal').minus(numberOf(each, 'PaidToDate')));
  return {
    ...partner,
    CurrentAccountBalance: plain(sum(owed)),
    OpenOrdersBalance: plain(sum(open(ORDERS).map((each) => numberOf(each, 'DocTotal')))),
    OpenDeliveryNotesBalance: plain(sum(open(DELIVERY_NOTES).map((each) => numberOf(each, 'DocTotal')))),
  };
}

function keep(company: Company, partner: Row, given: Row, replace: boolean): Row {
  checkCodes(company, partner);
  for (const property of COLLECTIONS) {
    const shape = PARTNER.rows[property];
    if (shape === undefined || !has(given, property)) continue;
    const before = rowsOf(partner, property);
    partner[property] = mergeRows(before, rowsOf(given, property), shape, replace, (row, old) => ({
      ...(old ?? blankRow(company, partner, property, row)),
      ...row,
    }));
  }
  checkAddresses(company, partner);
  checkContacts(partner);
  company.touch(partner);
  return company.partners.put(partner);
}

function blankRow(company: Company, partner: Row, property: (typeof COLLECTIONS)[number], row: Row): Row {
  switch (property) {
    case 'BPAddresses': {
      if (!gives(row, 'AddressName')) throw businessRule('Address name is missing  [CRD1.Address]');
      const next = company.next(`address of ${textOf(partner, 'CardCode')}`, 0);
      return { AddressType: 'bo_BillTo', BPCode: partner.CardCode ?? null, RowNum: next, CreateDate: company.today() };
    }
    case 'ContactEmployees':
      return { Active: 'tYES', CardCode: partner.CardCode ?? null, InternalCode: company.next('contact') };
    default:
      return {};
  }
}

function checkCodes({ settings }: Company, partner: Row): void {
  const check = (property: string, known: readonly (string | number)[]) => {
    const value = scalarOf(partner, property);
    if (value !== null && value !== '' && !known.includes(value)) throw invalidCode(`OCRD.${property}`, String(value));
  };
  check('GroupCode', settings.partnerGroups);
  check('Currency', [...settings.currencies, '##']);
  check(
    'PriceListNum',
    settings.priceLists.map(({ number }) => number),
  );
  check('PayTermsGrpCode', settings.paymentTerms);
  check('PeymentMethodCode', settings.paymentMethods);
  check(
    'ShippingType',
    settings.shippingTypes.map(({ code }) => code),
  );
  check(
    'VatGroup',
    settings.taxGroups.map(({ code }) => code),
  );
}

function checkAddresses(company: Company, partner: Row): void {
  const seen = new Set<string>();
  for (const row of rowsOf(partner, 'BPAddresses')) {
    const key = `${textOf(row, 'AddressType')} ${textOf(row, 'AddressName')}`;
    if (seen.has(key)) throw alreadyExists('Address', textOf(row, 'AddressName'));
    seen.add(key);
    checkCountry(company, textOf(row, 'Country'), 'CRD1.Country');
  }
  for (const [property, type] of [
    ['BilltoDefault', 'bo_BillTo'],
    ['ShipToDefault', 'bo_ShipTo'],
  ] as const) {
    const name = textOf(partner, property);
    const own = rowsOf(partner, 'BPAddresses').filter(({ AddressType }) => AddressType === type);
    if (name !== '' && !own.some(({ AddressName }) => AddressName === name))
      throw invalidCode(`OCRD.${property}`, name);
    // The first address of a kind is the default until another one is named.
    if (name === '' && own[0] !== undefined) partner[property] = scalarOf(own[0], 'AddressName');
  }
}

function checkContacts(partner: Row): void {
  const names = rowsOf(partner, 'ContactEmployees').map((row) => textOf(row, 'Name'));
  for (const [index, name] of names.entries()) {
    if (name === '') throw businessRule('Contact name is missing  [OCPR.Name]');
    if (names.indexOf(name) !== index) throw alreadyExists('Contact', name);
  }
  if (gives(partner, 'ContactPerson') && !names.includes(textOf(partner, 'ContactPerson')))
    throw invalidCode('OCRD.CntctPrsn', textOf(partner, 'ContactPerson'));
  if (!gives(partner, 'ContactPerson') && names[0] !== undefined) partner.ContactPerson = names[0];
}
