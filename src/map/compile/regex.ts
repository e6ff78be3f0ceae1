import type { AstNode } from './ast.ts';
import type { Code, Context } from './code.ts';
import { failInWords } from './errors.ts';
import { type RegexEngine, type RegexProgram, RegexRefused } from './regex-engine.ts';
import { RegexValue } from './regex-value.ts';

/** JSONata has S0301 and S0302 for regular expressions. */
const REGEX_REFUSED = 'S0303';

export function compileRegex(node: AstNode, { program }: Context): Code {
  // Where the parser copies a node as JSON, before `?:` and `??`, a regular expression is lost: jsonata then matches
  // what JavaScript makes of an empty object.
  const { source, flags } = node.value instanceof RegExp ? node.value : new RegExp(String(node.value));
  const regex = compiled(program.regexEngine, source, flags, node.position);
  return () => new RegexValue(regex, node.position);
}

function compiled(engine: RegexEngine, source: string, flags: string, position: number | undefined): RegexProgram {
  try {
    return engine.compile(source, flags);
  } catch (error) {
    if (!(error instanceof RegexRefused) || position === undefined) throw error;
    // The position of the node is the end of `/source/flags`; one of an error is the end of its token. `g` is JSONata's own.
    const start = position - (flags.length - 1) - 1 - source.length;
    const { message, part } = error;
    return failInWords(REGEX_REFUSED, message, { position: start + error.start + part.length, token: part });
  }
}
