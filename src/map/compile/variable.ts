import type { AstNode } from './ast.ts';
import type { Code, Context } from './code.ts';
import type { FunctionValue } from './function-value.ts';
import { type Frame, type Place, UNBOUND } from './scope.ts';
import { isArray } from './sequence.ts';

export function compileVariable(node: AstNode, context: Context): Code {
  if (node.value === '') return (input) => (isArray(input) && input.outerWrapper === true ? input[0] : input);
  return compileName(String(node.value), context);
}

/**
 * The value of a variable, from the innermost place where it is bound when it is asked for. A variable bound nowhere is
 * nothing.
 */
export function compileName(name: string, { scope }: Context): Code {
  const rootSlot = scope.root.declare(name);
  const places = scope.places(name);
  const [first, second] = places;
  if (first === undefined) return (_input, _frame, run) => run.root[rootSlot];
  if (second === undefined) return readOrRoot(first, rootSlot);
  const readers = places.map(readerOf);
  return (_input, frame, run) => {
    for (const read of readers) {
      const value = read(frame);
      if (value !== UNBOUND) return value;
    }
    return run.root[rootSlot];
  };
}

/** The common cases written out: a call less for each variable read. */
function readOrRoot({ hops, slot }: Place, rootSlot: number): Code {
  if (hops === 0) {
    return (_input, frame, run) => {
      const value = frame[slot];
      return value === UNBOUND ? run.root[rootSlot] : value;
    };
  }
  if (hops === 1) {
    return (_input, frame, run) => {
      const value = (frame[0] as Frame)[slot];
      return value === UNBOUND ? run.root[rootSlot] : value;
    };
  }
  const read = readerOf({ hops, slot });
  return (_input, frame, run) => {
    const value = read(frame);
    return value === UNBOUND ? run.root[rootSlot] : value;
  };
}

function readerOf({ hops, slot }: Place): (frame: Frame) => unknown {
  switch (hops) {
    case 0:
      return (frame) => frame[slot];
    case 1:
      return (frame) => (frame[0] as Frame)[slot];
    case 2:
      return (frame) => ((frame[0] as Frame)[0] as Frame)[slot];
    default:
      return (frame) => {
        let at = frame;
        for (let i = 0; i < hops; i += 1) at = at[0] as Frame;
        return at[slot];
      };
  }
}

/** The function that a name means when no variable of the expression and none handed in has that name. */
export function functionNamed(node: AstNode, context: Context): { slot: number; callee: FunctionValue } | undefined {
  if (node.type !== 'variable' || node.predicate !== undefined || node.group !== undefined) return undefined;
  const name = String(node.value);
  const callee = context.program.functions.get(name);
  if (callee === undefined || context.scope.places(name).length > 0) return undefined;
  return { slot: context.scope.root.declare(name), callee };
}
