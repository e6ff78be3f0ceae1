import type { VerificationFile } from '../../model/config.generated.ts';
import type { PairName } from '../scenario/pair-project.ts';
import { changedPaths, type Reach, reachOf, type Touched } from '../verification/affected.ts';
import { type Configuration, hashOfAll } from '../verification/configuration.ts';
import { VERIFICATION_FILE } from '../verification/verification-file.ts';
import type { OutdatedBy } from './pair-matrix.ts';

const MOST_NAMED = 3;

/** What has changed since a verification, run by run: a mapping of one system says nothing against the pairs of others. */
export function outdatedSince(
  { engine, files, hash }: VerificationFile,
  now: Configuration,
  systems: Touched,
): OutdatedBy {
  if (hashOfAll(engine, files) !== hash)
    return () => [`${VERIFICATION_FILE} was edited: its hash is not that of the files it lists`];
  if (engine !== now.engine) return () => [`verified with Pipewright ${engine}, which is ${now.engine} now`];
  const changes = changedPaths(files, now.files).map((path) => ({ path, reach: reachOf(path, systems) }));
  return (pair, feature) => {
    const paths = changes.filter(({ path, reach }) => touches(path, reach, pair, feature)).map(({ path }) => path);
    const more = paths.length > MOST_NAMED ? ` and ${paths.length - MOST_NAMED} more` : '';
    return paths.length === 0 ? [] : [`changed since it was verified: ${paths.slice(0, MOST_NAMED).join(', ')}${more}`];
  };
}

function touches(path: string, reach: Reach, { shop, erp }: PairName, feature: string): boolean {
  switch (reach.kind) {
    case 'everything':
      return true;
    case 'nothing':
      return false;
    case 'feature':
      return path === feature;
    case 'systems':
      return reach.systems.includes(shop) || reach.systems.includes(erp);
  }
}
