import type { Check } from '../check.ts';
import { mappingProblems } from '../mapping-problems.ts';

const PIPE =
  'pipe: mine\nfrom: { connection: shop, read: customer }\nto: { connection: erp, write: customer }\nmodify: [mappings/acme/name.jsonata]\n';

export const wrongType: Check = {
  code: 'MAPPING608',
  severity: 'error',
  summary: 'A mapping yields values of the kind that its schema takes.',
  bad: { 'pipes/mine.yaml': PIPE, 'mappings/acme/name.jsonata': '$merge([$, { "guest": "yes" }])' },
  good: { 'pipes/mine.yaml': PIPE, 'mappings/acme/name.jsonata': '$merge([$, { "guest": true }])' },
  look: (project) => mappingProblems(project, 'wrong-type'),
};
