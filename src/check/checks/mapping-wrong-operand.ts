import type { Check } from '../check.ts';
import { mappingProblems } from '../mapping-problems.ts';

const PIPE =
  'pipe: mine\nfrom: { connection: shop, read: order }\nto: { connection: erp, write: order }\nmodify: [mappings/acme/name.jsonata]\n';

export const wrongOperand: Check = {
  code: 'MAPPING605',
  severity: 'error',
  summary: 'An operator is given values that it can work with, and compares what can be equal.',
  bad: { 'pipes/mine.yaml': PIPE, 'mappings/acme/name.jsonata': '$ ~> |lines|{ "note": $string(quantity * 2) }|' },
  good: {
    'pipes/mine.yaml': PIPE,
    'mappings/acme/name.jsonata': '$ ~> |lines|{ "note": $moneyMultiply(quantity, 2) }|',
  },
  look: (project) => mappingProblems(project, 'wrong-operand'),
};
