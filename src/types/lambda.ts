import type { OpenCall } from './analysis.ts';
import type { LambdaType } from './function-type.ts';
import { infer } from './infer.ts';
import type { Call } from './infer-call.ts';
import type { Binding, Scope } from './scope.ts';
import { ANY, isNever, NEVER, NOTHING, type Type } from './type.ts';
import { sameType, union } from './union.ts';

/** How often a function that calls itself is gone through until what it yields is settled. */
const MOST_ROUNDS = 5;
const MOST_DEPTH = 40;

/** A function's value for arguments: its body is inferred anew for them. */
export function applyLambda(lambda: LambdaType, args: readonly Type[], call: Call): Type {
  const { analysis } = call;
  const { node } = lambda;
  const names = (node.arguments ?? []).map(({ value }) => String(value ?? ''));
  const given = names.map((_, index) => args[index] ?? NOTHING);
  if (names.length < call.args.length && call.args.length === args.length && names.length >= 0)
    tellSuperfluous(names, call);
  const open = analysis.calls.find((each) => each.node === node);
  if (open !== undefined) return again(open, given);
  if (analysis.calls.length > MOST_DEPTH) return ANY;
  const entry: OpenCall = { node, args: given, result: NEVER, called: false };
  analysis.calls.push(entry);
  try {
    return settled(entry, lambda, names, call);
  } finally {
    analysis.calls.pop();
  }
}

/** A call of itself: it yields what is known so far, and may be called with these arguments as well. */
function again(open: OpenCall, given: readonly Type[]): Type {
  open.called = true;
  open.args = open.args.map((type, index) => union(type, given[index] ?? NOTHING));
  return open.result;
}

function settled(entry: OpenCall, lambda: LambdaType, names: readonly string[], { analysis }: Call): Type {
  const { body } = lambda.node;
  if (body === undefined) return ANY;
  const work = (args: readonly Type[]): Type => infer(body, withParameters(lambda.scope, names, args), analysis);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const { args, result } = entry;
    const found = round === 0 && !mayRecur(lambda) ? work(args) : analysis.trial(() => work(args));
    if (!entry.called) return mayRecur(lambda) ? work(args) : found;
    const next = union(result, found);
    const same = sameType(next, result) && args.every((type, index) => sameType(type, entry.args[index] ?? NOTHING));
    if (same) return work(args);
    entry.result = next;
  }
  entry.args = entry.args.map(() => ANY);
  entry.result = ANY;
  work(entry.args);
  return isNever(entry.result) ? NEVER : ANY;
}

const RECURSIVE = new WeakMap<object, boolean>();

/** Whether a variable of its own name stands in the function: only then it has to be gone through several times. */
function mayRecur({ node, scope }: LambdaType): boolean {
  const known = RECURSIVE.get(node);
  if (known !== undefined) return known;
  const own = [...scope.variables]
    .filter(([, { type }]) => type.functions.some((each) => each.kind === 'lambda' && each.node === node))
    .map(([name]) => name);
  const text = JSON.stringify(node.body);
  const recurs = own.some((name) => text.includes(`"value":${JSON.stringify(name)}`));
  RECURSIVE.set(node, recurs);
  return recurs;
}

export function withParameters(scope: Scope, names: readonly string[], args: readonly Type[]): Scope {
  const variables = new Map<string, Binding>(scope.variables);
  for (const [index, name] of names.entries()) variables.set(name, { id: {}, type: args[index] ?? NOTHING });
  return { ...scope, variables };
}

function tellSuperfluous(names: readonly string[], { node, analysis, args }: Call): void {
  analysis.tell(node, {
    kind: 'wrong-call',
    at: node.procedure?.position ?? node.position ?? 0,
    message: `the function takes ${names.length} argument${names.length === 1 ? '' : 's'}, and is given ${args.length}`,
    hint: names.length === 0 ? 'leave them out' : `call it with: ${names.map((name) => `$${name}`).join(', ')}`,
  });
}
