import type { LoadedProject } from '../../load/load-project.ts';
import type { LookupTable } from '../../map/lookup-table.ts';
import { itemsOfPipe } from '../checklist/items-of-project.ts';
import { pairLookups, pairText } from '../scenario/pair-project.ts';
import { withTwinCodes } from '../scenario/twin-codes.ts';
import type { ScenarioRun } from '../verification/scenario-run.ts';
import { lookupMutants } from './lookup-mutants.ts';
import type { MutatedFile, Survivor } from './mutated-file.ts';
import { type PipeSurroundings, pipeMutants } from './pipe-mutants.ts';
import { type JurySetting, ScenarioJury } from './scenario-jury.ts';
import type { TextMutant } from './text-mutant.ts';

/**
 * Puts mistakes into the project’s own pipes and lookup tables, one at a time, and plays the scenarios that they can
 * concern: of a pipe, those that run it. `runs` is how every scenario ended without a mistake.
 */
export async function mutateByScenarios(
  project: LoadedProject,
  setting: JurySetting,
  runs: readonly ScenarioRun[],
): Promise<MutatedFile[]> {
  const files: MutatedFile[] = [];
  using jury = new ScenarioJury(project, setting);
  for (const { name, path, text } of ownPipes(project))
    files.push({
      kind: 'pipe',
      file: path,
      ...(await judged(
        jury,
        path,
        pipeMutants(text, surroundingsOf(project, name)),
        runs.filter(({ pipes }) => pipes.includes(name)),
      )),
    });
  const carrying = runs.filter(({ pipes }) => pipes.length > 0);
  for (const { pair, table } of tablesOf(project, setting))
    files.push({
      kind: 'lookup',
      file: table.file,
      pair,
      ...(await judged(
        jury,
        table.file,
        lookupMutants(table),
        pair === undefined ? carrying : carrying.filter((run) => run.pair === pair),
      )),
    });
  return files;
}

async function judged(
  jury: ScenarioJury,
  file: string,
  mutants: readonly TextMutant[],
  runs: readonly ScenarioRun[],
): Promise<Pick<MutatedFile, 'mutants' | 'survivors'>> {
  const survivors: Survivor[] = [];
  for (const mutant of mutants) {
    if (await jury.catches(file, mutant, runs)) continue;
    const { line, column, says, items } = mutant;
    survivors.push({ line, column, says, items });
  }
  return { mutants: mutants.length, survivors };
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
