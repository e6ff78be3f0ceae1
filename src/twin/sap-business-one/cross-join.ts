import type { TwinRequest } from '../kit/twin-server.ts';
import { ruleOf } from './body.ts';
import type { Company } from './company.ts';
import type { EntitySet } from './entity-sets.ts';
import { viewOf } from './entity-view.ts';
import { parseFilter, rowTest, type SapFilter } from './filter.ts';
import { isFolded } from './list-query.ts';
import { type Row, rowsOf, type Scalar, scalarOf } from './row.ts';
import { malformed, unknownProperty } from './service-layer-error.ts';
import type { Shape } from './shape.ts';

/** More rows than this would keep the database busy for long. */
const MOST_ROWS = 500_000;

/** An entity set, or a collection in its entities, that takes part in a join: `Orders/DocumentLines`. */
interface Source {
  readonly path: string;
  readonly shape: Shape;
  readonly rows: () => readonly Row[];
}

/** One row of each source, by path. */
type Joined = Readonly<Record<string, Row>>;

/**
 * `$crossjoin(Orders,Orders/DocumentLines)` with `$expand` and `$filter`: each row of one with each row of the other, of
 * which the filter leaves those that belong together (sheet section 3.0).
 */
export function crossJoin(
  company: Company,
  sets: readonly EntitySet[],
  joined: string,
  options: URLSearchParams,
  request: TwinRequest,
): Record<string, unknown>[] {
  const paths = /^\$crossjoin\(([\w/, ]+)\)$/.exec(joined)?.[1]?.split(',') ?? [];
  const sources = paths.map((path) => sourceAt(sets, path.trim()));
  if (sources.length < 2) throw malformed(`Query path '${joined}' is invalid`);
  const expanded = expansions(company, sources, options.get('$expand') ?? '');
  const filter = parseFilter(options.get('$filter') ?? malformedFilter());
  const test = rowTest<Joined>(filter, {
    folded: isFolded(company, request),
    property: (name) => {
      const { source, property } = propertyAt(sources, name);
      const rule = ruleOf(company, source.shape, property);
      if (rule === undefined) throw unknownProperty(property, source.shape.name);
      return { rule, read: (row) => scalarOf(row[source.path], property) };
    },
  });
  return join(sources, filter)
    .filter(test)
    .map((row) =>
      Object.fromEntries(
        expanded.map(({ source, selected }) => [
          source.path,
          viewOf(company, source.shape, row[source.path] ?? {}, selected),
        ]),
      ),
    );
}

function malformedFilter(): never {
  throw malformed('A join needs a $filter that says which rows belong together');
}

function sourceAt(sets: readonly EntitySet[], path: string): Source {
  const [name = '', collection, ...rest] = path.split('/');
  const set = sets.find((each) => each.name === name);
  const inner = collection === undefined ? undefined : set?.shape.rows[collection];
  if (set === undefined || rest.length > 0 || (collection !== undefined && inner === undefined))
    throw malformed(`Query path '${path}' is invalid`);
  const shown = () => set.all().map(set.shown?.() ?? ((row: Row) => row));
  if (collection === undefined || inner === undefined) return { path, shape: set.shape, rows: shown };
  const [key = ''] = set.keys;
  // Rows of a collection know the key of their entity, by which they are joined to it.
  return {
    path,
    shape: { ...inner, fields: { ...set.shape.fields, ...inner.fields } },
    rows: () =>
      shown().flatMap((row) =>
        rowsOf(row, collection).map((each): Row => ({ ...each, [key]: each[key] ?? row[key] ?? null })),
      ),
  };
}

function expansions(company: Company, sources: readonly Source[], written: string) {
  const parts = [...written.matchAll(/([\w/]+)\(\$select=([\w, ]+)\)/g)];
  if (parts.length === 0) throw malformed(`Query string error: '$expand=${written}'`);
  return parts.map(([, path = '', properties = '']) => {
    const source = sources.find((each) => each.path === path);
    if (source === undefined) throw malformed(`Query path '${path}' is not part of the join`);
    const selected = new Set(properties.split(',').map((property) => property.trim()));
    for (const property of selected)
      if (ruleOf(company, source.shape, property) === undefined) throw unknownProperty(property, source.shape.name);
    return { source, selected };
  });
}

function propertyAt(sources: readonly Source[], name: string) {
  const at = name.lastIndexOf('/');
  const source = sources.find(({ path }) => path === name.slice(0, at));
  if (source === undefined) throw malformed(`Query string error: '${name}' is not part of the join`);
  return { source, property: name.slice(at + 1) };
}

/** Joins one source after the other, over the equalities that the filter demands of every row. */
function join(sources: readonly Source[], filter: SapFilter): Joined[] {
  const [first, ...others] = sources;
  if (first === undefined) return [];
  let joined = first.rows().map((row): Joined => ({ [first.path]: row }));
  const met = [first];
  for (const source of others) {
    const link = links(filter).find(
      ([left, right]) => isOf(source, left, sources) && met.some((each) => isOf(each, right, sources)),
    );
    joined = link === undefined ? everyWithEvery(joined, source) : linked(joined, source, sources, link);
    met.push(source);
  }
  return joined;
}

function everyWithEvery(joined: readonly Joined[], source: Source): Joined[] {
  const rows = source.rows();
  if (joined.length * rows.length > MOST_ROWS) throw malformed('The join has too many rows: say which belong together');
  return joined.flatMap((row) => rows.map((each) => ({ ...row, [source.path]: each })));
}

function linked(
  joined: readonly Joined[],
  source: Source,
  sources: readonly Source[],
  [own, other]: readonly [string, string],
): Joined[] {
  const byValue = new Map<Scalar, Row[]>();
  for (const row of source.rows()) {
    const value = scalarOf(row, propertyAt(sources, own).property);
    byValue.set(value, [...(byValue.get(value) ?? []), row]);
  }
  const { source: met, property } = propertyAt(sources, other);
  return joined.flatMap((row) =>
    (byValue.get(scalarOf(row[met.path], property)) ?? []).map((each) => ({ ...row, [source.path]: each })),
  );
}

/** Pairs of properties that must be equal, each both ways round. */
function links(filter: SapFilter): (readonly [string, string])[] {
  if (filter.kind === 'and') return [...links(filter.left), ...links(filter.right)];
  if (filter.kind !== 'compare' || filter.operator !== 'eq') return [];
  const { left, right } = filter;
  if (left.kind !== 'field' || right.kind !== 'field') return [];
  return [
    [left.field, right.field],
    [right.field, left.field],
  ];
}

const isOf = (source: Source, name: string, sources: readonly Source[]): boolean =>
  propertyAt(sources, name).source === source;
