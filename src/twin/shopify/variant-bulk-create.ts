import type { NewMedia } from './media.ts';
import { putMetafield } from './metafields.ts';
import { chosenOptions, optionsKey, optionsTitle, type SelectedOptions } from './option-values.ts';
import { changed } from './owners.ts';
import { writeVariant } from './product-mutations.ts';
import type { ProductRecord, VariantRecord } from './product-record.ts';
import { createVariant, deriveOptions, removeVariant, setAvailable, variantsOf } from './products.ts';
import type { Resolvers } from './resolvers.ts';
import type { Shop } from './shop.ts';
import { NO_ERRORS, refuse, type UserError } from './user-error.ts';
import {
  attachMedia,
  type BulkVariant,
  bulkVariantFaults,
  mediaFaults,
  OPTION_MESSAGES,
  variantMediaId,
} from './variant-bulk-input.ts';

type Strategy = 'DEFAULT' | 'REMOVE_STANDALONE_VARIANT' | 'PRESERVE_STANDALONE_VARIANT';

const OPTION_CODES = {
  'unknown-option': 'INVALID_INPUT',
  'unknown-value': 'INVALID_INPUT',
  'too-many': 'OPTION_VALUES_FOR_NUMBER_OF_UNKNOWN_OPTIONS',
  'too-few': 'NEED_TO_ADD_OPTION_VALUES',
} as const;

/**
 * The only variant that a product has, when the strategy has it make room (enum ProductVariantsBulkCreateStrategy of
 * the 2026-04 schema): by default only the one that nobody chose, `Default Title`.
 */
function standaloneToRemove(shop: Shop, product: ProductRecord, strategy: Strategy): VariantRecord | undefined {
  const [only, ...more] = variantsOf(shop, product);
  if (only === undefined || more.length > 0 || strategy === 'PRESERVE_STANDALONE_VARIANT') return undefined;
  const isDefault = only.selectedOptions.length === 1 && only.selectedOptions[0]?.value === 'Default Title';
  return strategy === 'REMOVE_STANDALONE_VARIANT' || isDefault ? only : undefined;
}

interface Planned {
  readonly input: BulkVariant;
  readonly options: SelectedOptions;
}

function plan(
  shop: Shop,
  product: ProductRecord,
  inputs: readonly BulkVariant[],
  staying: readonly VariantRecord[],
): { readonly planned: readonly Planned[]; readonly errors: readonly UserError[] } {
  const errors: UserError[] = [];
  const planned: Planned[] = [];
  const taken = new Set(staying.map(({ selectedOptions }) => optionsKey(selectedOptions)));
  for (const [index, input] of inputs.entries()) {
    const at = ['variants', String(index)];
    if (input.id)
      errors.push({ field: [...at, 'id'], message: 'On create, this key cannot be used', code: 'NO_KEY_ON_CREATE' });
    errors.push(...bulkVariantFaults(shop, product, input, at));
    for (const [position, { locationId }] of (input.inventoryQuantities ?? []).entries())
      if (!shop.locations.has(locationId))
        errors.push({
          field: [...at, 'inventoryQuantities', String(position), 'locationId'],
          message: 'Quantity could not be set. The location was not found.',
          code: 'TRACKED_VARIANT_LOCATION_NOT_FOUND',
        });
    const options = chosenOptions(product, input.optionValues ?? []);
    if (typeof options === 'string') {
      errors.push({ field: [...at, 'optionValues'], message: OPTION_MESSAGES[options], code: OPTION_CODES[options] });
      continue;
    }
    if (taken.has(optionsKey(options)))
      errors.push({
        field: at,
        message: `The variant '${optionsTitle(options)}' already exists. Please change at least one option value.`,
        code: 'VARIANT_ALREADY_EXISTS_CHANGE_OPTION_VALUE',
      });
    taken.add(optionsKey(options));
    planned.push({ input, options });
  }
  return { planned, errors };
}

export const variantBulkCreateMutations: Resolvers<unknown> = {
  /** Adds variants to a product: all of them, or none with the reasons. */
  productVariantsBulkCreate: (
    _,
    args: {
      productId: string;
      variants: readonly BulkVariant[];
      media?: readonly NewMedia[] | null;
      strategy?: Strategy | null;
    },
    { shop },
  ) => {
    const product = shop.products.get(args.productId);
    if (product === undefined) return refuse(['productId'], 'Product does not exist', 'PRODUCT_DOES_NOT_EXIST');
    const leaving = standaloneToRemove(shop, product, args.strategy ?? 'DEFAULT');
    const staying = variantsOf(shop, product).filter((variant) => variant !== leaving);
    const { planned, errors } = plan(shop, product, args.variants, staying);
    const wrong = [...mediaFaults(args.media), ...errors];
    if (wrong.length > 0) return { userErrors: wrong };
    attachMedia(shop, product, args.media);
    const productVariants = planned.map(({ input, options }) => {
      const variant = createVariant(shop, product, {
        options: Object.fromEntries(options.map(({ name, value }) => [name, value])),
      });
      writeVariant(shop, variant, input);
      variant.mediaId = variantMediaId(shop, product, input) ?? null;
      for (const { locationId, availableQuantity } of input.inventoryQuantities ?? [])
        setAvailable(shop, variant, locationId, availableQuantity);
      for (const metafield of input.metafields ?? []) putMetafield(shop, variant.id, metafield);
      return variant;
    });
    if (leaving !== undefined && productVariants.length > 0) removeVariant(shop, leaving);
    deriveOptions(shop, product);
    changed(shop, product);
    return { product, productVariants, userErrors: NO_ERRORS };
  },
};
