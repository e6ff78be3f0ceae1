import type { LoadedProject } from '../load/load-project.ts';
import { IntegrationError } from '../model/integration-error.ts';
import type { TrialProject } from '../qa/scenario/trial.ts';
import type { KnownPair } from '../qa/test-run/applicability.ts';
import { playablePairs, projectPair, shippedPairs } from '../qa/test-run/known-pairs.ts';

export interface ChosenPairs {
  readonly pairs: readonly KnownPair[];
  readonly place: Pick<TrialProject, 'root' | 'shop' | 'erp'>;
}

/** The pairs that the command line asks for: those that ship, or the one of the project. Throws USAGE for an unknown one. */
export function chosenPairs(
  openProject: () => LoadedProject,
  builtIn: string,
  { all, pair }: { readonly all: boolean; readonly pair: string | undefined },
): ChosenPairs {
  if (all || pair !== undefined) {
    const known = all ? shippedPairs(builtIn) : playablePairs(builtIn);
    const pairs = known.filter(({ shop, erp }) => all || `${shop}+${erp}` === pair);
    if (pairs.length > 0) return { pairs, place: { shop: 'shop', erp: 'erp' } };
    const names = known.map(({ shop, erp }) => `${shop}+${erp}`).join(', ');
    throw new IntegrationError('USAGE', `there is no pair "${pair}"; there are ${names}`, {});
  }
  const project = openProject();
  const { pair: own, shop, erp } = projectPair(project);
  return { pairs: [own], place: { root: project.layers.root, shop, erp } };
}
