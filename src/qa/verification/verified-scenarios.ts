import type {
  ScenarioLeftOut,
  VerificationFile,
  VerifiedRuns,
  VerifiedScenario,
} from '../../model/config.generated.ts';
import { isItemTag } from '../checklist/checklist-items.ts';
import type { ScenarioNotPlayed, ScenarioRun } from './scenario-run.ts';

/**
 * Runs as a verification keeps them: each scenario once, pairs for which it ended alike together. `before` are the runs of
 * the verification before this one, which know when a scenario that fails now last passed; `at` is now, as an instant in UTC.
 */
export function verifiedScenarios(
  runs: readonly ScenarioRun[],
  before: readonly ScenarioRun[],
  at: string,
): VerifiedScenario[] {
  const earlier = new Map(before.map((run) => [sameRun(run), run.lastPass]));
  const scenarios = Map.groupBy(runs.toSorted(byPlace), ({ name, file, line }) => JSON.stringify([file, line, name]));
  return [...scenarios.values()].map((same) => {
    const [{ name, file, line, tags }] = same as [ScenarioRun, ...ScenarioRun[]];
    const ends = Map.groupBy(
      same.map((run) => ({
        run,
        lastPass: run.lastPass ?? (run.verdict === 'passed' ? at : earlier.get(sameRun(run))),
      })),
      ({ run: { verdict, fixtures }, lastPass }) => JSON.stringify([verdict, lastPass, fixtures]),
    );
    return {
      name,
      file,
      line,
      items: itemsOf(tags),
      runs: [...ends.values()].map((alike): VerifiedRuns => {
        const [{ run, lastPass }] = alike as [(typeof alike)[number], ...typeof alike];
        return {
          verdict: run.verdict,
          ...(lastPass === undefined ? {} : { last_pass: lastPass }),
          ...(run.fixtures.length === 0 ? {} : { fixtures: [...run.fixtures] }),
          pairs: alike.flatMap(({ run: { pair } }) => pair ?? []),
        };
      }),
    };
  });
}

interface Played {
  readonly file: string;
  readonly line?: number;
  readonly name: string;
  readonly pair?: string | undefined;
}

/** Workers end in any order: what is committed does not change with it. */
const byPlace = (one: Played, other: Played): number =>
  one.file.localeCompare(other.file, 'en') ||
  (one.line ?? 0) - (other.line ?? 0) ||
  one.name.localeCompare(other.name, 'en') ||
  (one.pair ?? '').localeCompare(other.pair ?? '', 'en');

/** Scenarios that were left out, as a verification keeps them: pairs with the same reason together. */
export function scenariosLeftOut(notPlayed: readonly ScenarioNotPlayed[]): ScenarioLeftOut[] {
  const alike = Map.groupBy(notPlayed.toSorted(byPlace), ({ name, file, reason, stoodFor }) =>
    JSON.stringify([file, name, reason, stoodFor]),
  );
  return [...alike.values()].map((same) => {
    const [{ name, file, tags, reason, stoodFor }] = same as [ScenarioNotPlayed, ...ScenarioNotPlayed[]];
    return {
      name,
      file,
      items: itemsOf(tags),
      reason,
      ...(stoodFor ? { stood_for: true } : {}),
      pairs: same.map(({ pair }) => pair),
    };
  });
}

/** Every run that a verification tells of, one by one. */
export function runsOf({ scenarios }: Pick<VerificationFile, 'scenarios'>): ScenarioRun[] {
  return scenarios.flatMap(({ name, file, line, items, runs }) =>
    runs.flatMap(({ verdict, last_pass: lastPass, fixtures = [], pairs }) =>
      (pairs.length === 0 ? [undefined] : pairs).map((pair) => ({
        name,
        file,
        line,
        pair,
        tags: tagsOf(items),
        verdict,
        lastPass,
        pipes: [],
        fixtures,
      })),
    ),
  );
}

/** Every scenario that a verification says was left out, pair by pair. */
export function notPlayedOf({ not_played: left }: Pick<VerificationFile, 'not_played'>): ScenarioNotPlayed[] {
  return left.flatMap(({ name, file, items, reason, stood_for: stoodFor = false, pairs }) =>
    pairs.map((pair) => ({ name, file, pair, tags: tagsOf(items), reason, stoodFor })),
  );
}

const sameRun = ({ name, file, pair }: ScenarioRun): string => JSON.stringify([file, name, pair]);

const itemsOf = (tags: readonly string[]): string[] => tags.filter(isItemTag).map((tag) => tag.slice(1));

const tagsOf = (items: readonly string[]): string[] => items.map((item) => `@${item}`);
