import type { Row, Scalar } from './row.ts';

type Json = Readonly<Record<string, unknown>>;

/** How the entity API calls columns of the database: `PoNoRequired` for `po_no_required`. */
export interface EntityNames {
  readonly [field: string]: string;
}

/**
 * The columns that a body sets. What the entity does not know is passed over without a word, and so is another spelling
 * (sheet section 6).
 */
export function columnsOf(body: Json, names: EntityNames): Row {
  return Object.fromEntries(
    Object.entries(body).flatMap(([field, value]): [string, Scalar][] => {
      const column = Object.hasOwn(names, field) ? names[field] : undefined;
      if (column === undefined || !(value === null || typeof value === 'string' || typeof value === 'number'))
        return [];
      return [[column, value]];
    }),
  );
}

/** The fields of an entity from a row. */
export const fieldsOf = (row: Row | undefined, names: EntityNames): Record<string, Scalar> =>
  Object.fromEntries(Object.entries(names).map(([field, column]) => [field, row?.[column] ?? null]));

/** Every collection of the entity API (sheet section 3.3). */
export function collection(body: Json, name: string): readonly Json[] {
  const holder = body[name];
  if (typeof holder !== 'object' || holder === null) return [];
  const { list } = holder as Json;
  return Array.isArray(list) ? (list as Json[]) : [];
}

export const CUSTOMER_FIELDS: EntityNames = {
  CustomerId: 'customer_id',
  CompanyId: 'company_id',
  CustomerName: 'customer_name',
  SalesrepId: 'salesrep_id',
  TermsId: 'terms_id',
  CreditStatus: 'credit_status',
  CreditLimit: 'credit_limit',
  PoNoRequired: 'po_no_required',
  Taxable: 'taxable',
  StateSalesTaxExemptionNo: 'state_sales_tax_exemption_no',
  FederalExemptionNumber: 'federal_exemption_number',
  OtherExemptionNumber: 'other_exemption_number',
  WebEnabledFlag: 'web_enabled_flag',
  LegacyId: 'legacy_id',
  Class1id: 'class_1id',
  Class2id: 'class_2id',
  Class3id: 'class_3id',
  Class4id: 'class_4id',
  Class5id: 'class_5id',
};

/** Names of nested fields are assumptions, made as those of the customer are. */
export const ADDRESS_FIELDS: EntityNames = {
  Id: 'id',
  Name: 'name',
  MailAddress1: 'mail_address1',
  MailAddress2: 'mail_address2',
  MailAddress3: 'mail_address3',
  MailCity: 'mail_city',
  MailState: 'mail_state',
  MailPostalCode: 'mail_postal_code',
  MailCountry: 'mail_country',
  PhysAddress1: 'phys_address1',
  PhysAddress2: 'phys_address2',
  PhysAddress3: 'phys_address3',
  PhysCity: 'phys_city',
  PhysState: 'phys_state',
  PhysPostalCode: 'phys_postal_code',
  PhysCountry: 'phys_country',
  EmailAddress: 'email_address',
  CentralPhoneNumber: 'central_phone_number',
};

export const CONTACT_FIELDS: EntityNames = {
  Id: 'id',
  FirstName: 'first_name',
  LastName: 'last_name',
  EmailAddress: 'email_address',
  DirectPhone: 'direct_phone',
  AddressId: 'address_id',
};

const { Id: _, ...SHIP_TO_ADDRESS } = ADDRESS_FIELDS;
export const SHIP_TO_FIELDS: EntityNames = { ShipToId: 'ship_to_id', ...SHIP_TO_ADDRESS };
