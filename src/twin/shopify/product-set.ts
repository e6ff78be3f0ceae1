import { inventoryItemFaults } from './inventory-item-input.ts';
import {
  type CustomId,
  type MetafieldInput,
  metafieldOf,
  ownerByCustomId,
  putMetafield,
  writeMetafields,
} from './metafields.ts';
import { type OptionValueInput, optionsKey } from './option-values.ts';
import { changed } from './owners.ts';
import { type FileInput, fileFaults, fileOf, setFiles } from './product-files.ts';
import { handleTaken, type VariantInput, writeProduct, writeVariant } from './product-mutations.ts';
import type { ProductRecord, VariantRecord } from './product-record.ts';
import { createProduct, createVariant, deriveOptions, removeVariant, setAvailable, variantsOf } from './products.ts';
import type { Resolvers } from './resolvers.ts';
import type { Shop } from './shop.ts';
import { NO_ERRORS, refuse, type UserError } from './user-error.ts';

interface SetVariant extends VariantInput {
  readonly optionValues: readonly OptionValueInput[];
  readonly file?: FileInput | null;
  readonly inventoryQuantities?:
    | readonly { readonly locationId: string; readonly name: string; readonly quantity: number }[]
    | null;
}

interface SetInput {
  readonly id?: string | null;
  readonly title?: string | null;
  readonly handle?: string | null;
  readonly descriptionHtml?: string | null;
  readonly vendor?: string | null;
  readonly productType?: string | null;
  readonly status?: ProductRecord['status'] | null;
  readonly category?: string | null;
  readonly tags?: readonly string[] | null;
  readonly giftCard?: boolean | null;
  readonly files?: readonly FileInput[] | null;
  readonly collections?: readonly string[] | null;
  readonly metafields?: readonly MetafieldInput[] | null;
  readonly productOptions?:
    | readonly {
        readonly name?: string | null;
        readonly values?: readonly { readonly name?: string | null }[] | null;
      }[]
    | null;
  readonly variants?: readonly SetVariant[] | null;
}

interface Identifier {
  readonly id?: string | null;
  readonly handle?: string | null;
  readonly customId?: CustomId | null;
}

const chosen = (variant: SetVariant) =>
  variant.optionValues.map(({ optionName, name }) => ({ name: optionName ?? '', value: name ?? '' }));

function faultsOf(shop: Shop, input: SetInput, before: ProductRecord | undefined): UserError[] {
  const errors: UserError[] = [];
  const report = (field: readonly string[], message: string, code: string): void => {
    errors.push({ field: ['input', ...field], message, code });
  };
  if (input.title === undefined ? before === undefined : !input.title?.trim())
    report(['title'], "Title can't be blank", 'INVALID_INPUT');
  if (handleTaken(shop, input.handle, before?.id))
    report(['handle'], `Handle '${input.handle}' already in use.`, 'HANDLE_NOT_UNIQUE');
  for (const [index, id] of (input.collections ?? []).entries())
    if (shop.collections.get(id)?.ruleSet !== null)
      report(['collections', String(index)], 'Collection does not exist or is a smart collection', 'INVALID_INPUT');
  if (input.variants && !input.productOptions)
    report(
      ['productOptions'],
      'Product options input is required when updating variants',
      'PRODUCT_OPTIONS_INPUT_MISSING',
    );
  if (input.productOptions && !input.variants)
    report(['variants'], 'Variants input is required when updating product options', 'VARIANTS_INPUT_MISSING');
  const options = new Map(
    (input.productOptions ?? []).map(({ name, values }) => [
      name ?? '',
      (values ?? []).map((value) => value.name ?? ''),
    ]),
  );
  const seen = new Set<string>();
  for (const [index, variant] of (input.variants ?? []).entries()) {
    const at = ['variants', String(index)];
    const values = chosen(variant);
    if (seen.has(optionsKey(values)))
      report(
        at,
        `The variant '${values.map(({ value }) => value).join(' / ')}' already exists.`,
        'VARIANT_ALREADY_EXISTS',
      );
    seen.add(optionsKey(values));
    if (
      input.productOptions &&
      (values.length !== options.size || values.some(({ name, value }) => !options.get(name)?.includes(value)))
    )
      report([...at, 'optionValues'], 'Option values do not match the product options', 'OPTION_VALUE_DOES_NOT_EXIST');
    if (variant.id && before?.variantIds.includes(variant.id) !== true)
      report([...at, 'id'], 'Product variant does not exist', 'PRODUCT_VARIANT_DOES_NOT_EXIST');
    if (variant.price?.startsWith('-'))
      report([...at, 'price'], 'Price must be greater than or equal to 0', 'INVALID_VARIANT');
    for (const { locationId, name } of variant.inventoryQuantities ?? [])
      if (!shop.locations.has(locationId) || !/^(available|on_hand)$/.test(name))
        report([...at, 'inventoryQuantities'], 'Location or quantity name is invalid', 'INVALID_VARIANT');
  }
  errors.push(...fileFaults(shop, input));
  for (const [index, { inventoryItem }] of (input.variants ?? []).entries())
    for (const { field, message } of inventoryItemFaults(inventoryItem))
      report(['variants', String(index), 'inventoryItem', field], message, 'INVALID_VARIANT');
  return errors;
}

