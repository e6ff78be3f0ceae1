import { type Comparison, type Letters, TEXT_TESTS } from '../kit/odata-filter.ts';
import { checkField, type Entity, fieldValue } from './entity.ts';
import type { Row } from './entity-set.ts';
import { EDM_TYPES, type FieldRule } from './field-rules.ts';
import { type BusinessCentralCondition, fieldIn, type Literal, literalIn } from './filter.ts';
import { badRequest, filterRefused, unknownProperty } from './odata-error.ts';

type Test = (row: Row) => boolean;
type Value = string | number | boolean | null;

/** What kind of literal a field is compared with, as in OData V4: text quoted; ids, dates and instants not. */
const LITERALS: Readonly<Record<Exclude<FieldRule['type'], 'enum'>, Literal['kind']>> = {
  string: 'string',
  number: 'number',
  integer: 'number',
  boolean: 'name',
  date: 'date',
  instant: 'instant',
  guid: 'guid',
};

/** Makes the test of a condition for rows of an entity. Unknown fields and literals of the wrong type are a 400 even when there is no row. */
export function conditionTest(entity: Entity, condition: BusinessCentralCondition): Test {
  if (condition.kind === 'text') {
    const { field, letters } = fieldIn(condition.text);
    const literal = literalIn(condition.sought);
    const rule = ruleOf(entity, field);
    if (rule.type !== 'string' || literal.kind !== 'string') throw incompatible(rule, literal);
    const read = reader(entity, field, letters);
    const passes = TEXT_TESTS[condition.test];
    return (row) => passes(String(read(row)), literal.text);
  }
  const { field, letters } = fieldIn(condition.left);
  const wanted = filterValue(entity, field, literalIn(condition.right));
  return comparison(reader(entity, field, letters), condition.operator, wanted);
}

/** A literal as the rows hold such a value. */
export function filterValue(entity: Entity, field: string, literal: Literal): Value {
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

const incompatible = (rule: FieldRule, { kind, text }: Literal) =>
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
