import { mappingsOf } from '../compile/mapping-files.ts';
import type { LoadedProject } from '../load/load-project.ts';
import { ExpressionError } from '../map/expression.ts';
import { placeOf } from '../map/mapping.ts';
import type { Finding, Place } from '../model/finding.ts';
import {
  type ExpressionTypes,
  type Problem,
  type ProblemKind,
  type Signature,
  typesOf,
} from '../types/mapping-types.ts';
import { Signatures } from './mapping-signature.ts';

interface Located {
  readonly at: Place;
  readonly problem: Problem;
  /** Whether the expression is a file of its own, whose text a fix can change. */
  readonly whole: boolean;
}

const KNOWN = new WeakMap<LoadedProject, readonly Located[]>();

/** What the type checker finds in the project's own mappings, modifiers, rules and pipes, of one kind. */
export function* mappingProblems(
  project: LoadedProject,
  kind: ProblemKind,
): Generator<Omit<Finding, 'code' | 'severity'>> {
  let all = KNOWN.get(project);
  if (all === undefined) {
    all = [...problemsIn(project)];
    KNOWN.set(project, all);
  }
  for (const { at, problem, whole } of all) {
    if (problem.kind !== kind) continue;
    yield {
      at,
      message: problem.message,
      hint: problem.hint,
      ...(whole && problem.fix !== undefined ? { fix: problem.fix } : {}),
    };
  }
}

function* problemsIn(project: LoadedProject): Generator<Located> {
  const signatures = new Signatures(project);
  for (const path of ownExpressions(project)) {
    const file = project.layers.find(path);
    // What ships with Pipewright is tested before it ships; inferring it again took longer than all other checks.
    if (file === undefined || file.layer === 'built-in') continue;
    const text = project.layers.read(file);
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
function* problemsInPipes({ pipes }: LoadedProject, signatures: Signatures): Generator<Located> {
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
