import type { Check } from '../check.ts';
import { mappingProblems } from '../mapping-problems.ts';

const PIPE =
  'pipe: mine\nfrom: { connection: shop, read: customer }\nto: { connection: erp, write: customer }\nmodify: [mappings/acme/name.jsonata]\n';

export const unknownPath: Check = {
  code: 'MAPPING601',
  severity: 'error',
  summary: 'A path of a mapping names members that exist.',
  bad: { 'pipes/mine.yaml': PIPE, 'mappings/acme/name.jsonata': '$ ~> |$|{ "last_name": $uppercase(lastname) }|' },
  good: { 'pipes/mine.yaml': PIPE, 'mappings/acme/name.jsonata': '$ ~> |$|{ "last_name": $uppercase(last_name) }|' },
  look: (project) => mappingProblems(project, 'unknown-path'),
};
