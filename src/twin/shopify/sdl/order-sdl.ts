import { connectionSdl, PAGE_ARGS } from './scalars-sdl.ts';

const METAFIELDS = `metafield(namespace: String, key: String!): Metafield
  metafields(${PAGE_ARGS}, namespace: String, keys: [String!]): MetafieldConnection!`;

// Duties, fees, tips and risk with their nullability: the public 2026-04 schema (mores/java-shopify-graphql,
// support/2026-04-admin-schema.graphql) and shopify.dev, objects AdditionalFee, OrderRiskSummary, OrderRiskAssessment, RiskFact.
export const ORDER_SDL = `
enum OrderSortKeys {
  CREATED_AT CURRENT_TOTAL_PRICE CUSTOMER_NAME DESTINATION FINANCIAL_STATUS FULFILLMENT_STATUS ID ORDER_NUMBER PO_NUMBER
  PROCESSED_AT RELEVANCE TOTAL_ITEMS_QUANTITY TOTAL_PRICE UPDATED_AT
}
enum OrderCancelReason { CUSTOMER DECLINED FRAUD INVENTORY STAFF OTHER }
enum OrderDisplayFinancialStatus { PENDING AUTHORIZED PARTIALLY_PAID PARTIALLY_REFUNDED VOIDED PAID REFUNDED EXPIRED }
enum OrderDisplayFulfillmentStatus {
  UNFULFILLED PARTIALLY_FULFILLED FULFILLED RESTOCKED PENDING_FULFILLMENT OPEN IN_PROGRESS ON_HOLD SCHEDULED REQUEST_DECLINED
}
enum OrderReturnStatus { NO_RETURN RETURN_REQUESTED IN_PROGRESS INSPECTION_COMPLETE RETURNED RETURN_FAILED }
enum DiscountApplicationAllocationMethod { ACROSS EACH ONE }
enum DiscountApplicationTargetSelection { ALL ENTITLED EXPLICIT }
enum DiscountApplicationTargetType { LINE_ITEM SHIPPING_LINE }
enum OrderTransactionKind { SALE CAPTURE AUTHORIZATION VOID REFUND CHANGE EMV_AUTHORIZATION SUGGESTED_REFUND }
enum OrderTransactionStatus { SUCCESS FAILURE PENDING ERROR AWAITING_RESPONSE UNKNOWN }
enum RefundLineItemRestockType { RETURN CANCEL NO_RESTOCK LEGACY_RESTOCK }
enum OrderAdjustmentDiscrepancyReason { RESTOCK DAMAGE CUSTOMER REFUND_DISCREPANCY FULL_RETURN_BALANCING_ADJUSTMENT PENDING_REFUND_DISCREPANCY }
enum OrderRiskRecommendationResult { ACCEPT CANCEL INVESTIGATE NONE }
enum RiskAssessmentResult { HIGH LOW MEDIUM NONE PENDING }
enum RiskFactSentiment { NEGATIVE NEUTRAL POSITIVE }
enum FulfillmentServiceType { GIFT_CARD MANUAL THIRD_PARTY }
enum PaymentTermsType { RECEIPT NET FIXED FULFILLMENT UNKNOWN }

type TaxLine {
  title: String! rate: Float ratePercentage: Float priceSet: MoneyBag! channelLiable: Boolean source: String
}
type AdditionalFee implements Node { id: ID! name: String! price: MoneyBag! taxLines: [TaxLine!]! }
type Duty implements Node {
  id: ID! harmonizedSystemCode: String countryCodeOfOrigin: CountryCode price: MoneyBag! taxLines: [TaxLine!]!
}
type App implements Node { id: ID! title: String! handle: String }
type RiskFact { description: String! sentiment: RiskFactSentiment! }
type OrderRiskAssessment { riskLevel: RiskAssessmentResult! provider: App facts: [RiskFact!]! }
type OrderRiskSummary { recommendation: OrderRiskRecommendationResult! assessments: [OrderRiskAssessment!]! }
type FulfillmentService { id: ID! handle: String! serviceName: String! type: FulfillmentServiceType! }
interface DiscountApplication {
  index: Int! allocationMethod: DiscountApplicationAllocationMethod! targetSelection: DiscountApplicationTargetSelection!
  targetType: DiscountApplicationTargetType! value: PricingValue!
}
${[
  'DiscountCodeApplication:code: String!',
  'AutomaticDiscountApplication:title: String!',
  'ManualDiscountApplication:title: String! description: String',
  'ScriptDiscountApplication:title: String!',
]
  .map((entry) => {
    const [name = '', ...own] = entry.split(':');
    return `type ${name} implements DiscountApplication {
  index: Int! allocationMethod: DiscountApplicationAllocationMethod! targetSelection: DiscountApplicationTargetSelection!
  targetType: DiscountApplicationTargetType! value: PricingValue! ${own.join(':')}
}`;
  })
  .join('\n')}
${connectionSdl('DiscountApplication')}
type PricingPercentageValue { percentage: Float! }
union PricingValue = MoneyV2 | PricingPercentageValue
type DiscountAllocation { allocatedAmountSet: MoneyBag! discountApplication: DiscountApplication! }

type LineItem implements Node {
  id: ID! sku: String name: String! title: String! variantTitle: String vendor: String
  quantity: Int! currentQuantity: Int! refundableQuantity: Int! unfulfilledQuantity: Int! nonFulfillableQuantity: Int!
  requiresShipping: Boolean! taxable: Boolean! isGiftCard: Boolean!
  fulfillmentService: FulfillmentService @deprecated(reason: "A variant may be stocked by several services. Use fulfillmentOrders.")
  variant: ProductVariant product: Product
  originalUnitPriceSet: MoneyBag! originalTotalSet: MoneyBag! discountedUnitPriceAfterAllDiscountsSet: MoneyBag!
  discountedTotalSet(withCodeDiscounts: Boolean = false): MoneyBag! totalDiscountSet: MoneyBag!
  discountAllocations: [DiscountAllocation!]! taxLines(first: Int): [TaxLine!]! duties: [Duty!]! customAttributes: [Attribute!]!
}
${connectionSdl('LineItem')}
type ShippingLine {
  id: ID title: String! code: String source: String carrierIdentifier: String deliveryCategory: String isRemoved: Boolean!
  originalPriceSet: MoneyBag! discountedPriceSet: MoneyBag! currentDiscountedPriceSet: MoneyBag!
  taxLines: [TaxLine!]! discountAllocations: [DiscountAllocation!]!
}
${connectionSdl('ShippingLine')}
type OrderTransaction implements Node {
  id: ID! kind: OrderTransactionKind! status: OrderTransactionStatus! gateway: String formattedGateway: String
  amountSet: MoneyBag! createdAt: DateTime! processedAt: DateTime paymentId: String test: Boolean! parentTransaction: OrderTransaction
}
${connectionSdl('OrderTransaction')}
type PaymentSchedule { dueAt: DateTime issuedAt: DateTime completedAt: DateTime balanceDue: MoneyV2! totalBalance: MoneyV2! }
${connectionSdl('PaymentSchedule')}
type PaymentTerms {
  id: ID! paymentTermsName: String! paymentTermsType: PaymentTermsType! dueInDays: Int overdue: Boolean!
  paymentSchedules(${PAGE_ARGS}): PaymentScheduleConnection!
}
type RefundLineItem {
  id: ID lineItem: LineItem! quantity: Int! restockType: RefundLineItemRestockType! restocked: Boolean! location: Location
  subtotalSet: MoneyBag! totalTaxSet: MoneyBag! priceSet: MoneyBag!
}
${connectionSdl('RefundLineItem')}
type RefundShippingLine { id: ID subtotalAmountSet: MoneyBag! taxAmountSet: MoneyBag! }
${connectionSdl('RefundShippingLine')}
type OrderAdjustment { id: ID! amountSet: MoneyBag! taxAmountSet: MoneyBag! reason: OrderAdjustmentDiscrepancyReason }
${connectionSdl('OrderAdjustment')}
enum ReturnStatus { REQUESTED OPEN CLOSED CANCELED DECLINED }
type Return implements Node { id: ID! name: String! status: ReturnStatus! totalQuantity: Int! }
${connectionSdl('Return')}
type Refund implements Node {
  id: ID! legacyResourceId: UnsignedInt64! createdAt: DateTime processedAt: DateTime updatedAt: DateTime! note: String
  totalRefundedSet: MoneyBag! order: Order! return: Return
  refundLineItems(${PAGE_ARGS}): RefundLineItemConnection!
  refundShippingLines(${PAGE_ARGS}): RefundShippingLineConnection!
  orderAdjustments(${PAGE_ARGS}): OrderAdjustmentConnection!
  transactions(${PAGE_ARGS}): OrderTransactionConnection!
}
type PurchasingCompany { company: Company! contact: CompanyContact location: CompanyLocation! }
union PurchasingEntity = Customer | PurchasingCompany

type Order implements Node {
  id: ID! legacyResourceId: UnsignedInt64! name: String! number: Int! confirmationNumber: String
  createdAt: DateTime! processedAt: DateTime! updatedAt: DateTime! cancelledAt: DateTime closedAt: DateTime
  cancelReason: OrderCancelReason displayFinancialStatus: OrderDisplayFinancialStatus
  displayFulfillmentStatus: OrderDisplayFulfillmentStatus! returnStatus: OrderReturnStatus!
  confirmed: Boolean! test: Boolean! edited: Boolean! taxesIncluded: Boolean! taxExempt: Boolean! estimatedTaxes: Boolean!
  closed: Boolean! fullyPaid: Boolean! unpaid: Boolean!
  currencyCode: CurrencyCode! presentmentCurrencyCode: CurrencyCode!
  email: String phone: String note: String poNumber: String sourceName: String sourceIdentifier: String clientIp: String
  tags: [String!]! customAttributes: [Attribute!]!
  customer: Customer purchasingEntity: PurchasingEntity
  billingAddress: MailingAddress shippingAddress: MailingAddress
  lineItems(${PAGE_ARGS}): LineItemConnection!
  nonFulfillableLineItems(${PAGE_ARGS}): LineItemConnection!
  subtotalLineItemsQuantity: Int! currentSubtotalLineItemsQuantity: Int!
  shippingLine: ShippingLine shippingLines(${PAGE_ARGS}, includeRemovals: Boolean = false): ShippingLineConnection!
  subtotalPriceSet: MoneyBag totalDiscountsSet: MoneyBag totalShippingPriceSet: MoneyBag! totalTaxSet: MoneyBag totalPriceSet: MoneyBag!
  currentSubtotalPriceSet: MoneyBag! currentTotalTaxSet: MoneyBag! currentTotalPriceSet: MoneyBag!
  currentTotalDiscountsSet: MoneyBag! currentShippingPriceSet: MoneyBag!
  originalTotalPriceSet: MoneyBag! dutiesIncluded: Boolean! originalTotalDutiesSet: MoneyBag currentTotalDutiesSet: MoneyBag
  additionalFees: [AdditionalFee!]! originalTotalAdditionalFeesSet: MoneyBag currentTotalAdditionalFeesSet: MoneyBag
  totalTipReceivedSet: MoneyBag! totalTipReceived: MoneyV2! @deprecated(reason: "Use totalTipReceivedSet.")
  risk: OrderRiskSummary!
  totalOutstandingSet: MoneyBag! totalReceivedSet: MoneyBag! totalRefundedSet: MoneyBag! netPaymentSet: MoneyBag!
  taxLines: [TaxLine!]! currentTaxLines: [TaxLine!]!
  discountCodes: [String!]! discountCode: String
  discountApplications(${PAGE_ARGS}): DiscountApplicationConnection!
  paymentGatewayNames: [String!]! transactions(first: Int, capturable: Boolean): [OrderTransaction!]!
  paymentTerms: PaymentTerms
  fulfillmentOrders(${PAGE_ARGS}, query: String): FulfillmentOrderConnection!
  fulfillments(first: Int): [Fulfillment!]!
  refunds(first: Int): [Refund!]! returns(${PAGE_ARGS}): ReturnConnection!
  ${METAFIELDS}
}
${connectionSdl('Order')}
input OrderIdentifierInput { id: ID customId: UniqueMetafieldValueInput }
extend type Query {
  order(id: ID!): Order
  refund(id: ID!): Refund
  orderByIdentifier(identifier: OrderIdentifierInput!): Order
  orders(${PAGE_ARGS}, sortKey: OrderSortKeys = PROCESSED_AT, query: String): OrderConnection!
  ordersCount(query: String, limit: Int = 10000): Count
}
`;
