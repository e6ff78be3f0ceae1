import { checkField, type Entity, fieldValue } from './entity.ts';
import type { Row } from './entity-set.ts';
import { EDM_TYPES, type FieldRule } from './field-rules.ts';
import type { Token } from './filter-tokens.ts';
import { badRequest, filterRefused, unknownProperty } from './odata-error.ts';
import type { Comparison, Filter, Letters } from './odata-filter.ts';

type Test = (row: Row) => boolean;
type Value = string | number | boolean | null;

/** What kind of literal a field is compared with, as in OData V4: text quoted; ids, dates and instants not. */
const LITERALS: Readonly<Record<Exclude<FieldRule['type'], 'enum'>, Token['kind']>> = {
  string: 'string',
  number: 'number',
  integer: 'number',
  boolean: 'name',
  date: 'date',
  instant: 'instant',
  guid: 'guid',
};

/** Makes the test of a filter for rows of an entity. Unknown fields and literals of the wrong type are a 400 even when there is no row. */
export function filterTest(entity: Entity, filter: Filter): Test {
  switch (filter.kind) {
    case 'ignored':
      return () => true;
    case 'and': {
      const left = filterTest(entity, filter.left);
      const right = filterTest(entity, filter.right);
      return (row) => left(row) && right(row);
    }
    case 'or': {
      const left = filterTest(entity, filter.left);
      const right = filterTest(entity, filter.right);
      return (row) => left(row) || right(row);
    }
    case 'not': {
      const inner = filterTest(entity, filter.inner);
      return (row) => !inner(row);
    }
    case 'text': {
      const rule = ruleOf(entity, filter.field);
      if (rule.type !== 'string') throw incompatible(rule, filter.value);
      const wanted = filter.value.text;
      const read = reader(entity, filter.field, filter.letters);
      if (filter.test === 'contains') return (row) => String(read(row)).includes(wanted);
      if (filter.test === 'startswith') return (row) => String(read(row)).startsWith(wanted);
      return (row) => String(read(row)).endsWith(wanted);
    }
    case 'compare': {
      const wanted = filterValue(entity, filter.field, filter.value);
      return comparison(reader(entity, filter.field, filter.letters), filter.operator, wanted);
    }
  }
}

/** A literal as the rows hold such a value. */
export function filterValue(entity: Entity, field: string, literal: Token): Value {
  const rule = ruleOf(entity, field);
  if (literal.kind === 'name' && literal.text === 'null') return null;
  // Whether a filter takes the encoded or the plain text of an enum was not established (sheet section 3).
  if (rule.type === 'enum')
    throw filterRefused(
      `The filter on the enum '${field}' is not supported here: how it is written is not established.`,
    );
  if (literal.kind !== LITERALS[rule.type]) throw incompatible(rule, literal);
  switch (rule.type) {
    case 'number':
    case 'integer':
      return Number(literal.text);
    case 'boolean':
      return literal.text === 'true';
    case 'instant': {
      const instant = Date.parse(literal.text);
      if (Number.isNaN(instant)) throw badRequest(`'${literal.text}' is not an instant.`);
      // Rows hold instants with milliseconds and Z, so that their text compares as they do.
      return new Date(instant).toISOString();
    }
    case 'guid':
      return literal.text.toLowerCase();
    default:
      if (rule.length !== undefined && literal.text.length > rule.length)
        throw filterRefused(
          `The filter "='${literal.text}'" is not valid for the ${field} field. The length of the string is ${literal.text.length}, but it must be less than or equal to ${rule.length} characters.`,
        );
      return literal.text;
  }
}

function ruleOf(entity: Entity, field: string): FieldRule {
  checkField(entity, field);
  const rule = entity.fields[field];
  if (rule === undefined) throw unknownProperty(field, entity.type);
  return rule;
}

const incompatible = (rule: FieldRule, { kind, text }: Token) =>
  badRequest(
    `A binary operator with incompatible types was detected: '${EDM_TYPES[rule.type]}' and ${kind} '${text}'.`,
  );

function reader(entity: Entity, field: string, letters: Letters): (row: Row) => unknown {
  const raw =
    entity.computed?.[field] === undefined ? (row: Row) => row[field] : (row: Row) => fieldValue(entity, row, field);
  if (letters === undefined) return raw;
  return letters === 'lower' ? (row) => String(raw(row)).toLowerCase() : (row) => String(raw(row)).toUpperCase();
}

function comparison(read: (row: Row) => unknown, operator: Comparison, wanted: Value): Test {
  const ordered = read as (row: Row) => string | number;
  switch (operator) {
    case 'eq':
      return (row) => read(row) === wanted;
    case 'ne':
      return (row) => read(row) !== wanted;
    case 'gt':
      return (row) => wanted !== null && ordered(row) > wanted;
    case 'ge':
      return (row) => wanted !== null && ordered(row) >= wanted;
    case 'lt':
      return (row) => wanted !== null && ordered(row) < wanted;
    case 'le':
      return (row) => wanted !== null && ordered(row) <= wanted;
  }
}
