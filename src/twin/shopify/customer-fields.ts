import { connectionOf, type PageArgs } from './connection.ts';
import type { CustomerRecord } from './customer-record.ts';
import { spendingOf } from './customer-spending.ts';
import { findCustomer } from './customers.ts';
import { type CustomId, metafieldOwnerResolvers, ownerByCustomId } from './metafields.ts';
import { amountOf } from './money.ts';
import { visibleOrders } from './order-queries.ts';
import { ORDER_LIST } from './order-search.ts';
import { protectedValue } from './protected-data.ts';
import { type ListArgs, type ListKind, listRecords } from './record-list.ts';
import type { Resolvers } from './resolvers.ts';

export const CUSTOMER_LIST: ListKind<CustomerRecord> = {
  name: 'customers',
  fields: {
    named: {
      id: { as: 'number', read: ({ legacyResourceId }) => [legacyResourceId] },
      // Whole days: `updated_at:>='2026-05-01T18:00:00Z'` is everything of that day, `>` nothing of it.
      updated_at: { as: 'day', read: ({ updatedAt }) => [updatedAt] },
      customer_date: { as: 'day', read: ({ createdAt }) => [createdAt] },
      created_at: { as: 'day', read: ({ createdAt }) => [createdAt] },
      email: { as: 'words', read: ({ email }) => [email] },
      phone: { as: 'exact', read: ({ phone }) => [phone] },
      first_name: { as: 'words', read: ({ firstName }) => [firstName] },
      last_name: { as: 'words', read: ({ lastName }) => [lastName] },
      state: { as: 'exact', read: ({ state }) => [state] },
      tag: { as: 'exact', read: ({ tags }) => tags },
      country: {
        as: 'exact',
        read: ({ addresses }) => addresses.flatMap(({ country, countryCodeV2 }) => [country, countryCodeV2]),
      },
      orders_count: { as: 'number', read: ({ id }, shop) => [String(spendingOf(shop, id).orders)] },
    },
    bare: {
      as: 'words',
      read: ({ firstName, lastName, email, phone }) => [[firstName, lastName].join(' '), email, phone],
    },
  },
  sortKeys: {
    CREATED_AT: ({ createdAt }) => createdAt,
    UPDATED_AT: ({ updatedAt }) => updatedAt,
    NAME: ({ lastName, firstName }) => `${lastName ?? ''} ${firstName ?? ''}`,
    LOCATION: ({ addresses }) => addresses[0]?.country ?? '',
  },
};

export const customerQueries: Resolvers<unknown> = {
  customer: (_, { id }: { id: string }, { shop }) => shop.customers.get(id) ?? null,
  customerByIdentifier: (
    _,
    { identifier }: { identifier: { id?: string; emailAddress?: string; phoneNumber?: string; customId?: CustomId } },
    { shop },
  ) => {
    const { id, emailAddress: email, phoneNumber: phone, customId } = identifier;
    if (customId) return shop.customers.get(ownerByCustomId(shop, 'Customer', customId) ?? '') ?? null;
    return findCustomer(shop, { id: id ?? null, email: email ?? null, phone: phone ?? null }) ?? null;
  },
  customers: (_, args: ListArgs, call, info) =>
    listRecords(CUSTOMER_LIST, () => call.shop.customers.values(), args, call, info),
};

export const customerResolvers: Resolvers<CustomerRecord> = {
  ...metafieldOwnerResolvers,
  firstName: ({ firstName }, _, call) => protectedValue(call, firstName),
  lastName: ({ lastName }, _, call) => protectedValue(call, lastName),
  email: ({ email }, _, call) => protectedValue(call, email),
  phone: ({ phone }, _, call) => protectedValue(call, phone),
  displayName: ({ firstName, lastName, email, phone }) =>
    [firstName, lastName].filter((part) => part !== null && part !== '').join(' ') || (email ?? phone ?? ''),
  defaultEmailAddress: ({ email, marketingState }, _, call) =>
    protectedValue(call, email === null ? null : { emailAddress: email, marketingState, validFormat: true }),
  defaultPhoneNumber: ({ phone }, _, call) => protectedValue(call, phone === null ? null : { phoneNumber: phone }),
  numberOfOrders: ({ id }, _, { shop }) => String(spendingOf(shop, id).orders),
  amountSpent: ({ id }, _, { shop }) => ({
    amount: amountOf(spendingOf(shop, id).spent),
    currencyCode: shop.settings.currency,
  }),
  defaultAddress: ({ addresses, defaultAddressId }, _, call) =>
    protectedValue(call, addresses.find(({ id }) => id === defaultAddressId) ?? null),
  addresses: ({ addresses }, { first }: { first?: number | null }, call) =>
    (protectedValue(call, addresses) ?? []).slice(0, first ?? undefined),
  addressesV2: ({ addresses }, args: PageArgs, call) => connectionOf(protectedValue(call, addresses) ?? [], args),
  companyContactProfiles: ({ id }, _, { shop }) =>
    [...shop.companies.values()].flatMap(({ contacts }) => contacts.filter(({ customerId }) => customerId === id)),
  orders: ({ id }, args: ListArgs, call, info) =>
    listRecords(
      { ...ORDER_LIST, name: `orders of ${id}` },
      () => [...visibleOrders(call)()].filter(({ customerId }) => customerId === id),
      args,
      call,
      info,
    ),
};
