import type { Check } from '../check.ts';
import { mappingProblems } from '../mapping-problems.ts';

const PIPE =
  'pipe: mine\nfrom: { connection: shop, read: customer }\nto: { connection: erp, write: customer }\nmodify: [mappings/acme/name.jsonata]\n';

export const unusedVariable: Check = {
  code: 'MAPPING613',
  severity: 'warning',
  summary: 'A variable that is set is used.',
  bad: {
    'pipes/mine.yaml': PIPE,
    'mappings/acme/name.jsonata': '(\n  $nothing := ();\n  $merge([$, { "name": $uppercase(name) }])\n)',
  },
  good: {
    'pipes/mine.yaml': PIPE,
    'mappings/acme/name.jsonata': '(\n  $upper := $uppercase(name);\n  $merge([$, { "name": $upper }])\n)',
  },
  look: (project) => mappingProblems(project, 'unused-variable'),
};
