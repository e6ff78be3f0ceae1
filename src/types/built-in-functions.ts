import { libraryFunction } from './library-functions.ts';

/**
 * The signatures of JSONata's own functions (jsonata 2.2, in its notation): `s` text, `n` number, `b` boolean, `l` null,
 * `a` list, `o` object, `f` function, `x` anything; `(…)` one of several, `-` the context when it is left out, `?` may be
 * left out, `+` one or more, `a<n>` a list of numbers. A value where a list is taken is a list of one; nothing is taken
 * everywhere.
 */
const SIGNATURES: Readonly<Record<string, string>> = {
  sum: 'a<n>:n',
  count: 'a:n',
  max: 'a<n>:n',
  min: 'a<n>:n',
  average: 'a<n>:n',
  string: 'x-b?:s',
  substring: 's-nn?:s',
  substringBefore: 's-s:s',
  substringAfter: 's-s:s',
  lowercase: 's-:s',
  uppercase: 's-:s',
  length: 's-:n',
  trim: 's-:s',
  pad: 's-ns?:s',
  match: 's-fn?:a',
  contains: 's-(sf):b',
  replace: 's-(sf)(sf)n?:s',
  split: 's-(sf)n?:a<s>',
  join: 'a<s>s?:s',
  formatNumber: 'n-so?:s',
  formatBase: 'n-n?:s',
  formatInteger: 'n-s:s',
  parseInteger: 's-s:n',
  number: '(nsb)-:n',
  floor: 'n-:n',
  ceil: 'n-:n',
  round: 'n-n?:n',
  abs: 'n-:n',
  sqrt: 'n-:n',
  power: 'n-n:n',
  random: ':n',
  boolean: 'x-:b',
  not: 'x-:b',
  map: 'af:a',
  zip: 'a+:a',
  filter: 'af:a',
  single: 'af?:x',
  reduce: 'afj?:x',
  sift: 'o-f?:o',
  keys: 'x-:a<s>',
  lookup: 'x-s:x',
  append: 'xx:a',
  exists: 'x:b',
  spread: 'x-:a',
  merge: 'a<o>:o',
  reverse: 'a:a',
  each: 'o-f:a',
  error: 's?:x',
  assert: 'bs?:x',
  type: 'x:s',
  sort: 'af?:a',
  shuffle: 'a:a',
  distinct: 'x:x',
  base64encode: 's-:s',
  base64decode: 's-:s',
  encodeUrlComponent: 's-:s',
  encodeUrl: 's-:s',
  decodeUrlComponent: 's-:s',
  decodeUrl: 's-:s',
  eval: 'sx?:x',
  toMillis: 's-s?:n',
  fromMillis: 'n-s?s?:s',
  clone: '(oa)-:o',
  now: 's?s?:s',
  millis: ':n',
};

export interface BuiltInParameter {
  /** Letters of the kinds that it takes. */
  readonly kinds: string;
  /** Of a list, the kind of its items. */
  readonly items?: string;
  readonly optional: boolean;
  /** Stands for the context where it is left out. */
  readonly context: boolean;
  readonly repeats: boolean;
}

export interface BuiltIn {
  readonly name: string;
  readonly parameters: readonly BuiltInParameter[];
  readonly yields: string;
}

const PARSED = new Map<string, BuiltIn>();

export const isBuiltIn = (name: string): boolean => Object.hasOwn(SIGNATURES, name);

export function builtIn(name: string): BuiltIn | undefined {
  const known = PARSED.get(name);
  if (known !== undefined) return known;
  const signature = Object.hasOwn(SIGNATURES, name) ? SIGNATURES[name] : undefined;
  if (signature === undefined) return undefined;
  const [takes = '', yields = 'x'] = signature.split(':');
  const parameters = [...takes.matchAll(/(\([a-z]+\)|[a-z])(?:<([a-z])>)?([-?+]?)/g)].map(
    ([, kinds = '', items, mark]): BuiltInParameter => ({
      kinds: kinds.replace(/[()]/g, ''),
      ...(items === undefined ? {} : { items }),
      optional: mark === '?' || mark === '-',
      context: mark === '-',
      repeats: mark === '+',
    }),
  );
  const parsed = { name, parameters, yields };
  PARSED.set(name, parsed);
  return parsed;
}

/** Functions of texts and numbers that yield nothing when their first argument is nothing. */
const NOT_SO = new Set([
  'exists',
  'count',
  'boolean',
  'not',
  'append',
  'type',
  'now',
  'millis',
  'random',
  'eval',
  'error',
  'assert',
  'merge',
  'zip',
  'each',
  'sift',
  'spread',
  'keys',
  'lookup',
  'map',
  'filter',
  'single',
  'reduce',
  'clone',
]);

/** Whether a call that yields a value shows that its first argument was one. */
export function givesNothingForNothing(name: string): boolean {
  return isBuiltIn(name) ? !NOT_SO.has(name) : libraryFunction(name)?.returns.nothingForNothing === true;
}
