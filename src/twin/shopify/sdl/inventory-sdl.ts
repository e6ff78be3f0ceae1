import { connectionSdl, PAGE_ARGS } from './scalars-sdl.ts';

const ERROR_CODES = `INVALID_INVENTORY_ITEM INVALID_LOCATION ITEM_NOT_STOCKED_AT_LOCATION CHANGE_FROM_QUANTITY_STALE INVALID_REASON INVALID_NAME
  INVALID_QUANTITY_TOO_HIGH INVALID_QUANTITY_TOO_LOW INVALID_QUANTITY_DOCUMENT INVALID_AVAILABLE_DOCUMENT INVALID_REFERENCE_DOCUMENT
  NON_MUTABLE_INVENTORY_ITEM NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR IDEMPOTENCY_CONCURRENT_REQUEST IDEMPOTENCY_KEY_PARAMETER_MISMATCH`;

export const INVENTORY_SDL = `
type LocationAddress {
  address1: String address2: String city: String province: String provinceCode: String country: String countryCode: String zip: String phone: String
}
enum LocationSortKeys { ID NAME RELEVANCE }
type Location implements Node {
  id: ID! legacyResourceId: UnsignedInt64! name: String! isActive: Boolean! fulfillsOnlineOrders: Boolean! shipsInventory: Boolean!
  address: LocationAddress! inventoryLevel(inventoryItemId: ID!): InventoryLevel
  inventoryLevels(${PAGE_ARGS}, query: String): InventoryLevelConnection! createdAt: DateTime! updatedAt: DateTime!
}
${connectionSdl('Location')}
type InventoryQuantity { id: ID! name: String! quantity: Int! updatedAt: DateTime }
type InventoryLevel implements Node {
  id: ID! isActive: Boolean! item: InventoryItem! location: Location! quantities(names: [String!]!): [InventoryQuantity!]!
  createdAt: DateTime! updatedAt: DateTime!
}
${connectionSdl('InventoryLevel')}
type Weight { unit: WeightUnit! value: Float! }
type InventoryItemMeasurement { id: ID! weight: Weight }
type InventoryItem implements Node {
  id: ID! legacyResourceId: UnsignedInt64! sku: String tracked: Boolean! requiresShipping: Boolean! unitCost: MoneyV2 duplicateSkuCount: Int!
  countryCodeOfOrigin: CountryCode harmonizedSystemCode: String measurement: InventoryItemMeasurement!
  variant: ProductVariant! locationsCount: Count inventoryLevel(locationId: ID!): InventoryLevel
  inventoryLevels(${PAGE_ARGS}, query: String): InventoryLevelConnection! createdAt: DateTime! updatedAt: DateTime!
}
${connectionSdl('InventoryItem')}
type InventoryChange { name: String! delta: Int! quantityAfterChange: Int ledgerDocumentUri: String item: InventoryItem location: Location }
type InventoryAdjustmentGroup implements Node {
  id: ID! createdAt: DateTime! reason: String! referenceDocumentUri: String changes(quantityNames: [String!]): [InventoryChange!]!
}
input InventoryQuantityInput { inventoryItemId: ID! locationId: ID! quantity: Int! changeFromQuantity: Int }
input InventorySetQuantitiesInput { name: String! reason: String! referenceDocumentUri: String quantities: [InventoryQuantityInput!]! }
input InventoryChangeInput { delta: Int! inventoryItemId: ID! locationId: ID! changeFromQuantity: Int ledgerDocumentUri: String }
input InventoryAdjustQuantitiesInput { name: String! reason: String! referenceDocumentUri: String changes: [InventoryChangeInput!]! }
enum InventorySetQuantitiesUserErrorCode { ${ERROR_CODES} }
enum InventoryAdjustQuantitiesUserErrorCode { ${ERROR_CODES} }
type InventorySetQuantitiesUserError implements DisplayableError { field: [String!] message: String! code: InventorySetQuantitiesUserErrorCode }
type InventoryAdjustQuantitiesUserError implements DisplayableError { field: [String!] message: String! code: InventoryAdjustQuantitiesUserErrorCode }
type InventorySetQuantitiesPayload { inventoryAdjustmentGroup: InventoryAdjustmentGroup userErrors: [InventorySetQuantitiesUserError!]! }
type InventoryAdjustQuantitiesPayload { inventoryAdjustmentGroup: InventoryAdjustmentGroup userErrors: [InventoryAdjustQuantitiesUserError!]! }
type InventoryActivatePayload { inventoryLevel: InventoryLevel userErrors: [UserError!]! }
type InventoryItemUpdatePayload { inventoryItem: InventoryItem userErrors: [UserError!]! }

extend type Query {
  location(id: ID): Location
  locations(${PAGE_ARGS}, sortKey: LocationSortKeys = NAME, query: String, includeInactive: Boolean = false): LocationConnection!
  inventoryItem(id: ID!): InventoryItem
  inventoryItems(${PAGE_ARGS}, query: String): InventoryItemConnection!
  inventoryLevel(id: ID!): InventoryLevel
}
extend type Mutation {
  inventorySetQuantities(input: InventorySetQuantitiesInput!): InventorySetQuantitiesPayload
  inventoryAdjustQuantities(input: InventoryAdjustQuantitiesInput!): InventoryAdjustQuantitiesPayload
  inventoryActivate(inventoryItemId: ID!, locationId: ID!, available: Int, onHand: Int): InventoryActivatePayload
  inventoryItemUpdate(id: ID!, input: InventoryItemInput!): InventoryItemUpdatePayload
}
`;
