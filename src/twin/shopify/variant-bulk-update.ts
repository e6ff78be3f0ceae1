import type { NewMedia } from './media.ts';
import { putMetafield } from './metafields.ts';
import { chosenOptions, optionsKey, optionsTitle, type SelectedOptions } from './option-values.ts';
import { changed } from './owners.ts';
import { writeVariant } from './product-mutations.ts';
import type { ProductRecord, VariantRecord } from './product-record.ts';
import { deriveOptions, variantsOf } from './products.ts';
import type { Resolvers } from './resolvers.ts';
import type { Shop } from './shop.ts';
import { refuse, type UserError } from './user-error.ts';
import {
  attachMedia,
  type BulkVariant,
  bulkVariantFaults,
  mediaFaults,
  OPTION_MESSAGES,
  variantMediaId,
} from './variant-bulk-input.ts';

const OPTION_CODES = {
  'unknown-option': 'OPTION_DOES_NOT_EXIST',
  'unknown-value': 'OPTION_VALUE_DOES_NOT_EXIST',
  'too-many': 'OPTION_VALUES_FOR_NUMBER_OF_UNKNOWN_OPTIONS',
  'too-few': 'NEED_TO_ADD_OPTION_VALUES',
} as const;

interface Planned {
  readonly variant: VariantRecord;
  readonly input: BulkVariant;
  readonly options: SelectedOptions;
}

function plan(
  shop: Shop,
  product: ProductRecord,
  inputs: readonly BulkVariant[],
): { readonly planned: readonly Planned[]; readonly errors: readonly UserError[] } {
  const errors: UserError[] = [];
  const planned: Planned[] = [];
  const named = new Set(inputs.map(({ id }) => id));
  const taken = new Set(
    variantsOf(shop, product)
      .filter(({ id }) => !named.has(id))
      .map(({ selectedOptions }) => optionsKey(selectedOptions)),
  );
  for (const [index, input] of inputs.entries()) {
    const at = ['variants', String(index)];
    const before = errors.length;
    const variant = shop.variants.get(input.id ?? '');
    if (!input.id)
      errors.push({
        field: [...at, 'id'],
        message: 'Product variant is missing ID attribute',
        code: 'PRODUCT_VARIANT_ID_MISSING',
      });
    else if (variant?.productId !== product.id)
      errors.push({
        field: [...at, 'id'],
        message: 'Product variant does not exist',
        code: 'PRODUCT_VARIANT_DOES_NOT_EXIST',
      });
    if ((input.inventoryQuantities ?? []).length > 0)
      errors.push({
        field: [...at, 'inventoryQuantities'],
        message:
          'Inventory quantities can only be provided during create. To update inventory for existing variants, use inventoryAdjustQuantities.',
        code: 'NO_INVENTORY_QUANTITIES_ON_VARIANTS_UPDATE',
      });
    errors.push(...bulkVariantFaults(shop, product, input, at));
    if (variant === undefined) continue;
    const options = chosenOptions(product, input.optionValues ?? [], variant.selectedOptions);
    if (typeof options === 'string')
      errors.push({ field: [...at, 'optionValues'], message: OPTION_MESSAGES[options], code: OPTION_CODES[options] });
    else if (taken.has(optionsKey(options)))
      errors.push({
        field: at,
        message: `The variant '${optionsTitle(options)}' already exists. Please change at least one option value.`,
        code: 'VARIANT_ALREADY_EXISTS',
      });
    else if (errors.length === before) {
      taken.add(optionsKey(options));
      planned.push({ variant, input, options });
    }
  }
  return { planned, errors };
}

export const variantBulkUpdateMutations: Resolvers<unknown> = {
  /** All or nothing unless partial updates are allowed; then the good ones are written beside the errors. */
  productVariantsBulkUpdate: (
    _,
    args: {
      productId: string;
      variants: readonly BulkVariant[];
      media?: readonly NewMedia[] | null;
      allowPartialUpdates?: boolean | null;
    },
    { shop },
  ) => {
    const product = shop.products.get(args.productId);
    if (product === undefined) return refuse(['productId'], 'Product does not exist', 'PRODUCT_DOES_NOT_EXIST');
    const ofMedia = mediaFaults(args.media);
    if (ofMedia.length > 0) return { userErrors: ofMedia };
    const { planned, errors } = plan(shop, product, args.variants);
    if (errors.length > 0 && args.allowPartialUpdates !== true) return { userErrors: errors };
    attachMedia(shop, product, args.media);
    for (const { variant, input, options } of planned) {
      variant.selectedOptions = options;
      writeVariant(shop, variant, input);
      const mediaId = variantMediaId(shop, product, input);
      if (mediaId !== undefined) variant.mediaId = mediaId;
      for (const metafield of input.metafields ?? []) putMetafield(shop, variant.id, metafield);
    }
    deriveOptions(shop, product);
    if (planned.length > 0 || (args.media ?? []).length > 0) changed(shop, product);
    return { product, productVariants: planned.map(({ variant }) => variant), userErrors: errors };
  },
};
