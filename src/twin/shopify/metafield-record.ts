export interface MetafieldRecord {
  readonly id: string;
  readonly ownerId: string;
  readonly namespace: string;
  readonly key: string;
  type: string;
  value: string;
  readonly createdAt: string;
  updatedAt: string;
}

/** What a metafield of an owner type must be. */
export interface MetafieldDefinitionRecord {
  readonly id: string;
  /** `ORDER`, `PRODUCTVARIANT`: the enum MetafieldOwnerType. */
  readonly ownerType: string;
  readonly namespace: string;
  readonly key: string;
  readonly name: string;
  readonly description: string | null;
  readonly type: string;
  readonly uniqueValues: boolean;
  readonly validations: readonly { readonly name: string; readonly value: string }[];
}
