import { ExpressionError } from '../map/expression.ts';
import { type SyntaxNode, syntaxTreeOf } from '../map/syntax-tree.ts';
import { Analysis, type Problem, type Told } from './analysis.ts';
import { infer } from './infer.ts';
import { objectsIn } from './infer-path.ts';
import { withParameters } from './lambda.ts';
import { outputProblems } from './output-problems.ts';
import { scopeOf } from './scope.ts';
import { showType } from './show-type.ts';
import { nodesIn } from './syntax-nodes.ts';
import { tokenRange } from './token-range.ts';
import { ANY, SOMETHING, type Type } from './type.ts';
import { unusedVariables } from './unused-variables.ts';

export type { Problem, ProblemKind, TextEdit } from './analysis.ts';
export { SchemaTypes } from './schema-type.ts';
export { showType } from './show-type.ts';
export type { Type } from './type.ts';

/** What an expression works on and must yield. */
export interface Signature {
  /** The type of `$`. `ANY` where nobody knows. */
  readonly input: Type;
  /** Whether the input was held against its schema before it gets here. */
  readonly validated: boolean;
  /** What it must yield; undefined where that is free. */
  readonly output?: Type;
  /** `$options`, `$needs`, `$target` … by name, without `$`. */
  readonly variables: Readonly<Record<string, Type>>;
}

/** What is known of an expression. Offsets count characters (UTF-16 code units) from 0. */
export interface ExpressionTypes {
  /** What it yields. */
  readonly result: Type;
  /** What is wrong, by place. */
  readonly problems: readonly Problem[];
  /** The type of what stands at an offset, and the characters that it stands in; undefined between expressions. */
  typeAt(offset: number): TypeAt | undefined;
}

export interface TypeAt {
  readonly start: number;
  readonly end: number;
  /** For people: `decimal text, optional`. */
  readonly text: string;
  /** What the schema says of the member, where it is one. */
  readonly description?: string;
}

/** A name that may be written at a place. */
export interface Member {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
  readonly description?: string;
}

/**
 * Infers the types of an expression and tells what is wrong in it. Throws an ExpressionError when it is no valid JSONata.
 * `record` keeps the types of all places, for `typeAt`.
 */
export function typesOf(source: string, signature: Signature, { record = false } = {}): ExpressionTypes {
  const { analysis, result, root } = analysed(source, signature, record);
  const told = [...analysis.all(), ...unusedVariables(root, source)];
  if (signature.output !== undefined)
    told.push(...outputProblems(result, signature.output, { path: '', at: endOfFirst(root), source }));
  return { result, problems: problemsOf(told, source), typeAt: (offset) => typeAt(analysis, source, offset) };
}

function analysed(source: string, signature: Signature, record: boolean) {
  const root = syntaxTreeOf(source);
  const analysis = new Analysis(source, { validated: signature.validated, record });
  const scope = scopeOf(signature.input, { $: signature.input, ...signature.variables });
  const result = infer(root, scope, analysis);
  // A function that nothing calls here is handed to something that may: its arguments are not known.
  for (const [node, around] of analysis.lambdas) {
    if (node.body === undefined || analysis.wasVisited(node.body)) continue;
    const names = (node.arguments ?? []).map(({ value }) => String(value ?? ''));
    infer(
      node.body,
      withParameters(
        around,
        names,
        names.map(() => ANY),
      ),
      analysis,
    );
  }
  return { analysis, result, root };
}

const endOfFirst = (root: SyntaxNode): number => {
  for (const { position } of nodesIn(root)) if (position !== undefined) return position;
  return 0;
};

function problemsOf(told: readonly Told[], source: string): Problem[] {
  const problems = new Map<string, Problem>();
  for (const { kind, at, message, hint, instead, edit } of told) {
    const { start, end } = tokenRange(source, at);
    const fix = edit ?? (instead === undefined ? undefined : { start, end, text: instead });
    problems.set(`${kind} ${at} ${message}`, {
      kind,
      start,
      end,
      message,
      hint,
      ...(fix === undefined ? {} : { fix }),
    });
  }
  return [...problems.values()].sort((a, b) => a.start - b.start || a.end - b.end);
}

function typeAt(analysis: Analysis, source: string, offset: number): TypeAt | undefined {
  let best: { start: number; end: number; node: SyntaxNode; type: Type } | undefined;
  for (const [node, type] of analysis.types ?? []) {
    if (node.position === undefined) continue;
    const { start, end } = tokenRange(source, node.position);
    if (offset < start || offset > end) continue;
    if (best === undefined || end - start < best.end - best.start) best = { start, end, node, type };
  }
  if (best === undefined) return undefined;
  const { start, end, node, type } = best;
  const context = analysis.contexts?.get(node);
  const described =
    node.type === 'name' && context !== undefined
      ? membersOf(context).find(({ name }) => name === String(node.value))
      : undefined;
  return {
    start,
    end,
    text: showType(type),
    ...(described?.description === undefined ? {} : { description: described.description }),
  };
}

/** Stands for a name that is being written. */
const HERE = 'Here_0';

/**
 * The names that may be written at an offset: members of what stands before the dot, or of the context. `source` may be
 * unfinished at that place; it is empty when it is broken elsewhere.
 */
export function membersAt(source: string, signature: Signature, offset: number): readonly Member[] {
  const start = /[\p{L}\p{N}_]*$/u.exec(source.slice(0, offset))?.index ?? offset;
  if (source[start - 1] === '$') return [];
  const rest = source.slice(offset).replace(/^[\p{L}\p{N}_]+/u, '');
  for (const text of [
    `${source.slice(0, start)}${HERE}${rest}`,
    `${source.slice(0, start)}${HERE} ;${rest}`,
    `${source.slice(0, start)}${HERE}, ${rest}`,
  ]) {
    const context = contextOf(text, signature);
    if (context !== undefined) return membersOf(context);
  }
  return [];
}

function contextOf(text: string, signature: Signature): Type | undefined {
  try {
    const { analysis, root } = analysed(text, signature, true);
    for (const node of nodesIn(root))
      if (node.type === 'name' && node.value === HERE) return analysis.contexts?.get(node) ?? SOMETHING;
    return undefined;
  } catch (error) {
    if (error instanceof ExpressionError) return undefined;
    throw error;
  }
}

/** The members that values of a type have, or that the items of a list have. */
export function membersOf(type: Type): readonly Member[] {
  const members = new Map<string, Member>();
  for (const { fields } of objectsIn(type)) {
    for (const [name, field] of fields) {
      if (members.has(name)) continue;
      members.set(name, {
        name,
        type: showType(field.type),
        optional: field.type.nothing !== 'no',
        ...(field.description === undefined ? {} : { description: field.description }),
      });
    }
  }
  return [...members.values()];
}
