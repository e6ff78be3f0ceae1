import { type AstNode, child } from '../ast.ts';
import { BuiltIn } from '../built-in.ts';
import { argument, type Site } from '../call.ts';
import { type FunctionValue, makeTailCalls } from '../function-value.ts';
import { asSequence } from '../sequence.ts';
import { emitBuiltIn } from './emit-built-in.ts';
import { emitLoop, knownFunction, loopOfCall } from './emit-loop.ts';
import { emitNode } from './emit-node.ts';
import { deeper, NotGenerated, type Place, UsedAsValue, type Value } from './emitter.ts';
import type { KnownFunction } from './names.ts';
import { beforeTailCall, callValue, later, leftCall, leftTailCall } from './runtime.ts';

/** The function that a name means when no variable of the expression has that name. */
export function functionOf(node: AstNode, { names, shared }: Place): FunctionValue | undefined {
  if (node.type !== 'variable' || node.predicate !== undefined || node.group !== undefined) return undefined;
  const name = String(node.value);
  return names.candidates(name).length > 0 ? undefined : shared.functions.get(name);
}

export function siteOf(node: AstNode, level: number): Site {
  const procedure = child(node.procedure, node);
  return { position: node.position, token: procedure.value === undefined ? undefined : String(procedure.value), level };
}

/** `$f(a, b)`. */
export function emitCall(node: AstNode, place: Place): Value {
  const { out } = place;
  const procedure = child(node.procedure, node);
  const site = siteOf(node, place.level);
  const loop = loopOfCall(node, place, site);
  if (loop !== undefined) return listOf(emitLoop(loop, place), place);
  const named = functionOf(procedure, place);
  if (named instanceof BuiltIn) {
    if (named.definition.name === 'eval' && named.definition.signature !== undefined) {
      throw new NotGenerated('a text is evaluated');
    }
    return emitBuiltIn(named, site, emitArguments(node, place), place);
  }
  const known = knownFunction(procedure, place);
  if (known !== undefined) return emitKnownCall(known, site, emitArguments(node, place), place);
  const callee = emitNode(procedure, deeper(place));
  const args = emitArguments(node, place).map(({ js }) => js);
  const result = out.temporary();
  out.risk(
    `${result} = ${out.constant(callValue)}(${callee.js}, [${args.join(', ')}], ${out.site(site)}, ${place.input}, run);`,
  );
  return { js: result, kind: 'any', raw: true };
}

const emitArguments = (node: AstNode, place: Place): Value[] =>
  (node.arguments ?? []).map((each) => emitNode(each, deeper(place)));

/** What a loop gathered, as the sequence that `$map` yields. */
function listOf(gathered: string, { out }: Place): Value {
  const result = out.temporary();
  out.line(`${result} = ${gathered} === undefined ? undefined : ${out.constant(asSequence)}(${gathered});`);
  return { js: result, kind: 'any', raw: true };
}

function emitKnownCall(known: KnownFunction, site: Site, args: readonly Value[], { out, input }: Place): Value {
  const result = out.temporary();
  const given = args.slice(0, known.parameters).map(({ js }) => js);
  out.risk(`${result} = ${known.call}(${['run', input, out.site(site), ...given].join(', ')});`);
  return { js: result, kind: 'any', ...(known.yieldsSequence ? { raw: true } : {}) };
}

/**
 * The text of a function that calls a known one from a place that it is told. A function among the arguments is called
 * back without a context: it is wrapped, as jsonata does.
 */
export function callText({ js, site, parameters, leavesTailCall }: KnownFunction, { out }: Place): string {
  const names = Array.from({ length: parameters }, (_, i) => `a${i}`);
  const given = names.map((name) => `${out.constant(argument)}(${name}, run)`);
  const tail = leavesTailCall ? `\nif (result === tailCall) result = ${out.constant(makeTailCalls)}(input, run);` : '';
  return `(${['run', 'input', 'at', ...names].join(', ')}) => {
let result;
${site} = at;
run.depth += at.level;
try {
result = ${js}(${['run', ...given].join(', ')});${tail}
} catch (e) { throw ${out.constant(leftCall)}(e, ${site}, at, run); }
run.depth -= at.level;
return result;
}`;
}

/**
 * A call that is the last act of a function. A function of the language does it at once, and so does one of the expression
 * that was there before the one around it: it cannot lead back here. All others are left to the caller.
 */
export function emitTailCall(node: AstNode, place: Place): Value {
  const { out } = place;
  const procedure = child(node.procedure, node);
  const { position } = procedure;
  const token = procedure.type === 'variable' ? String(procedure.value) : undefined;
  const site: Site = { position, token, level: place.level };
  if (procedure.type === 'path') throw new NotGenerated('a name is called that is no variable');
  const named = functionOf(procedure, place);
  if (named instanceof BuiltIn && named.definition.name === 'eval' && named.definition.signature !== undefined) {
    throw new NotGenerated('a text is evaluated');
  }
  const known = knownFunction(procedure, place);
  const loop = loopOfCall(node, place, site);
  if (known !== undefined && !known.written) throw new UsedAsValue(known.lambda);
  const result = out.temporary();
  out.current.yieldsSequence = true;
  let callee: Value | undefined;
  const before = out.aside(() => {
    if (loop !== undefined) {
      out.line(`${result} = ${listOf(emitLoop(loop, place), place).js};`);
      return;
    }
    if (named === undefined && known === undefined) callee = emitNode(procedure, deeper(place));
    const args = emitArguments(node, place);
    const values = `[${args.map(({ js }) => js).join(', ')}]`;
    if (named instanceof BuiltIn) out.line(`${result} = ${emitBuiltIn(named, site, args, place, true).js};`);
    else if (known !== undefined) {
      out.line(`${result} = ${values};`);
    } else {
      out.current.leavesTailCall = true;
      const target = callee?.js ?? out.constant(named);
      out.line(`${result} = ${out.constant(later)}(${target}, ${values}, ${out.site(site)}, run);`);
    }
  });
  out.risk(`try {\n${before.join('\n')}\n} catch (e) { throw ${out.constant(beforeTailCall)}(e, run); }`);
  if (known !== undefined && loop === undefined) {
    const given = Array.from(
      { length: Math.min(known.parameters, node.arguments?.length ?? 0) },
      (_, i) => `${result}[${i}]`,
    );
    // A call that it leaves in turn is left to the caller, so that a chain of them needs no stack.
    if (known.leavesTailCall) out.current.leavesTailCall = true;
    out.risk(`${known.site} = ${out.site(site)};
try {
${result} = ${known.js}(${['run', ...given].join(', ')});
} catch (e) { throw ${out.constant(leftTailCall)}(e, ${known.site}, run); }`);
  }
  return { js: result, kind: 'any' };
}
