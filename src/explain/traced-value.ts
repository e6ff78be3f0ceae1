/**
 * What is known of a value without running the mapping: where it comes from. Lists are not told apart from their items,
 * as in JSONata’s own paths.
 */
export type Traced =
  /** A part of what goes into the mapping. */
  | { readonly kind: 'input'; readonly path: readonly string[] }
  /** A part of what the engine hands in beside it: `$options`, `$needs`, `$target`. */
  | { readonly kind: 'given'; readonly name: string; readonly path: readonly string[] }
  | { readonly kind: 'constant'; readonly value: unknown }
  /** An object written out in the mapping. `open`: it has computed keys besides. */
  | { readonly kind: 'object'; readonly fields: ReadonlyMap<string, TracedField>; readonly open: boolean }
  /** Objects laid over one another, the later ones win. */
  | { readonly kind: 'merged'; readonly parts: readonly Traced[] }
  /** One or several of those: items of a list, branches of a condition. `by` decides which. */
  | { readonly kind: 'any'; readonly of: readonly Traced[]; readonly by: readonly Traced[] }
  /** Computed from those. `note` says what could not be followed. */
  | { readonly kind: 'made'; readonly from: readonly Traced[]; readonly note?: string }
  /** Asked of a lookup table or a reference list. */
  | { readonly kind: 'asked'; readonly what: 'lookup' | 'reference'; readonly list: string; readonly code: Traced }
  /** Went through a function. Stands around single values only, never around objects or choices: those are seen through. */
  | { readonly kind: 'called'; readonly by: FunctionUse; readonly value: Traced }
  | {
      readonly kind: 'function';
      readonly apply: (args: readonly Traced[]) => Traced;
      /** Where a mapping’s own function is defined, in characters. */
      readonly definedAt?: number;
    }
  | { readonly kind: 'nothing' };

/** One `"key": expression` of an object, with where the expression begins in the mapping’s text. */
export interface TracedField {
  readonly start: number;
  readonly value: () => Traced;
}

/** A function that took part. */
export interface FunctionUse {
  /** Without `$`. */
  readonly name: string;
  /** Of the mapping itself: where it is defined, in characters. Undefined for JSONata’s and the library’s. */
  readonly definedAt?: number;
  /** Of the mapping itself: where it is called, in characters. */
  readonly calledAt?: number;
}

export const NOTHING: Traced = { kind: 'nothing' };

/** One or several of those, as plainly as it can be said. */
export function anyOf(of: readonly Traced[], by: readonly Traced[] = []): Traced {
  const some = of.filter(({ kind }) => kind !== 'nothing');
  const [first, ...others] = some;
  if (first === undefined) return NOTHING;
  return others.length === 0 && by.length === 0 ? first : { kind: 'any', of: some, by };
}

export function madeOf(from: readonly Traced[], note?: string): Traced {
  return note === undefined ? { kind: 'made', from } : { kind: 'made', from, note };
}

/** What a function gave back, with the function. */
export function calledBy(by: FunctionUse, value: Traced): Traced {
  switch (value.kind) {
    case 'object': {
      const fields = [...value.fields].map(([name, field]) => {
        let known: Traced | undefined;
        const content = (): Traced => {
          known ??= calledBy(by, field.value());
          return known;
        };
        return [name, { start: field.start, value: content }] as const;
      });
      return { ...value, fields: new Map(fields) };
    }
    case 'merged':
      return { ...value, parts: value.parts.map((part) => calledBy(by, part)) };
    case 'any':
      return { ...value, of: value.of.map((each) => calledBy(by, each)) };
    case 'input':
    case 'given':
    case 'made':
    case 'asked':
    case 'called':
      return { kind: 'called', by, value };
    case 'constant':
    case 'function':
    case 'nothing':
      return value;
  }
}

/** The part of a value under a name. */
export function select(value: Traced, name: string): Traced {
  switch (value.kind) {
    case 'input':
    case 'given':
      return { ...value, path: [...value.path, name] };
    case 'object':
      return value.fields.get(name)?.value() ?? (value.open ? madeOf([value], 'a computed key') : NOTHING);
    case 'merged':
      return anyOf(value.parts.map((part) => select(part, name)));
    case 'any': {
      const of = value.of.map((each) => select(each, name));
      return of.every(({ kind }) => kind === 'nothing') ? NOTHING : anyOf(of, value.by);
    }
    case 'called':
      return calledBy(value.by, select(value.value, name));
    case 'made':
    case 'asked':
      return value;
    case 'constant':
    case 'function':
    case 'nothing':
      return NOTHING;
  }
}

/** Every field of a value. */
export function allFields(value: Traced): Traced {
  switch (value.kind) {
    case 'object':
      return anyOf([...value.fields.values()].map((field) => field.value()));
    case 'merged':
      return anyOf(value.parts.map(allFields));
    case 'any':
      return anyOf(value.of.map(allFields), value.by);
    default:
      return select(value, '*');
  }
}
