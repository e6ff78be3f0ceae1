import type { LoadedProject } from '../../load/load-project.ts';
import { IntegrationError } from '../../model/integration-error.ts';
import { recordedPairs } from '../cassettes/recorded-pairs.ts';
import { unrecorded } from '../cassettes/unrecorded.ts';
import type { TapeSetting } from '../scenario/trial-tape.ts';
import type { KnownPair } from './applicability.ts';

/** What of a project can be replayed: the pairs that were recorded, and how. */
export interface ProjectReplay {
  readonly pairs: readonly KnownPair[];
  /** `now`: milliseconds since 1970. */
  readonly tape: (now: number) => TapeSetting;
}

/** Throws CASSETTE_REFUSED when nothing was recorded for any of the pairs: a replay of nothing would pass. */
export function replayOf(project: LoadedProject, pairs: readonly KnownPair[]): ProjectReplay {
  const recorded = pairs.filter(recordedPairs(project));
  if (recorded.length === 0)
    throw new IntegrationError(
      'CASSETTE_REFUSED',
      'there are no cassettes of scenarios in features/cassettes: tag a scenario @recorded and record it by `pipewright test --record`',
      {},
    );
  const { root } = project.layers;
  const { cassette_days: cassetteDays } = project.project.value.verify;
  return { pairs: recorded, tape: (now) => ({ kind: 'replay', root, now, cassetteDays }) };
}

/**
 * Those of the pairs that can be recorded; with `again` only those that were, unless none was. Throws USAGE when
 * there is nothing but pairs with a system of which nothing is written down.
 */
export function pairsToRecord(
  project: LoadedProject,
  pairs: readonly KnownPair[],
  again: boolean,
): readonly KnownPair[] {
  const whyNot = ({ connectors: { erp, shop } }: KnownPair) => unrecorded(erp) ?? unrecorded(shop);
  const answered = pairs.filter((pair) => whyNot(pair) === undefined);
  const [first] = pairs;
  if (answered.length === 0 && first !== undefined)
    throw new IntegrationError('USAGE', `${whyNot(first)}: play the scenarios of this pair without --record`, {});
  const recorded = again ? answered.filter(recordedPairs(project)) : [];
  return recorded.length > 0 ? recorded : answered;
}
