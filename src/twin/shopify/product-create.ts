import { globalId } from './global-id.ts';
import type { NewMedia } from './media.ts';
import { metafieldFaults, putMetafield } from './metafields.ts';
import { handleTaken, type ProductInput, writeProduct } from './product-mutations.ts';
import { createProduct, createVariant, deriveOptions } from './products.ts';
import type { Resolvers } from './resolvers.ts';
import { NO_ERRORS, refuse } from './user-error.ts';
import { attachMedia, mediaFaults } from './variant-bulk-input.ts';

interface ProductCreateInput extends ProductInput {
  readonly giftCard?: boolean | null;
  readonly productOptions?:
    | readonly {
        readonly name?: string | null;
        readonly values?: readonly { readonly name?: string | null }[] | null;
      }[]
    | null;
}

export const productCreateMutations: Resolvers<unknown> = {
  /**
   * Makes a product with one variant at a price of 0: of the first value of each option given, or `Default Title`. More
   * variants are `productVariantsBulkCreate`'s.
   */
  productCreate: (
    _,
    { product: input, media }: { product?: ProductCreateInput | null; media?: readonly NewMedia[] | null },
    { shop },
  ) => {
    if (!input?.title?.trim()) return refuse(['title'], "Title can't be blank");
    if (handleTaken(shop, input.handle, undefined))
      return refuse(['handle'], `Handle '${input.handle}' already in use. Please provide a new handle.`);
    const joins = (input.collectionsToJoin ?? []).map((id) => shop.collections.get(id));
    if (joins.some((collection) => collection === undefined || collection.ruleSet !== null))
      return refuse(['collectionsToJoin'], 'Collection does not exist or is a smart collection');
    const options = (input.productOptions ?? []).map(
      ({ name, values }) => [name ?? '', values?.[0]?.name ?? ''] as const,
    );
    if (options.some(([name, value]) => name === '' || value === ''))
      return refuse(['productOptions'], 'Each option must have a name and at least one option value');
    const errors = [
      ...metafieldFaults(shop, globalId('Product', 0), input.metafields ?? [], ['metafields']),
      ...mediaFaults(media),
    ];
    if (errors.length > 0) return { userErrors: errors };
    const product = createProduct(shop, {
      title: input.title,
      handle: input.handle ?? null,
      giftCard: input.giftCard ?? false,
    });
    writeProduct(product, input);
    createVariant(shop, product, options.length === 0 ? {} : { options: Object.fromEntries(options) });
    deriveOptions(shop, product);
    attachMedia(shop, product, media);
    for (const collection of joins) collection?.productIds.push(product.id);
    for (const metafield of input.metafields ?? []) putMetafield(shop, product.id, metafield);
    return { product, userErrors: NO_ERRORS };
  },
};
