import { type AstNode, child } from '../ast.ts';
import { isTrue } from '../truth.ts';
import { emitNode } from './emit-node.ts';
import { deeper, type Kind, NOTHING, type Place, type Value } from './emitter.ts';

export function emitCondition(node: AstNode, place: Place): Value {
  const { out } = place;
  const inside = deeper(place);
  const condition = truthOf(emitNode(child(node.condition, node), inside), place);
  const result = out.temporary();
  const branch = (each: AstNode | undefined): { readonly lines: string[]; readonly kind: Kind } => {
    let kind: Kind = 'nothing';
    const lines = out.aside(() =>
      out.inBranch(() => {
        const value = each === undefined ? NOTHING : emitNode(each, inside);
        kind = value.kind;
        out.line(`${result} = ${value.js};`);
      }),
    );
    return { lines, kind };
  };
  const then = branch(child(node.then, node));
  const otherwise = branch(node.else);
  out.line(`if (${condition}) {\n${then.lines.join('\n')}\n} else {\n${otherwise.lines.join('\n')}\n}`);
  return { js: result, kind: then.kind === otherwise.kind ? then.kind : 'any' };
}

/** A value as a condition of JavaScript. */
export function truthOf({ js, kind }: Value, { out }: Place): string {
  if (kind === 'boolean') return js;
  if (kind === 'maybe-boolean') return `${js} === true`;
  if (kind === 'nothing' || kind === 'null') return 'false';
  if (kind === 'text') return `${js} !== ''`;
  const truth = out.temporary();
  out.risk(
    `${truth} = typeof ${js} === 'boolean' ? ${js} : ${js} !== undefined && ${out.constant(isTrue)}(${js}, run);`,
  );
  return truth;
}
