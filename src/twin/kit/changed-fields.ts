/**
 * A copy of an answer in which the fields called `field` are gone (`missing`) or null (`empty`): the first `most` of them,
 * in the order in which they stand. Throws an Error when there is none, because a test that means no field tests nothing.
 */
export function withChangedFields(
  body: unknown,
  field: string,
  how: 'missing' | 'empty',
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
        return how === 'missing' ? [] : [[name, null]];
      }),
    );
  };
  const result = copy(body);
  if (changed === 0) throw new Error(`no field "${field}" in the answer`);
  return result;
}
