import { connectionSdl, PAGE_ARGS } from './scalars-sdl.ts';

const METAFIELDS = `metafield(namespace: String, key: String!): Metafield
  metafields(${PAGE_ARGS}, namespace: String, keys: [String!]): MetafieldConnection!`;

// The bulk mutations of variants with their error codes, and the inputs of media: the public 2026-04 schema
// (mores/java-shopify-graphql, support/2026-04-admin-schema.graphql).
export const PRODUCT_SDL = `
enum ProductStatus { ACTIVE ARCHIVED DRAFT UNLISTED }
enum ProductSortKeys { CREATED_AT ID INVENTORY_TOTAL PRODUCT_TYPE PUBLISHED_AT RELEVANCE TITLE UPDATED_AT VENDOR }
enum ProductVariantSortKeys { FULL_TITLE ID INVENTORY_LEVELS_AVAILABLE INVENTORY_MANAGEMENT INVENTORY_POLICY INVENTORY_QUANTITY NAME POPULAR POSITION RELEVANCE SKU TITLE }
enum ProductVariantInventoryPolicy { DENY CONTINUE }
enum WeightUnit { KILOGRAMS GRAMS POUNDS OUNCES }
type TaxonomyCategory implements Node { id: ID! name: String! }
type ProductOption implements Node { id: ID! name: String! position: Int! values: [String!]! optionValues: [ProductOptionValue!]! }
type ProductOptionValue { id: ID! name: String! }
type SelectedOption { name: String! value: String! }
type Product implements Node {
  id: ID! legacyResourceId: UnsignedInt64! title: String! handle: String! description(truncateAt: Int): String! descriptionHtml: HTML!
  vendor: String! productType: String! status: ProductStatus! tags: [String!]! totalInventory: Int! tracksInventory: Boolean!
  hasOutOfStockVariants: Boolean! hasOnlyDefaultVariant: Boolean! variantsCount: Count category: TaxonomyCategory seo: SEO!
  collections(${PAGE_ARGS}): CollectionConnection! createdAt: DateTime! updatedAt: DateTime! publishedAt: DateTime
  onlineStoreUrl: URL isGiftCard: Boolean!
  media(${PAGE_ARGS}, sortKey: ProductMediaSortKeys = POSITION, query: String): MediaConnection! mediaCount: Count featuredMedia: Media
  images(${PAGE_ARGS}, sortKey: ProductImageSortKeys = POSITION): ImageConnection! @deprecated(reason: "Use media.")
  featuredImage: Image @deprecated(reason: "Use featuredMedia.")
  publishedOnPublication(publicationId: ID!): Boolean! options(first: Int): [ProductOption!]!
  variants(${PAGE_ARGS}, sortKey: ProductVariantSortKeys = POSITION): ProductVariantConnection!
  ${METAFIELDS}
}
${connectionSdl('Product')}
type ProductVariant implements Node {
  id: ID! legacyResourceId: UnsignedInt64! sku: String barcode: String title: String! displayName: String! price: Money!
  compareAtPrice: Money taxable: Boolean! taxCode: String inventoryPolicy: ProductVariantInventoryPolicy! inventoryQuantity: Int
  availableForSale: Boolean! sellableOnlineQuantity: Int! position: Int! selectedOptions: [SelectedOption!]!
  media(${PAGE_ARGS}): MediaConnection! image: Image @deprecated(reason: "Use media.")
  inventoryItem: InventoryItem! product: Product! createdAt: DateTime! updatedAt: DateTime!
  ${METAFIELDS}
}
${connectionSdl('ProductVariant')}

input VariantOptionValueInput { id: ID name: String optionId: ID optionName: String }
input WeightInput { value: Float! unit: WeightUnit! }
input InventoryItemMeasurementInput { weight: WeightInput }
input InventoryItemInput {
  sku: String cost: Decimal tracked: Boolean requiresShipping: Boolean measurement: InventoryItemMeasurementInput
  countryCodeOfOrigin: CountryCode harmonizedSystemCode: String
}
input ProductSetInventoryInput { locationId: ID! name: String! quantity: Int! }
input ProductVariantSetInput {
  id: ID optionValues: [VariantOptionValueInput!]! sku: String price: Money compareAtPrice: Money barcode: String taxable: Boolean
  taxCode: String position: Int inventoryPolicy: ProductVariantInventoryPolicy inventoryItem: InventoryItemInput
  inventoryQuantities: [ProductSetInventoryInput!] file: FileSetInput metafields: [MetafieldInput!]
}
input OptionValueSetInput { id: ID name: String }
input OptionSetInput { id: ID name: String position: Int values: [OptionValueSetInput!] }
input ProductSetInput {
  id: ID title: String handle: String descriptionHtml: String vendor: String productType: String status: ProductStatus category: ID
  tags: [String!] collections: [ID!] metafields: [MetafieldInput!] files: [FileSetInput!] giftCard: Boolean seo: SEOInput
  productOptions: [OptionSetInput!] variants: [ProductVariantSetInput!]
}
input ProductSetIdentifiers { id: ID handle: String customId: UniqueMetafieldValueInput }
enum ProductSetUserErrorCode {
  GENERIC_ERROR INVALID_INPUT PRODUCT_DOES_NOT_EXIST PRODUCT_OPTIONS_INPUT_MISSING PRODUCT_VARIANT_DOES_NOT_EXIST VARIANTS_INPUT_MISSING
  HANDLE_NOT_UNIQUE DUPLICATED_OPTION_NAME DUPLICATED_OPTION_VALUE VARIANT_ALREADY_EXISTS INVALID_VARIANT INVALID_PRODUCT INVENTORY_QUANTITIES_LIMIT_EXCEEDED
  CAPABILITY_VIOLATION INVALID_METAFIELD OPTION_VALUE_DOES_NOT_EXIST ID_NOT_ALLOWED INPUT_MISMATCH NOT_FOUND
}
type ProductSetUserError implements DisplayableError { field: [String!] message: String! code: ProductSetUserErrorCode }
enum ProductOperationStatus { CREATED ACTIVE COMPLETE }
interface ProductOperation { product: Product status: ProductOperationStatus! }
type ProductSetOperation implements ProductOperation & Node {
  id: ID! product: Product status: ProductOperationStatus! userErrors: [ProductSetUserError!]!
}
type ProductSetPayload { product: Product productSetOperation: ProductSetOperation userErrors: [ProductSetUserError!]! }

input ProductUpdateInput {
  id: ID title: String descriptionHtml: String status: ProductStatus handle: String vendor: String productType: String category: ID
  tags: [String!] seo: SEOInput collectionsToJoin: [ID!] collectionsToLeave: [ID!] metafields: [MetafieldInput!]
}
input OptionValueCreateInput { name: String }
input OptionCreateInput { name: String position: Int values: [OptionValueCreateInput!] }
input ProductCreateInput {
  title: String descriptionHtml: String status: ProductStatus handle: String vendor: String productType: String category: ID
  tags: [String!] seo: SEOInput collectionsToJoin: [ID!] metafields: [MetafieldInput!] giftCard: Boolean
  productOptions: [OptionCreateInput!]
}
type ProductCreatePayload { product: Product userErrors: [UserError!]! }
type ProductUpdatePayload { product: Product userErrors: [UserError!]! }
input ProductDeleteInput { id: ID! }
type ProductDeletePayload { deletedProductId: ID productDeleteOperation: ProductDeleteOperation userErrors: [UserError!]! }
type ProductDeleteOperation implements Node { id: ID! status: ProductOperationStatus! }
input ProductVariantsBulkInput {
  id: ID price: Money compareAtPrice: Money barcode: String taxable: Boolean taxCode: String
  inventoryPolicy: ProductVariantInventoryPolicy inventoryItem: InventoryItemInput optionValues: [VariantOptionValueInput!]
  metafields: [MetafieldInput!] mediaSrc: [String!] mediaId: ID inventoryQuantities: [InventoryLevelInput!]
}
input InventoryLevelInput { availableQuantity: Int! locationId: ID! }
enum ProductVariantsBulkCreateStrategy { DEFAULT PRESERVE_STANDALONE_VARIANT REMOVE_STANDALONE_VARIANT }
enum ProductVariantsBulkCreateUserErrorCode {
  CANNOT_SET_NAME_FOR_LINKED_OPTION_VALUE GREATER_THAN_OR_EQUAL_TO INVALID INVALID_INPUT INVENTORY_QUANTITIES_LIMIT_EXCEEDED
  MUST_BE_FOR_THIS_PRODUCT NEED_TO_ADD_OPTION_VALUES NEGATIVE_PRICE_VALUE NO_KEY_ON_CREATE NOT_DEFINED_FOR_SHOP
  OPTION_VALUES_FOR_NUMBER_OF_UNKNOWN_OPTIONS PRODUCT_DOES_NOT_EXIST PRODUCT_SUSPENDED SUBSCRIPTION_VIOLATION
  TOO_MANY_INVENTORY_LOCATIONS TRACKED_VARIANT_LOCATION_NOT_FOUND UNSUPPORTED_COMBINED_LISTING_PARENT_OPERATION
  VARIANT_ALREADY_EXISTS VARIANT_ALREADY_EXISTS_CHANGE_OPTION_VALUE
}
type ProductVariantsBulkCreateUserError implements DisplayableError { field: [String!] message: String! code: ProductVariantsBulkCreateUserErrorCode }
type ProductVariantsBulkCreatePayload { product: Product productVariants: [ProductVariant!] userErrors: [ProductVariantsBulkCreateUserError!]! }
enum ProductVariantsBulkUpdateUserErrorCode {
  BLANK CANNOT_SET_NAME_FOR_LINKED_OPTION_VALUE CANNOT_SPECIFY_BOTH GREATER_THAN_OR_EQUAL_TO INVALID_INPUT INVALID_VALUE
  INVENTORY_QUANTITIES_LIMIT_EXCEEDED MUST_BE_FOR_THIS_PRODUCT MUST_SPECIFY_ONE_OF_PAIR NEED_TO_ADD_OPTION_VALUES
  NEGATIVE_PRICE_VALUE NO_INVENTORY_QUANTITES_DURING_UPDATE NO_INVENTORY_QUANTITIES_ON_VARIANTS_UPDATE NOT_DEFINED_FOR_SHOP
  OPTION_DOES_NOT_EXIST OPTION_VALUE_DOES_NOT_EXIST OPTION_VALUE_NAME_TOO_LONG OPTION_VALUES_FOR_NUMBER_OF_UNKNOWN_OPTIONS
  PRODUCT_DOES_NOT_EXIST PRODUCT_SUSPENDED PRODUCT_VARIANT_DOES_NOT_EXIST PRODUCT_VARIANT_ID_MISSING SUBSCRIPTION_VIOLATION
  TOO_LONG TOO_SHORT UNSUPPORTED_COMBINED_LISTING_PARENT_OPERATION VARIANT_ALREADY_EXISTS
}
type ProductVariantsBulkUpdateUserError implements DisplayableError { field: [String!] message: String! code: ProductVariantsBulkUpdateUserErrorCode }
type ProductVariantsBulkUpdatePayload { product: Product productVariants: [ProductVariant!] userErrors: [ProductVariantsBulkUpdateUserError!]! }
enum ProductVariantsBulkDeleteUserErrorCode { PRODUCT_DOES_NOT_EXIST AT_LEAST_ONE_VARIANT_DOES_NOT_BELONG_TO_THE_PRODUCT CANNOT_DELETE_LAST_VARIANT }
type ProductVariantsBulkDeleteUserError implements DisplayableError { field: [String!] message: String! code: ProductVariantsBulkDeleteUserErrorCode }
type ProductVariantsBulkDeletePayload { product: Product userErrors: [ProductVariantsBulkDeleteUserError!]! }
type Publication implements Node { id: ID! name: String! }
${connectionSdl('Publication')}
input PublicationInput { publicationId: ID publishDate: DateTime }
union Publishable = Product | Collection
type PublishablePublishPayload { publishable: Publishable userErrors: [UserError!]! }

input ProductIdentifierInput { id: ID handle: String customId: UniqueMetafieldValueInput }
input ProductVariantIdentifierInput { id: ID customId: UniqueMetafieldValueInput }
extend type Query {
  product(id: ID!): Product
  productByIdentifier(identifier: ProductIdentifierInput!): Product
  products(${PAGE_ARGS}, sortKey: ProductSortKeys = ID, query: String): ProductConnection!
  productsCount(query: String, limit: Int = 10000): Count
  productVariant(id: ID!): ProductVariant
  productVariantByIdentifier(identifier: ProductVariantIdentifierInput!): ProductVariant
  productVariants(${PAGE_ARGS}, sortKey: ProductVariantSortKeys = ID, query: String): ProductVariantConnection!
  productOperation(id: ID!): ProductOperation
  publications(${PAGE_ARGS}): PublicationConnection!
}
extend type Mutation {
  productSet(input: ProductSetInput!, identifier: ProductSetIdentifiers, synchronous: Boolean = true): ProductSetPayload
  productCreate(product: ProductCreateInput, media: [CreateMediaInput!]): ProductCreatePayload
  productUpdate(product: ProductUpdateInput, media: [CreateMediaInput!]): ProductUpdatePayload
  productDelete(input: ProductDeleteInput!, synchronous: Boolean = true): ProductDeletePayload
  productVariantsBulkCreate(productId: ID!, variants: [ProductVariantsBulkInput!]!, media: [CreateMediaInput!], strategy: ProductVariantsBulkCreateStrategy = DEFAULT): ProductVariantsBulkCreatePayload
  productVariantsBulkUpdate(productId: ID!, variants: [ProductVariantsBulkInput!]!, media: [CreateMediaInput!], allowPartialUpdates: Boolean = false): ProductVariantsBulkUpdatePayload
  productVariantsBulkDelete(productId: ID!, variantsIds: [ID!]!): ProductVariantsBulkDeletePayload
  publishablePublish(id: ID!, input: [PublicationInput!]!): PublishablePublishPayload
}
`;
