import type { Check } from '../check.ts';
import { mappingProblems } from '../mapping-problems.ts';

const PIPE =
  'pipe: mine\nfrom: { connection: shop, read: customer }\nto: { connection: erp, write: customer }\nmodify: [mappings/acme/name.jsonata]\n';

export const unknownField: Check = {
  code: 'MAPPING607',
  severity: 'error',
  summary: 'A mapping yields no member that its schema does not know.',
  bad: { 'pipes/mine.yaml': PIPE, 'mappings/acme/name.jsonata': '$merge([$, { "fist_name": first_name }])' },
  good: { 'pipes/mine.yaml': PIPE, 'mappings/acme/name.jsonata': '$merge([$, { "first_name": first_name }])' },
  look: (project) => mappingProblems(project, 'unknown-field'),
};
