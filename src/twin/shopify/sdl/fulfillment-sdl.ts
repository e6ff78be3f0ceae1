import { connectionSdl, PAGE_ARGS } from './scalars-sdl.ts';

export const FULFILLMENT_SDL = `
enum FulfillmentOrderStatus { OPEN IN_PROGRESS CANCELLED INCOMPLETE CLOSED SCHEDULED ON_HOLD }
enum FulfillmentOrderRequestStatus { UNSUBMITTED SUBMITTED ACCEPTED REJECTED CANCELLATION_REQUESTED CANCELLATION_ACCEPTED CANCELLATION_REJECTED CLOSED }
enum FulfillmentOrderAction { CREATE_FULFILLMENT REPORT_PROGRESS REQUEST_FULFILLMENT CANCEL_FULFILLMENT_ORDER MOVE HOLD RELEASE_HOLD MARK_AS_OPEN SPLIT }
enum FulfillmentStatus { PENDING OPEN SUCCESS CANCELLED ERROR FAILURE }
enum FulfillmentDisplayStatus { FULFILLED CANCELED FAILURE IN_TRANSIT DELIVERED SUBMITTED CONFIRMED LABEL_PRINTED }
type FulfillmentOrderAssignedLocation { location: Location name: String! address1: String city: String countryCode: CountryCode! }
type FulfillmentOrderSupportedAction { action: FulfillmentOrderAction! }
type FulfillmentOrderLineItem implements Node {
  id: ID! remainingQuantity: Int! totalQuantity: Int! sku: String productTitle: String! variantTitle: String lineItem: LineItem! requiresShipping: Boolean!
}
${connectionSdl('FulfillmentOrderLineItem')}
type FulfillmentOrder implements Node {
  id: ID! status: FulfillmentOrderStatus! requestStatus: FulfillmentOrderRequestStatus! order: Order orderName: String!
  assignedLocation: FulfillmentOrderAssignedLocation! supportedActions: [FulfillmentOrderSupportedAction!]!
  lineItems(${PAGE_ARGS}): FulfillmentOrderLineItemConnection! createdAt: DateTime! updatedAt: DateTime!
}
${connectionSdl('FulfillmentOrder')}
type FulfillmentTrackingInfo { company: String number: String url: URL }
type FulfillmentLineItem implements Node { id: ID! quantity: Int lineItem: LineItem! }
${connectionSdl('FulfillmentLineItem')}
type Fulfillment implements Node {
  id: ID! legacyResourceId: UnsignedInt64! name: String! status: FulfillmentStatus! displayStatus: FulfillmentDisplayStatus
  trackingInfo(first: Int): [FulfillmentTrackingInfo!]! fulfillmentLineItems(${PAGE_ARGS}): FulfillmentLineItemConnection!
  totalQuantity: Int! order: Order! location: Location createdAt: DateTime! updatedAt: DateTime!
}
input FulfillmentTrackingInput { company: String number: String url: URL numbers: [String!] urls: [URL!] }
input FulfillmentOriginAddressInput { address1: String address2: String city: String zip: String provinceCode: String countryCode: String! }
input FulfillmentOrderLineItemInput { id: ID! quantity: Int! }
input FulfillmentOrderLineItemsInput { fulfillmentOrderId: ID! fulfillmentOrderLineItems: [FulfillmentOrderLineItemInput!] }
input FulfillmentInput {
  notifyCustomer: Boolean = false trackingInfo: FulfillmentTrackingInput lineItemsByFulfillmentOrder: [FulfillmentOrderLineItemsInput!]!
  originAddress: FulfillmentOriginAddressInput
}
type FulfillmentCreatePayload { fulfillment: Fulfillment userErrors: [UserError!]! }
type FulfillmentTrackingInfoUpdatePayload { fulfillment: Fulfillment userErrors: [UserError!]! }
type FulfillmentCancelPayload { fulfillment: Fulfillment userErrors: [UserError!]! }

extend type Query {
  fulfillment(id: ID!): Fulfillment
  fulfillmentOrder(id: ID!): FulfillmentOrder
}
extend type Mutation {
  fulfillmentCreate(fulfillment: FulfillmentInput!, message: String): FulfillmentCreatePayload
  fulfillmentTrackingInfoUpdate(fulfillmentId: ID!, trackingInfoInput: FulfillmentTrackingInput!, notifyCustomer: Boolean): FulfillmentTrackingInfoUpdatePayload
  fulfillmentCancel(id: ID!): FulfillmentCancelPayload
}
`;
