import type { Account } from './account.ts';
import { type Entry, type Scalar, textOf } from './entry.ts';
import type { RecordType } from './record-types.ts';
import type { Field, Shape } from './shape.ts';

/** How a record is asked for (sheet section 3). */
export interface View {
  readonly account: Account;
  /** Address of the record service: `https://…/services/rest/record/v1`. */
  readonly base: string;
  /** `expandSubResources=true`: sublists and subrecords inline, else a link to each. */
  readonly expand: boolean;
  /** `simpleEnumFormat=true`: the id of a choice alone. */
  readonly simpleEnums: boolean;
  /** Only these fields of the record. */
  readonly fields?: readonly string[];
}

type Json = Record<string, unknown>;

export const selfLink = (href: string) => [{ rel: 'self', href }];

export function showRecord(view: View, type: RecordType, entry: Entry): Json {
  const href = `${view.base}/${type.name}/${entry.id}`;
  const shown = showFields(view, type.shape, entry, href);
  if (view.fields === undefined) return { links: selfLink(href), ...shown };
  return { links: selfLink(href), id: entry.id, ...Object.fromEntries(pick(shown, view.fields)) };
}

const pick = (shown: Json, names: readonly string[]) =>
  names.flatMap((name) => (name in shown ? [[name, shown[name]]] : []));

interface Sublist {
  readonly name: string;
  readonly entry: Entry;
  readonly field: Field & { readonly kind: 'list' };
}

/** One sublist, a page of it (sheet section 4). */
export function showSublist(
  view: View,
  sublist: Sublist,
  href: string,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Json {
  const lines = sublist.entry.lists[sublist.name] ?? [];
  const page = lines.slice(offset, offset + limit);
  return {
    ...showLines(view, sublist, href, page),
    count: page.length,
    hasMore: offset + page.length < lines.length,
    offset,
    totalResults: lines.length,
  };
}

const showLines = (view: View, { name, field }: Sublist, href: string, lines: readonly Entry[]): Json => ({
  links: selfLink(`${href}/${name}`),
  items: lines.map((line) => ({
    links: selfLink(`${href}/${name}/${line.id}`),
    ...showFields(view, field.shape, line, `${href}/${name}/${line.id}`),
  })),
});

function showFields(view: View, shape: Shape, entry: Entry, href: string): Json {
  const custom = Object.entries(entry.values).filter(
    ([name]) => shape.custom !== undefined && name.startsWith(`${shape.custom}_`),
  );
  return Object.fromEntries([
    ...Object.entries(shape.fields).flatMap(([name, field]): [string, unknown][] => {
      const shown = showField(view, field, name, entry, href);
      return shown === undefined ? [] : [[name, shown]];
    }),
    ...custom,
  ]);
}

function showField(view: View, field: Field, name: string, entry: Entry, href: string): unknown {
  if (field.kind === 'list') {
    if (entry.lists[name] === undefined) return undefined;
    if (!view.expand) return { links: selfLink(`${href}/${name}`) };
    // All of them: an answer of a real account says how many, and nothing of pages.
    const lines = entry.lists[name];
    return { ...showLines(view, { name, entry, field }, href, lines), totalResults: lines.length };
  }
  if (field.kind === 'part') {
    const part = entry.parts[name];
    if (part === undefined) return undefined;
    const links = selfLink(`${href}/${name}`);
    return view.expand ? { links, ...showFields(view, field.shape, part, `${href}/${name}`) } : { links };
  }
  const value = name === 'id' ? entry.id : entry.values[name];
  return value === undefined ? undefined : showValue(view, field, value);
}

function showValue({ account, base, simpleEnums }: View, field: Field, value: Scalar): unknown {
  switch (field.kind) {
    case 'instant':
      return new Date(Number(value)).toISOString().replace(/\.\d+Z$/, 'Z');
    case 'choice':
      return simpleEnums ? value : { id: value, refName: field.of[String(value)] };
    case 'status': {
      const words = field.of[String(value)] ?? value;
      return simpleEnums ? words : { id: words, refName: words };
    }
    case 'label':
      return { id: value };
    case 'break':
      return { value };
    case 'reference': {
      const found = account.find(field.to, String(value));
      if (found === undefined) return { id: value };
      const { type, entry } = found;
      // A country is no record that could be asked for.
      if (type.name === 'country') return { id: value, refName: account.nameOf(type.name, entry) };
      return {
        // In small letters, by answers of real accounts: …/inventoryitem/301.
        links: selfLink(`${base}/${type.name.toLowerCase()}/${entry.id}`),
        id: value,
        refName: account.nameOf(type.name, entry),
      };
    }
    default:
      return value;
  }
}

/** The name by which lists of records know one, for messages. */
export const shownName = (type: RecordType, entry: Entry): string =>
  `${type.name} ${textOf(entry, 'tranId') || textOf(entry, 'entityId') || textOf(entry, 'itemId') || entry.id}`;
