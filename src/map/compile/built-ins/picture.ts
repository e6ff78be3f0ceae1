import jsonata from 'jsonata';
import type { BuiltInDefinition } from '../built-in.ts';
import type { Run } from '../run.ts';

type Implementation = (this: unknown, ...args: readonly unknown[]) => unknown;

/**
 * jsonata's own formatting and parsing by pictures (XPath's format-number, format-integer and format-dateTime): the
 * value of the expression `$name` carries the function. These are synchronous and call nothing back.
 */
async function implementationOf(name: string): Promise<Implementation> {
  const value: unknown = await jsonata(`$${name}`).evaluate(undefined);
  if (typeof value === 'object' && value !== null && 'implementation' in value) {
    if (typeof value.implementation === 'function') return value.implementation as Implementation;
  }
  throw new Error(`this version of jsonata does not show what $${name} does`);
}

const formatNumber = await implementationOf('formatNumber');
const formatInteger = await implementationOf('formatInteger');
const parseInteger = await implementationOf('parseInteger');
const fromMillis = await implementationOf('fromMillis');
const toMillis = await implementationOf('toMillis');

/** A picture is worked through character by character; numbers of such a width are no use to anybody. */
const LONGEST_PICTURE = 10_000;

function withPicture(implementation: Implementation): BuiltInDefinition['call'] {
  return (run: Run, ...args) => {
    const picture = args[1];
    if (typeof picture === 'string' && picture.length > LONGEST_PICTURE) run.text(run.limits.text + 1);
    // What a picture leaves out of a time is taken from the time of the evaluation.
    return implementation.call({ environment: { timestamp: new Date(run.startedAt) } }, ...args);
  };
}

export const pictureFunctions: readonly BuiltInDefinition[] = [
  {
    name: 'formatNumber',
    signature: '<n-so?:s>',
    arity: 3,
    parameters: 'value, picture, options',
    call: withPicture(formatNumber),
  },
  {
    name: 'formatInteger',
    signature: '<n-s:s>',
    arity: 2,
    parameters: 'value, picture',
    call: withPicture(formatInteger),
  },
  {
    name: 'parseInteger',
    signature: '<s-s:n>',
    arity: 2,
    parameters: 'value, picture',
    call: withPicture(parseInteger),
  },
  {
    name: 'fromMillis',
    signature: '<n-s?s?:s>',
    arity: 3,
    parameters: 'millis, picture, timezone',
    call: withPicture(fromMillis),
  },
  {
    name: 'toMillis',
    signature: '<s-s?:n>',
    arity: 2,
    parameters: 'timestamp, picture',
    call: withPicture(toMillis),
  },
  {
    name: 'now',
    signature: '<s?s?:s>',
    arity: 2,
    parameters: 'picture, timezone',
    call: (run, picture, timezone) => fromMillis.call(undefined, run.startedAt, picture, timezone),
  },
  { name: 'millis', signature: '<:n>', arity: 0, parameters: '', call: (run) => run.startedAt },
];
