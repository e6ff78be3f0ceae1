import { type AstNode, child } from './ast.ts';
import { BuiltIn, NOT_QUICK } from './built-in.ts';
import { type Code, type Context, deeper } from './code.ts';
import { compileNode } from './compile-node.ts';
import { fail, placeable } from './errors.ts';
import { compileEval } from './eval.ts';
import { blame, callFunction, FunctionValue, isFunction, Lambda, passed, TAIL_CALL } from './function-value.ts';
import type { Run } from './run.ts';
import { compileName, functionNamed } from './variable.ts';

/** The place of a call, for errors and for the depth of what it calls. */
export interface Site {
  readonly position: number | undefined;
  readonly token: string | undefined;
  readonly level: number;
}

/** `$f(a, b)`. */
export function compileCall(node: AstNode, context: Context): Code {
  const site = siteOf(node, context);
  const args = (node.arguments ?? []).map((each) => compileNode(each, deeper(context)));
  const procedure = procedureOf(node, context);
  const general = compileGeneralCall(procedure, args, site);
  const named = functionNamed(child(node.procedure, node), context);
  if (named === undefined || !(named.callee instanceof BuiltIn)) return general;
  if (named.callee.definition.name === 'eval') return compileEval(procedure, args, site, context);
  return compileNamedCall(named.slot, named.callee, args, general, site) ?? general;
}

/** `value ~> $f(b)`: the value is the first argument. */
export function compileAppliedCall(node: AstNode, first: Code, context: Context): Code {
  const site = siteOf(node, context);
  const args = (node.arguments ?? []).map((each) => compileNode(each, deeper(context)));
  const procedure = procedureOf(node, context);
  return (input, frame, run) => {
    const values: unknown[] = [first(input, frame, run)];
    const callee = procedure(input, frame, run);
    for (const arg of args) values.push(argument(arg(input, frame, run), run));
    return callAt(site, callee, values, input, run);
  };
}

/**
 * A call that is the last act of a function. It is left to the caller of the function, unless a function of the language
 * can do it at once. Errors are placed as jsonata places them: at the name, and not at the call of the function around.
 */
export function compileTailCall(node: AstNode, context: Context): Code {
  const procedureNode = child(node.procedure, node);
  const { position } = procedureNode;
  const token = procedureNode.type === 'variable' ? String(procedureNode.value) : undefined;
  const procedure = compileNode(procedureNode, deeper(context));
  const args = (node.arguments ?? []).map((each) => compileNode(each, deeper(context)));

  const later: Code = (input, frame, run) => {
    const callee = procedure(input, frame, run);
    const values = args.map((arg) => arg(input, frame, run));
    if (callee instanceof FunctionValue) callee.calledAt(position, token, run);
    else if (!isFunction(callee)) fail('T1006', { position, token });
    run.tail.call = callee;
    run.tail.args = values;
    return TAIL_CALL;
  };
  const named = functionNamed(procedureNode, context);
  const site: Site = { position, token, level: context.level };
  const evaluates = named?.callee instanceof BuiltIn && named.callee.definition.name === 'eval';
  const atOnce = evaluates
    ? compileEval(procedure, args, site, context)
    : named === undefined || !(named.callee instanceof BuiltIn)
      ? undefined
      : compileNamedCall(named.slot, named.callee, args, later, site, (callee, values, run) => {
          callee.calledAt(position, token, run);
          run.tail.call = callee;
          run.tail.args = values;
          return TAIL_CALL;
        });
  const code = atOnce ?? later;
  return (input, frame, run) => {
    try {
      return code(input, frame, run);
    } catch (error) {
      run.tailError = error;
      throw error;
    }
  };
}

function siteOf(node: AstNode, context: Context): Site {
  const procedure = child(node.procedure, node);
  const name = procedure.type === 'path' ? procedure.steps?.[0]?.value : procedure.value;
  return {
    position: node.position,
    token: name === undefined ? undefined : String(name),
    level: context.level,
  };
}

/** What is called. A name without `$` that is the name of a function is a slip of the pen: T1005 says so. */
function procedureOf(node: AstNode, context: Context): Code {
  const procedure = child(node.procedure, node);
  const code = compileNode(procedure, deeper(context));
  const name = procedure.type === 'path' ? procedure.steps?.[0]?.value : undefined;
  if (typeof name !== 'string') return code;
  const variable = compileName(name, context);
  return (input, frame, run) => {
    const callee = code(input, frame, run);
    if (callee === undefined && variable(input, frame, run)) {
      fail('T1005', { position: node.position, token: name });
    }
    return callee;
  };
}

export const argument = (value: unknown, run: Run): unknown => (isFunction(value) ? passed(value, run) : value);

export function callAt(site: Site, callee: unknown, args: readonly unknown[], input: unknown, run: Run): unknown {
  try {
    if (callee instanceof FunctionValue) callee.calledAt(site.position, site.token, run);
    run.depth += site.level;
    const result = callFunction(callee, args, input, run);
    run.depth -= site.level;
    return result;
  } catch (error) {
    throw placed(error, site, callee, run);
  }
}

