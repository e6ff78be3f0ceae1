import { Big } from 'big.js';
import { inventoryItemFaults } from './inventory-item-input.ts';
import { createMedia, mediaSourceFault, type NewMedia } from './media.ts';
import { metafieldFaults } from './metafields.ts';
import type { OptionFault } from './option-values.ts';
import type { VariantInput } from './product-mutations.ts';
import type { ProductRecord } from './product-record.ts';
import type { Shop } from './shop.ts';
import type { UserError } from './user-error.ts';

/** `ProductVariantsBulkInput`. It has no `sku`: that is the inventory item's. */
export interface BulkVariant extends VariantInput {
  readonly mediaSrc?: readonly string[] | null;
  readonly mediaId?: string | null;
  readonly inventoryQuantities?: readonly { readonly availableQuantity: number; readonly locationId: string }[] | null;
}

export const OPTION_MESSAGES: Readonly<Record<OptionFault, string>> = {
  'unknown-option': 'Option does not exist',
  'unknown-value': 'Option value does not exist',
  'too-many': 'Variant options are more than the product options',
  'too-few': 'You need to add option values for all of the product options',
};

/** The checks that creating and updating share: price, inventory item, metafields and media. */
export function bulkVariantFaults(
  shop: Shop,
  product: ProductRecord,
  input: BulkVariant,
  at: readonly string[],
): UserError[] {
  const errors: UserError[] = [];
  if (input.price && new Big(input.price).lt(0))
    errors.push({
      field: [...at, 'price'],
      message: 'Price must be greater than or equal to 0',
      code: 'GREATER_THAN_OR_EQUAL_TO',
    });
  for (const { field, message } of inventoryItemFaults(input.inventoryItem))
    errors.push({ field: [...at, 'inventoryItem', field], message, code: 'INVALID_INPUT' });
  for (const { field, message } of metafieldFaults(
    shop,
    input.id ?? 'gid://shopify/ProductVariant/0',
    input.metafields ?? [],
    [...at, 'metafields'],
  ))
    errors.push({ field, message, code: 'INVALID_INPUT' });
  if (input.mediaId && input.mediaSrc)
    errors.push({ field: at, message: 'Cannot specify both mediaId and mediaSrc', code: 'INVALID_INPUT' });
  if (input.mediaId && !product.mediaIds.includes(input.mediaId))
    errors.push({
      field: [...at, 'mediaId'],
      message: 'Media does not exist on the product',
      code: 'MUST_BE_FOR_THIS_PRODUCT',
    });
  for (const source of input.mediaSrc ?? []) {
    const fault = mediaSourceFault(source);
    if (fault !== undefined) errors.push({ field: [...at, 'mediaSrc'], message: fault, code: 'INVALID_INPUT' });
  }
  return errors;
}

/** What is wrong with the media given beside the variants. */
export function mediaFaults(media: readonly NewMedia[] | null | undefined): UserError[] {
  return (media ?? []).flatMap(({ originalSource }, index) => {
    const message = mediaSourceFault(originalSource);
    return message === undefined
      ? []
      : [{ field: ['media', String(index), 'originalSource'], message, code: 'INVALID_INPUT' }];
  });
}

/** Adds the media to the product, at the end of those that it has. */
export function attachMedia(shop: Shop, product: ProductRecord, media: readonly NewMedia[] | null | undefined): void {
  for (const given of media ?? []) product.mediaIds.push(createMedia(shop, given).id);
}

/**
 * The media that a variant shows after this input; undefined leaves it as it is. A `mediaSrc` is one of the product's
 * media when it came from the same address, otherwise a new one.
 */
export function variantMediaId(shop: Shop, product: ProductRecord, input: BulkVariant): string | null | undefined {
  if (input.mediaId !== undefined) return input.mediaId;
  const source = input.mediaSrc?.[0];
  if (source === undefined) return undefined;
  const held = product.mediaIds.find((id) => shop.media.get(id)?.source === source);
  if (held !== undefined) return held;
  attachMedia(shop, product, [{ originalSource: source }]);
  return product.mediaIds.at(-1);
}
