import type { SearchFilter, SearchNode, SearchValue } from './search-query.ts';
import { type Shop, secondsInstant } from './shop.ts';

/**
 * How one search field compares: `instant` to the second; `day` by whole days only, which is what customers do;
 * `words` by tokens (so `email:a@example.com` unquoted finds everybody at example.com); `exact` by the whole value
 * without case, `*` at the end for a prefix; `number` and `flag` by value.
 */
export interface SearchField<Record> {
  readonly as: 'instant' | 'day' | 'words' | 'exact' | 'number' | 'flag';
  read(record: Record, shop: Shop): readonly (string | null)[];
}

export interface SearchFields<Record> {
  readonly named: Readonly<{ [field: string]: SearchField<Record> }>;
  /** What a term without a field is looked for in. */
  readonly bare: SearchField<Record>;
}

export type Matcher<Record> = (record: Record) => boolean;

/**
 * Turns a parsed query into a test of one record. A field that is not known is reported to `ignored` and then ignored,
 * as if it had not been written: the list comes back wider than asked for, with a 200.
 */
export function compileSearch<Record extends { readonly id: string }>(
  node: SearchNode,
  fields: SearchFields<Record>,
  shop: Shop,
  ignored: (field: string) => void,
): Matcher<Record> | null {
  switch (node.kind) {
    case 'not': {
      const part = compileSearch(node.part, fields, shop, ignored);
      return part === null ? null : (record) => !part(record);
    }
    case 'and':
    case 'or': {
      const parts = node.parts
        .map((part) => compileSearch(part, fields, shop, ignored))
        .filter((part) => part !== null);
      if (parts.length === 0) return null;
      return node.kind === 'and'
        ? (record) => parts.every((part) => part(record))
        : (record) => parts.some((part) => part(record));
    }
    case 'filter': {
      if (node.field?.endsWith('_not') && fields.named[node.field.slice(0, -4)] !== undefined) {
        const positive = compileSearch({ ...node, field: node.field.slice(0, -4) }, fields, shop, ignored);
        return positive === null ? null : (record) => !positive(record);
      }
      const field = node.field === null ? fields.bare : (fields.named[node.field] ?? metafieldField(node.field));
      if (field === undefined) {
        ignored(node.field ?? '');
        return null;
      }
      const tests = node.values.map((value) => valueTest(field.as, node.operator, value));
      return (record) => {
        const held = field.read(record, shop);
        return tests.some((test) => held.some((text) => text !== null && test(text)));
      };
    }
  }
}

function metafieldField<Record extends { readonly id: string }>(name: string): SearchField<Record> | undefined {
  const [, namespace, key] = /^metafields\.([^.]+)\.(.+)$/.exec(name) ?? [];
  if (namespace === undefined || key === undefined) return undefined;
  return {
    as: 'exact',
    read: (record, shop) =>
      (shop.metafields.get(record.id) ?? [])
        .filter((metafield) => metafield.namespace === namespace && metafield.key === key)
        .map((metafield) => metafield.value),
  };
}

function valueTest(
  as: SearchField<never>['as'],
  operator: SearchFilter['operator'],
  value: SearchValue,
): (held: string) => boolean {
  if (value.text === '*' && !value.quoted) return () => true;
  switch (as) {
    case 'instant': {
      const wanted = instantOfValue(value.text);
      return wanted === undefined ? () => false : (held) => ordered(held.localeCompare(wanted), operator);
    }
    case 'day': {
      const wanted = instantOfValue(value.text)?.slice(0, 10);
      return wanted === undefined ? () => false : (held) => ordered(held.slice(0, 10).localeCompare(wanted), operator);
    }
    case 'number': {
      const wanted = Number(value.text);
      return (held) => ordered(Number(held) - wanted, operator);
    }
    case 'flag':
      return (held) => held === value.text.toLowerCase();
    case 'exact': {
      const wanted = value.text.toLowerCase();
      if (!value.quoted && wanted.endsWith('*')) return (held) => held.toLowerCase().startsWith(wanted.slice(0, -1));
      return (held) => held.toLowerCase() === wanted;
    }
    case 'words':
      return wordsTest(value);
  }
}

function wordsTest(value: SearchValue): (held: string) => boolean {
  if (!value.quoted && value.text.endsWith('*')) {
    const prefix = value.text.slice(0, -1).toLowerCase();
    return (held) => wordsOf(held).some((word) => word.startsWith(prefix)) || held.toLowerCase().startsWith(prefix);
  }
  const wanted = wordsOf(value.text);
  if (!value.quoted) return (held) => wordsOf(held).some((word) => wanted.includes(word));
  // A phrase is found anywhere inside: "dana@example.com" also finds old.dana@example.com.
  return (held) => {
    const words = wordsOf(held);
    return words.some((_, start) => wanted.every((word, offset) => words[start + offset] === word));
  };
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function instantOfValue(text: string): string | undefined {
  const ms = Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text);
  return Number.isNaN(ms) ? undefined : secondsInstant(ms);
}

function ordered(comparison: number, operator: SearchFilter['operator']): boolean {
  switch (operator) {
    case '=':
      return comparison === 0;
    case '<':
      return comparison < 0;
    case '<=':
      return comparison <= 0;
    case '>':
      return comparison > 0;
    case '>=':
      return comparison >= 0;
  }
}
