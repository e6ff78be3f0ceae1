import type { LoadedProject } from '../load/load-project.ts';
import type { Finding, Place } from '../model/finding.ts';
import type { Problem, ProblemKind } from '../types/mapping-types.ts';

/** A problem in one of the project's expressions. */
export interface LocatedProblem {
  readonly at: Place;
  readonly problem: Problem;
  /** Whether the expression is a file of its own, whose text a fix can change. */
  readonly whole: boolean;
}

const KNOWN = new WeakMap<LoadedProject, readonly LocatedProblem[]>();

/** Runs the type checker, once for all of its checks. It is loaded only when the project has expressions of its own. */
export async function findMappingProblems(project: LoadedProject): Promise<void> {
  if (KNOWN.has(project)) return;
  const { problemsIn } = hasExpressions(project) ? await import('./infer-project.ts') : { problemsIn: () => [] };
  KNOWN.set(project, [...problemsIn(project)]);
}

function hasExpressions({ layers, pipes }: LoadedProject): boolean {
  if (layers.list('{mappings,rules}/**/*.jsonata', 'project').length > 0) return true;
  return [...pipes.values()].some(
    ({ value: { from, modify, rules } }) =>
      from.where !== undefined || modify.length > 0 || rules.some((rule) => rule.endsWith('.jsonata')),
  );
}

/** What the type checker has found, of one kind. */
export function* mappingProblems(
  project: LoadedProject,
  kind: ProblemKind,
): Generator<Omit<Finding, 'code' | 'severity'>> {
  const all = KNOWN.get(project);
  if (all === undefined) throw new Error('the type checker has not looked at this project');
  for (const { at, problem, whole } of all) {
    if (problem.kind !== kind) continue;
    const { message, hint, fix } = problem;
    yield { at, message, hint, ...(whole && fix !== undefined ? { fix } : {}) };
  }
}
