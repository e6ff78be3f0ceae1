import type { AstNode } from './ast.ts';
import { type Code, type Context, deeper, repeated } from './code.ts';
import { compileNode } from './compile-node.ts';
import { compileGrouping } from './group-by.ts';
import { lookupStep, ownValue } from './lookup.ts';
import { compileFilters, type Filter } from './predicate.ts';
import type { Run } from './run.ts';
import type { Frame } from './scope.ts';
import { addFlattened, asSequence, collapse, collapseFresh, isArray, type Sequence } from './sequence.ts';
import { compileSort } from './sort.ts';
import { compileTupleStep, type TupleStep } from './tuple-step.ts';
import { tupleScope } from './tuple-stream.ts';

/** Compiles a path, to its collapsed value. Which form is taken depends on what its steps ask for. */
export function compilePath(node: AstNode, context: Context): Code {
  const steps = node.steps ?? [];
  if (needsSequences(node, steps)) {
    const full = compileFullPath(node, steps, context);
    // With `[]` after it the sequence is not collapsed before it is marked.
    if (node.keepArray === true) return full;
    return (input, frame, run) => collapse(full(input, frame, run));
  }
  const names = steps.slice(1).map(nameOf);
  const first = steps[0];
  if (first !== undefined && names.every((name): name is string => name !== undefined)) {
    const name = nameOf(first);
    if (name !== undefined) return relativeNames([name, ...names]);
    const bare = first.stages === undefined && !first.keepArray;
    if (bare && first.type === 'variable') return namesOf(compileNode(first, deeper(context)), names);
    if (bare && names.length > 0) {
      const start = compileStep(first, context);
      const single = namesOf(start.value, names);
      const many = plainPath([start, ...steps.slice(1).map((step) => compileStep(step, context))], false);
      return (input, frame, run) => (isArray(input) ? many : single)(input, frame, run);
    }
  }
  return compilePlainPath(steps, context);
}

export function needsSequences(node: AstNode, steps: readonly AstNode[]): boolean {
  return (
    node.group !== undefined ||
    node.keepSingletonArray === true ||
    node.keepArray === true ||
    node.tuple === true ||
    steps.some((step) => step.tuple === true || step.type === 'sort') ||
    steps[0]?.consarray === true
  );
}

/** The name, when the step is nothing but a name. */
export function nameOf(step: AstNode): string | undefined {
  const bare = step.type === 'name' && step.stages === undefined && step.predicate === undefined && !step.keepArray;
  return bare && step.group === undefined ? String(step.value) : undefined;
}

/** `a`, `a.b.c` on the context. */
function relativeNames(names: readonly string[]): Code {
  const only = names.length === 1 ? names[0] : undefined;
  if (only !== undefined) {
    return (input, _frame, run) => {
      if (isArray(input)) return walkItems(input, names, 0, run);
      const value = ownValue(input, only);
      return isArray(value) ? lastOf(value) : value;
    };
  }
  return (input, _frame, run) => (isArray(input) ? walkItems(input, names, 0, run) : walk(input, names, 0, run));
}

/** `$x.a.b`. */
function namesOf(head: Code, names: readonly string[]): Code {
  const only = names.length === 1 ? names[0] : undefined;
  if (only !== undefined) {
    return (input, frame, run) => {
      const value = head(input, frame, run);
      if (typeof value !== 'object' || value === null) return undefined;
      if (isArray(value)) return namesOfItems(value, names, run);
      if (!Object.hasOwn(value, only)) return undefined;
      const found = (value as Record<string, unknown>)[only];
      return isArray(found) ? lastOf(found) : found;
    };
  }
  return (input, frame, run) => {
    const value = head(input, frame, run);
    return isArray(value) && value.cons !== true ? walkItems(value, names, 0, run) : walk(value, names, 0, run);
  };
}

/** The names below a value that turned out to be a list. */
export function namesOfItems(value: Sequence, names: readonly string[], run: Run): unknown {
  if (value.cons !== true) return walkItems(value, names, 0, run);
  return names.length === 1 ? lookupLast(value, names[0] as string, run) : walk(value, names, 0, run);
}

