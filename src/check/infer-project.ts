import { mappingsOf } from '../compile/mapping-files.ts';
import type { LoadedProject } from '../load/load-project.ts';
import type { LayeredFile } from '../load/project-layers.ts';
import { unreadableFinding } from '../load/unreadable-file.ts';
import { ExpressionError } from '../map/expression.ts';
import { placeOf } from '../map/mapping.ts';
import { type ExpressionTypes, type Signature, typesOf } from '../types/mapping-types.ts';
import type { LocatedProblem } from './mapping-problems.ts';
import { Signatures } from './mapping-signature.ts';

/** Infers the types of the project's own mappings, modifiers, rules and pipes. Yields what is wrong in them. */
export function* problemsIn(project: LoadedProject): Generator<LocatedProblem> {
  const signatures = new Signatures(project);
  for (const path of ownExpressions(project)) {
    const file = project.layers.find(path);
    // What ships with Pipewright is tested before it ships; inferring it again took longer than all other checks.
    if (file === undefined || file.layer === 'built-in') continue;
    const text = textOrNone(project, file);
    if (text === undefined) continue;
    const types = typesOrNone(text, signatures.ofFile(path));
    for (const problem of types?.problems ?? []) {
      const line = text.indexOf('\n', problem.start);
      const end = Math.min(problem.end, line === -1 ? text.length : line);
      yield {
        at: { file: path, ...placeOf(text, problem.start), length: Math.max(1, end - problem.start) },
        problem,
        whole: true,
      };
    }
  }
  yield* problemsInPipes(project, signatures);
}

function ownExpressions(project: LoadedProject): ReadonlySet<string> {
  const used = [...project.pipes.values()].flatMap(({ value }) => mappingsOf(value, project)).map(({ path }) => path);
  const own = project.layers.list('{mappings,rules}/**/*.jsonata', 'project').map(({ path }) => path);
  return new Set([...used, ...own]);
}

/** `where` and modifiers that are written in a pipe. Their place is that of the setting. */
function* problemsInPipes({ pipes }: LoadedProject, signatures: Signatures): Generator<LocatedProblem> {
  for (const { value, source, file } of pipes.values()) {
    if (file.layer === 'built-in') continue;
    const written: [string, readonly (string | number)[], 'where' | 'modify'][] = [];
    if (value.from.where !== undefined) written.push([value.from.where, ['from', 'where'], 'where']);
    for (const [index, text] of value.modify.entries())
      if (!text.endsWith('.jsonata')) written.push([text, ['modify', index], 'modify']);
    for (const [text, path, kind] of written) {
      const types = typesOrNone(text, signatures.ofExpression(kind, value.from.read));
      for (const problem of types?.problems ?? []) yield { at: source.place(path), problem, whole: false };
    }
  }
}

/** What is no valid JSONata is told as MAPPING501 or PIPE208. */
function typesOrNone(text: string, signature: Signature): ExpressionTypes | undefined {
  try {
    return typesOf(text, signature);
  } catch (error) {
    if (error instanceof ExpressionError) return undefined;
    throw error;
  }
}

/** What cannot be read is told by the checks that read it as well. */
function textOrNone({ layers }: LoadedProject, file: LayeredFile): string | undefined {
  try {
    return layers.read(file);
  } catch (error) {
    if (unreadableFinding(error) === undefined) throw error;
    return undefined;
  }
}