/** Makes the product what the input says. Lists that are given are whole lists: whatever they leave out is deleted. */
function applySet(shop: Shop, product: ProductRecord, input: SetInput): UserError[] {
  writeProduct(product, input);
  if (input.files) setFiles(shop, product, input.files);
  if (input.collections)
    for (const collection of shop.collections.values()) {
      if (collection.ruleSet !== null) continue;
      const others = collection.productIds.filter((id) => id !== product.id);
      collection.productIds = input.collections.includes(collection.id) ? [...others, product.id] : others;
    }
  if (input.variants) {
    const old = variantsOf(shop, product);
    const kept = input.variants.map((given): VariantRecord => {
      const values = chosen(given);
      const held = old.find(({ id, selectedOptions }) =>
        given.id ? id === given.id : optionsKey(selectedOptions) === optionsKey(values),
      );
      const variant = held ?? createVariant(shop, product, {});
      variant.selectedOptions = values;
      writeVariant(shop, variant, given);
      if (given.file !== undefined) variant.mediaId = fileOf(shop, product, given.file);
      for (const { locationId, quantity } of given.inventoryQuantities ?? [])
        setAvailable(shop, variant, locationId, quantity);
      return variant;
    });
    for (const variant of old) if (!kept.includes(variant)) removeVariant(shop, variant);
    product.variantIds = kept.map(({ id }) => id);
    product.options = [];
  } else if (product.variantIds.length === 0) createVariant(shop, product, {});
  deriveOptions(shop, product);
  const errors: UserError[] = [];
  for (const [index, given] of (input.variants ?? []).entries())
    errors.push(
      ...writeMetafields(shop, product.variantIds[index] ?? '', given.metafields ?? [], [
        'input',
        'variants',
        String(index),
        'metafields',
      ]),
    );
  if (input.metafields) {
    const listed = input.metafields;
    errors.push(...writeMetafields(shop, product.id, listed, ['input', 'metafields']));
    const kept = (shop.metafields.get(product.id) ?? []).filter(({ namespace, key }) =>
      listed.some(
        (given) =>
          given.key === key &&
          metafieldOf(shop, product.id, given.namespace ?? namespace, key) !== undefined &&
          (given.namespace ?? namespace) === namespace,
      ),
    );
    shop.metafields.set(product.id, kept);
  }
  changed(shop, product);
  return errors;
}

function identified(shop: Shop, identifier: Identifier | null | undefined): ProductRecord | undefined {
  if (identifier?.id) return shop.products.get(identifier.id);
  if (identifier?.handle) return [...shop.products.values()].find(({ handle }) => handle === identifier.handle);
  if (identifier?.customId) return shop.products.get(ownerByCustomId(shop, 'Product', identifier.customId) ?? '');
  return undefined;
}

export const productSetMutations: Resolvers<unknown> = {
  productSet: (
    _,
    {
      identifier: given,
      input,
      synchronous,
    }: { identifier?: Identifier | null; input: SetInput; synchronous?: boolean | null },
    { shop },
  ) => {
    const identifier = given ?? (input.id ? { id: input.id } : null);
    const before = identified(shop, identifier);
    if (identifier?.id && before === undefined)
      return refuse(['identifier', 'id'], 'Product does not exist', 'PRODUCT_DOES_NOT_EXIST');
    if (identifier?.handle && input.handle && input.handle !== identifier.handle)
      return refuse(
        ['input', 'handle'],
        'The identifier value does not match the value of the corresponding field in the input.',
        'INPUT_MISMATCH',
      );
    const errors = faultsOf(shop, input, before);
    if (errors.length > 0) return { userErrors: errors };

    const apply = (): { readonly product: ProductRecord; readonly errors: readonly UserError[] } => {
      const handle = input.handle ?? identifier?.handle ?? null;
      const product =
        before ?? createProduct(shop, { title: input.title ?? '', handle, giftCard: input.giftCard ?? false });
      const wrong = applySet(shop, product, input);
      if (before === undefined && identifier?.customId)
        putMetafield(shop, product.id, { ...identifier.customId, type: 'id' });
      return { product, errors: wrong };
    };
    if (synchronous !== false) {
      const { product, errors: wrong } = apply();
      return { product, userErrors: wrong };
    }
    const id = shop.ids.take('ProductSetOperation');
    const job = shop.startJob(() => {
      operation.productId = apply().product.id;
    });
    const operation = { id, jobId: job.id, productId: before?.id ?? null };
    shop.productOperations.set(id, operation);
    return {
      product: null,
      productSetOperation: { id, status: 'CREATED', product: before ?? null, userErrors: NO_ERRORS },
      userErrors: NO_ERRORS,
    };
  },
};

export const productOperationQueries: Resolvers<unknown> = {
  productOperation: (_, { id }: { id: string }, { shop }) => {
    const operation = shop.productOperations.get(id);
    if (operation === undefined) return null;
    const done = shop.jobs.get(operation.jobId)?.run === null;
    return {
      id,
      status: done ? 'COMPLETE' : 'ACTIVE',
      product: shop.products.get(operation.productId ?? '') ?? null,
      userErrors: NO_ERRORS,
    };
  },
};
