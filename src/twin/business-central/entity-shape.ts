import { filterTest } from '../kit/odata-filter.ts';
import { checkField, type Entity, type Navigation, showFields } from './entity.ts';
import type { Row } from './entity-set.ts';
import { parseFilter } from './filter.ts';
import { conditionTest } from './filter-match.ts';
import { badRequest, unknownProperty } from './odata-error.ts';

/** What of an entity an answer shows: `$select` and `$expand`, checked, whether or not there is a row. */
export interface Shape {
  readonly select: readonly string[] | undefined;
  readonly expand: readonly Expansion[];
}

interface Expansion {
  readonly name: string;
  readonly navigation: Navigation;
  readonly shape: Shape;
  readonly passes: (row: Row) => boolean;
}

export function shapeOf(entity: Entity, select: string | null | undefined, expand: string | null | undefined): Shape {
  return {
    select: select === null || select === undefined || select.trim() === '' ? undefined : selected(entity, select),
    expand: listed(expand ?? '', ',').map((part) => expansion(entity, part)),
  };
}

/** A row as it is answered: its ETag, its fields, and what hangs on it. */
export function shapedRow(entity: Entity, row: Row, shape: Shape): Record<string, unknown> {
  const body: Record<string, unknown> = entity.query === true ? {} : { '@odata.etag': entity.set.etag(row) };
  showFields(entity, row, shape.select, body);
  for (const { name, navigation, shape: inner, passes } of shape.expand) {
    const target = navigation.entity();
    const rows = navigation
      .rows(row)
      .filter(passes)
      .map((each) => shapedRow(target, each, inner));
    body[name] = navigation.many ? rows : (rows[0] ?? null);
  }
  return body;
}

function selected(entity: Entity, select: string): string[] | undefined {
  const names = listed(select, ',');
  if (names.includes('*')) return undefined;
  for (const name of names) checkField(entity, name);
  return names;
}

/** `salesOrderLines` or `salesOrderLines($select=quantity;$filter=…)`. */
function expansion(entity: Entity, part: string): Expansion {
  const [, name = '', inside] = /^([A-Za-z]+)(?:\((.*)\))?$/.exec(part) ?? [];
  const navigation = entity.navigation?.[name];
  if (navigation === undefined) throw unknownProperty(name === '' ? part : name, entity.type);
  const target = navigation.entity();
  const options = new Map(
    listed(inside ?? '', ';').map((option) => {
      const at = option.indexOf('=');
      return [option.slice(0, at).trim(), option.slice(at + 1)] as const;
    }),
  );
  for (const option of options.keys())
    if (!['$select', '$expand', '$filter'].includes(option))
      throw badRequest(`The option '${option}' of $expand is not supported.`);
  const filter = options.get('$filter');
  return {
    name,
    navigation,
    shape: shapeOf(target, options.get('$select'), options.get('$expand')),
    passes:
      filter === undefined
        ? () => true
        : filterTest(parseFilter(filter, { in: false }), (condition) => conditionTest(target, condition)),
  };
}

/** Splits at the separator, except inside parentheses and quotes. */
function listed(source: string, separator: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let part = '';
  for (const letter of source) {
    if (letter === "'") quoted = !quoted;
    if (!quoted && letter === '(') depth += 1;
    if (!quoted && letter === ')') depth -= 1;
    if (letter === separator && depth === 0 && !quoted) {
      parts.push(part.trim());
      part = '';
    } else part += letter;
  }
  parts.push(part.trim());
  return parts.filter((each) => each !== '');
}
