import type { Company } from '../company.ts';
import { businessError } from './gateway-error.ts';

/** How a value is compared. Days and moments are `03/02/2026` and `03/02/2026 09:00:00`, in UTC. */
export type FieldKind = 'text' | 'number' | 'day' | 'moment' | 'boolean';

/** A field of a record as queries know it: `TERM.NAME` is one that another record is joined for. */
export interface ObjectField<T> {
  readonly kind: FieldKind;
  /** Empty: nothing stands there. */
  readonly of: (record: T, company: Company) => string;
  /** What the database keeps in place of the words, by them: readByQuery compares with it (reference of each object). */
  readonly stored?: Readonly<Record<string, string>>;
  readonly isCustom?: boolean;
}

export type ObjectFields<T> = Readonly<Record<string, ObjectField<T>>>;

const field =
  (kind: FieldKind) =>
  <T>(of: ObjectField<T>['of'], more: Partial<ObjectField<T>> = {}): ObjectField<T> => ({ kind, of, ...more });

export const text = field('text');
export const number = field('number');
export const day = field('day');
export const moment = field('moment');

/** `true` or `false`; `T` or `F` in the database. */
export const boolean = <T>(of: (record: T, company: Company) => boolean): ObjectField<T> => ({
  kind: 'boolean',
  of: (record, company) => String(of(record, company)),
  stored: { true: 'T', false: 'F' },
});

/** `active` and `inactive`, of which the database keeps `T` and `F`. */
export const status = <T extends { readonly status: string }>(): ObjectField<T> =>
  text(({ status: shown }) => shown, { stored: { active: 'T', inactive: 'F' } });

interface Audited {
  readonly createdAt: number;
  readonly changedAt: number;
}

/** When a record was made and last changed. Documents keep their day under WHENCREATED, and have another name for the moment. */
export const audit = <T extends Audited>(created = 'WHENCREATED'): ObjectFields<T> => ({
  [created]: moment(({ createdAt }) => momentText(createdAt)),
  WHENMODIFIED: moment(({ changedAt }) => momentText(changedAt)),
  CREATEDBY: number(() => '12'),
  MODIFIEDBY: number(() => '12'),
});

export function momentText(instant: number): string {
  const [date = '', time = ''] = new Date(instant).toISOString().slice(0, 19).split('T');
  return `${dayText(date)} ${time}`;
}

/** `2026-03-02` as the gateway writes it. */
export function dayText(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return day === '' ? '' : `${month}/${date}/${year}`;
}

/** A value as it is compared: a number for all that has a size. Undefined: there is none. Throws GatewayError. */
export function comparable(kind: FieldKind, value: string): number | string | undefined {
  if (value === '') return undefined;
  switch (kind) {
    case 'number': {
      const size = Number(value);
      if (Number.isNaN(size)) throw businessError(`${value} is not a number`);
      return size;
    }
    case 'day':
    case 'moment': {
      const [, month, date, year, time = '00:00:00'] =
        /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: (\d{2}:\d{2}:\d{2}))?$/.exec(value) ?? [];
      const instant = Date.parse(`${year}-${month?.padStart(2, '0')}-${date?.padStart(2, '0')}T${time}Z`);
      if (Number.isNaN(instant)) throw businessError(`${value} is not a date: mm/dd/yyyy, or mm/dd/yyyy hh:mm:ss`);
      return instant;
    }
    case 'boolean':
    case 'text':
      return value;
  }
}

/** `year`, `month` and `day` of the older functions, as `2026-03-02`. Throws GatewayError. */
export function dayOf(parts: (name: string) => string | undefined): string {
  const [year = '', month = '', date = ''] = ['year', 'month', 'day'].map(parts);
  const text = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  const instant = new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(instant.getTime()) || instant.toISOString().slice(0, 10) !== text)
    throw businessError(`${month}/${date}/${year} is not a date`);
  return text;
}
