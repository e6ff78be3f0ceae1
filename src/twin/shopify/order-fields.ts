import { Big } from 'big.js';
import { requireScope } from './access-scopes.ts';
import { connectionOf, type PageArgs } from './connection.ts';
import { fulfillmentStatus } from './fulfillment-status.ts';
import { mergeTaxLines } from './line-tax.ts';
import { metafieldOwnerResolvers } from './metafields.ts';
import { moneyBag } from './money.ts';
import type { OrderRecord } from './order-record.ts';
import { currentQuantity, currentTotals, nonFulfillableQuantity } from './order-totals.ts';
import { discountApplicationView, shippingLineView, taxLineView, transactionView } from './order-views.ts';
import { financialStatus, outstanding, received, refunded } from './payments.ts';
import { protectedValue } from './protected-data.ts';
import type { Resolver, Resolvers } from './resolvers.ts';
import { currentSurcharges, originalSurcharges, tipTotal } from './surcharges.ts';

/** A field that is an amount of the order, in both currencies. */
function amount(read: (order: OrderRecord) => Big | string): Resolver<OrderRecord> {
  return (order) => moneyBag(order, read(order));
}

/** A field that is null where the thing itself does not apply: no duties is not duties of zero. */
function amountOrNull(read: (order: OrderRecord) => Big | null): Resolver<OrderRecord> {
  return (order) => {
    const value = read(order);
    return value === null ? null : moneyBag(order, value);
  };
}

