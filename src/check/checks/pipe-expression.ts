import { compileExpression, ExpressionError } from '../../map/expression.ts';
import type { Check } from '../check.ts';

const PIPE = (where: string) =>
  `pipe: mine\nfrom: { connection: shop, read: customer, where: "${where}" }\nto: { connection: erp, write: customer }\n`;

export const pipeExpression: Check = {
  code: 'PIPE208',
  severity: 'error',
  summary: 'The expressions of a pipe are valid JSONata.',
  bad: { 'pipes/mine.yaml': PIPE("status = 'active' and (guest") },
  good: { 'pipes/mine.yaml': PIPE("status = 'active'") },
  *look({ pipes }) {
    for (const { value, source } of pipes.values()) {
      const expressions: [string, readonly (string | number)[]][] = value.modify
        .map((text, index): [string, readonly (string | number)[]] => [text, ['modify', index]])
        .filter(([text]) => !text.endsWith('.jsonata'));
      if (value.from.where !== undefined) expressions.push([value.from.where, ['from', 'where']]);
      if (value.from.absent !== undefined) expressions.push([value.from.absent, ['from', 'absent']]);
      if (value.guard !== undefined) expressions.push([value.guard.when, ['guard', 'when']]);
      for (const [text, path] of expressions) {
        try {
          compileExpression(text);
        } catch (error) {
          if (!(error instanceof ExpressionError)) throw error;
          yield {
            at: source.place(path),
            message: `not valid JSONata: ${error.message} (character ${error.position})`,
            hint: 'try it with `pipewright map`',
          };
        }
      }
    }
  },
};
