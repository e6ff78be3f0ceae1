import { compileExpression, type Expression, ExpressionError } from './expression.ts';
import type { MappingFunction } from './functions/mapping-function.ts';

/** Text with JSONata in braces, compiled: `/orders/{$target.id}`. */
export interface Template {
  readonly source: string;
  /** Variables that its expressions ask for, without `$`. */
  readonly asks: ReadonlySet<string>;
  /**
   * The text with each expression’s result put in, after `encode`. Undefined when the whole template is one expression
   * and it yields nothing. Throws an ExpressionError when an expression inside other text yields nothing, or when
   * any yields something other than text, a number or a boolean.
   */
  fill(variables: Readonly<Record<string, unknown>>, encode?: (text: string) => string): string | undefined;
}

type Part = { readonly text: string } | { readonly expression: Expression };

/**
 * Compiles a template. Braces nest, as in `{$lookup({'a': 1}, 'a')}`; `{{` writes one brace. `functions` may be called
 * besides those of the library. Throws an ExpressionError.
 */
export function compileTemplate(source: string, functions: readonly MappingFunction[] = []): Template {
  const parts = partsOf(source, functions);
  const lone = parts.length === 1 && parts[0] !== undefined && 'expression' in parts[0];
  return {
    source,
    get asks() {
      return new Set(parts.flatMap((part) => ('expression' in part ? [...part.expression.asks] : [])));
    },
    fill: (variables, encode = (text) => text) => {
      let filled = '';
      for (const part of parts) {
        if ('text' in part) {
          filled += part.text;
          continue;
        }
        const value = part.expression.evaluate({}, variables);
        if (value === undefined || value === null) {
          if (lone) return undefined;
          throw new ExpressionError(
            'T0001',
            `"${part.expression.source}" yields nothing in "${source}"`,
            0,
            undefined,
            undefined,
          );
        }
        if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
          throw new ExpressionError(
            'T0002',
            `"${part.expression.source}" yields no text in "${source}"`,
            0,
            undefined,
            undefined,
          );
        }
        filled += encode(String(value));
      }
      return filled;
    },
  };
}

function partsOf(source: string, functions: readonly MappingFunction[]): Part[] {
  const parts: Part[] = [];
  let text = '';
  let at = 0;
  while (at < source.length) {
    const char = source[at];
    if (char === '{' && source[at + 1] === '{') {
      text += '{';
      at += 2;
      continue;
    }
    if (char !== '{') {
      text += char;
      at += 1;
      continue;
    }
    const end = closingBrace(source, at);
    if (text !== '') parts.push({ text });
    text = '';
    parts.push({ expression: compileExpression(source.slice(at + 1, end), functions) });
    at = end + 1;
  }
  if (text !== '' || parts.length === 0) parts.push({ text });
  return parts;
}

function closingBrace(source: string, open: number): number {
  let depth = 0;
  let quote: string | undefined;
  for (let at = open; at < source.length; at += 1) {
    const char = source[at];
    if (quote !== undefined) {
      if (char === '\\') at += 1;
      else if (char === quote) quote = undefined;
    } else if (char === '"' || char === "'" || char === '`') quote = char;
    else if (char === '{') depth += 1;
    else if (char === '}') {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  throw new ExpressionError('S0203', `the brace at ${open + 1} is never closed in "${source}"`, open, '{', undefined);
}
