import type { Account } from '../../account.ts';
import { type Entry, textOf } from '../../entry.ts';
import type { Column } from '../table.ts';
import { textValue, WallTime } from '../value.ts';

/** Text, or a letter. */
export const text = (field: string): Column<Entry> => ({ value: (entry) => textValue(textOf(entry, field)) });

export const number = (field: string): Column<Entry> => ({
  value: ({ values }) => (values[field] === undefined ? null : Number(values[field])),
});

/** `T` or `F`. */
export const flag = (field: string): Column<Entry> => ({ value: ({ values }) => (values[field] === true ? 'T' : 'F') });

export const id: Column<Entry> = { value: (entry) => idValue(entry.id) };

/** Ids are numbers, apart from those of countries. */
export const idValue = (written: string) => (/^-?\d+$/.test(written) ? Number(written) : textValue(written));

export const day = (field: string): Column<Entry> => ({
  value: ({ values }) =>
    values[field] === undefined ? null : new WallTime(Date.parse(`${String(values[field])}T00:00:00Z`)),
});

/** The wall clock of the account, not UTC (sheet section 9). */
export const instant = (account: Account, field: string): Column<Entry> => ({
  value: ({ values }) => (values[field] === undefined ? null : wallTime(account, Number(values[field]))),
});

/** Whole seconds, as the database keeps them. */
export const wallTime = (account: Account, ms: number): WallTime =>
  new WallTime(Math.floor(Date.parse(`${account.time.wallClock(ms)}Z`) / 1000) * 1000);

/** The id of another record, and its name to read. */
export const reference = (account: Account, field: string, ...targets: readonly string[]): Column<Entry> => ({
  value: (entry) => (entry.values[field] === undefined ? null : idValue(textOf(entry, field))),
  display: (entry) => {
    const found = account.find(targets, textOf(entry, field));
    return found === undefined ? null : textValue(account.nameOf(found.type.name, found.entry));
  },
});

/** The custom fields of the account that begin with a prefix. */
export function customColumns(account: Account, prefix: string): Record<string, Column<Entry>> {
  const own = Object.entries(account.settings.customFields).filter(([name]) => name.startsWith(`${prefix}_`));
  return Object.fromEntries(
    own.map(([name, kind]) => [
      name,
      kind === 'flag' ? flag(name) : kind === 'number' ? number(name) : kind === 'day' ? day(name) : text(name),
    ]),
  );
}
