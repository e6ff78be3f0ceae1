import type { SyntaxNode } from '../map/syntax-tree.ts';
import { type BuiltIn, builtIn } from './built-in-functions.ts';
import type { FunctionType } from './function-type.ts';
import { applyFunction, applyValue, type Call } from './infer-call.ts';
import { withParameters } from './lambda.ts';
import { lookedUp } from './lookup-result.ts';
import { asList, collapse, type Many, manyOf } from './many.ts';
import { mergedElements } from './merge-elements.ts';
import { tellFloatMoney } from './money-problems.ts';
import { narrowed } from './narrow.ts';
import {
  ANY,
  BOOLEAN,
  booleanOf,
  hasNoValue,
  isNever,
  listOf,
  MAYBE,
  NEVER,
  NOTHING,
  NUMBER,
  type ObjectType,
  optional,
  present,
  TEXT,
  type Type,
  textIn,
  textOf,
} from './type.ts';
import { restType, union, unionOf } from './union.ts';

type Result = (args: readonly Type[], call: Call) => Type;

/** What JSONata's functions yield, where that says more than their signature. */
const RESULTS: Readonly<Record<string, Result>> = {
  error: () => NEVER,
  eval: () => ANY,
  count: () => NUMBER,
  boolean: ([type = NOTHING]) => ({ ...BOOLEAN, nothing: type.nothing }),
  not: ([type = NOTHING]) => ({ ...BOOLEAN, nothing: type.nothing }),
  exists: ([type = NOTHING]) =>
    type.nothing === 'no' ? booleanOf(true) : hasNoValue(type) && type.nothing === 'yes' ? booleanOf(false) : BOOLEAN,
  type: ([type = NOTHING]) => kindNames(type),
  assert: () => NOTHING,
  now: () => textIn('instant'),
  fromMillis: (args) => ({ ...(args.length > 1 ? TEXT : textIn('instant')), nothing: (args[0] ?? NOTHING).nothing }),
  string: ([type = NOTHING]) => ({ ...written(type), nothing: type.nothing }),
  number: ([type = NOTHING]) => ({
    ...NEVER,
    number: type.text?.form === 'amount' ? { money: true } : {},
    nothing: type.nothing,
  }),
  lowercase: ([type = NOTHING]) => mapped(type, (text) => text.toLowerCase()),
  uppercase: ([type = NOTHING]) => mapped(type, (text) => text.toUpperCase()),
  trim: ([type = NOTHING]) => mapped(type, (text) => text.replace(/[ \t\n\r]+/gm, ' ').trim()),
  max: ([type = NOTHING]) => numberFrom(type),
  min: ([type = NOTHING]) => numberFrom(type),
  sum: ([type = NOTHING], call) => tellFloatMoney('$sum', moneyItem(type), '$moneySum', call) ?? numberFrom(type),
  average: ([type = NOTHING], call) =>
    tellFloatMoney('$average', moneyItem(type), '$moneyDivide', call) ?? numberFrom(type),
  round: (args, call) => tellFloatMoney('$round', args[0], '$moneyRound', call) ?? rounded(args[0]),
  floor: (args, call) => tellFloatMoney('$floor', args[0], '$moneyRound', call) ?? rounded(args[0]),
  ceil: (args, call) => tellFloatMoney('$ceil', args[0], '$moneyRound', call) ?? rounded(args[0]),
  abs: ([type = NOTHING]) => rounded(type),
  match: () => ANY,
  map: ([type = NOTHING, fn = ANY], call) => mappedOver(type, fn, call),
  filter: ([type = NOTHING, fn = ANY], call) => filteredBy(type, fn, call),
  single: ([type = NOTHING, fn = ANY], call) =>
    present(collapse({ ...manyOf(filteredBy(type, fn, call)), min: 1, max: 1 })),
  reduce: (args, call) => reduced(args, call),
  sort: ([type = NOTHING, fn], call) => sorted(type, fn, call),
  reverse: ([type = NOTHING]) => asKept(type),
  shuffle: ([type = NOTHING]) => asKept(type),
  distinct: ([type = NOTHING]) => withoutDoubles(type),
  append: ([first = NOTHING, second = NOTHING]) => appended(first, second),
  merge: ([type = NOTHING], call) => mergedElements(type, call),
  lookup: ([type = NOTHING, key = NOTHING], call) => lookedUp(type, key, call),
  keys: ([type = NOTHING]) => keysOf(type),
  each: ([type = NOTHING, fn = ANY], call) => eachMember(type, fn, call),
  sift: ([type = NOTHING, fn = ANY], call) => sifted(type, fn, call),
  spread: () => ANY,
  zip: () => ANY,
  clone: ([type = NOTHING]) => type,
};

