import { connectionSdl, PAGE_ARGS } from './scalars-sdl.ts';

const METAFIELDS = `metafield(namespace: String, key: String!): Metafield
  metafields(${PAGE_ARGS}, namespace: String, keys: [String!]): MetafieldConnection!`;

export const COMPANY_SDL = `
enum CompanySortKeys { CREATED_AT ID NAME ORDER_COUNT RELEVANCE SINCE_DATE TOTAL_SPENT UPDATED_AT }
enum CompanyLocationSortKeys { COMPANY_ID CREATED_AT ID NAME RELEVANCE UPDATED_AT }
enum CompanyAddressType { BILLING SHIPPING }
type CompanyAddress implements Node {
  id: ID! address1: String! address2: String city: String zip: String recipient: String firstName: String lastName: String
  companyName: String! phone: String province: String zoneCode: String country: String countryCode: CountryCode!
}
type CompanyContactRole implements Node { id: ID! name: String! note: String }
${connectionSdl('CompanyContactRole')}
type CompanyContactRoleAssignment implements Node { id: ID! role: CompanyContactRole! companyLocation: CompanyLocation! }
${connectionSdl('CompanyContactRoleAssignment')}
type CompanyContact implements Node {
  id: ID! title: String isMainContact: Boolean! company: Company! customer: Customer! createdAt: DateTime! updatedAt: DateTime!
  roleAssignments(${PAGE_ARGS}): CompanyContactRoleAssignmentConnection!
}
${connectionSdl('CompanyContact')}
type PaymentTermsTemplate { id: ID! name: String! dueInDays: Int paymentTermsType: PaymentTermsType! }
type BuyerExperienceConfiguration { checkoutToDraft: Boolean! editableShippingAddress: Boolean! paymentTermsTemplate: PaymentTermsTemplate }
type CompanyLocationTaxSettings { taxExempt: Boolean! taxRegistrationId: String taxExemptions: [TaxExemption!]! }
type CompanyLocation implements Node {
  id: ID! name: String! externalId: String phone: String locale: String note: String currency: CurrencyCode!
  billingAddress: CompanyAddress shippingAddress: CompanyAddress
  buyerExperienceConfiguration: BuyerExperienceConfiguration taxSettings: CompanyLocationTaxSettings!
  company: Company! createdAt: DateTime! updatedAt: DateTime!
  ${METAFIELDS}
}
${connectionSdl('CompanyLocation')}
type Company implements Node {
  id: ID! name: String! externalId: String note: String customerSince: DateTime! mainContact: CompanyContact
  contacts(${PAGE_ARGS}): CompanyContactConnection! locations(${PAGE_ARGS}): CompanyLocationConnection!
  defaultRole: CompanyContactRole contactRoles(${PAGE_ARGS}): CompanyContactRoleConnection!
  totalSpent: MoneyV2! createdAt: DateTime! updatedAt: DateTime!
  ${METAFIELDS}
}
${connectionSdl('Company')}

input CompanyAddressInput {
  address1: String address2: String city: String zip: String recipient: String firstName: String lastName: String phone: String
  zoneCode: String countryCode: CountryCode
}
input BuyerExperienceConfigurationInput { checkoutToDraft: Boolean editableShippingAddress: Boolean paymentTermsTemplateId: ID }
input CompanyInput { name: String externalId: String note: String customerSince: DateTime }
input CompanyContactInput { firstName: String lastName: String email: String phone: String title: String locale: String }
input CompanyLocationInput {
  name: String externalId: String phone: String locale: String note: String
  billingAddress: CompanyAddressInput shippingAddress: CompanyAddressInput billingSameAsShipping: Boolean
  buyerExperienceConfiguration: BuyerExperienceConfigurationInput
  taxRegistrationId: String taxExempt: Boolean taxExemptions: [TaxExemption!]
}
input CompanyLocationUpdateInput {
  name: String phone: String locale: String externalId: String note: String buyerExperienceConfiguration: BuyerExperienceConfigurationInput
}
input CompanyCreateInput { company: CompanyInput! companyContact: CompanyContactInput companyLocation: CompanyLocationInput }
enum BusinessCustomerErrorCode { BLANK DUPLICATE_EMAIL_ADDRESS DUPLICATE_EXTERNAL_ID DUPLICATE_PHONE_NUMBER FAILED_TO_DELETE INTERNAL_ERROR INVALID INVALID_INPUT LIMIT_REACHED NO_INPUT REQUIRED RESOURCE_NOT_FOUND TAKEN TOO_LONG UNEXPECTED_TYPE }
type BusinessCustomerUserError implements DisplayableError { field: [String!] message: String! code: BusinessCustomerErrorCode }
type CompanyCreatePayload { company: Company userErrors: [BusinessCustomerUserError!]! }
type CompanyUpdatePayload { company: Company userErrors: [BusinessCustomerUserError!]! }
type CompanyLocationCreatePayload { companyLocation: CompanyLocation userErrors: [BusinessCustomerUserError!]! }
type CompanyLocationUpdatePayload { companyLocation: CompanyLocation userErrors: [BusinessCustomerUserError!]! }
type CompanyLocationAssignAddressPayload { addresses: [CompanyAddress!] userErrors: [BusinessCustomerUserError!]! }
type CompanyLocationTaxSettingsUpdatePayload { companyLocation: CompanyLocation userErrors: [BusinessCustomerUserError!]! }
type CompanyContactCreatePayload { companyContact: CompanyContact userErrors: [BusinessCustomerUserError!]! }
type CompanyAssignCustomerAsContactPayload { companyContact: CompanyContact userErrors: [BusinessCustomerUserError!]! }
type CompanyContactAssignRolePayload { companyContactRoleAssignment: CompanyContactRoleAssignment userErrors: [BusinessCustomerUserError!]! }

extend type Query {
  company(id: ID!): Company
  companies(${PAGE_ARGS}, sortKey: CompanySortKeys = ID, query: String): CompanyConnection!
  companyLocation(id: ID!): CompanyLocation
  paymentTermsTemplates: [PaymentTermsTemplate!]!
  companyLocations(${PAGE_ARGS}, sortKey: CompanyLocationSortKeys = ID, query: String): CompanyLocationConnection!
}
extend type Mutation {
  companyCreate(input: CompanyCreateInput!): CompanyCreatePayload
  companyUpdate(companyId: ID!, input: CompanyInput!): CompanyUpdatePayload
  companyLocationCreate(companyId: ID!, input: CompanyLocationInput!): CompanyLocationCreatePayload
  companyLocationUpdate(companyLocationId: ID!, input: CompanyLocationUpdateInput!): CompanyLocationUpdatePayload
  companyLocationAssignAddress(locationId: ID!, address: CompanyAddressInput!, addressTypes: [CompanyAddressType!]!): CompanyLocationAssignAddressPayload
  companyLocationTaxSettingsUpdate(companyLocationId: ID!, taxRegistrationId: String, taxExempt: Boolean, exemptionsToAssign: [TaxExemption!], exemptionsToRemove: [TaxExemption!]): CompanyLocationTaxSettingsUpdatePayload
  companyContactCreate(companyId: ID!, input: CompanyContactInput!): CompanyContactCreatePayload
  companyAssignCustomerAsContact(companyId: ID!, customerId: ID!): CompanyAssignCustomerAsContactPayload
  companyContactAssignRole(companyContactId: ID!, companyContactRoleId: ID!, companyLocationId: ID!): CompanyContactAssignRolePayload
}
`;
