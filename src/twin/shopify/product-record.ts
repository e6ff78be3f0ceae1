import type { Amount } from './money.ts';

export interface ProductOption {
  readonly id: string;
  readonly name: string;
  readonly values: readonly string[];
}

export interface ProductRecord {
  readonly kind: 'Product';
  readonly id: string;
  readonly legacyResourceId: string;
  title: string;
  handle: string;
  descriptionHtml: string;
  vendor: string;
  productType: string;
  status: 'ACTIVE' | 'ARCHIVED' | 'DRAFT' | 'UNLISTED';
  tags: readonly string[];
  category: { readonly id: string; readonly name: string } | null;
  seo: { title: string | null; description: string | null };
  options: readonly ProductOption[];
  variantIds: string[];
  readonly isGiftCard: boolean;
  /** Its images in their order; the first is the featured one. */
  mediaIds: string[];
  /** Publication id → when it became visible there. */
  readonly publications: Map<string, string>;
  readonly createdAt: string;
  updatedAt: string;
  touchedMs: number;
}

export interface VariantRecord {
  readonly kind: 'ProductVariant';
  readonly id: string;
  readonly legacyResourceId: string;
  readonly productId: string;
  readonly inventoryItemId: string;
  barcode: string | null;
  price: Amount;
  compareAtPrice: Amount | null;
  taxable: boolean;
  taxCode: string | null;
  inventoryPolicy: 'DENY' | 'CONTINUE';
  /** The one of the product's media that it shows. */
  mediaId: string | null;
  selectedOptions: readonly { readonly name: string; readonly value: string }[];
  readonly createdAt: string;
  updatedAt: string;
  touchedMs: number;
}

export interface CollectionRecord {
  readonly kind: 'Collection';
  readonly id: string;
  readonly legacyResourceId: string;
  title: string;
  handle: string;
  descriptionHtml: string;
  sortOrder: string;
  image: { readonly id: string; readonly altText: string | null; readonly url: string } | null;
  seo: { title: string | null; description: string | null };
  /** A collection with rules is smart: products cannot be put into it by hand. */
  ruleSet: CollectionRuleSet | null;
  productIds: string[];
  readonly createdAt: string;
  updatedAt: string;
  touchedMs: number;
}

export interface CollectionRuleSet {
  readonly appliedDisjunctively: boolean;
  readonly rules: readonly { readonly column: string; readonly relation: string; readonly condition: string }[];
}
