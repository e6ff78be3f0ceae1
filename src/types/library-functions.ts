import { BOUND_FUNCTIONS } from '../map/functions/bound-functions.ts';
import { FUNCTION_LIBRARY } from '../map/functions/function-library.ts';
import type { FunctionSignature } from '../map/functions/mapping-function.ts';
import { SchemaTypes } from './schema-type.ts';
import { hasNoValue, isNever, MAYBE, NEVER, present, type Type } from './type.ts';
import { strongerNothing, union } from './union.ts';

const BY_NAME = new Map<string, FunctionSignature>(
  [...FUNCTION_LIBRARY, ...BOUND_FUNCTIONS].map((each) => [each.name, each]),
);

/** A function of the library, or one that the engine hands in with each record. */
export const libraryFunction = (name: string): FunctionSignature | undefined => BY_NAME.get(name);

const SCHEMAS = new SchemaTypes(() => undefined);

/** What a parameter takes. */
export const takenBy = (schema: Readonly<Record<string, unknown>>): Type => SCHEMAS.typeOf(schema);

/** What a library function yields for its arguments. */
export function libraryResult({ name, parameters, returns }: FunctionSignature, args: readonly Type[]): Type {
  if (args.some(isNever)) return NEVER;
  const like = returns.likeParameter === undefined ? undefined : args[returns.likeParameter];
  const gives = takenBy(returns.gives);
  let type = like === undefined ? gives : { ...present(like), null: false };
  if (isNever(type) && isNever(gives)) return NEVER;
  if (MONEY.has(name) && !isNever(type)) type = asMoney(type, args);
  if (returns.nothingForNothing === true) type = { ...type, nothing: nothingIn(parameters, args) };
  if (returns.maybeNothing === true && !isFilled(args[0])) type = union(type, MAYBE);
  return type;
}

/** Nothing comes out where nothing, or null, goes in. */
function nothingIn(parameters: FunctionSignature['parameters'], args: readonly Type[]): Type['nothing'] {
  let nothing: Type['nothing'] = 'no';
  for (const [index, { maybeNothing, optional }] of parameters.entries()) {
    if (maybeNothing !== true || optional === true) continue;
    const type = args[index];
    if (type === undefined) continue;
    nothing = strongerNothing(nothing, type.null ? 'yes' : type.any && type.nothing === 'no' ? 'doubt' : type.nothing);
  }
  return nothing;
}

/** A text that a pattern keeps from being empty may still be blank; what is one of some words, or a number, is not. */
function isFilled(type: Type | undefined): boolean {
  if (type === undefined || type.any || type.list !== undefined) return false;
  if (type.text === undefined) return !hasNoValue(type);
  return type.text.literals?.every((each) => each.trim() !== '') === true || type.text.form !== undefined;
}

/** Functions whose decimals are money when what they are given is. */
const MONEY = new Set([
  'moneyAdd',
  'moneySubtract',
  'moneyMultiply',
  'moneyDivide',
  'moneySum',
  'moneyRound',
  'moneyAllocate',
  'moneyMin',
  'moneyMax',
  'moneyAbs',
  'moneyNegate',
  'moneyPercent',
  'moneyNet',
  'moneyGross',
  'moneyIn',
  'moneySpread',
  'decimal',
]);

function asMoney(type: Type, args: readonly Type[]): Type {
  const money = args.some(
    ({ text, number, list }) =>
      text?.form === 'amount' || number?.money === true || list?.items.text?.form === 'amount',
  );
  if (!money) return type;
  if (type.text !== undefined) return { ...type, text: { ...type.text, form: 'amount' } };
  return type.list?.items.text === undefined
    ? type
    : {
        ...type,
        list: { ...type.list, items: { ...type.list.items, text: { ...type.list.items.text, form: 'amount' } } },
      };
}
