import { writeFileSync } from 'node:fs';
import { applyFixes, type FixableFinding, isFixable } from '../check/apply-fixes.ts';
import type { LoadedProject } from '../load/load-project.ts';
import type { Finding } from '../model/finding.ts';

/** A fix may bring another finding to light; a text that is still not at rest then is left to people. */
const MOST_ROUNDS = 10;

/**
 * Makes the fixes that findings bring in the project's own files, looks again, and so on until there are none. Yields the
 * findings that are left and those that were fixed. What ships with Pipewright is never touched.
 */
export async function fixProject(
  open: () => LoadedProject,
  check: (project: LoadedProject) => Promise<Finding[]>,
): Promise<{
  readonly project: LoadedProject;
  readonly findings: readonly Finding[];
  readonly fixed: readonly FixableFinding[];
}> {
  const fixed: FixableFinding[] = [];
  for (let round = 0; ; round += 1) {
    const project = open();
    const findings = await check(project);
    const made = round < MOST_ROUNDS ? fixFiles(project, findings.filter(isFixable)) : [];
    if (made.length === 0) return { project, findings, fixed };
    fixed.push(...made);
  }
}

function fixFiles({ layers }: LoadedProject, findings: readonly FixableFinding[]): FixableFinding[] {
  const made: FixableFinding[] = [];
  for (const path of new Set(findings.map(({ at }) => at.file))) {
    const file = layers.find(path);
    if (file === undefined || file.layer !== 'project') continue;
    const { text, fixed } = applyFixes(
      layers.read(file),
      findings.filter(({ at }) => at.file === path),
    );
    writeFileSync(file.absolute, text);
    made.push(...fixed);
  }
  return made;
}
