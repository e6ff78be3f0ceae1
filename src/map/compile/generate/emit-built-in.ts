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
  const values = args.map(({ js }) => js).join(', ');
  const target = out.constant(callee);
  const at = out.site(site);
  if (tail) out.current.leavesTailCall = true;
  const left = tail
    ? `${result} = ${out.constant(later)}(${target}, [${values}], ${at}, run);`
    : `${result} = ${out.constant(quick === undefined ? callValue : checked)}(${target}, [${values}], ${at}, ${place.input}, run);`;
  const value: Value = { js: result, kind: 'any', ...(definition.yieldsSequence === true ? { raw: true } : {}) };
  if (quick === undefined) {
    out.risk(left);
    return value;
  }
  const callsBack = definition.callsBack === true;
  const before = callsBack
    ? `${target}.calledAt(${at}.position, ${at}.token, run);\nrun.depth += ${site.level};\n`
    : '';
  const after = callsBack ? `\nrun.depth -= ${site.level};` : '';
  out.risk(`${before}try {
${result} = ${out.constant(quick)}(run, ${values});
} catch (e) { throw ${out.constant(leftBuiltIn)}(e, ${target}, ${at}, run); }
if (${result} === ${out.constant(NOT_QUICK)}) ${left}${after}`);
  return value;
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
