import type { BuiltIn } from '../built-in.ts';
import { NOT_QUICK } from '../built-in.ts';
import type { Site } from '../call.ts';
import type { Kind, Place, Value } from './emitter.ts';
import { callValue, checked, later, leftBuiltIn } from './runtime.ts';

/** A call of a function of the language or the library by its name. */
export function emitBuiltIn(callee: BuiltIn, site: Site, args: readonly Value[], place: Place, tail = false): Value {
  const { out } = place;
  const { definition } = callee;
  const written = definition.signature === undefined ? undefined : emitWritten(definition.name, args, place);
  if (written !== undefined) return written;
  const { quick1, quick2, quick3 } = definition;
  const quick = [undefined, quick1, quick2, quick3][args.length];
  const result = out.temporary();
  const values = args.map(({ js }) => js);
  const at = out.site(site);
  if (tail) out.current.leavesTailCall = true;
  const list = `[${values.join(', ')}]`;
  const call =
    quick !== undefined
      ? `${shortcut(callee, quick, values.length, place, tail)}(${['run', place.input, at, ...values].join(', ')})`
      : tail
        ? `${out.constant(later)}(${out.constant(callee)}, ${list}, ${at}, run)`
        : `${out.constant(callValue)}(${out.constant(callee)}, ${list}, ${at}, ${place.input}, run)`;
  out.risk(`${result} = ${call};`);
  return { js: result, kind: 'any', ...(definition.yieldsSequence === true ? { raw: true } : {}) };
}

/** The name of a function that calls `callee` from a place that it is told, by its shortcut where the arguments allow. */
function shortcut(callee: BuiltIn, quick: unknown, count: number, place: Place, tail: boolean): string {
  const { out } = place;
  const target = out.constant(callee);
  return out.beside(`call ${target} ${count} ${tail}`, () => {
    const values = ['a1', 'a2', 'a3'].slice(0, count);
    const [before, after] =
      callee.definition.callsBack === true
        ? [`${target}.calledAt(at.position, at.token, run);\nrun.depth += at.level;\n`, 'run.depth -= at.level;\n']
        : ['', ''];
    const left = tail
      ? `${out.constant(later)}(${target}, [${values.join(', ')}], at, run)`
      : `${out.constant(checked)}(${target}, [${values.join(', ')}], at, input, run)`;
    return `(${['run', 'input', 'at', ...values].join(', ')}) => {
let result;
${before}try {
result = ${out.constant(quick)}(${['run', ...values].join(', ')});
} catch (e) { throw ${out.constant(leftBuiltIn)}(e, ${target}, at, run); }
if (result === ${out.constant(NOT_QUICK)}) result = ${left};
${after}return result;
}`;
  });
}

/** Functions that are an operator of JavaScript and cannot fail. */
function emitWritten(name: string, args: readonly Value[], { out }: Place): Value | undefined {
  const [only, second] = args;
  if (only === undefined || second !== undefined) return undefined;
  const { js, kind } = only;
  const write = (text: string, made: Kind): Value => {
    const result = out.temporary();
    out.line(`${result} = ${text};`);
    return { js: result, kind: made };
  };
  switch (name) {
    case 'exists':
      return write(`${js} !== undefined`, 'boolean');
    case 'count':
      return write(`${js} === undefined ? 0 : isArray(${js}) ? ${js}.length : 1`, 'number');
    case 'not':
      if (kind === 'boolean') return write(`!${js}`, 'boolean');
      return kind === 'maybe-boolean' ? write(`${js} === undefined ? undefined : !${js}`, kind) : undefined;
    case 'string':
      return kind === 'text' ? only : undefined;
    default:
      return undefined;
  }
}
