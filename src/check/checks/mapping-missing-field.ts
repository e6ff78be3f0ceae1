import type { Check } from '../check.ts';
import { mappingProblems } from '../mapping-problems.ts';

const PIPE =
  'pipe: mine\nfrom: { connection: shop, read: customer }\nto: { connection: erp, write: customer }\nmodify: [mappings/acme/name.jsonata]\n';

export const missingField: Check = {
  code: 'MAPPING606',
  severity: 'error',
  summary: 'A mapping yields every member that its schema asks for.',
  bad: { 'pipes/mine.yaml': PIPE, 'mappings/acme/name.jsonata': '{ "kind": kind, "name": name }' },
  good: {
    'pipes/mine.yaml': PIPE,
    'mappings/acme/name.jsonata':
      '{ "origin": origin, "kind": kind, "name": name, "addresses": addresses, "guest": guest, "email": email }',
  },
  look: (project) => mappingProblems(project, 'missing-field'),
};
