import { compileApply } from './apply.ts';
import { compileArray } from './array-constructor.ts';
import { type AstNode, child } from './ast.ts';
import { compileBinary } from './binary.ts';
import { compileBind } from './bind.ts';
import { compileBlock } from './block.ts';
import { BuiltIn } from './built-in.ts';
import { compileCall } from './call.ts';
import { type Code, type Context, deeper } from './code.ts';
import { compileCondition } from './condition.ts';
import { TAIL_CALL } from './function-value.ts';
import { compileGrouping } from './group-by.ts';
import { compileLambda } from './lambda.ts';
import { lookup } from './lookup.ts';
import { compileNegation } from './numeric.ts';
import { compileObject } from './object-constructor.ts';
import { compilePartial } from './partial.ts';
import { compilePath } from './path.ts';
import { compileFilters, compilePick } from './predicate.ts';
import { compileRegex } from './regex.ts';
import { asSequence, isArray } from './sequence.ts';
import { compileTransform } from './transform.ts';
import { tupleScope } from './tuple-stream.ts';
import { compileName, compileVariable, functionNamed } from './variable.ts';
import { descendantsOf, membersOf } from './wildcard.ts';

/** An expression that this compiler has no code for. */
export class NotCompilable extends Error {}

type NodeType =
  | 'path'
  | 'binary'
  | 'unary'
  | 'name'
  | 'string'
  | 'number'
  | 'value'
  | 'wildcard'
  | 'descendant'
  | 'parent'
  | 'condition'
  | 'block'
  | 'bind'
  | 'regex'
  | 'function'
  | 'variable'
  | 'lambda'
  | 'partial'
  | 'apply'
  | 'transform';

type Compiler = (node: AstNode, context: Context) => Code;

const literal: Compiler = ({ value }) => {
  return () => value;
};

/** What each kind of node does, before filters, grouping and the collapse of sequences. */
const COMPILERS: Readonly<Record<NodeType, Compiler>> = {
  path: compilePath,
  binary: compileBinary,
  unary: compileUnary,
  name: ({ value }) => {
    const name = String(value);
    return (input, _frame, run) => lookup(input, name, run);
  },
  string: literal,
  number: literal,
  value: literal,
  wildcard: () => (input, _frame, run) => membersOf(input, run),
  descendant: () => (input, _frame, run) => descendantsOf(input, run),
  parent: (node, context) => compileName(node.slot?.label ?? '', context),
  condition: compileCondition,
  block: compileBlock,
  bind: compileBind,
  regex: compileRegex,
  function: compileCall,
  variable: compileVariable,
  lambda: compileLambda,
  partial: compilePartial,
  apply: compileApply,
  transform: compileTransform,
};

function compileUnary(node: AstNode, context: Context): Code {
  if (node.value === '[') return compileArray(node, context);
  if (node.value === '{') return compileObject(node, context);
  return compileNegation(compileNode(child(node.expression, node), deeper(context)), node.position);
}

/** Compiles a node to its value: filtered, grouped, and a sequence of one or none collapsed. */
export function compileNode(node: AstNode, context: Context): Code {
  const code = compileUnobserved(node, context);
  const { observation } = context.program;
  return observation === undefined ? code : observation.node(node, code);
}

function compileUnobserved(node: AstNode, context: Context): Code {
  const compiler = (COMPILERS as Readonly<Record<string, Compiler | undefined>>)[node.type];
  if (compiler === undefined) throw new NotCompilable(`there is no code for "${node.type}" at ${node.position}`);
  const code = compiler(node, context);
  const hasFilters = node.predicate !== undefined && node.predicate.length > 0;
  const groups = node.type !== 'path' && node.group !== undefined;
  if (hasFilters || groups || node.keepArray === true || node.tuple === true) return compileMarked(node, code, context);
  return yieldsSequence(node, context) ? collapsed(code) : code;
}

/** Whether the code of a node can yield a sequence that is still to be collapsed. */
function yieldsSequence(node: AstNode, context: Context): boolean {
  switch (node.type) {
    case 'name':
    case 'wildcard':
    case 'descendant':
    case 'apply':
      return true;
    case 'binary':
      return node.value === '..';
    case 'function': {
      // A variable handed in may take the place of a named function; what that yields was collapsed where it was made.
      const named = node.procedure === undefined ? undefined : functionNamed(node.procedure, context);
      return !(named?.callee instanceof BuiltIn) || named.callee.definition.yieldsSequence === true;
    }
    default:
      return false;
  }
}

function collapsed(code: Code): Code {
  return (input, frame, run) => {
    const value = code(input, frame, run);
    if (!isArray(value) || value.sequence !== true || value.length > 1 || value.tupleStream === true) return value;
    if (value.length === 0) return undefined;
    return value.keepSingleton === true ? value : value[0];
  };
}

/** A node with filters, a grouping, `[]` or bindings after it. */
function compileMarked(node: AstNode, code: Code, context: Context): Code {
  const tuples = node.type === 'path' ? undefined : tupleScope(node, context.scope);
  const [first, second] = node.predicate ?? [];
  const plain = tuples === undefined && node.group === undefined && node.keepArray !== true && node.tuple !== true;
  if (plain && first?.expr !== undefined && second === undefined && node.type !== 'block') {
    const pick = compilePick(first.expr, context);
    if (pick !== undefined) return (input, frame, run) => pick(code(input, frame, run), frame, run);
  }
  const filters = compileFilters(node.predicate ?? [], node, context, tuples);
  const grouping =
    node.type === 'path' || node.group === undefined ? undefined : compileGrouping(node.group, context, tuples);
  const keepArray = node.keepArray === true;
  return collapsed((input, frame, run) => {
    let value = code(input, frame, run);
    if (value === TAIL_CALL) {
      // jsonata filters the call that is still to be made, not what it will yield.
      const { call, args } = run.tail;
      for (const filter of filters) value = filter(value, frame, run);
      run.tail.call = call;
      run.tail.args = args;
      return value;
    }
    for (const filter of filters) value = filter(value, frame, run);
    if (grouping !== undefined) value = grouping(value, frame, run);
    if (keepArray && isArray(value) && value.sequence === true && value.tupleStream !== true) {
      // The list may be a variable's: what is kept is this use of it.
      value = value.keepSingleton === true ? value : Object.assign(asSequence([...value]), { keepSingleton: true });
    }
    return value;
  });
}
