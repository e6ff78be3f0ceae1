import jsonata from 'jsonata';
import type { AstNode } from './ast.ts';
import { callAt, type Site } from './call.ts';
import type { Code, Context } from './code.ts';
import { compileNode } from './compile-node.ts';
import { fail, withMessage } from './errors.ts';
import { isFunction, passed } from './function-value.ts';
import type { Run } from './run.ts';
import { type Frame, FrameLayout, namesBoundIn, Scope, UNBOUND } from './scope.ts';
import { asSequence, isArray } from './sequence.ts';

/** A call of `$eval` by its name: the text sees, and can bind, the variables of the place of the call. */
export function compileEval(procedure: Code, args: readonly Code[], site: Site, context: Context): Code {
  return (input, frame, run) => {
    const callee = procedure(input, frame, run);
    const values = args.map((arg) => {
      const value = arg(input, frame, run);
      return isFunction(value) ? passed(value, run) : value;
    });
    const around = run.evaluateText;
    run.evaluateText = (text, focus) => evaluateText(text, focus, context, input, frame, run);
    const result = callAt(site, callee, values, input, run);
    run.evaluateText = around;
    return result;
  };
}

/**
 * Compiles and evaluates a text. Throws D3120 when it does not parse and D3121 when it fails. What it compiles to is not
 * kept: an expression holds nothing between evaluations.
 */
export function evaluateText(
  text: string,
  focus: unknown,
  context: Context,
  input: unknown,
  frame: Frame,
  run: Run,
): unknown {
  run.text(text.length);
  let tree: AstNode;
  try {
    tree = jsonata(text).ast() as unknown as AstNode;
  } catch (error) {
    return fail('D3120', { value: (error as Error).message });
  }
  const around = copyOf(context.scope, new Map());
  const known = new Set(around.root.names.keys());
  const scope = new Scope(around, new FrameLayout(around.layout));
  const bound = namesBoundIn([tree]);
  for (const name of bound) scope.declare(name);
  try {
    const code = compileNode(tree, { ...context, scope, level: context.level + 1, repeats: false });
    for (const [name, slot] of around.root.names) {
      if (!known.has(name))
        run.root[slot] = Object.hasOwn(run.given, name) ? run.given[name] : context.program.functions.get(name);
    }
    const own = scope.layout.blank();
    own[0] = frame;
    const result = code(focusOf(focus, input), own, run);
    for (const name of bound) {
      const slot = around.names.get(name);
      const value = own[scope.names.get(name) as number];
      if (slot !== undefined && value !== UNBOUND) frame[slot] = value;
    }
    return result;
  } catch (error) {
    const described = withMessage(error) as Error;
    return fail('D3121', { value: described.message });
  }
}

function focusOf(focus: unknown, input: unknown): unknown {
  if (focus === undefined) return input;
  if (!isArray(focus) || focus.sequence === true) return focus;
  return Object.assign(asSequence([focus]), { outerWrapper: true });
}

/** The scopes of a place with room for more names, which end with the evaluation. */
function copyOf(scope: Scope, layouts: Map<FrameLayout, FrameLayout>): Scope {
  const parent = scope.parent === undefined ? undefined : copyOf(scope.parent, layouts);
  let layout = layouts.get(scope.layout);
  if (layout === undefined) {
    layout = new FrameLayout(parent?.layout);
    layout.size = scope.layout.size;
    layouts.set(scope.layout, layout);
  }
  const copy = new Scope(parent, layout);
  for (const [name, slot] of scope.names) copy.names.set(name, slot);
  return copy;
}
