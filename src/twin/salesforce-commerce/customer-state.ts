import type { Fields } from './fields.ts';

export interface Customer {
  readonly no: string;
  readonly id: string;
  /** As written: names, e-mail, phones, credentials, `c_…`. */
  fields: Fields;
  /** By their ids, which people choose; the primary one first. */
  readonly addresses: Map<string, CustomerAddress>;
  readonly createdAt: number;
  changedAt: number;
}

export interface CustomerAddress {
  readonly fields: Fields;
  readonly version: number;
  readonly createdAt: number;
  readonly changedAt: number;
}
