import { type AstNode, child } from './ast.ts';
import { compileTailCall } from './call.ts';
import type { Code, Context } from './code.ts';
import { compileNode } from './compile-node.ts';
import { Lambda, type LambdaCode } from './function-value.ts';
import { FrameLayout, namesBoundIn, Scope } from './scope.ts';
import { type ArgumentCheck, signatureOf } from './signature.ts';

/** `function($a, $b)<…>{ … }`: a value that keeps the context and the variables of the place where it was made. */
export function compileLambda(node: AstNode, context: Context): Code {
  const body = child(node.body, node);
  if (node.thunk === true) return compileTailCall(body, context);

  const layout = new FrameLayout(context.scope.layout);
  const scope = new Scope(context.scope, layout);
  const parameters = node.arguments ?? [];
  for (const { value } of parameters) {
    // Each parameter has a slot of its own; of two with one name, the last is the one that is seen.
    const name = String(value);
    scope.names.delete(name);
    scope.declare(name);
  }
  for (const name of namesBoundIn([body])) scope.declare(name);
  if (context.program.evaluatesText) for (const name of context.program.mentioned) scope.declare(name);
  const code = compileNode(body, { ...context, scope, level: 1, repeats: false });

  const blank = layout.blank();
  for (let i = 1; i <= parameters.length; i += 1) blank[i] = undefined;
  const lambda: LambdaCode = {
    parameters: parameters.length,
    signature: checkOf(node.signature),
    body: code,
    blank,
  };
  return (input, frame, run) => new Lambda(lambda, input, frame, run.root);
}

/** Where the parser copies a node as JSON, before `?:` and `??`, only the text of a signature is left. */
export function checkOf(signature: ArgumentCheck | undefined): ArgumentCheck | undefined {
  if (signature === undefined || typeof signature.validate === 'function') return signature;
  return signatureOf(signature.definition);
}
