import { mappingsOf } from '../../compile/mapping-files.ts';
import { callsOf } from '../../map/calls-of.ts';
import { ExpressionError, UNREPEATABLE } from '../../map/expression.ts';
import { placeOf } from '../../map/mapping.ts';
import type { Check } from '../check.ts';
import { didYouMean } from '../did-you-mean.ts';

const PIPE =
  'pipe: mine\nfrom: { connection: shop, read: customer }\nto: { connection: erp, write: customer }\nmodify: [mappings/acme/name.jsonata]\n';

export const mappingFunctions: Check = {
  code: 'MAPPING503',
  severity: 'error',
  summary: 'A mapping calls functions that exist, and none that yields something else each time.',
  bad: {
    'pipes/mine.yaml': PIPE,
    'mappings/acme/name.jsonata': '$ ~> |$|{ "name": $uppercas(name), "note": $now() }|',
  },
  good: { 'pipes/mine.yaml': PIPE, 'mappings/acme/name.jsonata': '$ ~> |$|{ "name": $uppercase(name) }|' },
  *look(project) {
    const used = [...project.pipes.values()].flatMap(({ value }) => mappingsOf(value, project)).map(({ path }) => path);
    const own = project.layers.list('mappings/**/*.jsonata', 'project').map(({ path }) => path);
    for (const path of new Set([...used, ...own])) {
      const file = project.layers.find(path);
      if (file === undefined || file.layer === 'built-in') continue;
      const text = project.layers.read(file);
      let calls: ReturnType<typeof callsOf>;
      try {
        calls = callsOf(text);
      } catch (error) {
        if (error instanceof ExpressionError) continue; // told as MAPPING501
        throw error;
      }
      for (const { name, position, known, functions } of calls) {
        const at = { file: path, ...placeOf(text, Math.max(0, position - name.length)), length: name.length };
        if (UNREPEATABLE.some((each) => each === name)) {
          yield {
            at,
            message: `$${name} yields something else each time: a record mapped again would not be the same`,
            hint: 'take times from the document; let the target make numbers',
          };
        } else if (!known) yield { at, message: `there is no function $${name}`, hint: didYouMean(name, functions) };
      }
    }
  },
};