export function placed(error: unknown, site: Site, callee: unknown, run: Run): unknown {
  blame(error, callee, run);
  const where = placeable(error);
  if (where !== undefined) {
    if (!where.position) where.position = site.position;
    if (!where.token) where.token = site.token;
  }
  return error;
}

/** Calls whatever the procedure turns out to be. Functions of the expression get their arguments without a list. */
function compileGeneralCall(procedure: Code, args: readonly Code[], site: Site): Code {
  const [arg0, arg1] = args;
  const many: Code = (input, frame, run) => {
    const callee = procedure(input, frame, run);
    const values = new Array<unknown>(args.length);
    for (let i = 0; i < args.length; i += 1) values[i] = argument((args[i] as Code)(input, frame, run), run);
    return callAt(site, callee, values, input, run);
  };
  if (args.length === 1 && arg0 !== undefined) {
    return (input, frame, run) => {
      const callee = procedure(input, frame, run);
      const a = argument(arg0(input, frame, run), run);
      if (!(callee instanceof Lambda) || callee.signature !== undefined) return callAt(site, callee, [a], input, run);
      try {
        callee.calledAt(site.position, site.token);
        run.depth += site.level;
        const result = callee.call1(a, input, run);
        run.depth -= site.level;
        return result;
      } catch (error) {
        throw placed(error, site, callee, run);
      }
    };
  }
  if (args.length === 2 && arg0 !== undefined && arg1 !== undefined) {
    return (input, frame, run) => {
      const callee = procedure(input, frame, run);
      const a = argument(arg0(input, frame, run), run);
      const b = argument(arg1(input, frame, run), run);
      if (!(callee instanceof Lambda) || callee.signature !== undefined)
        return callAt(site, callee, [a, b], input, run);
      try {
        callee.calledAt(site.position, site.token);
        run.depth += site.level;
        const result = callee.call2(a, b, input, run);
        run.depth -= site.level;
        return result;
      } catch (error) {
        throw placed(error, site, callee, run);
      }
    };
  }
  return many;
}

type Otherwise = (callee: BuiltIn, args: readonly unknown[], run: Run) => unknown;

/**
 * A call of a function of the language or the library by its name, with its shortcut for this number of arguments.
 * Undefined when it has none. A variable handed in under the same name takes its place: `general` calls that.
 */
function compileNamedCall(
  slot: number,
  callee: BuiltIn,
  args: readonly Code[],
  general: Code,
  site: Site,
  otherwise?: Otherwise,
): Code | undefined {
  const { quick1, quick2, quick3 } = callee.definition;
  const [arg0, arg1, arg2] = args;
  const { level } = site;
  // Others need no note of their place, nor of their depth, unless they fail.
  const callsBack = callee.definition.callsBack === true;
  const checked = (values: readonly unknown[], input: unknown, run: Run): unknown => {
    if (callsBack) run.depth -= level;
    if (otherwise !== undefined) return otherwise(callee, values, run);
    return callAt(
      site,
      callee,
      values.map((value) => argument(value, run)),
      input,
      run,
    );
  };
  const failed = (error: unknown, run: Run): unknown => {
    if (!callsBack) callee.calledAt(site.position, site.token, run);
    return placed(error, site, callee, run);
  };
  if (args.length === 1 && arg0 !== undefined && quick1 !== undefined) {
    return (input, frame, run) => {
      if (run.root[slot] !== callee) return general(input, frame, run);
      const a = arg0(input, frame, run);
      if (callsBack) {
        callee.calledAt(site.position, site.token, run);
        run.depth += level;
      }
      let result: unknown;
      try {
        result = quick1(run, a);
      } catch (error) {
        throw failed(error, run);
      }
      if (result === NOT_QUICK) return checked([a], input, run);
      if (callsBack) run.depth -= level;
      return result;
    };
  }
  if (args.length === 2 && arg0 !== undefined && arg1 !== undefined && quick2 !== undefined) {
    return (input, frame, run) => {
      if (run.root[slot] !== callee) return general(input, frame, run);
      const a = arg0(input, frame, run);
      const b = arg1(input, frame, run);
      if (callsBack) {
        callee.calledAt(site.position, site.token, run);
        run.depth += level;
      }
      let result: unknown;
      try {
        result = quick2(run, a, b);
      } catch (error) {
        throw failed(error, run);
      }
      if (result === NOT_QUICK) return checked([a, b], input, run);
      if (callsBack) run.depth -= level;
      return result;
    };
  }
  if (args.length === 3 && arg0 !== undefined && arg1 !== undefined && arg2 !== undefined && quick3 !== undefined) {
    return (input, frame, run) => {
      if (run.root[slot] !== callee) return general(input, frame, run);
      const a = arg0(input, frame, run);
      const b = arg1(input, frame, run);
      const c = arg2(input, frame, run);
      if (callsBack) {
        callee.calledAt(site.position, site.token, run);
        run.depth += level;
      }
      let result: unknown;
      try {
        result = quick3(run, a, b, c);
      } catch (error) {
        throw failed(error, run);
      }
      if (result === NOT_QUICK) return checked([a, b, c], input, run);
      if (callsBack) run.depth -= level;
      return result;
    };
  }
  return undefined;
}
