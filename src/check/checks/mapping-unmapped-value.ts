import type { Check } from '../check.ts';
import { mappingProblems } from '../mapping-problems.ts';

const PIPE =
  'pipe: mine\nfrom: { connection: shop, read: order }\nto: { connection: erp, write: order }\nmodify: [mappings/acme/name.jsonata]\n';

export const unmappedValue: Check = {
  code: 'MAPPING609',
  severity: 'warning',
  summary: 'A table has an answer for every code that may come, and no code goes over as it is where it is not known.',
  bad: {
    'pipes/mine.yaml': PIPE,
    'mappings/acme/name.jsonata':
      '$merge([$, { "customer_note": $lookup({ "open": "Open", "completed": "Done" }, status) }])',
  },
  good: {
    'pipes/mine.yaml': PIPE,
    'mappings/acme/name.jsonata': '$merge([$, { "customer_note": status = "open" ? "Open" : "Done" }])',
  },
  look: (project) => mappingProblems(project, 'unmapped-value'),
};
