/** The kinds of business document in the canonical model. */
export const DOCUMENT_KINDS = [
  'order',
  'order-status',
  'customer',
  'product',
  'stock',
  'price',
  'category',
  'shipment',
  'invoice',
  'refund',
  'payment',
] as const;

export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** Any canonical document. Its schema in schemas/documents says what is in it. */
export type Document = Readonly<Record<string, unknown>>;
