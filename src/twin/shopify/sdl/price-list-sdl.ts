import { connectionSdl, PAGE_ARGS } from './scalars-sdl.ts';

// shopify.dev, admin-graphql: objects PriceList, PriceListPrice and QuantityPriceBreak, quantityPricingByVariantUpdate.
export const PRICE_LIST_SDL = `
enum PriceListPriceOriginType { FIXED RELATIVE }
type QuantityPriceBreak implements Node { id: ID! minimumQuantity: Int! price: MoneyV2! priceList: PriceList! variant: ProductVariant! }
${connectionSdl('QuantityPriceBreak')}
type PriceListPrice {
  price: MoneyV2! compareAtPrice: MoneyV2 originType: PriceListPriceOriginType! variant: ProductVariant!
  quantityPriceBreaks(${PAGE_ARGS}): QuantityPriceBreakConnection!
}
${connectionSdl('PriceListPrice')}
type PriceList implements Node {
  id: ID! name: String! currency: CurrencyCode! fixedPricesCount: Int!
  prices(${PAGE_ARGS}, originType: PriceListPriceOriginType): PriceListPriceConnection!
}
${connectionSdl('PriceList')}

input PriceListPriceInput { variantId: ID! price: MoneyInput! compareAtPrice: MoneyInput }
input QuantityPriceBreakInput { variantId: ID! minimumQuantity: Int! price: MoneyInput! }
input QuantityRuleInput { variantId: ID! increment: Int! minimum: Int! maximum: Int }
input QuantityPricingByVariantUpdateInput {
  pricesToAdd: [PriceListPriceInput!]! pricesToDeleteByVariantId: [ID!]! quantityPriceBreaksToAdd: [QuantityPriceBreakInput!]!
  quantityPriceBreaksToDelete: [ID!]! quantityPriceBreaksToDeleteByVariantId: [ID!] quantityRulesToAdd: [QuantityRuleInput!]!
  quantityRulesToDeleteByVariantId: [ID!]!
}
enum QuantityPricingByVariantUserErrorCode {
  BLANK GENERIC_ERROR PRICE_LIST_NOT_FOUND PRICE_ADD_CURRENCY_MISMATCH PRICE_ADD_DUPLICATE_INPUT_FOR_VARIANT PRICE_ADD_VARIANT_NOT_FOUND
  PRICE_DELETE_PRICE_NOT_FIXED PRICE_DELETE_VARIANT_NOT_FOUND QUANTITY_PRICE_BREAK_ADD_CURRENCY_MISMATCH
  QUANTITY_PRICE_BREAK_ADD_DUPLICATE_INPUT_FOR_VARIANT_AND_MIN QUANTITY_PRICE_BREAK_ADD_FAILED_TO_SAVE QUANTITY_PRICE_BREAK_ADD_INVALID
  QUANTITY_PRICE_BREAK_ADD_LIMIT_EXCEEDED QUANTITY_PRICE_BREAK_ADD_PRICE_LIST_PRICE_NOT_FOUND QUANTITY_PRICE_BREAK_ADD_VARIANT_NOT_FOUND
  QUANTITY_PRICE_BREAK_DELETE_BY_VARIANT_ID_VARIANT_NOT_FOUND QUANTITY_PRICE_BREAK_DELETE_NOT_FOUND QUANTITY_RULE_DELETE_VARIANT_NOT_FOUND
}
type QuantityPricingByVariantUserError implements DisplayableError {
  field: [String!] message: String! code: QuantityPricingByVariantUserErrorCode
}
type QuantityPricingByVariantUpdatePayload { productVariants: [ProductVariant!] userErrors: [QuantityPricingByVariantUserError!]! }

extend type Query {
  priceList(id: ID!): PriceList
  priceLists(${PAGE_ARGS}): PriceListConnection!
}
extend type Mutation {
  quantityPricingByVariantUpdate(priceListId: ID!, input: QuantityPricingByVariantUpdateInput!): QuantityPricingByVariantUpdatePayload
}
`;
