import { badRequest } from './api-error.ts';
import { type Fields, inCamelCase, isFields } from './fields.ts';

/** A document as a search sees it: a value by the name of its attribute. */
export type Attribute = (name: string) => unknown;
export type Matches = (attribute: Attribute) => boolean;

/** `{"termQuery": {…}}` with a name: the same language in SCAPI and, in other letters, in OCAPI. */
type Compilers = Readonly<Record<string, (query: Fields, known: readonly string[]) => Matches>>;

const COMPILERS: Compilers = {
  matchAllQuery: () => () => true,
  textQuery: (query, known) => {
    const fields = fieldsIn(query, known);
    const phrase = text(query.searchPhrase, 'searchPhrase').toLowerCase();
    return (attribute) =>
      fields.some((field) =>
        String(attribute(field) ?? '')
          .toLowerCase()
          .includes(phrase),
      );
  },
  termQuery: (query, known) => term(fieldsIn(query, known), query),
  termFilter: (query, known) => term([fieldIn(query, known)], query),
  rangeFilter: (query, known) => {
    const field = fieldIn(query, known);
    const [from, to] = [query.from, query.to].map(comparable);
    return (attribute) => {
      const value = comparable(attribute(field));
      return value !== undefined && (from === undefined || value >= from) && (to === undefined || value <= to);
    };
  },
  filteredQuery: (query, known) => {
    const parts = [query.query, query.filter].map((part) => compileQuery(part, known));
    return (attribute) => parts.every((matches) => matches(attribute));
  },
  boolQuery: (query, known) => {
    const [must, should, mustNot] = ['must', 'should', 'mustNot'].map((name) => {
      const parts = query[name];
      return Array.isArray(parts) ? parts.map((part) => compileQuery(part, known)) : [];
    });
    return (attribute) =>
      (must ?? []).every((matches) => matches(attribute)) &&
      (should?.length === 0 || (should ?? []).some((matches) => matches(attribute))) &&
      !(mustNot ?? []).some((matches) => matches(attribute));
  },
};

/** Compiles a query over the attributes that can be searched for. Throws the 400 of any other, and of what is no query. */
export function compileQuery(written: unknown, known: readonly string[]): Matches {
  if (!isFields(written)) throw badRequest('A query is required.');
  const [[name = '', inner] = [], ...others] = Object.entries(written);
  const compile = COMPILERS[inCamelCase(name)];
  if (compile === undefined || !isFields(inner) || others.length > 0) throw badRequest(`'${name}' is not a query.`);
  const query = Object.fromEntries(Object.entries(inner).map(([key, value]) => [inCamelCase(key), value]));
  return compile(query, known);
}

const OPERATORS: Readonly<Record<string, (value: unknown, wanted: readonly unknown[]) => boolean>> = {
  is: (value, [wanted]) => same(value, wanted),
  one_of: (value, wanted) => wanted.some((each) => same(value, each)),
  is_null: (value) => value === undefined || value === null,
  is_not_null: (value) => value !== undefined && value !== null,
  less: (value, [wanted]) => both(value, wanted, (a, b) => a < b),
  greater: (value, [wanted]) => both(value, wanted, (a, b) => a > b),
  not_in: (value, wanted) => !wanted.some((each) => same(value, each)),
  neq: (value, [wanted]) => !same(value, wanted),
};

function term(fields: readonly string[], query: Fields): Matches {
  const operator = OPERATORS[text(query.operator, 'operator')];
  if (operator === undefined) throw badRequest(`The operator '${String(query.operator)}' is not known.`);
  const values: readonly unknown[] = Array.isArray(query.values) ? query.values : [];
  return (attribute) => fields.some((field) => operator(attribute(field), values));
}

const same = (value: unknown, wanted: unknown): boolean => String(value).toLowerCase() === String(wanted).toLowerCase();

function both(value: unknown, wanted: unknown, holds: (a: number | string, b: number | string) => boolean): boolean {
  const [a, b] = [comparable(value), comparable(wanted)];
  return a !== undefined && b !== undefined && holds(a, b);
}

/** Times are compared as times, whatever zone they are written in. */
function comparable(value: unknown): number | string | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  return /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : value;
}

const fieldIn = (query: Fields, known: readonly string[]): string => searchable(text(query.field, 'field'), known);

function fieldsIn(query: Fields, known: readonly string[]): readonly string[] {
  if (!Array.isArray(query.fields) || query.fields.length === 0) throw badRequest("'fields' of a query is required.");
  return query.fields.map((field) => searchable(text(field, 'fields'), known));
}

function searchable(name: string, known: readonly string[]): string {
  const field = inCamelCase(name);
  if (!known.includes(field) && !field.startsWith('c_')) throw badRequest(`'${name}' cannot be searched for.`);
  return field;
}

function text(value: unknown, name: string): string {
  if (typeof value !== 'string' || value === '') throw badRequest(`'${name}' of a query is required.`);
  return value;
}

/** `sorts: [{field, sortOrder}]`: a comparison, the first sort first. */
export function compileSorts(written: unknown, known: readonly string[]): (a: Attribute, b: Attribute) => number {
  if (written === undefined) return () => 0;
  if (!Array.isArray(written)) throw badRequest("'sorts' is a list.");
  const sorts = written.map((sort) => {
    if (!isFields(sort)) throw badRequest('A sort has a field.');
    return { field: fieldIn(sort, known), sign: (sort.sortOrder ?? sort.sort_order) === 'desc' ? -1 : 1 };
  });
  return (a, b) => {
    for (const { field, sign } of sorts) {
      const [left = '', right = ''] = [comparable(a(field)), comparable(b(field))];
      if (left !== right) return left < right ? -sign : sign;
    }
    return 0;
  };
}

/** The attribute of a document by its path: `credentials.login`. */
export const attributeOf =
  (document: unknown): Attribute =>
  (name) =>
    name.split('.').reduce((value, part) => (isFields(value) ? value[part] : undefined), document);
