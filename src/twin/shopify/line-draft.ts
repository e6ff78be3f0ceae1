import { amountOf } from './money.ts';
import type { LineRecord } from './order-record.ts';
import type { PlacedLine } from './place-order.ts';
import type { VariantRecord } from './product-record.ts';
import type { Shop } from './shop.ts';

/** What a line is before it has ids, discounts and taxes. */
export type LineDraft = Omit<
  LineRecord,
  | 'id'
  | 'removedQuantity'
  | 'refundedQuantity'
  | 'fulfilledQuantity'
  | 'cancelledQuantity'
  | 'allocations'
  | 'taxLines'
  | 'duty'
  | 'isTip'
  | 'addedByEdit'
  | 'locationId'
  | 'stockTaken'
>;

/** A line without its ids and sums. Throws when its variant does not exist, or when it has neither variant nor title. */
export function lineDraft(shop: Shop, line: PlacedLine): LineDraft {
  const variant = line.variant === undefined ? undefined : findVariant(shop, line.variant);
  if (line.variant !== undefined && variant === undefined) throw new Error(`no variant ${line.variant} in the twin`);
  const product = variant === undefined ? undefined : shop.products.get(variant.productId);
  const item = variant === undefined ? undefined : shop.inventoryItems.get(variant.inventoryItemId);
  const title = line.title ?? product?.title;
  if (title === undefined) throw new Error('a line needs a variant or a title');
  const giftCard = line.giftCard ?? product?.isGiftCard ?? false;
  const options = variant?.selectedOptions.map(({ value }) => value).join(' / ') ?? null;
  return {
    variantId: variant?.id ?? null,
    productId: product?.id ?? null,
    sku: line.sku === undefined ? (item?.sku ?? null) : line.sku,
    title,
    variantTitle: line.variantTitle === undefined ? (options === 'Default Title' ? null : options) : line.variantTitle,
    vendor: line.vendor === undefined ? (product?.vendor ?? null) : line.vendor,
    quantity: line.quantity,
    unitPrice: amountOf(line.unitPrice ?? variant?.price ?? '0'),
    taxable: line.taxable ?? (giftCard ? false : (variant?.taxable ?? true)),
    requiresShipping: line.requiresShipping ?? (giftCard ? false : (item?.requiresShipping ?? true)),
    isGiftCard: giftCard,
    fulfillmentService:
      line.fulfillmentService === undefined ? (giftCard ? 'gift_card' : 'manual') : line.fulfillmentService,
    customAttributes: line.properties ?? [],
  };
}

/** A variant by global id or, the first of perhaps several, by SKU. */
export function findVariant(shop: Shop, idOrSku: string): VariantRecord | undefined {
  const byId = shop.variants.get(idOrSku);
  if (byId !== undefined) return byId;
  for (const item of shop.inventoryItems.values()) if (item.sku === idOrSku) return shop.variants.get(item.variantId);
  return undefined;
}
