import type { Check } from '../check.ts';
import { mappingProblems } from '../mapping-problems.ts';

const PIPE =
  'pipe: mine\nfrom: { connection: shop, read: customer }\nto: { connection: erp, write: customer }\nmodify: [mappings/acme/name.jsonata]\n';

export const wrongCall: Check = {
  code: 'MAPPING614',
  severity: 'error',
  summary: 'A function is called with arguments that it takes.',
  bad: { 'pipes/mine.yaml': PIPE, 'mappings/acme/name.jsonata': '$merge([$, { "name": $uppercase(addresses) }])' },
  good: { 'pipes/mine.yaml': PIPE, 'mappings/acme/name.jsonata': '$merge([$, { "name": $uppercase(name) }])' },
  look: (project) => mappingProblems(project, 'wrong-call'),
};
