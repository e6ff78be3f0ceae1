import { type GherkinDocument, type Pickle, type PickleStep, PickleStepType } from '@cucumber/messages';
import { slugOf } from '../cassettes/cassette-path.ts';
import { type GivenStep, givenHash } from '../cassettes/given-hash.ts';

/** A scenario as cassettes know it, the same for every pair that it is played for. */
export interface ScenarioTake {
  /** Name of its cassettes. A row of an outline has its number in it. */
  readonly slug: string;
  /** Over everything that happens in it: its Given and When steps. What is expected afterwards makes no other calls. */
  readonly givenHash: string;
  /** Feature file, from the project's root. */
  readonly uri: string;
  /** As the tester wrote it. */
  readonly name: string;
}

/** `name`: of the scenario, without the pair that the pickle is played for. */
export function takeOf(pickle: Pickle, document: GherkinDocument, name: string): ScenarioTake {
  const row = rowOf(pickle, document);
  return {
    slug: row === undefined ? slugOf(name) : `${slugOf(name)}-row-${row}`,
    givenHash: givenHash(pickle.steps.filter(({ type }) => type !== PickleStepType.OUTCOME).map(stepOf)),
    uri: pickle.uri,
    name,
  };
}

const stepOf = ({ text, argument }: PickleStep): GivenStep => ({
  text,
  table: argument?.dataTable?.rows.map(({ cells }) => cells.map(({ value }) => value)) ?? [],
  docString: argument?.docString?.content ?? '',
});

/** The number of the row of an outline, from 1, through all of its tables; undefined for what is no outline. */
function rowOf({ astNodeIds }: Pickle, { feature }: GherkinDocument): number | undefined {
  const children = (feature?.children ?? []).flatMap((child) => [child, ...(child.rule?.children ?? [])]);
  const scenario = children.find((child) => child.scenario?.id === astNodeIds[0])?.scenario;
  const rows = scenario?.examples.flatMap(({ tableBody }) => tableBody) ?? [];
  const at = rows.findIndex(({ id }) => id === astNodeIds[1]);
  return at === -1 ? undefined : at + 1;
}
