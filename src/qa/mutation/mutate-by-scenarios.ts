import type { LoadedProject } from '../../load/load-project.ts';
import type { LookupTable } from '../../map/lookup-table.ts';
import { itemsOfPipe } from '../checklist/items-of-project.ts';
import { type PairName, pairLookups, pairText } from '../scenario/pair-project.ts';
import { withTwinCodes } from '../scenario/twin-codes.ts';
import type { ScenarioRun } from '../verification/scenario-run.ts';
import { lookupMutants } from './lookup-mutants.ts';
import { mutateInThreads } from './mutate-in-threads.ts';
import type { MutatedFile, Survivor } from './mutated-file.ts';
import { type PipeSurroundings, pipeMutants } from './pipe-mutants.ts';
import { type JurySetting, ScenarioJury } from './scenario-jury.ts';
import type { TextMutant } from './text-mutant.ts';

/** A file with mistakes to be put into it, and the scenarios that can notice them. */
export interface JudgedFile {
  readonly kind: 'pipe' | 'lookup';
  readonly file: string;
  /** The pair that has the file for itself. */
  readonly pair?: string | undefined;
  readonly mutants: readonly TextMutant[];
  readonly runs: readonly ScenarioRun[];
}

/**
 * Puts mistakes into the project’s own pipes and lookup tables, one at a time, and plays the scenarios that they can
 * concern: of a pipe, those that run it. `runs` is how every scenario ended without a mistake. Where many pairs run a pipe, it
 * is judged in so many that each shop and each ERP of them is among them: a mistake that none of these notices counts as left.
 */
export async function mutateByScenarios(
  project: LoadedProject,
  setting: JurySetting,
  runs: readonly ScenarioRun[],
  parallel = 1,
): Promise<MutatedFile[]> {
  const judged = judgedFiles(project, setting, runs);
  if (parallel > 1) return mutateInThreads(project, setting, judged, parallel);
  const files: MutatedFile[] = [];
  for (const each of judged) files.push(await judgeFile(project, setting, each));
  return files;
}

export async function judgeFile(
  project: LoadedProject,
  setting: JurySetting,
  { kind, file, pair, mutants, runs }: JudgedFile,
): Promise<MutatedFile> {
  using jury = new ScenarioJury(project, setting);
  const survivors: Survivor[] = [];
  for (const mutant of mutants) {
    if (await jury.catches(file, mutant, runs)) continue;
    const { line, column, says, items } = mutant;
    survivors.push({ line, column, says, items });
  }
  return { kind, file, ...(pair === undefined ? {} : { pair }), mutants: mutants.length, survivors };
}

function judgedFiles(project: LoadedProject, setting: JurySetting, runs: readonly ScenarioRun[]): JudgedFile[] {
  const pipes = ownPipes(project).map(({ name, path, text }): JudgedFile => {
    const ran = runs.filter((run) => run.pipes.includes(name));
    const among = new Set(ran.map(({ pair }) => pair));
    // Of the pairs that run it: not every system has every document.
    const asked = new Set(eachSystemOnce(setting.pairs.filter((pair) => among.has(pairText(pair)))).map(pairText));
    return {
      kind: 'pipe',
      file: path,
      mutants: pipeMutants(text, surroundingsOf(project, name)),
      runs: ran.filter(({ pair = '' }) => asked.has(pair)),
    };
  });
  const carrying = runs.filter(({ pipes: ran }) => ran.length > 0);
  const lookups = tablesOf(project, setting).map(
    ({ pair, table }): JudgedFile => ({
      kind: 'lookup',
      file: table.file,
      pair,
      mutants: lookupMutants(table),
      runs: pair === undefined ? carrying : carrying.filter((run) => run.pair === pair),
    }),
  );
  return [...pipes, ...lookups];
}

/** Pairs in which every shop and every ERP is, as few as that takes: first those that bring both, then those that bring one. */
export function eachSystemOnce<P extends PairName>(pairs: readonly P[]): readonly P[] {
  const shops = new Set<string>();
  const erps = new Set<string>();
  const chosen = new Set<P>();
  const take = (brings: (pair: P) => boolean) => {
    for (const pair of pairs) {
      if (!brings(pair)) continue;
      chosen.add(pair);
      shops.add(pair.shop);
      erps.add(pair.erp);
    }
  };
  take(({ shop, erp }) => !shops.has(shop) && !erps.has(erp));
  take(({ shop, erp }) => !shops.has(shop) || !erps.has(erp));
  return pairs.filter((pair) => chosen.has(pair));
}

function ownPipes({ layers, pipes }: LoadedProject) {
  return layers.list('pipes/*.{yaml,yml,json}', 'project').flatMap((file) => {
    const name = file.path.replace(/^pipes\//, '').replace(/\.[a-z]+$/, '');
    return pipes.has(name) ? [{ name, path: file.path, text: layers.read(file) }] : [];
  });
}

/** A document is mistaken for the next one that another pipe reads, or writes, at the same connection. */
function surroundingsOf(project: LoadedProject, name: string): PipeSurroundings {
  const pipe = project.pipes.get(name)?.value;
  const others = [...project.pipes.values()].map(({ value }) => value).filter((other) => other.pipe !== name);
  const next = (documents: readonly (string | undefined)[], own: string | undefined): readonly string[] => {
    const known = [...new Set(documents.flatMap((each) => each ?? []))].filter((each) => each !== own).toSorted();
    return [...known.filter((each) => each > (own ?? '')), ...known].slice(0, 1);
  };
  return {
    items: pipe === undefined ? [] : itemsOfPipe(project, pipe).map(({ id }) => id),
    reads: next(
      others.filter(({ from }) => from.connection === pipe?.from.connection).map(({ from }) => from.read),
      pipe?.from.read,
    ),
    writes: next(
      others.filter(({ to }) => to.connection === pipe?.to.connection).map(({ to }) => to.write),
      pipe?.to.write,
    ),
  };
}

/** The tables that scenarios are played with: those of the project, or those of each pair where only what ships is played. */
function tablesOf(
  project: LoadedProject,
  { place, pairs }: JurySetting,
): readonly { readonly pair?: string; readonly table: LookupTable }[] {
  return pairs.flatMap((pair) =>
    place.root === undefined
      ? pairLookups(pair).map((table) => ({ pair: pairText(pair), table }))
      : withTwinCodes(
          project.lookups,
          { connection: place.shop, system: pair.shop },
          { connection: place.erp, system: pair.erp },
        ).map((table) => ({ table })),
  );
}
