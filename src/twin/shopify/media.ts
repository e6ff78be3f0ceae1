import { legacyIdOf } from './global-id.ts';
import type { ProductRecord } from './product-record.ts';
import type { Shop } from './shop.ts';

/** An image of the shop's files: one product's, or one that several show. */
export interface MediaRecord {
  readonly id: string;
  alt: string | null;
  /** Where it was fetched from. */
  readonly source: string;
  /** Until then it is being processed, and `image` is null. */
  readonly readyMs: number;
  readonly createdAt: string;
  updatedAt: string;
}

export interface NewMedia {
  readonly originalSource: string;
  readonly alt?: string | null;
}

/** Takes an image in. Shopify fetches and processes it later: for the time of a job there is none to show yet. */
export function createMedia(shop: Shop, { originalSource, alt }: NewMedia, processed = false): MediaRecord {
  const media: MediaRecord = {
    id: shop.ids.take('MediaImage'),
    alt: alt ?? null,
    source: originalSource,
    readyMs: shop.nowMs() + (processed ? 0 : shop.settings.jobMs),
    createdAt: shop.now(),
    updatedAt: shop.now(),
  };
  shop.media.set(media.id, media);
  shop.revision += 1;
  return media;
}

/** What is wrong with the address of an image: it must be one that can be fetched. */
export function mediaSourceFault(source: string | null | undefined): string | undefined {
  return source && URL.canParse(source) && /^https?:/.test(source) ? undefined : 'Image URL is invalid';
}

/** The address under which the shop itself serves an image: never the one that it came from. */
export function hostedUrl(source: string, createdAt: string): string {
  const name = new URL(source).pathname.split('/').at(-1) || 'image';
  return `https://cdn.shopify.com/s/files/1/1001/1001/files/${name}?v=${Date.parse(createdAt) / 1000}`;
}

/** One image as the type `Image` shows it. Its size would be read off the file, which the twin never fetches: null. */
export function imageView(id: string, altText: string | null, url: string) {
  return { id, altText, url, originalSrc: url, src: url, width: null, height: null };
}

/** The `MediaImage` of a record; its image and preview are null until it was processed. */
export function mediaView(shop: Shop, media: MediaRecord) {
  const status = shop.nowMs() >= media.readyMs ? 'READY' : 'PROCESSING';
  const image =
    status === 'READY'
      ? imageView(
          `gid://shopify/ImageSource/${legacyIdOf(media.id)}`,
          media.alt,
          hostedUrl(media.source, media.createdAt),
        )
      : null;
  return {
    __typename: 'MediaImage',
    id: media.id,
    alt: media.alt,
    mediaContentType: 'IMAGE',
    status,
    image,
    preview: { image, status },
    originalSource: { url: media.source },
    createdAt: media.createdAt,
    updatedAt: media.updatedAt,
  };
}

export type MediaView = ReturnType<typeof mediaView>;

/** The media of a product in their order. */
export function mediaOf(shop: Shop, { mediaIds }: Pick<ProductRecord, 'mediaIds'>): MediaView[] {
  return mediaIds
    .map((id) => shop.media.get(id))
    .filter((media) => media !== undefined)
    .map((media) => mediaView(shop, media));
}

/** One media by its id, null when there is none. */
export function mediaById(shop: Shop, id: string | null): MediaView | null {
  const media = shop.media.get(id ?? '');
  return media === undefined ? null : mediaView(shop, media);
}
