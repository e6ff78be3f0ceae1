import type { CassetteExchange } from '../../model/config.generated.ts';
import { alignExchanges } from './align-exchanges.ts';
import { isFields } from './difference.ts';
import { callText } from './replay-problem.ts';

/** In what the shape of an answer has changed since it was recorded. Lists count as one: `lines[].sku`. */
export interface Drift {
  readonly call: string;
  readonly path: string;
  readonly kind: 'new' | 'gone' | 'type-changed' | 'status-changed' | 'not-asked' | 'newly-asked';
  readonly before?: string;
  readonly now?: string;
}

/** Sets what a system answers now against what it answered, by shape alone: values may be others. */
export function driftBetween(before: readonly CassetteExchange[], now: readonly CassetteExchange[]): Drift[] {
  return alignExchanges([
    ['before', before],
    ['now', now],
  ]).flatMap((row) => {
    const [old, current] = [row.get('before'), row.get('now')];
    if (old === undefined || current === undefined) {
      const only = old ?? current;
      if (only === undefined) return [];
      return [
        {
          call: callText(only.request),
          path: '',
          kind: old === undefined ? ('newly-asked' as const) : ('not-asked' as const),
        },
      ];
    }
    const call = callText(current.request);
    const [was, is] = [old.response?.status ?? old.failure, current.response?.status ?? current.failure];
    if (was !== is) return [{ call, path: '', kind: 'status-changed' as const, before: String(was), now: String(is) }];
    return shapeDrift(call, shapeOf(old.response?.json), shapeOf(current.response?.json));
  });
}

function shapeDrift(call: string, before: Shape, now: Shape): Drift[] {
  const paths = [...new Set([...before.keys(), ...now.keys()])].sort();
  return paths.flatMap((path): Drift[] => {
    const [was, is] = [before.get(path), now.get(path)];
    if (was === undefined)
      return is !== undefined && isComparable(is, before) ? [{ call, path, kind: 'new', now: textOf(is) }] : [];
    if (is === undefined) return isComparable(was, now) ? [{ call, path, kind: 'gone', before: textOf(was) }] : [];
    const [old, current] = [textOf(was), textOf(is)];
    return old === current || isNullable(was.types, is.types)
      ? []
      : [{ call, path, kind: 'type-changed', before: old, now: current }];
  });
}

interface Place {
  readonly types: Set<string>;
  /** Path of the object that has the field. Undefined for what is no field: the body itself, the items of a list. */
  readonly parent: string | undefined;
}

type Shape = ReadonlyMap<string, Place>;

function shapeOf(json: unknown): Shape {
  const shape = new Map<string, Place>();
  const look = (value: unknown, path: string, parent: string | undefined): void => {
    const place = shape.get(path) ?? { types: new Set(), parent };
    place.types.add(value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value);
    shape.set(path, place);
    if (Array.isArray(value)) for (const item of value) look(item, `${path}[]`, undefined);
    else if (isFields(value))
      for (const [name, inner] of Object.entries(value)) look(inner, path === '' ? name : `${path}.${name}`, path);
  };
  if (json !== undefined) look(json, '', undefined);
  return shape;
}

const textOf = ({ types }: Place): string => [...types].sort().join(' or ');

/**
 * What stands in an empty list or in null cannot be compared: it is neither new nor gone. The parent is kept and not read
 * out of the path, for names may have dots: `@odata.etag`.
 */
const isComparable = ({ parent }: Place, other: Shape): boolean =>
  parent !== undefined && other.get(parent)?.types.has('object') === true;

/** One side has seen only null where the other has seen a value: that the field may be empty is no drift. */
function isNullable(before: ReadonlySet<string>, now: ReadonlySet<string>): boolean {
  const known = (types: ReadonlySet<string>) => [...types].filter((type) => type !== 'null');
  const [a, b] = [known(before), known(now)];
  return a.length === 0 || b.length === 0 || (a.length === b.length && a.every((type) => b.includes(type)));
}
