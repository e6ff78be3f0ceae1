import { compileExpression, ExpressionError } from '../map/expression.ts';
import { placeOf } from '../map/mapping.ts';
import type { Finding } from '../model/finding.ts';

/** What is wrong in a mapping that no project uses. The code is that of the check. */
export function syntaxFindings(file: string, text: string): Finding[] {
  try {
    compileExpression(text);
    return [];
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    const length = error.token?.length ?? 1;
    return [
      {
        code: 'MAPPING501',
        severity: 'error',
        at: { file, ...placeOf(text, Math.max(0, error.position - length)), length },
        message: `not valid JSONata: ${error.message} (${error.code})`,
      },
    ];
  }
}
