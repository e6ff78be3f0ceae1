import { existsSync } from 'node:fs';
import { ledgerPath, openLedgerToRead } from '../app.ts';
import { checkProject } from '../check/check-project.ts';
import { type LoadedProject, loadProject } from '../load/load-project.ts';
import { ProjectRefused } from '../load/project-refused.ts';
import { compareConfigurations } from '../qa/shadow/compare-configurations.ts';
import { configurationAt } from '../qa/shadow/configuration-at.ts';
import type { ShadowDiff } from '../qa/shadow/shadow-diff.ts';
import type { Environment } from './environment.ts';
import { textOf } from './open-project.ts';

const MOST_RECORDS = 2000;

/** Takes the recorded records of a project through its configuration at a Git ref and through the one on disk. */
export async function compareWithRef(
  project: LoadedProject,
  ref: string,
  { aborting }: Pick<Environment, 'aborting'>,
): Promise<readonly ShadowDiff[]> {
  const { root, builtIn } = project.layers;
  const old = configurationAt(root, ref);
  try {
    const before = loadProject({
      root: old.root,
      // In Pipewright's own repository what ships is what is compared.
      builtIn: root === builtIn ? old.root : builtIn,
      environment: project.environment,
    });
    for (const each of [before, project]) {
      const errors = (await checkProject(each, { cases: false })).filter(({ severity }) => severity === 'error');
      if (errors.length > 0) throw new ProjectRefused(errors, textOf(each));
    }
    const ledger = existsSync(ledgerPath(project)) ? await openLedgerToRead(project) : undefined;
    try {
      return await compareConfigurations({ before, after: project, ledger, most: MOST_RECORDS, signal: aborting });
    } finally {
      await ledger?.close();
    }
  } finally {
    old.remove();
  }
}
