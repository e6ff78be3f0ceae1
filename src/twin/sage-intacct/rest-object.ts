import type { Company } from './company.ts';
import type { Fields } from './fields.ts';

/** One object of the API: what it is called, its records, and what may be done with them. What is not given is refused. */
export interface RestObject<T extends { readonly key: string }> {
  /** `accounts-receivable/customer`; documents carry their definition: `order-entry/document::Sales Order`. */
  readonly name: string;
  readonly all: (company: Company) => readonly T[];
  readonly view: (record: T, company: Company) => Fields;
  readonly create?: (company: Company, body: unknown) => T;
  readonly change?: (company: Company, record: T, body: unknown) => T;
  readonly remove?: (company: Company, record: T) => void;
}

/** `audit` of a record: instants in UTC (sheet section 3). */
export const auditOf = ({
  createdAt,
  changedAt,
}: {
  readonly createdAt: number;
  readonly changedAt: number;
}): Fields => ({
  audit: {
    createdDateTime: instantText(createdAt),
    modifiedDateTime: instantText(changedAt),
    createdBy: '12',
    modifiedBy: '12',
  },
});

export const instantText = (instant: number): string => `${new Date(instant).toISOString().slice(0, 19)}Z`;

/** A text that may be nothing: null then. */
export const orNull = (value: string): string | null => (value === '' ? null : value);

/** A reference by its business id; null where there is none. */
export const reference = (id: string, more: Fields = {}): Fields | null => (id === '' ? null : { id, ...more });
