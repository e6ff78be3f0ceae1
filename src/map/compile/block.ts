import type { AstNode } from './ast.ts';
import { type Code, type Context, deeper } from './code.ts';
import { compileNode } from './compile-node.ts';
import { FrameLayout, makesClosures, namesBoundIn, Scope, UNBOUND } from './scope.ts';

/**
 * `(a; b; c)`. A block that binds nothing needs no frame; one that runs once for the frame around it keeps its variables
 * there; one that runs again and again does so too, unless a function made in it may still need them.
 */
export function compileBlock(node: AstNode, context: Context): Code {
  const expressions = node.expressions ?? [];
  const names = namesBoundIn(expressions);
  if (context.program.evaluatesText) for (const name of context.program.mentioned) names.add(name);
  if (names.size === 0) return sequenceOf(expressions.map((each) => compileNode(each, deeper(context))));

  const ownFrame = context.repeats && makesClosures(expressions);
  const layout = ownFrame ? new FrameLayout(context.scope.layout) : context.scope.layout;
  const scope = new Scope(context.scope, layout);
  for (const name of names) scope.declare(name);
  const inside: Context = { ...deeper(context), scope, repeats: context.repeats && !ownFrame };
  const body = sequenceOf(expressions.map((each) => compileNode(each, inside)));
  if (ownFrame) {
    let blank: unknown[] | undefined;
    return (input, frame, run) => {
      blank ??= layout.blank();
      const own = blank.slice();
      own[0] = frame;
      return body(input, own, run);
    };
  }
  if (!context.repeats) return body;
  const slots = [...scope.names.values()];
  return (input, frame, run) => {
    for (const slot of slots) frame[slot] = UNBOUND;
    return body(input, frame, run);
  };
}

function sequenceOf(expressions: readonly Code[]): Code {
  const only = expressions.length === 1 ? expressions[0] : undefined;
  if (only !== undefined) return only;
  return (input, frame, run) => {
    let value: unknown;
    for (let i = 0; i < expressions.length; i += 1) value = (expressions[i] as Code)(input, frame, run);
    return value;
  };
}
