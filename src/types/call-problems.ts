import type { FunctionSignature } from '../map/functions/mapping-function.ts';
import { usageOf } from '../map/functions/mapping-function.ts';
import type { BuiltIn } from './built-in-functions.ts';
import type { Call } from './infer-call.ts';
import { intersection } from './intersection.ts';
import { takenBy } from './library-functions.ts';
import { showType } from './show-type.ts';
import { hasNoValue, isNever, present, type Type } from './type.ts';
import { union } from './union.ts';

const WORDS: Readonly<Record<string, string>> = {
  s: 'text',
  n: 'a number',
  b: 'true or false',
  l: 'null',
  a: 'a list',
  o: 'an object',
  f: 'a function',
};

/** Whether a value of the type may be taken where these kinds are. Nothing is taken everywhere, and so is what nobody knows. */
export function fits(kinds: string, type: Type | undefined): boolean {
  if (type === undefined || type.any || hasNoValue(type)) return true;
  for (const kind of kinds) {
    if (kind === 'x' || kind === 'j' || kind === 'a') return true;
    if (kind === 's' && type.text !== undefined) return true;
    if (kind === 'n' && type.number !== undefined) return true;
    if (kind === 'b' && type.booleans.length > 0) return true;
    if (kind === 'l' && type.null) return true;
    if (kind === 'o' && type.objects.length > 0) return true;
    if (kind === 'f' && type.functions.length > 0) return true;
  }
  return false;
}

/** Tells a call of one of JSONata's functions that fails whenever it is made. */
export function tellWrongArguments(
  { name, parameters }: BuiltIn,
  args: readonly Type[],
  call: Call,
  shift: number,
): void {
  const at = placeOf(call);
  const most = parameters.some(({ repeats }) => repeats) ? Number.POSITIVE_INFINITY : parameters.length;
  if (args.length > most) {
    call.analysis.tell(call.node, {
      kind: 'wrong-call',
      at,
      message: `$${name} takes ${most} argument${most === 1 ? '' : 's'} at most, and is given ${args.length}`,
      hint: 'leave the others out',
    });
    return;
  }
  const missing = parameters.slice(args.length).filter(({ optional, repeats }) => !optional && !repeats);
  if (missing.length > 0 && call.args.length === args.length - shift) {
    call.analysis.tell(call.node, {
      kind: 'wrong-call',
      at,
      message: `$${name} is given ${args.length} of ${parameters.filter(({ optional, context }) => !optional || context).length} arguments`,
      hint: `it takes ${parameters.map(({ kinds, optional }) => `${wordsOf(kinds)}${optional ? ' (may be left out)' : ''}`).join(', ')}`,
    });
    return;
  }
  for (const [index, parameter] of parameters.entries()) {
    const type = args[index];
    if (type === undefined) continue;
    const items = parameter.items === undefined || type.any ? undefined : itemsOf(type);
    if (!fits(parameter.kinds, type) || (items !== undefined && !fits(parameter.items ?? 'x', items)))
      tellArgument(
        name,
        index - shift,
        items === undefined
          ? wordsOf(parameter.kinds)
          : `a list of ${parameter.items === 'n' ? 'numbers' : parameter.items === 's' ? 'texts' : 'objects'}`,
        type,
        call,
      );
  }
}

/** A single value is a list of one. */
const itemsOf = (type: Type): Type =>
  type.list === undefined ? present(type) : union(present({ ...type, list: undefined }), type.list.items);

/** Tells a call of a function of the library that holds the record, or fails, whenever it is made. */
export function tellWrongLibraryArguments(signature: FunctionSignature, args: readonly Type[], call: Call): void {
  const { name, parameters } = signature;
  const at = placeOf(call);
  if (call.args.length === args.length && args.length > parameters.length) {
    call.analysis.tell(call.node, {
      kind: 'wrong-call',
      at,
      message: `$${name} takes ${parameters.length} argument${parameters.length === 1 ? '' : 's'} at most, and is given ${args.length}`,
      hint: `call it as $${name}${usageOf(signature)}`,
    });
    return;
  }
  const needed = parameters.filter(({ optional }) => optional !== true).length;
  if (call.args.length === args.length && args.length < needed) {
    call.analysis.tell(call.node, {
      kind: 'wrong-call',
      at,
      message: `$${name} is given ${args.length} of ${needed} arguments`,
      hint: `call it as $${name}${usageOf(signature)}`,
    });
    return;
  }
  for (const [index, { takes, optional, maybeNothing, name: parameter }] of parameters.entries()) {
    const type = args[index];
    if (type === undefined || type.any) continue;
    const taken = takenBy(takes);
    if (!hasNoValue(type) && !accepts(taken, type)) tellArgument(name, index, showType(taken, 0), type, call);
    else if (type.nothing === 'yes' && !hasNoValue(type) && optional !== true && maybeNothing !== true) {
      const node = call.args[index];
      call.analysis.tell(node ?? call.node, {
        kind: 'may-be-missing',
        at: node === undefined ? at : endOf(node),
        message: `\`${parameter}\` of $${name} may be missing: the record is held when it is`,
        hint: 'say what holds when it is missing: `$exists(x) ? … : …`',
      });
    }
  }
}

function accepts(taken: Type, type: Type): boolean {
  if (!isNever(intersection(present(type), taken))) return true;
  // A list parameter takes one value as well.
  return taken.list !== undefined && !isNever(intersection(itemsOf(type), taken.list.items));
}

function tellArgument(name: string, index: number, wanted: string, type: Type, call: Call): void {
  const node = call.args[index];
  call.analysis.tell(node ?? call.node, {
    kind: 'wrong-call',
    at: node === undefined ? placeOf(call) : endOf(node),
    message: `$${name} takes ${wanted} here, and is given ${showType(present(type), 0)}`,
    hint:
      wanted === 'text'
        ? 'write $string(…) around it'
        : wanted.includes('number')
          ? 'write $number(…) around it'
          : `give it ${wanted}`,
  });
}

const wordsOf = (kinds: string): string => [...kinds].map((kind) => WORDS[kind] ?? 'any value').join(' or ');

const placeOf = ({ node }: Call): number => node.procedure?.position ?? node.position ?? 0;

/** The end of a node's first own token; a path has none of its own. */
export function endOf(node: {
  readonly position?: number;
  readonly steps?: readonly { readonly position?: number }[];
  readonly procedure?: { readonly position?: number };
}): number {
  return node.steps?.at(-1)?.position ?? node.procedure?.position ?? node.position ?? 0;
}
