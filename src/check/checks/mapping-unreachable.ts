import type { Check } from '../check.ts';
import { mappingProblems } from '../mapping-problems.ts';

const PIPE =
  'pipe: mine\nfrom: { connection: shop, read: customer }\nto: { connection: erp, write: customer }\nmodify: [mappings/acme/name.jsonata]\n';

export const unreachableBranch: Check = {
  code: 'MAPPING612',
  severity: 'warning',
  summary: 'A condition can be true and can be false.',
  bad: {
    'pipes/mine.yaml': PIPE,
    'mappings/acme/name.jsonata': '$merge([$, { "last_name": $exists(name) ? name : last_name }])',
  },
  good: {
    'pipes/mine.yaml': PIPE,
    'mappings/acme/name.jsonata': '$merge([$, { "last_name": $exists(company) ? company.name : last_name }])',
  },
  look: (project) => mappingProblems(project, 'unreachable'),
};
