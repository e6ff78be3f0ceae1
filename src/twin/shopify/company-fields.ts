import { PAYMENT_TERMS_TEMPLATES } from './companies.ts';
import { connectionOf, type PageArgs } from './connection.ts';
import type { CompanyContactRecord, CompanyLocationRecord, CompanyRecord } from './customer-record.ts';
import { legacyIdOf } from './global-id.ts';
import { metafieldOwnerResolvers } from './metafields.ts';
import { amountOf, sumOf } from './money.ts';
import { received, refunded } from './payments.ts';
import { type ListArgs, type ListKind, listRecords } from './record-list.ts';
import type { Resolvers } from './resolvers.ts';

const COMPANY_LIST: ListKind<CompanyRecord> = {
  name: 'companies',
  fields: {
    named: {
      id: { as: 'number', read: ({ id }) => [legacyIdOf(id)] },
      name: { as: 'words', read: ({ name }) => [name] },
      external_id: { as: 'exact', read: ({ externalId }) => [externalId] },
      created_at: { as: 'instant', read: ({ createdAt }) => [createdAt] },
      updated_at: { as: 'instant', read: ({ updatedAt }) => [updatedAt] },
    },
    bare: { as: 'words', read: ({ name, externalId }) => [name, externalId] },
  },
  sortKeys: {
    CREATED_AT: ({ createdAt }) => createdAt,
    UPDATED_AT: ({ updatedAt }) => updatedAt,
    NAME: ({ name }) => name,
  },
};

const LOCATION_LIST: ListKind<CompanyLocationRecord> = {
  name: 'companyLocations',
  fields: {
    named: {
      id: { as: 'number', read: ({ id }) => [legacyIdOf(id)] },
      name: { as: 'words', read: ({ name }) => [name] },
      external_id: { as: 'exact', read: ({ externalId }) => [externalId] },
      company_id: { as: 'number', read: ({ companyId }) => [legacyIdOf(companyId)] },
      created_at: { as: 'instant', read: ({ createdAt }) => [createdAt] },
      updated_at: { as: 'instant', read: ({ updatedAt }) => [updatedAt] },
    },
    bare: { as: 'words', read: ({ name, externalId }) => [name, externalId] },
  },
  sortKeys: {
    CREATED_AT: ({ createdAt }) => createdAt,
    UPDATED_AT: ({ updatedAt }) => updatedAt,
    NAME: ({ name }) => name,
  },
};

export const companyQueries: Resolvers<unknown> = {
  company: (_, { id }: { id: string }, { shop }) => shop.companies.get(id) ?? null,
  companies: (_, args: ListArgs, call, info) =>
    listRecords(COMPANY_LIST, () => call.shop.companies.values(), args, call, info),
  companyLocation: (_, { id }: { id: string }, { shop }) => shop.companyLocations.get(id) ?? null,
  companyLocations: (_, args: ListArgs, call, info) =>
    listRecords(LOCATION_LIST, () => call.shop.companyLocations.values(), args, call, info),
  paymentTermsTemplates: () => PAYMENT_TERMS_TEMPLATES,
};

export const companyResolvers: Resolvers<CompanyRecord> = {
  ...metafieldOwnerResolvers,
  mainContact: ({ contacts, mainContactId }) => contacts.find(({ id }) => id === mainContactId) ?? null,
  contacts: ({ contacts }, args: PageArgs) => connectionOf(contacts, args),
  locations: ({ locationIds }, args: PageArgs, { shop }) =>
    connectionOf(
      locationIds.map((id) => shop.companyLocations.get(id)).filter((location) => location !== undefined),
      args,
    ),
  defaultRole: ({ roles }) => roles[1] ?? null,
  contactRoles: ({ roles }, args: PageArgs) => connectionOf(roles, args),
  totalSpent: ({ id }, _, { shop }) => ({
    amount: amountOf(
      sumOf(
        [...shop.orders.values()]
          .filter(({ purchasingCompany }) => purchasingCompany?.companyId === id)
          .map((order) => received(order).minus(refunded(order))),
      ),
    ),
    currencyCode: shop.settings.currency,
  }),
};

export const companyLocationResolvers: Resolvers<CompanyLocationRecord> = {
  ...metafieldOwnerResolvers,
  currency: (_, __, { shop }) => shop.settings.currency,
  company: ({ companyId }, _, { shop }) => shop.companies.get(companyId),
  buyerExperienceConfiguration: ({ checkoutToDraft, editableShippingAddress, paymentTermsTemplate }) => ({
    checkoutToDraft,
    editableShippingAddress,
    paymentTermsTemplate,
  }),
  taxSettings: ({ taxExempt, taxRegistrationId, taxExemptions }) => ({ taxExempt, taxRegistrationId, taxExemptions }),
};

export const companyContactResolvers: Resolvers<CompanyContactRecord> = {
  isMainContact: ({ id, companyId }, _, { shop }) => shop.companies.get(companyId)?.mainContactId === id,
  company: ({ companyId }, _, { shop }) => shop.companies.get(companyId),
  customer: ({ customerId }, _, { shop }) => shop.customers.get(customerId),
  roleAssignments: ({ roles, companyId }, args: PageArgs, { shop }) =>
    connectionOf(
      roles.map(({ id, roleId, locationId }) => ({
        id,
        role: shop.companies.get(companyId)?.roles.find((role) => role.id === roleId),
        companyLocation: shop.companyLocations.get(locationId),
      })),
      args,
    ),
};
