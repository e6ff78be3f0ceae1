import type { Fields } from './fields.ts';

export interface Category {
  readonly id: string;
  parentId: string;
  fields: Fields;
  /** Ids of the products that are assigned to it, with their position. */
  readonly products: Map<string, number>;
  readonly createdAt: number;
  changedAt: number;
}

export const ROOT = 'root';
