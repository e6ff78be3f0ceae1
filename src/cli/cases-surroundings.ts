import type { LoadedProject } from '../load/load-project.ts';
import type { MappingCase } from '../map/mapping-cases.ts';
import { IntegrationError } from '../model/integration-error.ts';
import { pathText } from '../validate/schema-registry.ts';

const CASES_SCHEMA = 'https://pipewright.dev/schemas/config/cases.schema.json';

/** What is handed in beside a record: the form is that of `with` in a case, and so is the schema. Throws USAGE; `name` is what the person wrote. */
export function casesSurroundings(
  project: LoadedProject,
  given: unknown,
  name: string,
): NonNullable<MappingCase['with']> {
  const [violation] = project.schemas.validator(CASES_SCHEMA)([
    { name: 'trial', given: null, expect: null, with: given },
  ]);
  if (violation === undefined) return given as NonNullable<MappingCase['with']>;
  const where = pathText(violation.path.slice(2));
  throw new IntegrationError('USAGE', `${name}: ${where === '' ? '' : `${where}: `}${violation.message}`, {});
}
