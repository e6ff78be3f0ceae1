import type { Check } from '../check.ts';
import { mappingProblems } from '../mapping-problems.ts';

const PIPE =
  'pipe: mine\nfrom: { connection: shop, read: order }\nto: { connection: erp, write: order }\nmodify: [mappings/acme/name.jsonata]\n';

export const noSuchValue: Check = {
  code: 'MAPPING610',
  severity: 'error',
  summary: 'A code that a mapping compares with, or yields, is one that there is.',
  bad: {
    'pipes/mine.yaml': PIPE,
    'mappings/acme/name.jsonata': '$merge([$, status = "canceled" ? { "customer_note": "called off" } : {}])',
  },
  good: {
    'pipes/mine.yaml': PIPE,
    'mappings/acme/name.jsonata': '$merge([$, status = "cancelled" ? { "customer_note": "called off" } : {}])',
  },
  look: (project) => mappingProblems(project, 'no-such-value'),
};