const lookupLast = (value: Sequence, name: string, run: Run): unknown => {
  const found = lookupStep(value, name, run);
  return isArray(found) ? lastOf(found) : found;
};

/** What a path yields whose last step had one result, an array. An array of the data stays one, whatever its length. */
export function lastOf(value: Sequence): unknown {
  if (value.sequence !== true || value.length > 1) return value;
  return value[0];
}

/** From one value down the names, for as long as there is only one. */
export function walk(start: unknown, names: readonly string[], from: number, run: Run): unknown {
  let value = start;
  for (let i = from; i < names.length; i += 1) {
    const name = names[i] as string;
    if (isArray(value)) value = lookupStep(value, name, run);
    else {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
      value = (value as Record<string, unknown>)[name];
    }
    if (value === undefined) return undefined;
    if (isArray(value)) {
      if (i === names.length - 1) return lastOf(value);
      if (value.cons !== true) return walkItems(value, names, i + 1, run);
    }
  }
  return value;
}

/** From a list of values down the names. */
export function walkItems(start: Sequence, names: readonly string[], from: number, run: Run): unknown {
  let items: readonly unknown[] = start;
  for (let i = from; i < names.length; i += 1) {
    const name = names[i] as string;
    const last = i === names.length - 1;
    const found: unknown[] = [];
    let results = 0;
    let result: unknown;
    run.steps(items.length);
    for (let j = 0; j < items.length; j += 1) {
      const item = items[j];
      const value = isArray(item) ? lookupStep(item, name, run) : ownValue(item, name);
      if (value === undefined) continue;
      results += 1;
      result = value;
      addFlattened(found, value);
    }
    run.sequence(found.length);
    if (last && results === 1 && isArray(result) && result.sequence !== true) return result;
    if (last) return collapseFresh(found);
    if (found.length === 0) return undefined;
    items = found;
  }
  return undefined;
}

export interface PlainStep {
  readonly value: Code;
  readonly filters: readonly Filter[];
}

function compileStep(step: AstNode, context: Context): PlainStep {
  const name = nameOf({ ...step, stages: undefined } as unknown as AstNode);
  const value: Code =
    name === undefined ? compileNode(step, repeated(context)) : (input, _frame, run) => lookupStep(input, name, run);
  return { value, filters: compileFilters(step.stages ?? [], step, context) };
}

function stepResult(step: PlainStep, item: unknown, frame: Frame, run: Run): unknown {
  let result = step.value(item, frame, run);
  for (let i = 0; i < step.filters.length; i += 1) result = (step.filters[i] as Filter)(result, frame, run);
  return result;
}

/** Steps of any kind, without bindings, grouping or a wish to keep lists. */
function compilePlainPath(steps: readonly AstNode[], context: Context): Code {
  return plainPath(
    steps.map((step) => compileStep(step, context)),
    steps[0]?.type === 'variable',
  );
}

export function plainPath(compiled: readonly PlainStep[], absolute: boolean): Code {
  const lastIndex = compiled.length - 1;
  return (input, frame, run) => {
    let value = input;
    let items: readonly unknown[] | undefined = isArray(input) && !absolute ? input : undefined;
    for (let i = 0; i <= lastIndex; i += 1) {
      const step = compiled[i] as PlainStep;
      if (items !== undefined) {
        const results = stepOverItems(step, items, i === lastIndex, frame, run);
        if (i === lastIndex) return isArray(results) && results.sequence === true ? collapse(results) : results;
        if (results.length === 0) return undefined;
        items = results;
        continue;
      }
      value = stepResult(step, value, frame, run);
      if (value === undefined) return undefined;
      if (isArray(value)) {
        if (i === lastIndex) return lastOf(value);
        if (value.cons !== true) {
          if (value.length === 0) return undefined;
          items = value;
        }
      }
    }
    return value;
  };
}

