import { CHECKS } from '../check/check-project.ts';
import type { LoadedProject } from '../load/load-project.ts';
import { type Finding, sortFindings } from '../model/finding.ts';

/** What is wrong with the settings of connections, or keeps pipewright.yaml and connectors from being read. Pipes and mappings are not the doctor’s. */
export function settingFindings(project: LoadedProject): Finding[] {
  const checks = CHECKS.filter(({ code }) => code.startsWith('PROJECT') || code.startsWith('CONNECTOR'));
  const found = checks.flatMap(({ code, severity, look }) =>
    [...look(project)].map((finding): Finding => ({ code, severity, ...finding })),
  );
  const read = project.findings.filter(
    ({ at }) => at.file === project.project.file.path || at.file.startsWith('connectors/'),
  );
  return sortFindings([...read, ...found]).filter(({ severity }) => severity === 'error');
}
