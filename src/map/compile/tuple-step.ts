import type { AstNode } from './ast.ts';
import { type Context, repeated } from './code.ts';
import { compileNode } from './compile-node.ts';
import { compileFilter, type Filter } from './predicate.ts';
import type { Run } from './run.ts';
import type { Frame, Scope } from './scope.ts';
import { isArray, type Sequence } from './sequence.ts';
import { setOwn } from './set-own.ts';
import { compileSort } from './sort.ts';
import { frameOfTuple, type Tuple, tupleOf, tupleStreamOf } from './tuple-stream.ts';

/**
 * A step of a path that carries bindings: from the tuples of the steps before (or, for the first such step, from their
 * values) to the tuples after it.
 */
export type TupleStep = (items: Sequence, stream: Sequence | undefined, frame: Frame, run: Run) => Sequence;

export function compileTupleStep(step: AstNode, context: Context, tuples: Scope): TupleStep {
  const stages = compileStages(step, context, tuples);
  if (step.type === 'sort') {
    const sort = compileSort(step, context, tuples);
    const index = step.index;
    return (items, stream, frame, run) => {
      if (stream !== undefined) return stages(sort(stream, frame, run), frame, run);
      const numbered = sort(items, frame, run).map((item, at) => {
        const tuple = tupleOf(item);
        if (index !== undefined) setOwn(tuple, index, at);
        return tuple;
      });
      return stages(tupleStreamOf(numbered), frame, run);
    };
  }

  const value = compileNode(step, { ...repeated(context), scope: tuples });
  const frameOf = frameOfTuple(tuples);
  const { focus, index, ancestor } = step;
  return (items, stream, frame, run) => {
    const before = (stream ?? items.map(tupleOf)) as Tuple[];
    const after: Tuple[] = [];
    for (const from of before) {
      run.step();
      const result = value(from['@'], frameOf(from, frame), run);
      if (result === undefined) continue;
      const results: Sequence = isArray(result) ? result : [result];
      for (let i = 0; i < results.length; i += 1) {
        run.step();
        const tuple: Tuple = { ...from };
        if (results.tupleStream === true) Object.assign(tuple, results[i]);
        else {
          if (focus === undefined) tuple['@'] = results[i];
          else setOwn(tuple, focus, results[i]);
          if (index !== undefined) setOwn(tuple, index, i);
          if (ancestor !== undefined) tuple[ancestor.label] = from['@'];
        }
        after.push(tuple);
      }
      run.sequence(after.length);
    }
    return stages(tupleStreamOf(after), frame, run);
  };
}

/** Filters, and `#$name` after them, which numbers what they left. */
function compileStages(step: AstNode, context: Context, tuples: Scope): Filter {
  const stages = (step.stages ?? []).map(({ type, expr, value }): Filter => {
    if (type === 'filter' && expr !== undefined) return compileFilter(expr, context, tuples);
    return (stream) => {
      const numbered = stream as Sequence;
      for (let i = 0; i < numbered.length; i += 1) setOwn(numbered[i] as Tuple, String(value), i);
      return numbered;
    };
  });
  return (stream, frame, run) => stages.reduce((kept, stage) => stage(kept, frame, run), stream as Sequence);
}
