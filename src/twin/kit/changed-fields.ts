/**
 * A copy of an answer with the first `most` fields called `field` changed, in the order in which they stand: to a value, or
 * taken away where `by` yields nothing. Throws an Error when there is none, because a test that means no field tests nothing.
 */
export function withChangedFields(
  body: unknown,
  field: string,
  by: readonly [value: unknown] | readonly [],
  most = Number.POSITIVE_INFINITY,
): unknown {
  let changed = 0;
  const copy = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(copy);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, inner]): [string, unknown][] => {
        if (name !== field || changed >= most) return [[name, copy(inner)]];
        changed += 1;
        return by.map((instead) => [name, instead]);
      }),
    );
  };
  const result = copy(body);
  if (changed === 0) throw new Error(`no field "${field}" in the answer`);
  return result;
}

/** A copy in which the fields of these names, as far as there are any, hold null or are gone. */
export function withBareFields(body: unknown, names: ReadonlySet<string>, how: 'null' | 'gone'): unknown {
  if (Array.isArray(body)) return body.map((each) => withBareFields(each, names, how));
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, inner]): [string, unknown][] => {
      if (!names.has(name)) return [[name, withBareFields(inner, names, how)]];
      return how === 'null' ? [[name, null]] : [];
    }),
  );
}

/** A copy in which every list stands the other way round. */
export function withReversedLists(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(withReversedLists).reverse();
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(Object.entries(body).map(([name, inner]) => [name, withReversedLists(inner)]));
}

/** A copy in which every list is empty. */
export function withEmptyLists(body: unknown): unknown {
  if (Array.isArray(body)) return [];
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(Object.entries(body).map(([name, inner]) => [name, withEmptyLists(inner)]));
}
