import { createMedia, mediaSourceFault } from './media.ts';
import type { ProductRecord } from './product-record.ts';
import { variantsOf } from './products.ts';
import type { Shop } from './shop.ts';
import type { UserError } from './user-error.ts';

/** `FileSetInput`: a file that is there by its id, or a new one by where it is fetched from. */
export interface FileInput {
  readonly id?: string | null;
  readonly originalSource?: string | null;
  readonly alt?: string | null;
}

interface WithFiles {
  readonly files?: readonly FileInput[] | null;
  readonly variants?: readonly { readonly file?: FileInput | null }[] | null;
}

/** Files must be fetchable or known, and the file of a variant one of the product's (ProductVariantSetInput.file). */
export function fileFaults(shop: Shop, { files, variants }: WithFiles): UserError[] {
  const ofFiles = (files ?? []).flatMap(({ id, originalSource }, index) => {
    const message = id ? (shop.media.has(id) ? undefined : 'File does not exist') : mediaSourceFault(originalSource);
    return message === undefined ? [] : [{ field: ['input', 'files', String(index)], message, code: 'INVALID_INPUT' }];
  });
  const ofVariants = (variants ?? []).flatMap(({ file }, index) => {
    const listed =
      !file ||
      (files ?? []).some((other) => (file.id ? other.id === file.id : other.originalSource === file.originalSource));
    return listed
      ? []
      : [
          {
            field: ['input', 'variants', String(index), 'file'],
            message: "The file of a variant must also be given in the product's files",
            code: 'INVALID_VARIANT',
          },
        ];
  });
  return [...ofFiles, ...ofVariants];
}

/** Makes the product's media what the list says: those left out are gone from it, a new source becomes a new file. */
export function setFiles(shop: Shop, product: ProductRecord, files: readonly FileInput[]): void {
  product.mediaIds = files.map(({ id, originalSource, alt }) => {
    const held =
      shop.media.get(id ?? '') ?? createMedia(shop, { originalSource: originalSource ?? '', alt: alt ?? null });
    if (alt !== undefined) held.alt = alt;
    return held.id;
  });
  for (const variant of variantsOf(shop, product))
    if (variant.mediaId !== null && !product.mediaIds.includes(variant.mediaId)) variant.mediaId = null;
}

/** The one of the product's media that a variant's file means; null for none. */
export function fileOf(shop: Shop, product: ProductRecord, file: FileInput | null): string | null {
  if (file === null) return null;
  return (
    product.mediaIds.find((id) => (file.id ? id === file.id : shop.media.get(id)?.source === file.originalSource)) ??
    null
  );
}
