export const ORDER_WRITE_SDL = `
input OrderInput {
  id: ID! email: String phone: String note: String tags: [String!] shippingAddress: MailingAddressInput
  customAttributes: [AttributeInput!] metafields: [MetafieldInput!] localizedFields: [LocalizedFieldInput!] poNumber: String
}
input LocalizedFieldInput { key: String! value: String! }
type OrderUpdatePayload { order: Order userErrors: [UserError!]! }

input OrderCancelRefundMethodInput { originalPaymentMethodsRefund: Boolean storeCreditRefund: OrderCancelStoreCreditRefundInput }
input OrderCancelStoreCreditRefundInput { expiresAt: DateTime }
enum OrderCancelUserErrorCode { INVALID NOT_FOUND INTERNAL_ERROR NO_REFUND_PERMISSION STORE_CREDIT_REFUND_EXPIRATION_IN_PAST STORE_CREDIT_REFUND_MISSING_CUSTOMER }
type OrderCancelUserError implements DisplayableError { field: [String!] message: String! code: OrderCancelUserErrorCode }
type OrderCancelPayload { job: Job orderCancelUserErrors: [OrderCancelUserError!]! userErrors: [UserError!]! }

input OrderMarkAsPaidInput { id: ID! }
type OrderMarkAsPaidPayload { order: Order userErrors: [UserError!]! }
enum OrderCreateManualPaymentOrderCreateManualPaymentErrorCode { INVALID ORDER_NOT_FOUND GATEWAY_NOT_FOUND NOT_ALLOWED AMOUNT_EXCEEDS_BALANCE }
type OrderCreateManualPaymentUserError implements DisplayableError {
  field: [String!] message: String! code: OrderCreateManualPaymentOrderCreateManualPaymentErrorCode
}
type OrderCreateManualPaymentPayload { order: Order userErrors: [OrderCreateManualPaymentUserError!]! }
input OrderCloseInput { id: ID! }
input OrderOpenInput { id: ID! }
type OrderClosePayload { order: Order userErrors: [UserError!]! }
type OrderOpenPayload { order: Order userErrors: [UserError!]! }

enum OrderCreateInputsInventoryBehavior { BYPASS DECREMENT_IGNORING_POLICY DECREMENT_OBEYING_POLICY }
input OrderCreateOptionsInput {
  inventoryBehaviour: OrderCreateInputsInventoryBehavior = BYPASS sendReceipt: Boolean = false sendFulfillmentReceipt: Boolean = false
}
input OrderCreateTaxLineInput { title: String! rate: Decimal! priceSet: MoneyBagInput channelLiable: Boolean = false }
input OrderCreateLineItemPropertyInput { name: String! value: String! }
input OrderCreateLineItemInput {
  variantId: ID productId: ID title: String variantTitle: String quantity: Int! priceSet: MoneyBagInput sku: String vendor: String
  taxable: Boolean requiresShipping: Boolean giftCard: Boolean = false fulfillmentService: String
  taxLines: [OrderCreateTaxLineInput!] properties: [OrderCreateLineItemPropertyInput!]
}
input OrderCreateShippingLineInput { title: String! priceSet: MoneyBagInput! code: String source: String taxLines: [OrderCreateTaxLineInput!] }
input OrderCreateAssociateCustomerAttributesInput { id: ID email: String }
input OrderCreateUpsertCustomerAttributesInput {
  id: ID email: String phone: String firstName: String lastName: String note: String tags: [String!] addresses: [MailingAddressInput!]
}
input OrderCreateCustomerInput {
  toAssociate: OrderCreateAssociateCustomerAttributesInput toUpsert: OrderCreateUpsertCustomerAttributesInput
}
input OrderCreateFixedDiscountCodeAttributesInput { code: String! amountSet: MoneyBagInput }
input OrderCreatePercentageDiscountCodeAttributesInput { code: String! percentage: Float }
input OrderCreateFreeShippingDiscountCodeAttributesInput { code: String! }
input OrderCreateDiscountCodeInput {
  itemFixedDiscountCode: OrderCreateFixedDiscountCodeAttributesInput
  itemPercentageDiscountCode: OrderCreatePercentageDiscountCodeAttributesInput
  freeShippingDiscountCode: OrderCreateFreeShippingDiscountCodeAttributesInput
}
input OrderCreateOrderTransactionInput {
  amountSet: MoneyBagInput! kind: OrderTransactionKind = SALE status: OrderTransactionStatus = SUCCESS gateway: String
  processedAt: DateTime test: Boolean = false
}
enum OrderCreateFinancialStatus { PENDING AUTHORIZED PARTIALLY_PAID PAID PARTIALLY_REFUNDED REFUNDED VOIDED EXPIRED }
enum OrderCreateFulfillmentStatus { FULFILLED PARTIAL RESTOCKED }
input OrderCreateOrderInput {
  lineItems: [OrderCreateLineItemInput!] shippingLines: [OrderCreateShippingLineInput!]
  billingAddress: MailingAddressInput shippingAddress: MailingAddressInput
  customer: OrderCreateCustomerInput companyLocationId: ID discountCode: OrderCreateDiscountCodeInput
  taxLines: [OrderCreateTaxLineInput!] taxesIncluded: Boolean transactions: [OrderCreateOrderTransactionInput!]
  financialStatus: OrderCreateFinancialStatus fulfillmentStatus: OrderCreateFulfillmentStatus
  currency: CurrencyCode presentmentCurrency: CurrencyCode email: String phone: String name: String note: String poNumber: String
  processedAt: DateTime sourceIdentifier: String sourceName: String tags: [String!]
  customAttributes: [AttributeInput!] metafields: [MetafieldInput!] test: Boolean
}
enum OrderCreateUserErrorCode {
  FULFILLMENT_SERVICE_INVALID INVALID INVENTORY_CLAIM_FAILED PROCESSED_AT_INVALID SHOP_DORMANT TAX_LINE_RATE_MISSING REDUNDANT_CUSTOMER_FIELDS
}
type OrderCreateUserError implements DisplayableError { field: [String!] message: String! code: OrderCreateUserErrorCode }
type OrderCreatePayload { order: Order userErrors: [OrderCreateUserError!]! }

input ShippingRefundInput { amount: Money fullRefund: Boolean }
input RefundLineItemInput { lineItemId: ID! quantity: Int! restockType: RefundLineItemRestockType = NO_RESTOCK locationId: ID }
input OrderTransactionInput { orderId: ID! parentId: ID gateway: String! kind: OrderTransactionKind! amount: Money! }
input RefundInput {
  orderId: ID! note: String notify: Boolean currency: CurrencyCode shipping: ShippingRefundInput
  refundLineItems: [RefundLineItemInput!] transactions: [OrderTransactionInput!]
}
type RefundCreatePayload { refund: Refund order: Order userErrors: [UserError!]! }

extend type Mutation {
  orderUpdate(input: OrderInput!): OrderUpdatePayload
  orderCancel(orderId: ID!, reason: OrderCancelReason!, restock: Boolean!, refundMethod: OrderCancelRefundMethodInput, refund: Boolean, notifyCustomer: Boolean = false, staffNote: String): OrderCancelPayload
  orderMarkAsPaid(input: OrderMarkAsPaidInput!): OrderMarkAsPaidPayload
  orderCreateManualPayment(id: ID!, amount: MoneyInput, paymentMethodName: String, processedAt: DateTime): OrderCreateManualPaymentPayload
  orderClose(input: OrderCloseInput!): OrderClosePayload
  orderOpen(input: OrderOpenInput!): OrderOpenPayload
  orderCreate(order: OrderCreateOrderInput!, options: OrderCreateOptionsInput): OrderCreatePayload
  refundCreate(input: RefundInput!): RefundCreatePayload
}
`;
