import { lendersOf } from '../../compile/mapping-files.ts';
import type { ConnectorFile, VerificationFile } from '../../model/config.generated.ts';
import type { PairName } from '../scenario/pair-project.ts';
import type { Configuration } from './configuration.ts';

/** What has to be played again after a change. Whatever is not named here is as it was. */
export interface Affected {
  /** Paths that are new, gone or another. */
  readonly files: readonly string[];
  /** Whether a pair has to be played whole. */
  readonly pair: (pair: PairName) => boolean;
  /** Whether a pair's failure packs have to be played: only a pair that stood them all may be left out. */
  readonly packs: (pair: PairName) => boolean;
  /** Feature files that have to be played for every pair. */
  readonly features: readonly string[];
}

const OF_A_SYSTEM = /^(?:mappings|connectors|features\/cassettes)\/([^/]+)\//;

/** By system: those whose pairs its files touch, which are itself and whoever is `like` it. */
export type Touched = ReadonlyMap<string, readonly string[]>;

export function touchedBy(connectors: Iterable<Pick<ConnectorFile, 'connector' | 'capabilities'>>): Touched {
  const lenders = new Map<string, Set<string>>();
  for (const file of connectors) {
    for (const lender of [file.connector, ...lendersOf(file)])
      lenders.set(lender, (lenders.get(lender) ?? new Set()).add(file.connector));
  }
  return new Map([...lenders].map(([lender, systems]) => [lender, [...systems]]));
}

/** What a file has to do with: some systems, one feature, no scenario at all, or all of them. */
export type Reach =
  | { readonly kind: 'systems'; readonly systems: readonly string[] }
  | { readonly kind: 'feature' | 'nothing' | 'everything' };

export function reachOf(path: string, touched: Touched): Reach {
  // Cases and fixtures of a mapping are run by themselves; scenarios never see them.
  if (/\.cases\.yaml$|^mappings\/.*\/fixtures\//.test(path)) return { kind: 'nothing' };
  if (path.endsWith('.feature')) return { kind: 'feature' };
  const [, system = ''] = OF_A_SYSTEM.exec(path) ?? [];
  const systems = touched.get(system);
  return systems === undefined ? { kind: 'everything' } : { kind: 'systems', systems };
}

/** Paths that are new, gone or another. */
export function changedPaths(
  before: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
): readonly string[] {
  const paths = new Set([...Object.keys(before), ...Object.keys(now)]);
  return [...paths].filter((path) => before[path] !== now[path]);
}

/**
 * What a change can reach, from the paths of what changed since `before`. Undefined when everything has to be played: the
 * engine, a pipe, a lookup, a schema or the project itself is another, or the verification before did not pass.
 */
export function affectedSince(
  before: VerificationFile | undefined,
  now: Configuration,
  systems: Touched,
): Affected | undefined {
  const features = before?.stages.find(({ stage }) => stage === 'features');
  if (before === undefined || features?.verdict !== 'passed' || before.engine !== now.engine) return undefined;
  const files = changedPaths(before.files, now.files);
  const touched = new Set<string>();
  const played: string[] = [];
  for (const path of files) {
    const reach = reachOf(path, systems);
    if (reach.kind === 'everything') return undefined;
    if (reach.kind === 'feature') played.push(path);
    if (reach.kind === 'systems') for (const system of reach.systems) touched.add(system);
  }
  const pair = ({ shop, erp }: PairName) => touched.has(shop) || touched.has(erp);
  const stood = before.stages.some(({ stage, verdict }) => stage === 'failure-packs' && verdict === 'passed');
  return { files, features: played, pair, packs: (each) => !stood || pair(each) };
}
