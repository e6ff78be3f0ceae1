import type { MetaEntry } from './meta-data.ts';
import type { BillingAddress, PostalAddress } from './postal-address.ts';
import type { Seconds } from './site-time.ts';

export interface Customer {
  readonly id: number;
  email: string;
  firstName: string;
  lastName: string;
  readonly role: string;
  readonly username: string;
  billing: BillingAddress;
  shipping: PostalAddress;
  isPaying: boolean;
  meta: MetaEntry[];
  readonly createdAt: Seconds;
  modifiedAt: Seconds;
}
