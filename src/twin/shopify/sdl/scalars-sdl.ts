/** The SDL of one Relay connection with its edge. */
export function connectionSdl(type: string): string {
  return `
type ${type}Edge { cursor: String! node: ${type}! }
type ${type}Connection { edges: [${type}Edge!]! nodes: [${type}!]! pageInfo: PageInfo! }
`;
}

/** The arguments that every connection takes. */
export const PAGE_ARGS = 'first: Int, after: String, last: Int, before: String, reverse: Boolean = false';

const CURRENCIES =
  'USD EUR GBP CAD AUD NZD CHF SEK NOK DKK ISK PLN CZK HUF RON BGN TRY ILS AED SAR ZAR INR CNY JPY KRW SGD HKD TWD THB MYR IDR PHP VND BRL MXN ARS CLP COP PEN';
const COUNTRIES =
  'AD AE AG AI AL AM AO AR AT AU AW AZ BA BB BD BE BF BG BH BI BJ BM BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO CR CV CW CY CZ DE DJ DK DM DO DZ EC EE EG ES ET FI FJ FO FR GA GB GD GE GF GG GH GI GL GM GN GP GR GT GY HK HN HR HT HU ID IE IL IM IN IQ IS IT JE JM JO JP KE KG KH KN KR KW KY KZ LA LB LC LI LK LS LT LU LV LY MA MC MD ME MG MK ML MM MN MO MQ MR MT MU MV MW MX MY MZ NA NC NE NG NI NL NO NP NZ OM PA PE PF PG PH PK PL PS PT PY QA RE RO RS RU RW SA SB SC SE SG SI SK SL SM SN SR SV SX SZ TC TD TG TH TJ TM TN TO TR TT TW TZ UA UG US UY UZ VA VC VE VG VN VU WS XK YE YT ZA ZM ZW';

export const COMMON_SDL = `
directive @idempotent(key: String!) on FIELD

scalar DateTime
scalar Decimal
scalar Money
scalar UnsignedInt64
scalar URL
scalar HTML
scalar JSON

enum CurrencyCode { ${CURRENCIES} }
enum CountryCode { ${COUNTRIES} }
enum CountPrecision { EXACT AT_LEAST }

interface Node { id: ID! }
interface DisplayableError { field: [String!] message: String! }
type UserError implements DisplayableError { field: [String!] message: String! }

type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
type Count { count: Int! precision: CountPrecision! }
type MoneyV2 { amount: Decimal! currencyCode: CurrencyCode! }
type MoneyBag { shopMoney: MoneyV2! presentmentMoney: MoneyV2! }
input MoneyInput { amount: Decimal! currencyCode: CurrencyCode! }
input MoneyBagInput { shopMoney: MoneyInput! presentmentMoney: MoneyInput }

type Attribute { key: String! value: String }
input AttributeInput { key: String! value: String! }
type SEO { title: String description: String }
input SEOInput { title: String description: String }

type MailingAddress implements Node {
  id: ID! name: String firstName: String lastName: String company: String address1: String address2: String city: String
  province: String provinceCode: String country: String countryCodeV2: CountryCode zip: String phone: String
}
input MailingAddressInput {
  firstName: String lastName: String company: String address1: String address2: String city: String
  provinceCode: String countryCode: CountryCode zip: String phone: String
}

type Metafield implements Node {
  id: ID! namespace: String! key: String! type: String! value: String! jsonValue: JSON! compareDigest: String!
  definition: MetafieldDefinition createdAt: DateTime! updatedAt: DateTime!
}
${connectionSdl('Metafield')}
input MetafieldInput { id: ID namespace: String key: String value: String type: String }
input MetafieldsSetInput { ownerId: ID! namespace: String key: String! value: String! type: String compareDigest: String }
input UniqueMetafieldValueInput { namespace: String key: String! value: String! }
enum MetafieldsSetUserErrorCode {
  BLANK INVALID_VALUE INVALID_TYPE STALE_OBJECT INVALID_COMPARE_DIGEST INCLUSION LESS_THAN_OR_EQUAL_TO TOO_LONG TOO_SHORT INTERNAL_ERROR
}
type MetafieldsSetUserError implements DisplayableError {
  field: [String!] message: String! code: MetafieldsSetUserErrorCode elementIndex: Int
}
type MetafieldsSetPayload { metafields: [Metafield!] userErrors: [MetafieldsSetUserError!]! }

type Job { id: ID! done: Boolean! }

enum WebhookSubscriptionTopic {
  ORDERS_CREATE ORDERS_UPDATED ORDERS_PAID ORDERS_CANCELLED ORDERS_EDITED ORDERS_FULFILLED ORDERS_PARTIALLY_FULFILLED ORDERS_DELETE ORDERS_RISK_ASSESSMENT_CHANGED
  REFUNDS_CREATE ORDER_TRANSACTIONS_CREATE CUSTOMERS_CREATE CUSTOMERS_UPDATE CUSTOMERS_DELETE
  COMPANIES_CREATE COMPANIES_UPDATE COMPANIES_DELETE COMPANY_LOCATIONS_CREATE COMPANY_LOCATIONS_UPDATE
  PRODUCTS_CREATE PRODUCTS_UPDATE PRODUCTS_DELETE COLLECTIONS_CREATE COLLECTIONS_UPDATE COLLECTIONS_DELETE
  INVENTORY_LEVELS_UPDATE INVENTORY_ITEMS_CREATE INVENTORY_ITEMS_UPDATE INVENTORY_ITEMS_DELETE
  VARIANTS_IN_STOCK VARIANTS_OUT_OF_STOCK
  FULFILLMENTS_CREATE FULFILLMENTS_UPDATE BULK_OPERATIONS_FINISH APP_UNINSTALLED
}
enum WebhookSubscriptionFormat { JSON XML }
type WebhookSubscription implements Node {
  id: ID! topic: WebhookSubscriptionTopic! uri: String! format: WebhookSubscriptionFormat! createdAt: DateTime!
}
${connectionSdl('WebhookSubscription')}
input WebhookSubscriptionInput {
  uri: String format: WebhookSubscriptionFormat filter: String includeFields: [String!] metafieldNamespaces: [String!]
}
type WebhookSubscriptionCreatePayload { webhookSubscription: WebhookSubscription userErrors: [UserError!]! }
type WebhookSubscriptionDeletePayload { deletedWebhookSubscriptionId: ID userErrors: [UserError!]! }

type Shop implements Node {
  id: ID! name: String! myshopifyDomain: String! currencyCode: CurrencyCode! taxesIncluded: Boolean! ianaTimezone: String!
}
type TagsAddPayload { node: Node userErrors: [UserError!]! }
type TagsRemovePayload { node: Node userErrors: [UserError!]! }

type Query {
  shop: Shop!
  node(id: ID!): Node
  nodes(ids: [ID!]!): [Node]!
  job(id: ID!): Job
  webhookSubscriptions(${PAGE_ARGS}, topics: [WebhookSubscriptionTopic!]): WebhookSubscriptionConnection!
}
type Mutation {
  tagsAdd(id: ID!, tags: [String!]!): TagsAddPayload
  tagsRemove(id: ID!, tags: [String!]!): TagsRemovePayload
  metafieldsSet(metafields: [MetafieldsSetInput!]!): MetafieldsSetPayload
  webhookSubscriptionCreate(topic: WebhookSubscriptionTopic!, webhookSubscription: WebhookSubscriptionInput!): WebhookSubscriptionCreatePayload
  webhookSubscriptionDelete(id: ID!): WebhookSubscriptionDeletePayload
}
`;
