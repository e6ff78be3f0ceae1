import { allFields, anyOf, madeOf, NOTHING, select, type Traced } from './traced-value.ts';

type Call = (args: readonly Traced[], context: Traced) => Traced;

const applied = (called: Traced | undefined, args: readonly Traced[]): Traced =>
  called?.kind === 'function' ? called.apply(args) : madeOf([...(called === undefined ? [] : [called]), ...args]);

const position = madeOf([]);

/** The first argument as it is; the others decide what of it. */
const first: Call = ([list = NOTHING, ...others]) => anyOf([list], others);

const asked =
  (what: 'lookup' | 'reference'): Call =>
  ([list = NOTHING, code = NOTHING]) => ({
    kind: 'asked',
    what,
    list: list.kind === 'constant' ? String(list.value) : '(computed)',
    code,
  });

/**
 * Functions of JSONata (docs.jsonata.org) and of the engine that hand values on, instead of making one from their
 * arguments as all others do.
 */
export const LIBRARY_CALLS: Readonly<Record<string, Call>> = {
  map: ([list = NOTHING, each]) => applied(each, [list, position, list]),
  filter: ([list = NOTHING, test]) => anyOf([list], test === undefined ? [] : [applied(test, [list, position, list])]),
  single: ([list = NOTHING, test]) => anyOf([list], test === undefined ? [] : [applied(test, [list, position, list])]),
  sort: ([list = NOTHING, compare]) => anyOf([list], compare === undefined ? [] : [applied(compare, [list, list])]),
  reduce: ([list = NOTHING, fold, start = NOTHING]) => applied(fold, [anyOf([start, list]), list, position, list]),
  each: ([object = NOTHING, each]) => applied(each, [allFields(object), madeOf([object])]),
  sift: ([object = NOTHING, test]) => anyOf([object], test === undefined ? [] : [applied(test, [allFields(object)])]),
  append: (args) => anyOf(args),
  distinct: first,
  reverse: first,
  merge: ([list = NOTHING]) => ({ kind: 'merged', parts: list.kind === 'any' ? list.of : [list] }),
  lookup: ([object = NOTHING, key = NOTHING]) =>
    key.kind === 'constant' ? select(object, String(key.value)) : anyOf([allFields(object)], [key]),
  exactly: first,
  /* What a part comes to is made of the amounts; the total decides which of them gets a unit that rounding left. */
  moneySpread: ([total = NOTHING, amounts = NOTHING, ...others]) => anyOf([madeOf([amounts])], [total, ...others]),
  hold: () => NOTHING,
  error: () => NOTHING,
  assert: () => NOTHING,
  eval: (args) => madeOf(args, '`$eval` is not followed'),
  translate: asked('lookup'),
  reference: asked('reference'),
};
