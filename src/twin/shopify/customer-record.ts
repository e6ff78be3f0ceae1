import type { MailingAddress } from './order-record.ts';

export interface CustomerRecord {
  readonly kind: 'Customer';
  readonly id: string;
  readonly legacyResourceId: string;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  phone: string | null;
  locale: string;
  state: 'DECLINED' | 'DISABLED' | 'ENABLED' | 'INVITED';
  verifiedEmail: boolean;
  marketingState: string;
  taxExempt: boolean;
  taxExemptions: readonly string[];
  tags: readonly string[];
  note: string | null;
  addresses: MailingAddress[];
  defaultAddressId: string | null;
  readonly createdAt: string;
  updatedAt: string;
  touchedMs: number;
}

/** An address of a company location: other names than `MailingAddress` (`recipient`, `zoneCode`). */
export interface CompanyAddressRecord {
  readonly id: string;
  readonly address1: string;
  readonly address2: string | null;
  readonly city: string | null;
  readonly zip: string | null;
  readonly recipient: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly companyName: string;
  readonly phone: string | null;
  readonly province: string | null;
  readonly zoneCode: string | null;
  readonly country: string | null;
  readonly countryCode: string;
}

export interface PaymentTermsTemplate {
  readonly id: string;
  readonly name: string;
  readonly dueInDays: number | null;
  readonly paymentTermsType: string;
}

export interface CompanyLocationRecord {
  readonly kind: 'CompanyLocation';
  readonly id: string;
  readonly companyId: string;
  name: string;
  externalId: string | null;
  phone: string | null;
  locale: string | null;
  note: string | null;
  billingAddress: CompanyAddressRecord | null;
  shippingAddress: CompanyAddressRecord | null;
  checkoutToDraft: boolean;
  editableShippingAddress: boolean;
  paymentTermsTemplate: PaymentTermsTemplate | null;
  taxExempt: boolean;
  taxRegistrationId: string | null;
  taxExemptions: readonly string[];
  readonly createdAt: string;
  updatedAt: string;
  touchedMs: number;
}

export interface CompanyContactRecord {
  readonly id: string;
  readonly companyId: string;
  readonly customerId: string;
  title: string | null;
  /** A contact can order only where a role is assigned. */
  roles: { readonly id: string; readonly roleId: string; readonly locationId: string }[];
  readonly createdAt: string;
  updatedAt: string;
}

export interface CompanyRecord {
  readonly kind: 'Company';
  readonly id: string;
  name: string;
  externalId: string | null;
  note: string | null;
  readonly customerSince: string;
  mainContactId: string | null;
  readonly roles: readonly { readonly id: string; readonly name: string; readonly note: string | null }[];
  readonly contacts: CompanyContactRecord[];
  readonly locationIds: string[];
  readonly createdAt: string;
  updatedAt: string;
  touchedMs: number;
}