export function builtInResult({ name, yields }: BuiltIn, args: readonly Type[], call: Call): Type {
  const own = Object.hasOwn(RESULTS, name) ? RESULTS[name] : undefined;
  if (own !== undefined) return own(args, call);
  const nothing = args[0] === undefined ? 'no' : args[0].nothing;
  if (yields === 's') return { ...TEXT, nothing };
  if (yields === 'n') return { ...NUMBER, nothing };
  if (yields === 'b') return { ...BOOLEAN, nothing };
  if (yields === 'a<s>') return { ...listOf(TEXT), nothing };
  return ANY;
}

/** `$type`: the words for what the value may be. */
function kindNames(type: Type): Type {
  if (type.any)
    return { ...textOf('null', 'boolean', 'number', 'string', 'object', 'array', 'function'), nothing: type.nothing };
  const names = [
    ...(type.null ? ['null'] : []),
    ...(type.booleans.length > 0 ? ['boolean'] : []),
    ...(type.number === undefined ? [] : ['number']),
    ...(type.text === undefined ? [] : ['string']),
    ...(type.objects.length > 0 ? ['object'] : []),
    ...(type.list === undefined ? [] : ['array']),
    ...(type.functions.length > 0 ? ['function'] : []),
  ];
  return names.length === 0 ? { ...NEVER, nothing: type.nothing } : { ...textOf(...names), nothing: type.nothing };
}

/** A value as text. */
function written(type: Type): Type {
  if (type.any) return TEXT;
  const parts: Type[] = [];
  if (type.text !== undefined) parts.push({ ...NEVER, text: type.text });
  if (type.number !== undefined)
    parts.push(
      type.number.literals === undefined
        ? { ...NEVER, text: { filled: true } }
        : textOf(...type.number.literals.map(String)),
    );
  if (type.booleans.length > 0) parts.push(textOf(...type.booleans.map(String)));
  if (type.null) parts.push(textOf('null'));
  if (type.objects.length > 0 || type.list !== undefined) parts.push({ ...NEVER, text: { filled: true } });
  if (type.functions.length > 0) parts.push(TEXT);
  return unionOf(parts);
}

function mapped(type: Type, change: (text: string) => string): Type {
  const literals = type.text?.literals;
  if (literals === undefined || type.any) return { ...TEXT, nothing: type.nothing };
  return { ...textOf(...new Set(literals.map(change))), nothing: type.nothing };
}

/** Of no numbers at all there is no largest, and none. */
function numberFrom(type: Type): Type {
  const money = moneyItem(type)?.number?.money === true;
  return {
    ...NEVER,
    number: money ? { money: true } : {},
    nothing: type.any || (type.list?.min ?? 1) === 0 ? (type.nothing === 'yes' ? 'yes' : 'doubt') : type.nothing,
  };
}

const moneyItem = (type: Type): Type | undefined => (type.any ? undefined : manyOf(type).item);

function rounded(type: Type = NOTHING): Type {
  return { ...NEVER, number: type.number?.money === true ? { money: true } : {}, nothing: type.nothing };
}

/** A list as it is, or a list of the one value. */
function asKept(type: Type): Type {
  if (type.any) return ANY;
  const values = present(type);
  return isNever(values) ? type : { ...asList(manyOf(values)), nothing: type.nothing };
}

/** A list of which a path made a sequence is one again, and collapses. */
function withoutDoubles(type: Type): Type {
  if (type.any || type.list === undefined) return type;
  const { items, min, max } = type.list;
  const kept: Type = { ...type, list: { items, min: Math.min(1, min), max } };
  return min >= 2 ? union(kept, items) : kept;
}

function appended(first: Type, second: Type): Type {
  if (first.any || second.any) return ANY;
  const [a, b] = [manyOf(present(first)), manyOf(present(second))];
  let type: Type =
    isNever(present(first)) || isNever(present(second))
      ? NEVER
      : asList({ item: union(a.item, b.item), min: a.min + b.min, max: a.max + b.max, doubt: false });
  if (first.nothing !== 'no')
    type = union(
      type,
      first.nothing === 'doubt' && second.nothing === 'yes' ? { ...second, nothing: 'doubt' } : second,
    );
  if (second.nothing !== 'no') type = union(type, present(first));
  return type;
}

function callbackResult(fn: Type, args: readonly Type[], call: Call): Type {
  return unionOf([
    ...(fn.functions.length > 0 && !fn.any ? [] : [applyValue(fn, args, { ...call, args: [] })]),
    ...fn.functions.map((each) => applyFunction(each, args.slice(0, takenByCallback(each)), { ...call, args: [] })),
  ]);
}

/** One of JSONata's functions is handed no more than it has to have: `$map(list, $string)`. */
function takenByCallback(fn: FunctionType): number {
  if (fn.kind !== 'built-in') return Number.POSITIVE_INFINITY;
  const parameters = builtIn(fn.name)?.parameters ?? [];
  return Math.max(1, parameters.filter(({ optional }) => !optional).length);
}

