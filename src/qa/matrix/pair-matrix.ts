import type { VerificationFile, VerifiedItem } from '../../model/config.generated.ts';
import type { PairName } from '../scenario/pair-project.ts';
import { pairText } from '../scenario/pair-project.ts';
import type { ScenarioNotPlayed, ScenarioRun } from '../verification/scenario-run.ts';
import { notPlayedOf, runsOf } from '../verification/verified-scenarios.ts';

/** How one checklist item stands for one pair. Only `verified` is green. */
export type CellVerdict =
  /** Scenarios ran for this pair, all of them passed, and nothing that they ran with was changed since. */
  | 'verified'
  | 'failed'
  /** Scenarios passed, but with other files. */
  | 'outdated'
  /** A system says that it cannot do what the scenarios need. */
  | 'not-applicable'
  /** It is about Pipewright itself, and was shown with another pair. */
  | 'shown-elsewhere'
  | 'pending'
  | 'waived'
  /** Nothing ran, and nobody has said why. */
  | 'missing';

export interface MatrixCell {
  readonly item: string;
  readonly verdict: CellVerdict;
  /** Why it is not verified, a line each; empty when it is. */
  readonly reasons: readonly string[];
  /** Scenarios that ran for this pair. */
  readonly scenarios: number;
}

export interface PairRow {
  readonly pair: string;
  readonly cells: readonly MatrixCell[];
}

/** Which of a verification’s runs no longer speak of the files on disk, a line for each reason. Pure, so that a page can be made of it. */
export type OutdatedBy = (pair: PairName, feature: string) => readonly string[];

const NEVER_OUTDATED: OutdatedBy = () => [];

/** Every pair with every item, from what a verification says. Without one, nothing is verified. */
export function pairMatrix(
  verification: VerificationFile | undefined,
  pairs: readonly PairName[],
  items: readonly string[],
  outdatedBy: OutdatedBy = NEVER_OUTDATED,
): PairRow[] {
  const ran = Map.groupBy(verification === undefined ? [] : runsOf(verification), ({ pair }) => pair);
  const left = Map.groupBy(verification === undefined ? [] : notPlayedOf(verification), ({ pair }) => pair);
  return pairs.map((pair) => {
    const name = pairText(pair);
    return {
      pair: name,
      cells: items.map((item) => {
        const verified = verification?.items.find(({ id }) => id === item);
        const shows = ({ tags }: { readonly tags: readonly string[] }) => tags.includes(`@${item}`);
        return verified === undefined
          ? { item, verdict: 'missing', reasons: ['nothing was verified'], scenarios: 0 }
          : cellOf(
              verified,
              { pair, ran: (ran.get(name) ?? []).filter(shows), left: (left.get(name) ?? []).filter(shows) },
              outdatedBy,
            );
      }),
    };
  });
}

interface Told {
  readonly pair: PairName;
  readonly ran: readonly ScenarioRun[];
  readonly left: readonly ScenarioNotPlayed[];
}

function cellOf({ id, reason, verdict }: VerifiedItem, { pair, ran, left }: Told, outdatedBy: OutdatedBy): MatrixCell {
  const cell = (each: CellVerdict, reasons: readonly string[]): MatrixCell => ({
    item: id,
    verdict: each,
    reasons: [...new Set(reasons)],
    scenarios: ran.length,
  });
  const failed = ran.filter((run) => run.verdict === 'failed');
  if (failed.length > 0)
    return cell(
      'failed',
      failed.map(({ name, file, line }) => `${name} (${file}:${line})`),
    );
  if (verdict === 'waived' || verdict === 'pending') return cell(verdict, reason === undefined ? [] : [reason]);
  if (ran.length > 0) {
    const outdated = ran.flatMap(({ file }) => outdatedBy(pair, file));
    return outdated.length > 0 ? cell('outdated', outdated) : cell('verified', []);
  }
  const own = left.filter(({ stoodFor }) => !stoodFor);
  if (own.length > 0)
    return cell(
      'not-applicable',
      own.map((run) => run.reason),
    );
  if (left.length > 0)
    return cell(
      'shown-elsewhere',
      left.map((run) => run.reason),
    );
  return cell('missing', ['no scenario ran for this pair']);
}

/** The pairs that a verification speaks of, by shop and ERP. */
export function pairsOfVerification(verification: VerificationFile): PairName[] {
  const texts = [...runsOf(verification), ...notPlayedOf(verification)].map(({ pair }) => pair);
  return [...new Set(texts)].sort().flatMap((text) => {
    const [shop, erp] = text?.split(' → ') ?? [];
    return shop === undefined || erp === undefined ? [] : [{ shop, erp }];
  });
}
