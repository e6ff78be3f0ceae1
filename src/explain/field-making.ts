import { pathText } from '../validate/schema-registry.ts';
import type { FieldMaking, FieldSource, NamedValue } from './explanation.ts';
import { type FieldValue, valueAtPath } from './field-values.ts';
import type { FieldOrigin } from './traced-mapping.ts';

/** What a mapping is handed besides its input: `options`, `needs`, `target`. */
export type GivenValues = Readonly<Record<string, unknown>>;

export const NOT_MADE: FieldMaking = {
  expressions: [],
  functions: [],
  given: [],
  boundTo: [],
  decidedBy: [],
  absent: [],
  notes: [],
};

/** The origin of a field in words: paths as text, with their values. */
export function makingOf(origin: FieldOrigin, given: GivenValues): FieldMaking {
  return {
    expressions: origin.expressions,
    functions: origin.functions,
    given: origin.given.flatMap((path) => givenValue(path, given)),
    boundTo: origin.bound.map(named),
    decidedBy: origin.decides.map(named),
    absent: origin.absent.map((path) => path.join('.')),
    notes: origin.notes,
  };
}

/** Several makings of one field, such as that of a modifier that joins two fields. */
export function joinedMaking(makings: readonly FieldMaking[]): FieldMaking {
  const all = <K extends keyof FieldMaking>(key: K): FieldMaking[K] => {
    const items = makings.flatMap((making): readonly unknown[] => making[key]);
    return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()] as unknown as FieldMaking[K];
  };
  return {
    expressions: all('expressions'),
    functions: all('functions'),
    given: all('given'),
    boundTo: all('boundTo'),
    decidedBy: all('decidedBy'),
    absent: all('absent'),
    notes: all('notes'),
  };
}

export const named = ({ path, value }: FieldValue): NamedValue => ({ path: pathText(path), value });

/** Where a field’s content begins. */
export function sourceOf(making: FieldMaking, readsRecord: boolean): FieldSource {
  if (readsRecord || making.boundTo.length > 0 || making.decidedBy.length > 0) return 'record';
  if (making.given.length > 0) return 'given';
  if (making.absent.length > 0) return 'record';
  return making.notes.length > 0 || making.expressions.length === 0 ? 'unknown' : 'constant';
}

function givenValue(path: readonly string[], given: GivenValues): NamedValue[] {
  const value = valueAtPath(given, path);
  // Options that are not set say nothing; a need that is not known says that it is not.
  if (value === undefined && path[0] !== 'needs') return [];
  return [{ path: path.join('.'), value }];
}