export const orderResolvers: Resolvers<OrderRecord> = {
  ...metafieldOwnerResolvers,
  displayFinancialStatus: financialStatus,
  displayFulfillmentStatus: (order, _, { shop }) => fulfillmentStatus(shop, order),
  closed: ({ closedAt }) => closedAt !== null,
  fullyPaid: (order) => financialStatus(order) === 'PAID',
  unpaid: (order) => received(order).eq(0),
  email: ({ email }, _, call) => protectedValue(call, email),
  phone: ({ phone }, _, call) => protectedValue(call, phone),
  billingAddress: ({ billingAddress }, _, call) => protectedValue(call, billingAddress),
  shippingAddress: ({ shippingAddress }, _, call) => protectedValue(call, shippingAddress),
  customer: ({ customerId }, _, call) => {
    if (customerId === null) return null;
    requireScope(call, 'customer', 'read_customers');
    return call.shop.customers.get(customerId) ?? null;
  },
  purchasingEntity: ({ purchasingCompany, customerId }, _, { shop }) => {
    if (purchasingCompany === null) return shop.customers.get(customerId ?? '') ?? null;
    const company = shop.companies.get(purchasingCompany.companyId);
    return {
      __typename: 'PurchasingCompany',
      company,
      contact: company?.contacts.find(({ id }) => id === purchasingCompany.contactId) ?? null,
      location: shop.companyLocations.get(purchasingCompany.locationId),
    };
  },
  lineItems: (order, args: PageArgs) =>
    connectionOf(
      order.lines.map((line) => ({ ...line, order })),
      args,
    ),
  // Without the tips, as the subtotal is.
  subtotalLineItemsQuantity: ({ lines }) =>
    lines.filter(({ isTip }) => !isTip).reduce((sum, { quantity }) => sum + quantity, 0),
  currentSubtotalLineItemsQuantity: ({ lines }) =>
    lines.filter(({ isTip }) => !isTip).reduce((sum, line) => sum + currentQuantity(line), 0),
  nonFulfillableLineItems: (order, args: PageArgs) =>
    connectionOf(
      order.lines.filter((line) => nonFulfillableQuantity(line) === line.quantity).map((line) => ({ ...line, order })),
      args,
    ),
  shippingLine: (order) => (order.shippingLines[0] === undefined ? null : shippingLineView(order, order.shippingLines)),
  shippingLines: (order, args: PageArgs) =>
    connectionOf(
      order.shippingLines.map((line) => shippingLineView(order, [line])),
      args,
    ),
  subtotalPriceSet: amount(({ ordered }) => ordered.subtotal),
  totalDiscountsSet: amount(({ ordered }) => ordered.discounts),
  totalShippingPriceSet: amount(({ ordered }) => ordered.shipping),
  totalTaxSet: amount(({ ordered }) => ordered.tax),
  totalPriceSet: amount(({ ordered }) => ordered.total),
  currentSubtotalPriceSet: amount((order) => currentTotals(order).subtotal),
  currentTotalTaxSet: amount((order) => currentTotals(order).tax),
  currentTotalPriceSet: amount((order) => currentTotals(order).total),
  currentTotalDiscountsSet: amount((order) => currentTotals(order).discounts),
  currentShippingPriceSet: amount((order) => currentTotals(order).shipping),
  originalTotalPriceSet: amount(({ ordered }) => ordered.total),
  originalTotalDutiesSet: amountOrNull((order) => originalSurcharges(order).duties),
  currentTotalDutiesSet: amountOrNull((order) => currentSurcharges(order).duties),
  additionalFees: (order) =>
    order.fees.map(({ id, name, price, taxLines }) => ({
      id,
      name,
      price: moneyBag(order, price),
      taxLines: taxLines.map((line) => taxLineView(order, line)),
    })),
  originalTotalAdditionalFeesSet: amountOrNull((order) => originalSurcharges(order).fees),
  currentTotalAdditionalFeesSet: amountOrNull((order) => currentSurcharges(order).fees),
  totalTipReceivedSet: amount(({ lines }) => tipTotal(lines)),
  totalTipReceived: (order) => moneyBag(order, tipTotal(order.lines)).shopMoney,
  totalOutstandingSet: amount(outstanding),
  totalReceivedSet: amount(received),
  totalRefundedSet: amount(refunded),
  netPaymentSet: amount((order) => received(order).minus(refunded(order))),
  taxLines: (order) => mergeTaxLines(order.ordered.taxLines).map((line) => taxLineView(order, line)),
  currentTaxLines: (order) => currentTotals(order).taxLines.map((line) => taxLineView(order, line)),
  discountCodes: codesOf,
  discountCode: (order) => codesOf(order)[0] ?? null,
  discountApplications: (order, args: PageArgs) =>
    connectionOf(
      order.discountApplications.map((application) => discountApplicationView(order, application)),
      args,
      ({ index }) => String(index),
    ),
  paymentGatewayNames: ({ transactions }) => [...new Set(transactions.map(({ gateway }) => gateway))],
  transactions: (order, { first }: { first?: number | null }) =>
    order.transactions.slice(0, first ?? undefined).map((transaction) => transactionView(order, transaction)),
  paymentTerms: (order, _, { shop }) => {
    const terms = order.paymentTerms;
    if (terms === null) return null;
    const due = outstanding(order);
    const money = (value: Big) => moneyBag(order, value).shopMoney;
    const schedule = {
      id: terms.id,
      dueAt: terms.dueAt,
      issuedAt: terms.issuedAt,
      completedAt: due.lte(0) ? order.updatedAt : null,
      balanceDue: money(due),
      totalBalance: money(new Big(order.ordered.total)),
    };
    return {
      id: terms.id,
      paymentTermsName: terms.name,
      paymentTermsType: terms.type,
      dueInDays: terms.dueInDays,
      overdue: due.gt(0) && terms.dueAt !== null && terms.dueAt < shop.now(),
      paymentSchedules: (args: PageArgs) => connectionOf([schedule], args),
    };
  },
  fulfillmentOrders: (order, args: PageArgs, call) => {
    requireScope(call, 'fulfillmentOrders', 'read_merchant_managed_fulfillment_orders');
    return connectionOf(
      order.fulfillmentOrderIds.map((id) => call.shop.fulfillmentOrders.get(id)).filter((work) => work !== undefined),
      args,
    );
  },
  fulfillments: (order, { first }: { first?: number | null }, { shop }) =>
    order.fulfillmentIds.slice(0, first ?? undefined).map((id) => shop.fulfillments.get(id)),
  refunds: (order, { first }: { first?: number | null }) =>
    order.refunds.slice(0, first ?? undefined).map((refund) => ({ ...refund, order })),
  returns: (_, args: PageArgs) => connectionOf([], args),
};

function codesOf({ discountApplications }: OrderRecord): string[] {
  return discountApplications.filter(({ kind }) => kind === 'code').map(({ label }) => label);
}
