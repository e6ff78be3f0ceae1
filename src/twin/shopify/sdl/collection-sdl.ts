import { connectionSdl, PAGE_ARGS } from './scalars-sdl.ts';

export const COLLECTION_SDL = `
enum CollectionSortKeys { ID RELEVANCE TITLE UPDATED_AT }
enum CollectionSortOrder { ALPHA_ASC ALPHA_DESC BEST_SELLING CREATED CREATED_DESC MANUAL PRICE_ASC PRICE_DESC }
enum CollectionRuleColumn { TAG TITLE TYPE VENDOR VARIANT_PRICE VARIANT_TITLE IS_PRICE_REDUCED }
enum CollectionRuleRelation { CONTAINS ENDS_WITH EQUALS GREATER_THAN LESS_THAN NOT_CONTAINS NOT_EQUALS STARTS_WITH IS_SET IS_NOT_SET }
type CollectionRule { column: CollectionRuleColumn! relation: CollectionRuleRelation! condition: String! }
type CollectionRuleSet { appliedDisjunctively: Boolean! rules: [CollectionRule!]! }
type Collection implements Node {
  id: ID! legacyResourceId: UnsignedInt64! title: String! handle: String! description(truncateAt: Int): String! descriptionHtml: HTML!
  sortOrder: CollectionSortOrder! ruleSet: CollectionRuleSet seo: SEO! updatedAt: DateTime! productsCount: Count image: Image
  products(${PAGE_ARGS}): ProductConnection! hasProduct(id: ID!): Boolean!
  metafield(namespace: String, key: String!): Metafield
  metafields(${PAGE_ARGS}, namespace: String, keys: [String!]): MetafieldConnection!
}
${connectionSdl('Collection')}
input CollectionRuleInput { column: CollectionRuleColumn! relation: CollectionRuleRelation! condition: String! }
input CollectionRuleSetInput { appliedDisjunctively: Boolean! rules: [CollectionRuleInput!] }
input ImageInput { id: ID altText: String src: String }
input CollectionInput {
  id: ID title: String descriptionHtml: String handle: String products: [ID!] image: ImageInput sortOrder: CollectionSortOrder
  ruleSet: CollectionRuleSetInput seo: SEOInput metafields: [MetafieldInput!]
}
input CollectionDeleteInput { id: ID! }
input CollectionIdentifierInput { id: ID handle: String customId: UniqueMetafieldValueInput }
type CollectionCreatePayload { collection: Collection userErrors: [UserError!]! }
type CollectionUpdatePayload { collection: Collection job: Job userErrors: [UserError!]! }
type CollectionDeletePayload { deletedCollectionId: ID userErrors: [UserError!]! }
type CollectionAddProductsPayload { collection: Collection userErrors: [UserError!]! }
enum CollectionAddProductsV2UserErrorCode { CANT_ADD_TO_SMART_COLLECTION COLLECTION_DOES_NOT_EXIST }
type CollectionAddProductsV2UserError implements DisplayableError { field: [String!] message: String! code: CollectionAddProductsV2UserErrorCode }
type CollectionAddProductsV2Payload { job: Job userErrors: [CollectionAddProductsV2UserError!]! }
type CollectionRemoveProductsPayload { job: Job userErrors: [UserError!]! }

extend type Query {
  collection(id: ID!): Collection
  collectionByIdentifier(identifier: CollectionIdentifierInput!): Collection
  collections(${PAGE_ARGS}, sortKey: CollectionSortKeys = ID, query: String): CollectionConnection!
}
extend type Mutation {
  collectionCreate(input: CollectionInput!): CollectionCreatePayload
  collectionUpdate(input: CollectionInput!): CollectionUpdatePayload
  collectionDelete(input: CollectionDeleteInput!): CollectionDeletePayload
  collectionAddProducts(id: ID!, productIds: [ID!]!): CollectionAddProductsPayload
  collectionAddProductsV2(id: ID!, productIds: [ID!]!): CollectionAddProductsV2Payload
  collectionRemoveProducts(id: ID!, productIds: [ID!]!): CollectionRemoveProductsPayload
}
`;