function mappedOver(type: Type, fn: Type, call: Call): Type {
  const many = manyOf(type);
  if (isNever(many.item)) return type.nothing === 'no' ? MAYBE : { ...NEVER, nothing: type.nothing };
  const result = callbackResult(fn, [many.item, NUMBER, asKept(present(type))], call);
  if (result.any) return ANY;
  if (isNever(result)) return many.min > 0 ? NEVER : MAYBE;
  return collapse(withResult(many, result));
}

/** One result for each item; items for which there is none are left out. */
function withResult(many: Many, result: Type): Many {
  const sure = result.nothing === 'no';
  const reason = result.unmapped ?? many.unmapped;
  return {
    ...(many.vague === true ? { vague: true } : {}),
    item: present(result),
    min: sure ? many.min : 0,
    max: isNever(present(result)) ? 0 : many.max,
    doubt: many.min > 0 ? result.nothing !== 'yes' : many.doubt && result.nothing !== 'yes',
    ...(reason === undefined ? {} : { unmapped: reason }),
  };
}

function filteredBy(type: Type, fn: Type, call: Call): Type {
  const many = manyOf(type);
  if (isNever(many.item)) return type.nothing === 'no' ? MAYBE : { ...NEVER, nothing: type.nothing };
  callbackResult(fn, [many.item, NUMBER, asKept(present(type))], call);
  return collapse({ ...many, item: keptBy(fn, many.item, call), min: 0, doubt: many.min > 0 || many.doubt });
}

/** What an item is when the function is true of it. */
function keptBy(fn: Type, item: Type, { analysis }: Call): Type {
  const [only, ...others] = fn.functions;
  if (only?.kind !== 'lambda' || others.length > 0 || fn.any) return item;
  const [name, ...rest] = (only.node.arguments ?? []).map(({ value }) => String(value ?? ''));
  const { body } = only.node;
  if (name === undefined || body === undefined) return item;
  const inner = withParameters(only.scope, [name, ...rest], [item, NUMBER, ANY]);
  const condition: SyntaxNode = body;
  const kept = narrowed(condition, true, inner, analysis)?.variables.get(name)?.type;
  return kept === undefined || isNever(kept) ? item : kept;
}

function reduced([type = NOTHING, fn = ANY, start]: readonly Type[], call: Call): Type {
  const { item, min } = manyOf(type);
  if (isNever(item)) return start ?? optional(NEVER, 'doubt');
  let total = start ?? item;
  for (let round = 0; round < 3; round += 1) {
    const next = call.analysis.trial(() => callbackResult(fn, [total, item, NUMBER, type], call));
    const joined = union(total, next);
    if (joined === total) break;
    total = joined;
    if (total.any) break;
  }
  // What it comes to is settled only when another round adds nothing; lists that grow are not followed.
  const last = callbackResult(fn, [total, item, NUMBER, type], call);
  const result = union(total, last);
  if (result !== total && !isSettled(result, total)) return ANY;
  if (type.nothing !== 'no') return optional(result, type.nothing);
  return min === 0 && start === undefined ? optional(result, 'doubt') : result;
}

/** Numbers and texts do not grow. */
const isSettled = (a: Type, b: Type): boolean => a.objects === b.objects && a.list === b.list && !a.any;

function sorted(type: Type, fn: Type | undefined, call: Call): Type {
  const { item } = manyOf(type);
  if (fn !== undefined && !isNever(item)) callbackResult(fn, [item, item], call);
  return asKept(type);
}

function keysOf(type: Type): Type {
  if (type.any) return ANY;
  const { item } = manyOf(type);
  const closed = item.objects.every(({ rest }) => rest === 'none') && !item.any;
  const names = new Set(item.objects.flatMap(({ fields }) => [...fields.keys()]));
  const name = closed && names.size > 0 ? textOf(...names) : TEXT;
  return collapse({ item: name, min: 0, max: closed ? names.size : Number.POSITIVE_INFINITY, doubt: true });
}

const membersOf = (object: ObjectType): Type =>
  unionOf([
    ...[...object.fields.values()].map(({ type }) => present(type)),
    ...(object.rest === 'none' ? [] : [present(restType(object.rest))]),
  ]);

function eachMember(type: Type, fn: Type, call: Call): Type {
  if (type.any) return ANY;
  const value = unionOf(type.objects.map(membersOf));
  if (isNever(value)) return MAYBE;
  const result = callbackResult(fn, [value, TEXT, type], call);
  return result.any ? ANY : collapse({ item: present(result), min: 0, max: Number.POSITIVE_INFINITY, doubt: true });
}

function sifted(type: Type, fn: Type, call: Call): Type {
  if (type.any) return ANY;
  callbackResult(fn, [unionOf(type.objects.map(membersOf)), TEXT, type], call);
  const objects = type.objects.map(({ fields, rest }) => ({
    fields: new Map([...fields].map(([name, field]) => [name, { ...field, type: optional(field.type, 'doubt') }])),
    rest,
  }));
  return { ...NEVER, objects, nothing: 'doubt' };
}
