import { mappingsOf } from '../../compile/mapping-files.ts';
import { compileExpression, ExpressionError } from '../../map/expression.ts';
import { placeOf } from '../../map/mapping.ts';
import type { Check } from '../check.ts';

const PIPE =
  'pipe: mine\nfrom: { connection: shop, read: customer }\nto: { connection: erp, write: customer }\nmodify: [mappings/acme/name.jsonata]\n';

export const mappingSyntax: Check = {
  code: 'MAPPING501',
  severity: 'error',
  summary: 'A mapping is valid JSONata.',
  bad: { 'pipes/mine.yaml': PIPE, 'mappings/acme/name.jsonata': '{ "name": name & }' },
  good: { 'pipes/mine.yaml': PIPE, 'mappings/acme/name.jsonata': '$' },
  *look(project) {
    const used = [...project.pipes.values()].flatMap(({ value }) => mappingsOf(value, project)).map(({ path }) => path);
    const own = project.layers.list('{mappings,rules}/**/*.jsonata', 'project').map(({ path }) => path);
    for (const path of new Set([...used, ...own])) {
      const file = project.layers.find(path);
      // What ships with Pipewright is tested before it ships; parsing it again took a quarter of a check.
      if (file === undefined || file.layer === 'built-in') continue;
      const text = project.layers.read(file);
      try {
        compileExpression(text);
      } catch (error) {
        if (!(error instanceof ExpressionError)) throw error;
        const length = error.token?.length ?? 1;
        yield {
          at: { file: path, ...placeOf(text, Math.max(0, error.position - length)), length },
          message: `not valid JSONata: ${error.message} (${error.code})`,
          hint: 'try it with `pipewright map`',
        };
      }
    }
  },
};
