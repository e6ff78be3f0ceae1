import type { GraphQLSchema } from 'graphql';
import { guardRootFields } from './access-scopes.ts';
import { collectionMutations } from './collection-mutations.ts';
import { collectionQueries, collectionResolvers } from './collections.ts';
import {
  companyContactResolvers,
  companyLocationResolvers,
  companyQueries,
  companyResolvers,
} from './company-fields.ts';
import { companyMutations } from './company-mutations.ts';
import { customerQueries, customerResolvers } from './customer-fields.ts';
import { customerMutations } from './customer-mutations.ts';
import {
  fulfillmentMutations,
  fulfillmentOrderResolvers,
  fulfillmentQueries,
  fulfillmentResolvers,
} from './fulfillments.ts';
import { globalId, typeOfGlobalId } from './global-id.ts';
import { buildShopifySchema } from './graphql-schema.ts';
import { idempotent } from './idempotency.ts';
import { limitInputArrays } from './input-limit.ts';
import {
  inventoryItemResolvers,
  inventoryLevelResolvers,
  inventoryQueries,
  locationResolvers,
} from './inventory-fields.ts';
import { inventoryMutations } from './inventory-mutations.ts';
import { jobQueries, jobResolvers } from './jobs.ts';
import { lineItemResolvers, refundLineResolvers, refundResolvers } from './line-item-fields.ts';
import { mailingAddressResolvers } from './mailing-address.ts';
import { mediaById } from './media.ts';
import {
  metafieldDefinitionMutations,
  metafieldDefinitionQueries,
  metafieldDefinitionResolvers,
} from './metafield-definitions.ts';
import { metafieldMutations, metafieldResolvers } from './metafields.ts';
import { orderCreateMutations } from './order-create.ts';
import { orderResolvers } from './order-fields.ts';
import { orderMutations } from './order-mutations.ts';
import { isVisible, lineItemById, orderQueries, refundById } from './order-queries.ts';
import { recordById } from './owners.ts';
import { priceListMutations } from './price-list-mutations.ts';
import { priceBreakResolvers, priceListPriceResolvers, priceListQueries, priceListResolvers } from './price-lists.ts';
import { productCreateMutations } from './product-create.ts';
import { productQueries, productResolvers, variantResolvers } from './product-fields.ts';
import { productMutations } from './product-mutations.ts';
import { productOperationQueries, productSetMutations } from './product-set.ts';
import { refundMutations } from './refund-create.ts';
import type { Call, Resolvers } from './resolvers.ts';
import { tagMutations } from './tags.ts';
import { variantBulkCreateMutations } from './variant-bulk-create.ts';
import { variantBulkUpdateMutations } from './variant-bulk-update.ts';
import { webhookMutations, webhookQueries } from './webhooks.ts';

function nodeOf(call: Call, id: string): unknown {
  const { shop } = call;
  const record = recordById(shop, id);
  if (record !== undefined) return record.kind === 'Order' && !isVisible(record, call) ? null : record;
  switch (typeOfGlobalId(id)) {
    case 'Fulfillment':
      return shop.fulfillments.get(id) ?? null;
    case 'FulfillmentOrder':
      return shop.fulfillmentOrders.get(id) ?? null;
    case 'Refund':
      return refundById(call, id);
    case 'LineItem':
      return lineItemById(call, id);
    case 'MediaImage':
      return mediaById(shop, id);
    case 'PriceList':
      return shop.priceLists.get(id) ?? null;
    case 'MetafieldDefinition':
      return shop.metafieldDefinitions.find((definition) => definition.id === id) ?? null;
    case 'InventoryLevel':
      return [...shop.inventoryLevels.values()].find((level) => level.id === id) ?? null;
    default:
      return null;
  }
}

const generalQueries: Resolvers<unknown> = {
  shop: (_, __, { shop: { settings } }) => ({
    id: globalId('Shop', 1001),
    name: settings.shopName,
    myshopifyDomain: settings.shopDomain,
    currencyCode: settings.currency,
    taxesIncluded: settings.taxesIncluded,
    ianaTimezone: 'Etc/UTC',
  }),
  node: (_, { id }: { id: string }, call) => nodeOf(call, id),
  nodes: (_, { ids }: { ids: readonly string[] }, call) => ids.map((id) => nodeOf(call, id)),
};

/** The schema of the Admin API with everything that answers it. One for all shops: the state comes with the call. */
export function shopifySchema(): GraphQLSchema {
  return buildShopifySchema({
    Query: guardRootFields(
      {
        ...generalQueries,
        ...orderQueries,
        ...customerQueries,
        ...companyQueries,
        ...productQueries,
        ...productOperationQueries,
        ...collectionQueries,
        ...priceListQueries,
        ...inventoryQueries,
        ...fulfillmentQueries,
        ...metafieldDefinitionQueries,
        ...jobQueries,
        ...webhookQueries,
      },
      'read',
    ),
    Mutation: guardRootFields(
      limitInputArrays({
        ...metafieldMutations,
        ...metafieldDefinitionMutations,
        ...tagMutations,
        ...orderMutations,
        ...orderCreateMutations,
        refundCreate: idempotent((...call) => refundMutations.refundCreate?.(...call)),
        ...customerMutations,
        ...companyMutations,
        ...productCreateMutations,
        ...productMutations,
        ...variantBulkCreateMutations,
        ...variantBulkUpdateMutations,
        ...productSetMutations,
        ...collectionMutations,
        ...priceListMutations,
        ...inventoryMutations,
        ...fulfillmentMutations,
        ...webhookMutations,
      }),
      'write',
    ),
    Order: orderResolvers,
    LineItem: lineItemResolvers,
    Refund: refundResolvers,
    RefundLineItem: refundLineResolvers,
    MailingAddress: mailingAddressResolvers,
    Metafield: metafieldResolvers,
    MetafieldDefinition: metafieldDefinitionResolvers,
    Customer: customerResolvers,
    Company: companyResolvers,
    CompanyLocation: companyLocationResolvers,
    CompanyContact: companyContactResolvers,
    Product: productResolvers,
    ProductVariant: variantResolvers,
    Collection: collectionResolvers,
    PriceList: priceListResolvers,
    PriceListPrice: priceListPriceResolvers,
    QuantityPriceBreak: priceBreakResolvers,
    InventoryItem: inventoryItemResolvers,
    InventoryLevel: inventoryLevelResolvers,
    Location: locationResolvers,
    Fulfillment: fulfillmentResolvers,
    FulfillmentOrder: fulfillmentOrderResolvers,
    Job: jobResolvers,
  });
}