/** One step over a list: the results one after the other, or the one array that was the only result of the last step. */
function stepOverItems(step: PlainStep, items: readonly unknown[], last: boolean, frame: Frame, run: Run): Sequence {
  const found: unknown[] = [];
  let results = 0;
  let result: unknown;
  for (let i = 0; i < items.length; i += 1) {
    run.step();
    const value = stepResult(step, items[i], frame, run);
    if (value === undefined) continue;
    results += 1;
    result = value;
    addFlattened(found, value);
    run.sequence(found.length);
  }
  if (last && results === 1 && isArray(result) && result.sequence !== true) return result;
  return asSequence(found);
}

type FullStep =
  | { readonly kind: 'constructor'; readonly value: Code; readonly isTuple: boolean; readonly binds: boolean }
  | { readonly kind: 'plain'; readonly step: PlainStep; readonly binds: boolean }
  | {
      readonly kind: 'sort';
      readonly sort: (items: Sequence, frame: Frame, run: Run) => Sequence;
      readonly binds: boolean;
    }
  | { readonly kind: 'tuple'; readonly step: TupleStep };

/** Any path, kept as marked sequences from step to step. Yields an uncollapsed sequence. */
function compileFullPath(node: AstNode, steps: readonly AstNode[], context: Context): Code {
  const tuples = steps.some((step) => step.tuple === true) ? tupleScope(node, context.scope) : undefined;
  let carrying = false;
  const compiled = steps.map((step, i): FullStep => {
    if (step.tuple === true) carrying = true;
    const binds = step.focus !== undefined;
    if (i === 0 && step.consarray === true) {
      return { kind: 'constructor', value: compileNode(step, deeper(context)), isTuple: carrying, binds };
    }
    if (carrying && tuples !== undefined) return { kind: 'tuple', step: compileTupleStep(step, context, tuples) };
    if (step.type === 'sort') {
      const sort = compileSort(step, context, undefined);
      const filters = compileFilters(step.stages ?? [], step, context);
      return {
        kind: 'sort',
        binds,
        sort: (items, frame, run) =>
          filters.reduce((sorted, filter) => filter(sorted, frame, run), sort(items, frame, run)),
      };
    }
    return { kind: 'plain', step: compileStep(step, context), binds };
  });
  const absolute = steps[0]?.type === 'variable';
  const grouping = node.group === undefined ? undefined : compileGrouping(node.group, context, tuples);
  const keepSingleton = node.keepSingletonArray === true;
  const keepTuples = node.tuple === true;

  return (input, frame, run) => {
    let items: Sequence = isArray(input) && !absolute ? input : asSequence([input]);
    let stream: Sequence | undefined;
    let isTuple = false;
    for (let i = 0; i < compiled.length; i += 1) {
      const step = compiled[i] as FullStep;
      if (step.kind === 'tuple') {
        isTuple = true;
        stream = step.step(items, stream, frame, run);
        continue;
      }
      let result: Sequence;
      if (step.kind === 'constructor') {
        const made = step.value(items, frame, run);
        isTuple ||= step.isTuple;
        // With a filter or a grouping it need not be a list any more: then jsonata goes over the characters of a text,
        // and over nothing of anything else. A text without any ends the path, as what it yields.
        if (made === '' && grouping === undefined) return made;
        result = isArray(made) ? made : asSequence(typeof made === 'string' ? made.split('') : []);
      } else if (step.kind === 'sort') result = step.sort(items, frame, run);
      else result = stepOverItems(step.step, items, i === compiled.length - 1, frame, run);
      items = result;
      if (!isTuple && result.length === 0) break;
    }
    let result = items;
    if (isTuple && stream !== undefined) {
      result = keepTuples ? stream : asSequence(stream.map((tuple) => (tuple as Record<string, unknown>)['@']));
    }
    if (keepSingleton) {
      if (result.cons === true && result.sequence !== true) result = asSequence([result]);
      // On an array of the input the mark would say nothing, and the input is not ours to write on.
      if (result.sequence === true) result.keepSingleton = true;
    }
    if (grouping === undefined) return result;
    return grouping(isTuple && stream !== undefined ? stream : result, frame, run);
  };
}
