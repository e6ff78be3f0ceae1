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
    const [old, current] = [textOf(before.get(path)), textOf(now.get(path))];
    if (old === undefined && current !== undefined)
      return isInside(path, before) ? [{ call, path, kind: 'new', now: current }] : [];
    if (current === undefined && old !== undefined)
      return isInside(path, now) ? [{ call, path, kind: 'gone', before: old }] : [];
    return old === current || old === undefined || current === undefined || isNullable(before.get(path), now.get(path))
      ? []
      : [{ call, path, kind: 'type-changed', before: old, now: current }];
  });
}

type Shape = ReadonlyMap<string, ReadonlySet<string>>;

function shapeOf(json: unknown): Shape {
  const shape = new Map<string, Set<string>>();
  const look = (value: unknown, path: string): void => {
    const type = value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;
    const types = shape.get(path) ?? new Set<string>();
    shape.set(path, types.add(type));
    if (Array.isArray(value)) for (const item of value) look(item, `${path}[]`);
    else if (isFields(value))
      for (const [name, inner] of Object.entries(value)) look(inner, path === '' ? name : `${path}.${name}`);
  };
  if (json !== undefined) look(json, '');
  return shape;
}

const textOf = (types: ReadonlySet<string> | undefined): string | undefined =>
  types === undefined ? undefined : [...types].sort().join(' or ');

/** What stands in an empty list or in null cannot be compared: it is neither new nor gone. */
function isInside(path: string, other: Shape): boolean {
  const parent = path.endsWith('[]')
    ? path.slice(0, -2)
    : path.includes('.')
      ? path.slice(0, path.lastIndexOf('.'))
      : '';
  if (path === '') return true;
  const types = other.get(parent);
  return !path.endsWith('[]') && types?.has('object') === true;
}

/** One side has seen only null where the other has seen a value: that the field may be empty is no drift. */
function isNullable(before: ReadonlySet<string> = new Set(), now: ReadonlySet<string> = new Set()): boolean {
  const known = (types: ReadonlySet<string>) => [...types].filter((type) => type !== 'null');
  const [a, b] = [known(before), known(now)];
  return a.length === 0 || b.length === 0 || (a.length === b.length && a.every((type) => b.includes(type)));
}
