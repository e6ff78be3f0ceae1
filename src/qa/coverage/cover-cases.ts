import { readCasesFile } from '../../check/cases-file.ts';
import type { LoadedProject } from '../../load/load-project.ts';
import { mappingOf } from '../../map/mapping.ts';
import { runMappingCase } from '../../map/mapping-cases.ts';
import { IntegrationError } from '../../model/integration-error.ts';
import type { MappingCoverage } from './mapping-coverage.ts';

/** Runs the cases of a mapping so that what they run of it counts. Whether they pass is for `check` to say. */
export async function coverCases(project: LoadedProject, path: string, coverage: MappingCoverage): Promise<void> {
  const file = project.layers.find(path);
  if (file === undefined) throw new IntegrationError('FILE_UNREADABLE', `there is no mapping ${path}`, { file: path });
  const mapping = mappingOf(path, coverage.observe(path, project.layers.read(file)));
  const beside = project.layers.find(path.replace(/\.jsonata$/, '.cases.yaml'));
  if (beside === undefined) return;
  for (const each of readCasesFile(project, beside).cases) await runMappingCase(mapping, each, () => []);
}
