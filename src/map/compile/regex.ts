import type { AstNode } from './ast.ts';
import type { Code, Context } from './code.ts';
import { RegexValue } from './regex-value.ts';

export function compileRegex(node: AstNode, { program }: Context): Code {
  // Where the parser copies a node as JSON, before `?:` and `??`, a regular expression is lost: jsonata then matches
  // what JavaScript makes of an empty object.
  const { source, flags } = node.value instanceof RegExp ? node.value : new RegExp(String(node.value));
  const regex = program.regexEngine.compile(source, flags);
  return () => new RegexValue(regex, node.position);
}
