import { readCasesFile } from '../../check/cases-file.ts';
import { outputValidator } from '../../check/check-cases.ts';
import type { LoadedProject } from '../../load/load-project.ts';
import { compileTree, ExpressionError } from '../../map/expression.ts';
import { type Mapping, mappingOf } from '../../map/mapping.ts';
import { changed, type MappingCase, runMappingCase } from '../../map/mapping-cases.ts';
import { syntaxTreeOf } from '../../map/syntax-tree.ts';
import { IntegrationError } from '../../model/integration-error.ts';
import { pathText } from '../../validate/schema-registry.ts';
import { itemsOfMapping } from './items-of-place.ts';
import { mappingMutants } from './mapping-mutants.ts';
import type { MutationKind } from './mapping-mutations.ts';
import type { MutatedFile, Survivor } from './mutated-file.ts';

/**
 * Puts every mistake of the known kinds (or of those given) into a mapping, one at a time, and runs its cases. A mutant
 * that one case refuses is caught; one that cannot be run at all is caught as well. A mapping without cases catches nothing.
 */
export async function mutateMapping(
  project: LoadedProject,
  path: string,
  kinds?: readonly MutationKind[],
): Promise<MutatedFile> {
  const file = project.layers.find(path);
  if (file === undefined) throw new IntegrationError('FILE_UNREADABLE', `there is no mapping ${path}`, { file: path });
  const source = project.layers.read(file);
  const beside = project.layers.find(path.replace(/\.jsonata$/, '.cases.yaml'));
  const cases = beside === undefined ? [] : readCasesFile(project, beside).cases;
  const validate = outputValidator(project, path);
  const verify = (output: unknown) =>
    validate(output).map((violation) => `${pathText(violation.path)}: ${violation.message}`);
  const mutants = mappingMutants(source).filter(({ kind }) => kinds?.includes(kind) ?? true);
  const itemsOf = itemsOfMapping(project, path, source);
  const survivors: Survivor[] = [];
  // A case that fails already would catch whatever is put in.
  const sound = mappingOf(path, compileTree(source, syntaxTreeOf(source)));
  const order: MappingCase[] = [];
  for (const each of cases) if ((await runMappingCase(sound, each, verify)).passed) order.push(changed(each));
  for (const mutant of mutants) {
    const caughtBy = await catcherOf(() => mappingOf(path, compileTree(source, mutant.tree())), order, verify);
    const { line, column, says, about } = mutant;
    if (caughtBy === undefined) survivors.push({ line, column, says, items: itemsOf(about) });
    // The case that caught the last mutant often catches its neighbour: asked first.
    else if (caughtBy > 0) order.unshift(...order.splice(caughtBy, 1));
  }
  return { kind: 'mapping', file: path, mutants: mutants.length, survivors };
}

/** The place of the first case that fails; 0 where the mutant does not even compile. */
async function catcherOf(
  compile: () => Mapping,
  cases: readonly MappingCase[],
  verify: (output: unknown) => readonly string[],
): Promise<number | undefined> {
  let mapping: Mapping;
  try {
    mapping = compile();
  } catch (error) {
    if (error instanceof ExpressionError) return 0;
    throw error;
  }
  for (const [index, each] of cases.entries()) {
    const { passed } = await runMappingCase(mapping, each, verify);
    if (!passed) return index;
  }
  return undefined;
}
