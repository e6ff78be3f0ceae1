import { ExpressionError } from '../../map/expression.ts';
import { OPERATORS } from './mapping-mutations.ts';
import { freshTree, nodesOf } from './tree.ts';

/** One mistake in an expression that stands in a pipe. */
export interface ExpressionEdit {
  readonly says: string;
  readonly source: string;
}

/** Mistakes in a short expression, as text: another operator, another fixed text. None where it does not compile. */
export function expressionEdits(source: string): ExpressionEdit[] {
  const edits: ExpressionEdit[] = [];
  for (const [node] of nodesOf(treeOf(source))) {
    // The parser gives the end of a node’s first token; of an operator, that is the operator.
    const end = typeof node.position === 'number' ? node.position : 0;
    const token = String(node.value);
    const put = (from: number, text: string) => `${source.slice(0, from)}${text}${source.slice(end)}`;
    if (node.type === 'string') {
      const raw = source.slice(end - token.length - 2, end);
      if (raw.slice(1, -1) === token)
        edits.push({ says: `${raw} → "${token}~"`, source: put(end - raw.length, `"${token}~"`) });
    }
    const other = node.type === 'binary' ? OPERATORS[token] : undefined;
    if (other !== undefined && source.slice(end - token.length, end) === token)
      edits.push({ says: `${token} → ${other}`, source: put(end - token.length, other) });
  }
  return edits;
}

function treeOf(source: string) {
  try {
    return freshTree(source);
  } catch (error) {
    if (error instanceof ExpressionError) return undefined;
    throw error;
  }
}
