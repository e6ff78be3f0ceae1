import type { AstNode } from '../ast.ts';
import type { Program as Shared } from '../code.ts';
import { TAIL_CALL } from '../function-value.ts';
import { type Scope, UNBOUND } from '../scope.ts';
import { emitNode } from './emit-node.ts';
import { bodyOf, Emitter, NotGenerated, UsedAsValue } from './emitter.ts';
import { type Program, programOf } from './javascript.ts';
import { Names } from './names.ts';

/**
 * The expression as one program of JavaScript, for contexts that are no list. `root` gets the names of all that is to be
 * handed in. Undefined when there is something in it that only closures can do: `$eval`, a variable that is bound outside
 * of every block, a variable that may change under a rare kind of node.
 */
export function generate(tree: AstNode, shared: Shared, root: Scope): Program | undefined {
  const asValues = new Set<AstNode>();
  for (;;) {
    try {
      return programFor(tree, shared, root, asValues);
    } catch (error) {
      if (error instanceof UsedAsValue) asValues.add(error.lambda);
      else if (error instanceof NotGenerated) return undefined;
      else throw error;
    }
  }
}

function programFor(tree: AstNode, shared: Shared, root: Scope, asValues: ReadonlySet<AstNode>): Program {
  const out = new Emitter(asValues);
  const made = out.inFunction(() => {
    const names = new Names(undefined, out.branch);
    const value = emitNode(tree, { out, names, input: 'input', single: true, level: 1, shared, root });
    out.line(`return ${value.js};`);
  });
  const fixed = Object.entries({
    hasOwn: Object.hasOwn,
    isArray: Array.isArray,
    isFinite: Number.isFinite,
    unbound: UNBOUND,
    tailCall: TAIL_CALL,
  }).map(([name, value]) => `const ${name} = ${out.constant(value)};`);
  const given = out.givenSlots.map((slot) => `const ${out.given(slot)} = root[${slot}];`);
  return programOf(
    `${[...fixed, ...out.functions].join('\n')}\nreturn (input, root, run) => {\n${given.join('\n')}\n${bodyOf(made)}\n};`,
    out.constants,
  );
}
