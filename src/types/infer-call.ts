import type { SyntaxNode } from '../map/syntax-tree.ts';
import type { Analysis } from './analysis.ts';
import { type BuiltIn, builtIn } from './built-in-functions.ts';
import { builtInResult } from './built-in-results.ts';
import { fits, tellWrongArguments, tellWrongLibraryArguments } from './call-problems.ts';
import type { FunctionType } from './function-type.ts';
import { infer, variableType } from './infer.ts';
import { applyTransform } from './infer-transform.ts';
import { applyLambda } from './lambda.ts';
import { libraryResult } from './library-functions.ts';
import type { Scope } from './scope.ts';
import { ANY, hasNoValue, isNever, NEVER, NOTHING, type Type } from './type.ts';
import { unionOf } from './union.ts';

/** A call, with what it needs to be inferred and to tell where something is wrong. */
export interface Call {
  readonly node: SyntaxNode;
  /** The nodes of the arguments, where they are written in the call. */
  readonly args: readonly (SyntaxNode | undefined)[];
  readonly scope: Scope;
  readonly analysis: Analysis;
}

export function inferCall(
  node: SyntaxNode,
  scope: Scope,
  analysis: Analysis,
  first?: { readonly type: Type; readonly node: SyntaxNode },
): Type {
  const written = node.arguments ?? [];
  const types = written.map((argument) => infer(argument, scope, analysis));
  const args = first === undefined ? types : [first.type, ...types];
  const nodes = first === undefined ? written : [first.node, ...written];
  const { procedure } = node;
  if (procedure === undefined) return ANY;
  const called =
    procedure.type === 'variable'
      ? variableType(String(procedure.value ?? ''), scope)
      : infer(procedure, scope, analysis);
  // Arguments are worked out before the call: one that stops the record stops it.
  if (args.some(isNever)) return NEVER;
  return applyValue(called, args, { node, args: nodes, scope, analysis });
}

/** What a value yields when it is called. */
export function applyValue(called: Type, args: readonly Type[], call: Call): Type {
  if (called.any) return ANY;
  if (isNever(called)) return NEVER;
  if (called.functions.length === 0) {
    if (!hasNoValue(called) || called.nothing === 'yes')
      call.analysis.tell(call.node, {
        kind: 'wrong-call',
        at: call.node.procedure?.position ?? call.node.position ?? 0,
        message: 'this is no function',
        hint: 'call a function, or leave the parentheses out',
      });
    return NEVER;
  }
  return unionOf(called.functions.map((each) => applyFunction(each, args, call)));
}

export function applyFunction(called: FunctionType, args: readonly Type[], call: Call): Type {
  switch (called.kind) {
    case 'lambda':
      return applyLambda(called, args, call);
    case 'built-in': {
      const known = builtIn(called.name);
      return known === undefined ? ANY : applyBuiltIn(known, args, call);
    }
    case 'library':
      tellWrongLibraryArguments(called.signature, args, call);
      return libraryResult(called.signature, args);
    case 'partial': {
      const rest = [...args];
      const filled = called.args.map((each) => each ?? rest.shift() ?? NOTHING);
      return applyFunction(called.of, filled, { ...call, args: [] });
    }
    case 'chain':
      return applyFunction(called.then, [applyFunction(called.first, args, call)], { ...call, args: [] });
    case 'transform':
      return applyTransform(called.node, called.scope, args[0] ?? NOTHING, call.analysis);
    case 'regex':
      return ANY;
  }
}

function applyBuiltIn(known: BuiltIn, given: readonly Type[], call: Call): Type {
  const [first] = known.parameters;
  const needed = known.parameters.filter(({ optional }) => !optional).length;
  // A first argument that is left out is the context, where the signature says so.
  const usesContext =
    first?.context === true &&
    (given.length === needed ||
      (given.length > needed && given.length < known.parameters.length && !fits(first.kinds, given[0])));
  const args = usesContext ? [call.scope.context.type, ...given] : given;
  tellWrongArguments(known, args, call, args.length - given.length);
  return builtInResult(known, args, call);
}
