import type { Check } from '../check.ts';
import { mappingProblems } from '../mapping-problems.ts';

const PIPE =
  'pipe: mine\nfrom: { connection: shop, read: order }\nto: { connection: erp, write: order }\nmodify: [mappings/acme/name.jsonata]\n';

export const moneyInFloats: Check = {
  code: 'MAPPING611',
  severity: 'error',
  summary: 'Money is worked out in decimals.',
  bad: {
    'pipes/mine.yaml': PIPE,
    'mappings/acme/name.jsonata': '$merge([$, { "customer_note": $string($round($number(total), 2)) }])',
  },
  good: {
    'pipes/mine.yaml': PIPE,
    'mappings/acme/name.jsonata': '$merge([$, { "customer_note": $moneyRound(total, 2) }])',
  },
  look: (project) => mappingProblems(project, 'money-in-floats'),
};
