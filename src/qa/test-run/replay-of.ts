import type { LoadedProject } from '../../load/load-project.ts';
import { IntegrationError } from '../../model/integration-error.ts';
import { recordedPairs } from '../cassettes/recorded-pairs.ts';
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

/** Of many pairs those that were recorded before; all when none was. Another one is recorded by its name. */
export function pairsToRecord(project: LoadedProject, pairs: readonly KnownPair[]): readonly KnownPair[] {
  const recorded = pairs.filter(recordedPairs(project));
  return recorded.length > 0 ? recorded : pairs;
}
