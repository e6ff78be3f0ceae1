import type { Check } from '../check.ts';
import { mappingProblems } from '../mapping-problems.ts';

const PIPE =
  'pipe: mine\nfrom: { connection: shop, read: customer }\nto: { connection: erp, write: customer }\nmodify: [mappings/acme/name.jsonata]\n';

export const mayBeMissing: Check = {
  code: 'MAPPING603',
  severity: 'warning',
  summary: 'What must always be there is not made of what may be missing.',
  bad: {
    'pipes/mine.yaml': PIPE,
    'mappings/acme/name.jsonata': '$merge([$, { "company": { "name": company.name } }])',
  },
  good: {
    'pipes/mine.yaml': PIPE,
    'mappings/acme/name.jsonata': '$merge([$, { "company": { "name": $exists(company.name) ? company.name : name } }])',
  },
  look: (project) => mappingProblems(project, 'may-be-missing'),
};
