import type { Check } from '../check.ts';
import { mappingProblems } from '../mapping-problems.ts';

const PIPE =
  'pipe: mine\nfrom: { connection: shop, read: customer }\nto: { connection: erp, write: customer }\nmodify: [mappings/acme/name.jsonata]\n';

export const mayCollapse: Check = {
  code: 'MAPPING604',
  severity: 'error',
  summary: 'Where a list is needed, a list of one stays a list.',
  bad: {
    'pipes/mine.yaml': PIPE,
    'mappings/acme/name.jsonata': '$merge([$, { "addresses": $map(addresses, function($address) { $address }) }])',
  },
  good: {
    'pipes/mine.yaml': PIPE,
    'mappings/acme/name.jsonata': '$merge([$, { "addresses": [$map(addresses, function($address) { $address })] }])',
  },
  look: (project) => mappingProblems(project, 'may-collapse'),
};
