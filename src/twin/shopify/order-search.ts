import { fulfillmentStatus } from './fulfillment-status.ts';
import { legacyIdOf } from './global-id.ts';
import type { OrderRecord } from './order-record.ts';
import { currentTotals } from './order-totals.ts';
import { financialStatus } from './payments.ts';
import type { ListKind } from './record-list.ts';

/** What orders are searched and sorted by. */
export const ORDER_LIST: ListKind<OrderRecord> = {
  name: 'orders',
  fields: {
    named: {
      id: { as: 'number', read: ({ legacyResourceId }) => [legacyResourceId] },
      name: { as: 'exact', read: ({ name }) => [name, name.replace(/^#/, '')] },
      created_at: { as: 'instant', read: ({ createdAt }) => [createdAt] },
      processed_at: { as: 'instant', read: ({ processedAt }) => [processedAt] },
      updated_at: { as: 'instant', read: ({ updatedAt }) => [updatedAt] },
      status: {
        as: 'exact',
        read: ({ cancelledAt, closedAt }) =>
          cancelledAt !== null ? ['cancelled'] : closedAt !== null ? ['closed'] : ['open', 'not_closed'],
      },
      financial_status: { as: 'exact', read: (order) => [financialStatus(order)] },
      fulfillment_status: {
        as: 'exact',
        read: (order, shop) => {
          const status = fulfillmentStatus(shop, order);
          return status === 'PARTIALLY_FULFILLED'
            ? [status, 'partial']
            : status === 'FULFILLED'
              ? [status, 'shipped']
              : [status, 'unshipped'];
        },
      },
      risk_level: { as: 'exact', read: ({ risk }) => risk.assessments.map(({ riskLevel }) => riskLevel) },
      return_status: { as: 'exact', read: ({ returnStatus }) => [returnStatus] },
      customer_id: { as: 'number', read: ({ customerId }) => (customerId === null ? [] : [legacyIdOf(customerId)]) },
      email: { as: 'words', read: ({ email }) => [email] },
      tag: { as: 'exact', read: ({ tags }) => tags },
      po_number: { as: 'exact', read: ({ poNumber }) => [poNumber] },
      sku: { as: 'exact', read: ({ lines }) => lines.map(({ sku }) => sku) },
      discount_code: {
        as: 'exact',
        read: ({ discountApplications }) =>
          discountApplications.filter(({ kind }) => kind === 'code').map(({ label }) => label),
      },
      source_name: { as: 'exact', read: ({ sourceName }) => [sourceName] },
      source_identifier: { as: 'exact', read: ({ sourceIdentifier }) => [sourceIdentifier] },
      gateway: { as: 'exact', read: ({ transactions }) => transactions.map(({ gateway }) => gateway) },
      location_id: {
        as: 'number',
        read: ({ lines }) => lines.map(({ locationId }) => (locationId === null ? null : legacyIdOf(locationId))),
      },
      test: { as: 'flag', read: ({ test }) => [String(test)] },
    },
    bare: {
      as: 'words',
      read: ({ name, email, lines }) => [name, email, ...lines.flatMap(({ sku, title }) => [sku, title])],
    },
  },
  sortKeys: {
    CREATED_AT: ({ createdAt }) => createdAt,
    UPDATED_AT: ({ updatedAt }) => updatedAt,
    PROCESSED_AT: ({ processedAt }) => processedAt,
    ORDER_NUMBER: ({ number }) => number,
    PO_NUMBER: ({ poNumber }) => poNumber ?? '',
    CUSTOMER_NAME: ({ customerId }, shop) => shop.customers.get(customerId ?? '')?.lastName ?? '',
    DESTINATION: ({ shippingAddress }) => shippingAddress?.city ?? '',
    FINANCIAL_STATUS: (order) => financialStatus(order),
    FULFILLMENT_STATUS: (order, shop) => fulfillmentStatus(shop, order),
    TOTAL_PRICE: ({ ordered }) => Number(ordered.total),
    CURRENT_TOTAL_PRICE: (order) => currentTotals(order).total.toNumber(),
    TOTAL_ITEMS_QUANTITY: ({ lines }) => lines.reduce((sum, { quantity }) => sum + quantity, 0),
  },
};
