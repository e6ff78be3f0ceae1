import { connectionSdl, PAGE_ARGS } from './scalars-sdl.ts';

const METAFIELDS = `metafield(namespace: String, key: String!): Metafield
  metafields(${PAGE_ARGS}, namespace: String, keys: [String!]): MetafieldConnection!`;

const US_STATES =
  'AK AL AR AZ CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH NJ NM NV NY OH OK OR PA RI SC SD TN TX UT VA VT WA WI WV WY';
const CA_EXEMPTIONS =
  'CA_STATUS_CARD_EXEMPTION CA_DIPLOMAT_EXEMPTION CA_BC_RESELLER_EXEMPTION CA_MB_RESELLER_EXEMPTION CA_SK_RESELLER_EXEMPTION CA_BC_CONTRACTOR_EXEMPTION CA_SK_CONTRACTOR_EXEMPTION CA_NS_COMMERCIAL_FISHERY_EXEMPTION CA_PE_COMMERCIAL_FISHERY_EXEMPTION';

export const CUSTOMER_SDL = `
enum TaxExemption {
  ${US_STATES.split(' ')
    .map((state) => `US_${state}_RESELLER_EXEMPTION`)
    .join(' ')}
  ${CA_EXEMPTIONS} EU_REVERSE_CHARGE_EXEMPTION_RULE
}
enum CustomerState { DECLINED DISABLED ENABLED INVITED }
enum CustomerEmailAddressMarketingState { INVALID NOT_SUBSCRIBED PENDING SUBSCRIBED UNSUBSCRIBED }
enum CustomerEmailMarketingState { INVALID NOT_SUBSCRIBED PENDING REDACTED SUBSCRIBED UNSUBSCRIBED }
enum CustomerSortKeys { CREATED_AT ID LOCATION NAME RELEVANCE UPDATED_AT }
type CustomerEmailAddress { emailAddress: String! marketingState: CustomerEmailAddressMarketingState! validFormat: Boolean! }
type CustomerPhoneNumber { phoneNumber: String! }
${connectionSdl('MailingAddress')}
type Customer implements Node {
  id: ID! legacyResourceId: UnsignedInt64! firstName: String lastName: String displayName: String! locale: String!
  defaultEmailAddress: CustomerEmailAddress defaultPhoneNumber: CustomerPhoneNumber
  email: String @deprecated(reason: "Use defaultEmailAddress.") phone: String @deprecated(reason: "Use defaultPhoneNumber.")
  state: CustomerState! verifiedEmail: Boolean! taxExempt: Boolean! taxExemptions: [TaxExemption!]! tags: [String!]! note: String
  numberOfOrders: UnsignedInt64! amountSpent: MoneyV2! defaultAddress: MailingAddress
  addresses(first: Int): [MailingAddress!]! @deprecated(reason: "Use addressesV2.")
  addressesV2(${PAGE_ARGS}): MailingAddressConnection!
  companyContactProfiles: [CompanyContact!]! createdAt: DateTime! updatedAt: DateTime!
  orders(${PAGE_ARGS}, sortKey: OrderSortKeys = ID, query: String): OrderConnection!
  ${METAFIELDS}
}
${connectionSdl('Customer')}

input CustomerEmailMarketingConsentInput { marketingState: CustomerEmailMarketingState! consentUpdatedAt: DateTime }
input CustomerSmsMarketingConsentInput { marketingState: CustomerEmailMarketingState! consentUpdatedAt: DateTime }
input CustomerInput {
  id: ID email: String firstName: String lastName: String phone: String locale: String note: String tags: [String!]
  taxExempt: Boolean taxExemptions: [TaxExemption!] metafields: [MetafieldInput!] addresses: [MailingAddressInput!]
  emailMarketingConsent: CustomerEmailMarketingConsentInput smsMarketingConsent: CustomerSmsMarketingConsentInput
}
input CustomerSetInput {
  id: ID email: String firstName: String lastName: String phone: String locale: String note: String tags: [String!]
  taxExempt: Boolean taxExemptions: [TaxExemption!] addresses: [MailingAddressInput!]
}
input CustomerSetIdentifiers { id: ID email: String phone: String customId: UniqueMetafieldValueInput }
input CustomerIdentifierInput { id: ID emailAddress: String phoneNumber: String customId: UniqueMetafieldValueInput }
enum CustomerSetUserErrorCode { ID_NOT_ALLOWED INVALID INVALID_METAFIELD NOT_FOUND TAKEN BLANK TOO_LONG TOO_SHORT INPUT_MISMATCH METAFIELD_MISMATCH MISSING_FIELD_REQUIRED }
type CustomerSetUserError implements DisplayableError { field: [String!] message: String! code: CustomerSetUserErrorCode }
type CustomerCreatePayload { customer: Customer userErrors: [UserError!]! }
type CustomerUpdatePayload { customer: Customer userErrors: [UserError!]! }
type CustomerSetPayload { customer: Customer userErrors: [CustomerSetUserError!]! }
type CustomerAddressCreatePayload { address: MailingAddress userErrors: [UserError!]! }
type CustomerAddressUpdatePayload { address: MailingAddress userErrors: [UserError!]! }
type CustomerAddressDeletePayload { deletedAddressId: ID userErrors: [UserError!]! }
input CustomerDeleteInput { id: ID! }
type CustomerDeletePayload { deletedCustomerId: ID userErrors: [UserError!]! }

extend type Query {
  customer(id: ID!): Customer
  customerByIdentifier(identifier: CustomerIdentifierInput!): Customer
  customers(${PAGE_ARGS}, sortKey: CustomerSortKeys = ID, query: String): CustomerConnection!
}
extend type Mutation {
  customerCreate(input: CustomerInput!): CustomerCreatePayload
  customerUpdate(input: CustomerInput!): CustomerUpdatePayload
  customerSet(input: CustomerSetInput!, identifier: CustomerSetIdentifiers): CustomerSetPayload
  customerDelete(input: CustomerDeleteInput!): CustomerDeletePayload
  customerAddressCreate(customerId: ID!, address: MailingAddressInput!, setAsDefault: Boolean): CustomerAddressCreatePayload
  customerAddressUpdate(customerId: ID!, addressId: ID!, address: MailingAddressInput, setAsDefault: Boolean): CustomerAddressUpdatePayload
  customerAddressDelete(customerId: ID!, addressId: ID!): CustomerAddressDeletePayload
}
`;
