import { connectionSdl } from './scalars-sdl.ts';

// Types and nullability: the public 2026-04 schema (mores/java-shopify-graphql, support/2026-04-admin-schema.graphql),
// objects Media, MediaImage, MediaPreviewImage; shopify.dev, input object FileSetInput. The twin knows images only.
export const MEDIA_SDL = `
enum MediaContentType { EXTERNAL_VIDEO IMAGE MODEL_3D VIDEO }
enum MediaStatus { FAILED PROCESSING READY UPLOADED }
enum MediaPreviewImageStatus { FAILED PROCESSING READY UPLOADED }
enum FileContentType { EXTERNAL_VIDEO FILE IMAGE MODEL_3D VIDEO }
enum FileCreateInputDuplicateResolutionMode { APPEND_UUID RAISE_ERROR REPLACE }
enum ProductMediaSortKeys { ID POSITION }
enum ProductImageSortKeys { CREATED_AT ID POSITION }
type Image {
  id: ID altText: String url: URL! width: Int height: Int
  originalSrc: URL! @deprecated(reason: "Use url.") src: URL! @deprecated(reason: "Use url.")
}
${connectionSdl('Image')}
type MediaPreviewImage { image: Image status: MediaPreviewImageStatus! }
type MediaImageOriginalSource { url: URL }
interface Media { alt: String id: ID! mediaContentType: MediaContentType! preview: MediaPreviewImage status: MediaStatus! }
type MediaImage implements Media & Node {
  alt: String id: ID! mediaContentType: MediaContentType! preview: MediaPreviewImage status: MediaStatus!
  image: Image originalSource: MediaImageOriginalSource createdAt: DateTime! updatedAt: DateTime!
}
${connectionSdl('Media')}
input CreateMediaInput { originalSource: String! alt: String mediaContentType: MediaContentType! }
input FileSetInput {
  id: ID originalSource: String alt: String filename: String contentType: FileContentType
  duplicateResolutionMode: FileCreateInputDuplicateResolutionMode = APPEND_UUID
}
`;
